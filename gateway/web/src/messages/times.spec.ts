import { describe, expect, it } from "vitest";
import { dayName, dayOf, daysBetween, timeOf } from "./times";

describe("times of a conversation", () => {
  it("call days by name, by weekday, and then by date", () => {
    const today = "2026-11-23";
    expect(dayName("2026-11-23", today, "en")).toBe("today");
    expect(dayName("2026-11-22", today, "en")).toBe("yesterday");
    expect(dayName("2026-11-18", today, "en")).toEqual({ text: "Wednesday" });
    expect(dayName("2026-11-16", today, "en")).toEqual({ text: "Monday, November 16" });
    expect(dayName("2025-11-16", today, "en")).toEqual({ text: "November 16, 2025" });
    expect(dayName("2026-11-18", today, "id")).toEqual({ text: "Rabu" });
    expect(dayName("2026-11-25", today, "en")).toEqual({ text: "Wednesday, November 25" });
  });

  it("count days over the change of the clocks and of the year", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2025-12-31", "2026-01-01")).toBe(1);
    expect(daysBetween("2026-01-02", "2026-01-01")).toBe(-1);
  });

  it("are those of the place where they are read", () => {
    const at = new Date(2026, 0, 5, 23, 30);
    expect(dayOf(at)).toBe("2026-01-05");
    expect(timeOf(at.toISOString(), "id")).toBe("23.30");
  });
});
