import { ref, type Ref } from "vue";
import { TONES, type Tone } from "./emoji";

const RECENT = "whispra.emoji.recent";
const TONE = "whispra.emoji.tone";
/** Three rows of the picker. */
const MOST = 24;
const LONGEST = 32;

const recent = ref<string[]>([]);
const tone = ref<Tone>(0);

export interface EmojiTaste {
  /** The last ones first. */
  recent: Ref<string[]>;
  tone: Ref<Tone>;
  used(emoji: string): void;
  prefer(tone: Tone): void;
}

/** Which emoji this browser's person used lately, and in which tone. */
export function useEmojiTaste(): EmojiTaste {
  recent.value = readRecent();
  tone.value = readTone();
  return { recent, tone, used, prefer };
}

function used(emoji: string): void {
  recent.value = [emoji, ...recent.value.filter((other) => other !== emoji)].slice(0, MOST);
  keep(RECENT, JSON.stringify(recent.value));
}

function prefer(chosen: Tone): void {
  tone.value = chosen;
  keep(TONE, String(chosen));
}

function readRecent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEmoji).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function readTone(): Tone {
  try {
    const kept = Number(localStorage.getItem(TONE));
    return TONES.find((one) => one === kept) ?? 0;
  } catch {
    return 0;
  }
}

function isEmoji(kept: unknown): kept is string {
  return typeof kept === "string" && kept.length <= LONGEST && /\p{Emoji}/u.test(kept);
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}
