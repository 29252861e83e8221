import { expect, it } from "vitest";
import { messageOf } from "@/testing/messages";
import { choicesOf, EDITABLE } from "./actions";

const at = Date.parse(messageOf().at);
const anybodys = ["reply", "emoji", "copy", "link", "info"];

it("lets everybody reply, react and copy, and only the author edit and delete", () => {
  expect(choicesOf(messageOf(), "member", at)).toEqual(anybodys);
  expect(choicesOf(messageOf({ mine: true }), "member", at)).toEqual([
    "reply",
    "emoji",
    "copy",
    "link",
    "edit",
    "info",
    "remove",
  ]);
});

it("lets an admin delete what others wrote, but not change it", () => {
  expect(choicesOf(messageOf(), "admin", at)).toEqual([...anybodys, "remove"]);
});

it("ends editing after two days", () => {
  expect(choicesOf(messageOf({ mine: true }), "member", at + EDITABLE - 1)).toContain("edit");
  expect(choicesOf(messageOf({ mine: true }), "member", at + EDITABLE)).not.toContain("edit");
});

it("offers nothing for what was deleted, and only the text of what is not in the log yet", () => {
  expect(choicesOf(messageOf({ deleted: true, mine: true }), "admin", at)).toEqual([]);
  expect(choicesOf(messageOf({ mine: true, seq: undefined, progress: "waiting" } as never), "admin", at)).toEqual([
    "copy",
  ]);
});
