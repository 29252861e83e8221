/** The parts of the picker, in its order. */
export const GROUPS = [
  "smileys",
  "people",
  "nature",
  "food",
  "travel",
  "activities",
  "objects",
  "symbols",
  "flags",
] as const;
export type Group = (typeof GROUPS)[number];

/** From the lightest to the darkest; 0 is none of them. */
export const TONES = [0, 1, 2, 3, 4, 5] as const;
export type Tone = (typeof TONES)[number];

export interface Emoji {
  emoji: string;
  /** In English, as everything that it is found by. */
  name: string;
  group: Group;
  /** What stands between the colons of `:smile:`. */
  codes: string[];
  words: string[];
  /** By tone, from 1 on; empty where there are none. */
  tones: string[];
}

/** An entry of emojibase's compact data. */
interface Listed {
  hexcode: string;
  label: string;
  unicode: string;
  group?: number;
  order?: number;
  tags?: string[];
  skins?: { unicode: string }[];
}

/** Emojibase's numbers of groups; 2 has the tones alone. */
const NUMBERS: Partial<Record<number, Group>> = {
  0: "smileys",
  1: "people",
  3: "nature",
  4: "food",
  5: "travel",
  6: "activities",
  7: "objects",
  8: "symbols",
  9: "flags",
};
const LIGHTEST = 0x1f3fb;
const TONE = /[\u{1F3FB}-\u{1F3FF}]/gu;

let loading: Promise<Emoji[]> | undefined;

/** All of them in the usual order. Loaded once; a failure is forgotten. */
export function loadEmoji(): Promise<Emoji[]> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Emoji[]> {
  const [list, codes] = await Promise.all([
    import("emojibase-data/en/compact.json"),
    import("emojibase-data/en/shortcodes/github.json"),
  ]);
  return read(list.default as Listed[], codes.default as Record<string, string | string[]>);
}

function read(list: Listed[], codes: Record<string, string | string[]>): Emoji[] {
  return list
    .filter((one) => one.group !== undefined && NUMBERS[one.group] !== undefined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((one) => ({
      emoji: usual(one.unicode),
      name: one.label,
      group: NUMBERS[one.group ?? 0] ?? "symbols",
      codes: [codes[one.hexcode] ?? []].flat(),
      words: one.tags ?? [],
      tones: tonesOf((one.skins ?? []).map(({ unicode }) => usual(unicode))),
    }));
}

/**
 * As keyboards write it: what is shown as an emoji by itself carries no selector that says so. Otherwise the same reaction would stand there
 * twice.
 */
function usual(emoji: string): string {
  return emoji.replace(/(\p{Emoji_Presentation})\uFE0F/gu, "$1");
}

/** Of pairs only those in which both have the same. */
function tonesOf(skins: string[]): string[] {
  const tones: string[] = [];
  for (const unicode of skins) {
    const [tone, ...others] = new Set(unicode.match(TONE));
    if (tone !== undefined && others.length === 0) {
      tones[(tone.codePointAt(0) ?? LIGHTEST) - LIGHTEST] ??= unicode;
    }
  }
  return tones;
}

export function inTone(emoji: Emoji, tone: Tone): string {
  return (tone > 0 && emoji.tones[tone - 1]) || emoji.emoji;
}

/** Those that all words of the query lead to, the closest first. */
export function searchEmoji(all: readonly Emoji[], query: string, most: number): Emoji[] {
  const words = query
    .toLowerCase()
    .split(/[\s_:]+/)
    .filter(Boolean);
  if (words.length === 0) {
    return [];
  }
  return all
    .map((emoji) => ({ emoji, rank: Math.max(...words.map((word) => rank(emoji, word))) }))
    .filter((found) => found.rank < NOT)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map((found) => found.emoji);
}

const NOT = 9;

function rank({ codes, name, words }: Emoji, word: string): number {
  if (codes.includes(word)) return 0;
  if (codes.some((code) => code.startsWith(word))) return 1;
  if (name.startsWith(word)) return 2;
  if (words.includes(word)) return 3;
  if (name.includes(word) || codes.some((code) => code.includes(word))) return 4;
  return words.some((tag) => tag.startsWith(word)) ? 5 : NOT;
}
