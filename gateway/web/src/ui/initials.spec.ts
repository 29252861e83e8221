import { describe, expect, it } from "vitest";
import { AVATAR_COLOURS, colourOf, initials } from "./initials";

describe("initials", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["siti nur haliza", "SH"],
    ["  Plato ", "P"],
    ["Zoë-Ann", "ZA"],
    ["王小明", "王"],
    ["e\u0301mile", "E\u0301"],
    ["👩🏽‍🚀 Crew", "👩🏽‍🚀C"],
    ["", "?"],
    ["...", "?"],
  ])("of %j are %j", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it("have the same colour for the same id, and one that there is", () => {
    const ids = Array.from({ length: 400 }, (_, i) => `user-${i}`);
    const colours = new Set(ids.map(colourOf));
    expect(ids.map(colourOf)).toEqual(ids.map(colourOf));
    expect([...colours].sort()).toEqual(Array.from({ length: AVATAR_COLOURS }, (_, i) => i));
  });
});
