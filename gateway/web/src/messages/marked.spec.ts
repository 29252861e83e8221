import { describe, expect, it } from "vitest";
import { markedParts, wordsOf } from "./marked";

const text = (content: string, ranges: [number, number][]) =>
  markedParts(
    content,
    ranges.map(([start, end]) => ({ start, end })),
  )
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join("");

describe("parts of a hit", () => {
  it("mark the words", () => {
    expect(
      text("tea and coffee", [
        [0, 3],
        [8, 14],
      ]),
    ).toBe("[tea] and [coffee]");
    expect(
      text("tea and coffee", [
        [8, 14],
        [0, 3],
      ]),
    ).toBe("[tea] and [coffee]");
  });

  it("are cut around the first hit", () => {
    const long = `${"a".repeat(100)} word ${"b".repeat(300)}`;
    const shown = text(long, [[101, 105]]);
    expect(shown).toMatch(/^…a+ \[word\] b+…$/);
    expect(shown.length).toBeLessThan(240);
  });

  it("bear ranges that make no sense", () => {
    expect(
      text("tea", [
        [-1, 2],
        [2, 2],
        [1, 9],
        [3, 1],
      ]),
    ).toBe("tea");
    expect(
      text("teatime", [
        [0, 5],
        [2, 4],
      ]),
    ).toBe("[teati]me");
    expect(text("", [])).toBe("");
  });

  it("give the words that were found, each once", () => {
    const highlights = [{ start: 0, end: 3 }];
    expect(
      wordsOf([
        { content: "Tea please", highlights },
        { content: "Tea", highlights },
        { content: "tea", highlights },
      ]),
    ).toEqual(["Tea", "tea"]);
  });
});
