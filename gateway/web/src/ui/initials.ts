const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) {
    return segment.toLocaleUpperCase();
  }
  return "";
}

/** At most two letters that stand for a name: of its first and its last word; "?" for a name without any. */
export function initials(name: string): string {
  const words = name
    .split(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]+/u)
    .filter((word) => word !== "");
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return first === undefined ? "?" : firstLetter(first) + (last === undefined ? "" : firstLetter(last));
}

/** How many colours of an avatar there are: `--avatar-0` to `--avatar-7`. */
export const AVATAR_COLOURS = 8;

/** The same colour for the same id, on every device. */
export function colourOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) {
    hash = (Math.imul(hash, 31) + id.charCodeAt(i)) | 0;
  }
  return Math.abs(hash % AVATAR_COLOURS);
}
