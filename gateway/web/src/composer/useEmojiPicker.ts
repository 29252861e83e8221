import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref } from "vue";
import { GROUPS, loadEmoji, searchEmoji, type Emoji, type Group } from "./emoji";
import { useEmojiTaste } from "./emojiTaste";

export interface EmojiSectionOf {
  group: "recent" | "found" | Group;
  emoji: Emoji[];
}

export interface EmojiChoice {
  state: Ref<"loading" | "ready" | "failed">;
  query: Ref<string>;
  /** What the grid shows: what was found, else all, those used lately first. */
  sections: ComputedRef<EmojiSectionOf[]>;
  load(): Promise<void>;
}

const MOST_FOUND = 96;

/** The emoji to choose from. */
export function useEmojiPicker(): EmojiChoice {
  const { recent } = useEmojiTaste();
  const state = ref<"loading" | "ready" | "failed">("loading");
  const query = ref("");
  const all = shallowRef<Emoji[]>([]);
  /** As they were when the picker opened: under the pointer nothing moves. */
  const lately = [...recent.value];

  const grouped = computed(() => {
    const known = new Map(all.value.flatMap((one) => [one.emoji, ...one.tones].map((emoji) => [emoji, one] as const)));
    const used = lately.flatMap((emoji) => {
      const one = known.get(emoji);
      return one ? [{ ...one, emoji, tones: [] }] : [];
    });
    const sections: EmojiSectionOf[] = GROUPS.map((group) => ({
      group,
      emoji: all.value.filter((one) => one.group === group),
    }));
    return used.length > 0 ? [{ group: "recent" as const, emoji: used }, ...sections] : sections;
  });
  const sections = computed<EmojiSectionOf[]>(() => {
    if (query.value.trim() === "") {
      return grouped.value;
    }
    const emoji = searchEmoji(all.value, query.value, MOST_FOUND);
    return emoji.length > 0 ? [{ group: "found", emoji }] : [];
  });

  async function load(): Promise<void> {
    state.value = "loading";
    try {
      all.value = await loadEmoji();
      state.value = "ready";
    } catch {
      state.value = "failed";
    }
  }

  onMounted(load);
  return { state, query, sections, load };
}
