export const COLUMNS = 8;

const STEPS: Partial<Record<string, (at: Place, rows: number[][]) => number | undefined>> = {
  ArrowLeft: ({ index }) => index - 1,
  ArrowRight: ({ index }) => index + 1,
  ArrowUp: ({ row, column }, rows) => inRow(rows[row - 1], column),
  ArrowDown: ({ row, column }, rows) => inRow(rows[row + 1], column),
  Home: ({ row }, rows) => rows[row]?.[0],
  End: ({ row }, rows) => rows[row]?.at(-1),
  PageUp: ({ row, column }, rows) => inRow(rows[Math.max(0, row - PAGE)], column),
  PageDown: ({ row, column }, rows) => inRow(rows[Math.min(rows.length - 1, row + PAGE)], column),
};
const PAGE = 5;

interface Place {
  index: number;
  row: number;
  column: number;
}

/**
 * Where a key leads in a grid of sections, each of which begins a new row.
 *
 * @param sections how many cells each has
 * @param index of the cell, counted through all sections
 * @returns the new index, the same at an edge; undefined for a key that does not move
 */
export function moveInGrid(sections: number[], index: number, key: string): number | undefined {
  const step = STEPS[key];
  if (step === undefined) {
    return undefined;
  }
  const rows = rowsOf(sections);
  const row = rows.findIndex((cells) => cells.includes(index));
  const last = sections.reduce((all, cells) => all + cells, 0) - 1;
  if (row < 0) {
    return last < 0 ? undefined : 0;
  }
  const next = step({ index, row, column: rows[row]?.indexOf(index) ?? 0 }, rows);
  return next === undefined ? index : Math.min(Math.max(next, 0), last);
}

function rowsOf(sections: number[]): number[][] {
  const rows: number[][] = [];
  let index = 0;
  for (const cells of sections) {
    for (let done = 0; done < cells; done += COLUMNS) {
      rows.push(Array.from({ length: Math.min(COLUMNS, cells - done) }, () => index++));
    }
  }
  return rows;
}

function inRow(row: number[] | undefined, column: number): number | undefined {
  return row?.[Math.min(column, row.length - 1)];
}
