export interface Part {
  text: string;
  marked: boolean;
}

/** So much stands in front of the first hit, and in all, in UTF-16 units. */
const LEAD = 40;
const LONGEST = 220;

/** A piece of a content around its first hit, in parts. Ranges that make no sense are left out. */
export function markedParts(content: string, highlights: { start: number; end: number }[]): Part[] {
  const ranges = highlights
    .filter(({ start, end }) => start >= 0 && end > start && end <= content.length)
    .sort((a, b) => a.start - b.start);
  const from = Math.max(0, (ranges[0]?.start ?? 0) - LEAD);
  const until = Math.min(content.length, from + LONGEST);
  const parts: Part[] = from > 0 ? [{ text: "…", marked: false }] : [];
  let at = from;
  const put = (end: number, marked: boolean): void => {
    if (end > at) {
      parts.push({ text: content.slice(at, end), marked });
      at = end;
    }
  };
  for (const { start, end } of ranges) {
    put(Math.min(start, until), false);
    put(Math.min(end, until), true);
  }
  put(until, false);
  return until < content.length ? [...parts, { text: "…", marked: false }] : parts;
}

/** The words of the hits, each once, as they stand in the contents. */
export function wordsOf(hits: { content: string; highlights: { start: number; end: number }[] }[]): string[] {
  const words = hits.flatMap(({ content, highlights }) =>
    highlights.map(({ start, end }) => content.slice(start, end)),
  );
  return [...new Set(words.filter((word) => word.trim() !== ""))];
}
