/** What is being completed at the caret: a person after `@`, an emoji after `:`. */
export interface Asked {
  kind: "person" | "emoji";
  query: string;
  /** Where the sign stands, in UTF-16 units. */
  from: number;
}

const PERSON = /(?:^|[\s([{"'/])@([^@\n]{0,40})$/u;
const EMOJI = /(?:^|[\s([{"'])(:[a-z0-9_+-]{2,30})$/i;

/** What the text before the caret asks for. */
export function askedAt(content: string, caret: number): Asked | undefined {
  const before = content.slice(0, caret);
  const emoji = EMOJI.exec(before)?.[1];
  if (emoji !== undefined) {
    return { kind: "emoji", query: emoji.slice(1), from: caret - emoji.length };
  }
  const person = PERSON.exec(before)?.[1];
  if (person !== undefined && !person.startsWith(" ")) {
    return { kind: "person", query: person, from: caret - person.length - 1 };
  }
  return undefined;
}

/** The text with something in the place of what was asked for, and where the caret stands then: behind one space. */
export function complete(
  content: string,
  asked: Asked,
  caret: number,
  text: string,
): { content: string; caret: number } {
  const before = content.slice(0, asked.from) + text;
  const after = content.slice(caret);
  return { content: before + (after.startsWith(" ") ? after : ` ${after}`), caret: before.length + 1 };
}
