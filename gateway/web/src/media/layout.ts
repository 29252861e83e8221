/** Width by height of what says nothing about itself. */
export const USUAL_RATIO = 4 / 3;

/** In CSS pixels. */
const WIDEST = 420;
const HIGHEST = 440;
const NARROWEST = 120;

/** How many stand in each row, by how many there are. */
const ROWS: number[][] = [[], [1], [2], [3], [2, 2], [2, 3], [3, 3], [2, 2, 3], [2, 3, 3], [3, 3, 3], [2, 2, 3, 3]];

interface Sized {
  width?: number;
  height?: number;
}

export function ratioOf({ width, height }: Sized): number {
  return width && height ? width / height : USUAL_RATIO;
}

/** The box of a single picture, in CSS pixels: as it is, but neither higher nor wider than the column, nor too small to press. */
export function boxOf(picture: Sized): { width: number; ratio: number } {
  const ratio = within(ratioOf(picture), 0.5, 3);
  const natural = picture.width ?? WIDEST;
  return { width: Math.round(Math.min(WIDEST, HIGHEST * ratio, Math.max(natural, NARROWEST))), ratio };
}

export interface Row<T> {
  pictures: { picture: T; ratio: number }[];
  /** Of the row. */
  ratio: number;
}

/** Rows of pictures: within a row all are equally high, and as wide as they are for that. At most ten. */
export function rowsOf<T extends Sized>(pictures: readonly T[]): Row<T>[] {
  let next = 0;
  return (ROWS[pictures.length] ?? [pictures.length]).map((count) => {
    const row = pictures.slice(next, (next += count)).map((picture) => ({
      picture,
      ratio: within(ratioOf(picture), 0.66, 1.8),
    }));
    return { pictures: row, ratio: row.reduce((sum, { ratio }) => sum + ratio, 0) };
  });
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
