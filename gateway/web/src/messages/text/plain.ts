const MARKS: [RegExp, string][] = [
  [/```[^\s`]*\s?/g, ""],
  [/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, "$2"],
  [/(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])/g, "$2"],
  [/`([^`]+)`/g, "$1"],
  [/^\s*(?:>|#{1,6}|[-*+])\s+/gm, ""],
];

/** What a message says, without the marks of its looks: for a line that has none, such as a preview. */
export function plain(content: string): string {
  return MARKS.reduce((text, [mark, instead]) => text.replace(mark, instead), content)
    .replace(/\s+/g, " ")
    .trim();
}
