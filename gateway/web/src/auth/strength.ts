export type Strength = "too-short" | "weak" | "fair" | "good";

/** As the contract has it, in code points. */
export const SHORTEST_PASSWORD = 8;

/**
 * A hint while somebody types: how hard a password is to guess, by its length and its variety. The server has the last word: it knows
 * the passwords that are tried first.
 */
export function strengthOf(password: string, own: string[] = []): Strength {
  const letters = [...password.normalize("NFKC")];
  if (letters.length < SHORTEST_PASSWORD) {
    return "too-short";
  }
  const plain = password.toLowerCase();
  const rest = own
    .flatMap((word) => word.toLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length > 2)
    .reduce((left, word) => left.replaceAll(word, ""), plain);
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  const different = new Set(rest).size;
  const points = Math.min(different, 20) + Math.min([...rest].length, 24) / 2 + kinds * 2;
  return points < 16 ? "weak" : points < 23 ? "fair" : "good";
}
