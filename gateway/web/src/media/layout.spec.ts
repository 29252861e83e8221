import { describe, expect, it } from "vitest";
import { boxOf, rowsOf, USUAL_RATIO } from "./layout";

describe("the box of one picture", () => {
  it.each([
    [
      { width: 4000, height: 3000 },
      { width: 420, ratio: 4 / 3 },
    ],
    [
      { width: 1000, height: 2000 },
      { width: 220, ratio: 0.5 },
    ],
    [
      { width: 200, height: 100 },
      { width: 200, ratio: 2 },
    ],
    [
      { width: 1, height: 1 },
      { width: 120, ratio: 1 },
    ],
    [
      { width: 1, height: 50_000 },
      { width: 120, ratio: 0.5 },
    ],
    [
      { width: 50_000, height: 1 },
      { width: 420, ratio: 3 },
    ],
    [{}, { width: 420, ratio: USUAL_RATIO }],
  ])("of %j is %j", (picture, box) => {
    expect(boxOf(picture)).toEqual(box);
  });
});

describe("rows of pictures", () => {
  it.each(Array.from({ length: 10 }, (_, i) => i + 1))(
    "hold all of %d, in their order, at most three in a row",
    (count) => {
      const pictures = Array.from({ length: count }, (_, id) => ({ id, width: 100, height: 100 }));
      const rows = rowsOf(pictures);
      expect(rows.flatMap((row) => row.pictures.map(({ picture }) => picture.id))).toEqual(
        pictures.map(({ id }) => id),
      );
      expect(Math.max(...rows.map((row) => row.pictures.length))).toBeLessThanOrEqual(3);
    },
  );

  it("are as wide as their pictures together, of which none is a stripe", () => {
    const [row] = rowsOf([
      { width: 10_000, height: 10 },
      { width: 10, height: 10_000 },
    ]);
    expect(row?.pictures.map(({ ratio }) => ratio)).toEqual([1.8, 0.66]);
    expect(row?.ratio).toBeCloseTo(2.46);
  });
});
