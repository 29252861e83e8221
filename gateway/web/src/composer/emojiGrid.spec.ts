import { describe, expect, it } from "vitest";
import { moveInGrid } from "./emojiGrid";

/** 10 cells in two rows, then 3, then 9 in two rows. */
const sections = [10, 3, 9];
const move = (from: number, key: string) => moveInGrid(sections, from, key);

describe("moving in the grid", () => {
  it("goes on and back through the sections", () => {
    expect(move(0, "ArrowRight")).toBe(1);
    expect(move(9, "ArrowRight")).toBe(10);
    expect(move(10, "ArrowLeft")).toBe(9);
  });

  it("goes up and down in the column, or as near as a shorter row has it", () => {
    expect(move(1, "ArrowDown")).toBe(9);
    expect(move(6, "ArrowDown")).toBe(9);
    expect(move(9, "ArrowDown")).toBe(11);
    expect(move(12, "ArrowDown")).toBe(15);
    expect(move(15, "ArrowUp")).toBe(12);
  });

  it("stays at the edges", () => {
    expect(move(0, "ArrowLeft")).toBe(0);
    expect(move(3, "ArrowUp")).toBe(3);
    expect(move(21, "ArrowRight")).toBe(21);
    expect(move(21, "ArrowDown")).toBe(21);
  });

  it("jumps to the ends of a row and over several rows", () => {
    expect(move(3, "Home")).toBe(0);
    expect(move(3, "End")).toBe(7);
    expect(move(2, "PageDown")).toBe(21);
    expect(move(21, "PageUp")).toBe(0);
  });

  it("is for its keys alone, and begins anew where the cell is gone", () => {
    expect(move(3, "a")).toBeUndefined();
    expect(move(99, "ArrowDown")).toBe(0);
    expect(moveInGrid([], 0, "ArrowDown")).toBeUndefined();
  });
});
