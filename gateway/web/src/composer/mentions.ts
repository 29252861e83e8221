/** The most people whom one message may mention. */
export const MOST_MENTIONS = 50;

export interface Mentionable {
  id: string;
  name: string;
}

const LETTER = /[\p{L}\p{N}_]/u;

/**
 * Whom a text mentions, in its order: those whose `@Name` stands in it as a word. Of two names that begin alike the longer one counts.
 * At most {@link MOST_MENTIONS}.
 */
export function mentionsIn(content: string, people: readonly Mentionable[]): string[] {
  const known = people.filter(({ name }) => name !== "").toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (let at = content.indexOf("@"); at >= 0; at = content.indexOf("@", at + 1)) {
    if (at > 0 && LETTER.test(content[at - 1] ?? "")) {
      continue;
    }
    const person = known.find(
      ({ name }) => content.startsWith(name, at + 1) && !LETTER.test(content[at + 1 + name.length] ?? ""),
    );
    if (person) {
      found.add(person.id);
    }
  }
  return [...found].slice(0, MOST_MENTIONS);
}

/** Those whose name, or a word of it, begins so; without a query all. */
export function suggest(people: readonly Mentionable[], query: string, most: number): Mentionable[] {
  const wanted = plain(query);
  return people
    .map((person) => ({ person, rank: rank(plain(person.name), wanted) }))
    .filter(({ rank }) => rank < 2)
    .sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name))
    .slice(0, most)
    .map(({ person }) => person);
}

function rank(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  return name.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
