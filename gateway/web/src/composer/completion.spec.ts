import { describe, expect, it } from "vitest";
import { askedAt, complete } from "./completion";

/** With the caret where the bar stands. */
function at(text: string) {
  const caret = text.indexOf("|");
  return askedAt(text.replace("|", ""), caret);
}

describe("what is asked for at the caret", () => {
  it("is a person after an @, also with a name of two words", () => {
    expect(at("@|")).toEqual({ kind: "person", query: "", from: 0 });
    expect(at("hi @Ana Pu| there")).toEqual({ kind: "person", query: "Ana Pu", from: 3 });
    expect(at("(@an|")).toMatchObject({ query: "an" });
  });

  it("is an emoji after a colon and two letters", () => {
    expect(at("so :sm|")).toEqual({ kind: "emoji", query: "sm", from: 3 });
    expect(at(":+1|")).toMatchObject({ query: "+1" });
  });

  it.each(["mail@ana|", "@ ana|", "@ana\n|", "at 10:30|", "http://|", ":s|", "a:smile|", "|@ana", "plain|"])(
    "is nothing in %j",
    (text) => expect(at(text)).toBeUndefined(),
  );

  it("is not looked for in long lines for long", () => {
    const began = performance.now();
    askedAt(`@${"a ".repeat(4000)}`, 8000);
    expect(performance.now() - began).toBeLessThan(50);
  });
});

describe("completing", () => {
  it("puts it in the place of what was asked, with one space behind", () => {
    const asked = { kind: "person", query: "an", from: 3 } as const;
    expect(complete("hi @an", asked, 6, "@Ana")).toEqual({ content: "hi @Ana ", caret: 8 });
    expect(complete("hi @an there", asked, 6, "@Ana")).toEqual({ content: "hi @Ana there", caret: 8 });
  });
});
