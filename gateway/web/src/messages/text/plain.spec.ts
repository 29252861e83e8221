import { expect, it } from "vitest";
import { plain } from "./plain";

it.each([
  ["The **plans** are _ready_", "The plans are ready"],
  ["```js\nconst tide = 1;\n```", "const tide = 1;"],
  ["run `npm test` ~~now~~ later", "run npm test now later"],
  ["> quoted\n- one\n- two", "quoted one two"],
  ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
  ["** not strong **", "** not strong **"],
  ["<b>bold</b> & more", "<b>bold</b> & more"],
])("%j reads %j", (content, said) => {
  expect(plain(content)).toBe(said);
});

it("says nothing of what is only marks", () => {
  expect(plain("```\n```")).toBe("");
});

it("is quick on hostile marks", () => {
  const before = process.cpuUsage().user;
  for (const mark of ["*", "_", "**", "`", "~~ ", "**a", "> "]) {
    plain(mark.repeat(8000 / mark.length));
  }
  expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
});
