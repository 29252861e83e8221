import type { Message } from "./model";

/** What a person wants with a message. */
export type Action =
  | { do: "reply" | "edit" | "remove" | "copy" | "link" | "info" | "emoji" | "retry" | "discard"; message: Message }
  | { do: "react"; message: Message; emoji: string; on: boolean }
  | { do: "jump"; seq: number };

export type Choice = "reply" | "emoji" | "copy" | "link" | "edit" | "info" | "remove";

/** How long one may edit what one said, in milliseconds. */
export const EDITABLE = 48 * 60 * 60_000;

/** What can be done with a message: by whoever wrote it, by an admin of the room, by everybody. */
export function choicesOf(message: Message, role: "admin" | "member", now = Date.now()): Choice[] {
  if (message.deleted || message.seq === undefined) {
    return message.content !== "" && !message.deleted ? ["copy"] : [];
  }
  const choices: Choice[] = ["reply", "emoji"];
  if (message.content !== "") {
    choices.push("copy");
  }
  choices.push("link");
  if (message.mine && now - Date.parse(message.at) < EDITABLE) {
    choices.push("edit");
  }
  choices.push("info");
  if (message.mine || role === "admin") {
    choices.push("remove");
  }
  return choices;
}
