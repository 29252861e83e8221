/** What people react with most, and the key of its name in the catalogue. */
export const QUICK = [
  ["👍", "like"],
  ["❤️", "love"],
  ["😂", "laugh"],
  ["😮", "wow"],
  ["😢", "sad"],
  ["🙏", "thanks"],
] as const;
