import { beforeAll, describe, expect, it } from "vitest";
import { GROUPS, inTone, loadEmoji, searchEmoji, type Emoji } from "./emoji";

let all: Emoji[];
const found = (query: string, most = 5) => searchEmoji(all, query, most).map(({ emoji }) => emoji);
const named = (name: string) => all.find((one) => one.name === name) as Emoji;

beforeAll(async () => {
  all = await loadEmoji();
});

describe("the emoji", () => {
  it("are all of a group that the picker has, and each there once", () => {
    expect(all.length).toBeGreaterThan(1500);
    expect([...new Set(all.map(({ group }) => group))].sort()).toEqual([...GROUPS].sort());
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  });

  it("are what a reaction may be: at most 32 UTF-16 units, in every tone", () => {
    for (const { emoji, tones } of all) {
      expect(Math.max(...[emoji, ...tones].map(({ length }) => length))).toBeLessThanOrEqual(32);
    }
  });

  it("are written as keyboards write them", () => {
    const there = new Set(all.map(({ emoji }) => emoji));
    expect(["👍", "❤️", "😂", "😮", "😢", "🙏", "☕", "✈️"].filter((emoji) => !there.has(emoji))).toEqual([]);
  });

  it("are loaded once", () => {
    expect(loadEmoji()).toBe(loadEmoji());
  });
});

describe("searching", () => {
  it("puts what is called so first", () => {
    expect(found("smile")[0]).toBe("😄");
    expect(found("+1")[0]).toBe("👍");
    expect(found("heart")[0]).toBe("❤️");
  });

  it("finds by other words, by the beginning of one, and by all of several", () => {
    expect(found("lol", 20)).toContain("😂");
    expect(found("waving hand")).toContain("👋");
    expect(found(":thumbsup:")).toContain("👍");
    expect(found("red heart")[0]).toBe("❤️");
  });

  it("finds nothing for nothing, and nothing for nonsense", () => {
    expect(found("  ")).toEqual([]);
    expect(found("qqqqq")).toEqual([]);
    expect(found("(.*)+$")).toEqual([]);
  });

  it("finds no more than is wanted", () => {
    expect(found("a", 3)).toHaveLength(3);
  });
});

describe("a tone", () => {
  it("is that of the hand", () => {
    expect(inTone(named("waving hand"), 0)).toBe("👋");
    expect(inTone(named("waving hand"), 1)).toBe("👋🏻");
    expect(inTone(named("waving hand"), 5)).toBe("👋🏿");
  });

  it("is that of both in a pair", () => {
    expect(inTone(named("people holding hands"), 3)).toBe("🧑🏽‍🤝‍🧑🏽");
  });

  it("changes nothing where there are none", () => {
    expect(inTone(named("grinning face"), 4)).toBe("😀");
  });
});
