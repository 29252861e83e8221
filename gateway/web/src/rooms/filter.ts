function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** Whether every word that was typed begins a word of the name, without regard to case and accents. */
export function matches(name: string, typed: string): boolean {
  const words = plain(name).split(/[^\p{L}\p{N}]+/u);
  const wanted = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== "");
  return wanted.every((word) => words.some((own) => own.startsWith(word)) || plain(name).startsWith(word));
}
