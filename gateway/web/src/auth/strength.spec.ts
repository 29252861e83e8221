import { expect, it } from "vitest";
import { strengthOf } from "./strength";

it.each([
  ["", "too-short"],
  ["1234567", "too-short"],
  ["😀😀😀😀", "too-short"],
  ["aaaaaaaa", "weak"],
  ["password", "weak"],
  ["passw0rd", "weak"],
  ["Tr4in-9x", "fair"],
  ["correct horse battery", "good"],
  ["m7#kQ2!vRz0pL", "good"],
])("calls %j %s", (password, expected) => {
  expect(strengthOf(password)).toBe(expected);
});

it("gives nothing for one's own name", () => {
  expect(strengthOf("lovelaceada1", ["Ada Lovelace", "ada.lovelace@example.org"])).toBe("weak");
  expect(strengthOf("lovelaceada1", ["Grace Hopper"])).not.toBe("weak");
});
