import { computed, ref, type ComputedRef, type Ref } from "vue";
import type { Conversation } from "@/messages/conversation";
import type { Message } from "@/messages/model";
import { mentionsIn, type Mentionable } from "./mentions";
import type { ChosenFiles } from "./useChosenFiles";
import { MOST_UNITS, type Writing } from "./useWriting";

export interface Sending {
  /** What would be sent: without the empty lines around it. Spaces at its beginning may be code. */
  words: ComputedRef<string>;
  isEmpty: ComputedRef<boolean>;
  canSend: ComputedRef<boolean>;
  /** What could not be done the last time. */
  failure: Ref<"" | "unsent" | "unchanged">;
  send(replyTo: number | undefined): Promise<void>;
  /** Whether it reads so now. */
  save(message: Message): Promise<boolean>;
}

/** Sends what is written, with the files that are chosen, or changes a message into it. */
export function useSending(
  conversation: Conversation,
  { content, picked, clear }: Writing,
  files: ChosenFiles,
  people: Ref<Mentionable[]>,
  editing: () => Message | null,
): Sending {
  const failure = ref<"" | "unsent" | "unchanged">("");
  const words = computed(() => content.value.replace(/^(?:[^\S\n]*\n)+|\s+$/g, ""));
  const isEmpty = computed(() => words.value === "");
  const canSend = computed(
    () => words.value.length <= MOST_UNITS && (!isEmpty.value || (editing() === null && files.chosen.value.length > 0)),
  );

  async function send(replyTo: number | undefined): Promise<void> {
    const written = { content: content.value, picked: picked.value };
    const chosen = files.chosen.value.map(({ file }) => file);
    const sending = conversation.send({
      content: words.value,
      files: chosen,
      mentions: mentionsIn(words.value, people.value),
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    failure.value = "";
    clear();
    files.clear();
    try {
      await sending;
    } catch {
      failure.value = "unsent";
      content.value = written.content + (content.value && `\n${content.value}`);
      picked.value = [...written.picked, ...picked.value];
      files.add(chosen);
    }
  }

  async function save(message: Message): Promise<boolean> {
    failure.value = "";
    if (message.seq === undefined || words.value === message.content) {
      return true;
    }
    try {
      await conversation.edit(message.seq, words.value, mentionsIn(words.value, people.value));
      return true;
    } catch {
      failure.value = "unchanged";
      return false;
    }
  }

  return { words, isEmpty, canSend, failure, send, save };
}
