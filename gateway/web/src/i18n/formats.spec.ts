import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { speak } from ".";
import { useFormats } from "./formats";

describe("formats", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(2026, 2, 18, 12, 0) });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await speak("en");
  });

  it.each([
    [new Date(2026, 2, 18, 9, 5), /^9:05/],
    [new Date(2026, 2, 17, 23, 59), /^yesterday$/],
    [new Date(2026, 2, 14, 8, 0), /^Sat$/],
    [new Date(2026, 2, 11, 8, 0), /^Mar 11$/],
    [new Date(2025, 11, 24, 8, 0), /^Dec 24, 2025$/],
  ])("tell a moment in a list as shortly as it can: %s", (at, expected) => {
    expect(useFormats().short(at.toISOString())).toMatch(expected);
  });

  it("say nothing of a moment that cannot be read", () => {
    expect(useFormats().short("soon")).toBe("");
    expect(useFormats().full("")).toBe("");
  });

  it("follow the language", async () => {
    await speak("id");
    expect(useFormats().short(new Date(2026, 2, 17, 12).toISOString())).toBe("kemarin");
    expect(useFormats().size(1_500_000)).toBe("1,5 MB");
  });

  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [1_540_000, "1.5 MB"],
    [250_000_000, "250 MB"],
  ])("tell %i bytes as %s", (bytes, expected) => {
    expect(useFormats().size(bytes)).toBe(expected);
  });
});
