import { describe, expect, it } from "vitest";
import type { Line } from "./lines";
import { stepsBetween } from "./steps";

const lines = (...keys: string[]): Line[] =>
  keys.map((key) => (key.startsWith("m") ? { kind: "message", key } : { kind: "day", key, day: key }) as Line);
const words = (from: Line[], to: Line[]) =>
  stepsBetween(from, to)?.map(({ lines, shift }) => `${shift ? "shift " : ""}${lines.map(({ key }) => key).join(" ")}`);

describe("steps of a list of lines", () => {
  it("are one without a shift when lines come at the end, or change", () => {
    expect(words(lines("day", "m1"), lines("day", "m1", "m2"))).toEqual(["day m1 m2"]);
    expect(words(lines("day", "m1", "m2"), lines("day", "m1", "day2", "m2"))).toEqual(["day m1 day2 m2"]);
  });

  it("shift when lines come on top, whatever becomes of the day above", () => {
    expect(words(lines("day", "m3", "m4"), lines("day", "m1", "m2", "m3", "m4"))).toEqual(["shift day m1 m2 m3 m4"]);
    expect(words(lines("day2", "m3"), lines("day", "m1", "day2", "m3"))).toEqual(["shift day m1 day2 m3"]);
  });

  it("shift when lines at the beginning go", () => {
    expect(words(lines("day", "m1", "m2", "m3"), lines("day", "m3"))).toEqual(["shift day m3"]);
  });

  it("are two when lines come at both ends", () => {
    expect(words(lines("day", "m3"), lines("day", "m1", "m2", "m3", "m4"))).toEqual([
      "shift day m1 m2 m3",
      "day m1 m2 m3 m4",
    ]);
  });

  it("are none when nothing stays", () => {
    expect(words(lines("day", "m1"), lines("day", "m8", "m9"))).toBeUndefined();
  });
});
