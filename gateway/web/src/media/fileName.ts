/** What would turn the order of the letters around, hide some, or break the line. */
const TRICKS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** These only join emoji and letters. */
const JOINERS = /[\u200c\u200d]/;

/** A file's name as it may be shown: nothing in it makes `exe` look like `txt`. */
export function shownName(name: string): string {
  return name.replace(TRICKS, (trick) => (JOINERS.test(trick) ? trick : "")).trim() || "file";
}

/** A name in two: what may be cut where there is no room, and its end with the extension, which always shows. */
export function splitName(name: string): [start: string, end: string] {
  const shown = shownName(name);
  const dot = shown.lastIndexOf(".");
  const extension = dot > 0 && shown.length - dot <= 8 ? shown.length - dot : 0;
  const letters = [...shown.slice(0, shown.length - extension)];
  const kept = letters.splice(-Math.min(4, Math.floor(letters.length / 2)));
  return letters.length > 8 ? [letters.join(""), kept.join("") + shown.slice(shown.length - extension)] : [shown, ""];
}

/** The letters after the last dot in capitals, at most four; nothing for a name without. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,4})$/i.exec(shownName(name))?.[1]?.toUpperCase() ?? "";
}
