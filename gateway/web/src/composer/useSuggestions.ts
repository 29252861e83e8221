import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { askedAt, type Asked } from "./completion";
import { inTone, loadEmoji, searchEmoji, type Emoji } from "./emoji";
import { useEmojiTaste } from "./emojiTaste";
import { suggest, type Mentionable } from "./mentions";

export interface Suggestion {
  key: string;
  label: string;
  /** What stands in the text when it is picked. */
  text: string;
  person?: Mentionable;
  emoji?: string;
}

export interface Suggestions {
  asked: ComputedRef<Asked | undefined>;
  list: ComputedRef<Suggestion[]>;
  /** Which one Enter picks. */
  active: Ref<number>;
  move(by: 1 | -1): void;
  close(): void;
}

const MOST = 8;

/** What could complete the text at the caret. */
export function useSuggestions(content: Ref<string>, caret: Ref<number>, people: () => Mentionable[]): Suggestions {
  const { tone } = useEmojiTaste();
  const emoji = shallowRef<Emoji[]>([]);
  const active = ref(0);
  const closedAt = ref<number>();

  const asked = computed(() => {
    const found = askedAt(content.value, caret.value);
    return found && found.from !== closedAt.value ? found : undefined;
  });
  const list = computed<Suggestion[]>(() => {
    if (!asked.value) {
      return [];
    }
    const { kind, query } = asked.value;
    return kind === "person"
      ? suggest(people(), query, MOST).map(ofPerson)
      : searchEmoji(emoji.value, query, MOST).map((one) => ofEmoji(one, inTone(one, tone.value)));
  });

  watch(
    () => asked.value?.kind,
    async (kind) => {
      if (kind === "emoji" && emoji.value.length === 0) {
        emoji.value = await loadEmoji().catch(() => []);
      }
    },
  );
  watch(
    () => asked.value && `${asked.value.from} ${asked.value.query}`,
    () => (active.value = 0),
  );
  watch(
    () => askedAt(content.value, caret.value)?.from,
    (from) => {
      if (from !== closedAt.value) {
        closedAt.value = undefined;
      }
    },
  );

  function move(by: 1 | -1): void {
    active.value = (active.value + by + list.value.length) % list.value.length;
  }

  function close(): void {
    closedAt.value = asked.value?.from;
  }

  return { asked, list, active, move, close };
}

function ofPerson(person: Mentionable): Suggestion {
  return { key: person.id, label: person.name, text: `@${person.name}`, person };
}

function ofEmoji(one: Emoji, emoji: string): Suggestion {
  return { key: one.emoji, label: one.codes[0] ? `:${one.codes[0]}:` : one.name, text: emoji, emoji };
}
