import { ref, watch, type Ref } from "vue";
import type { Message } from "@/messages/model";
import { useDrafts } from "@/offline/drafts";

/** The most UTF-16 units of a message. */
export const MOST_UNITS = 8000;
/** From here on it is told how much is left. */
export const UNITS_TOLD = 7500;

export interface Writing {
  content: Ref<string>;
  /** Whom the person picked to be mentioned, in the text still or not. */
  picked: Ref<string[]>;
  /** The seq of the message that is replied to. */
  repliesTo: Ref<number | undefined>;
  /** Empties the field and forgets the draft. */
  clear(): void;
}

/**
 * What is being written in a room; each change is the room's draft. While a message is edited its words stand in the field, and the draft
 * waits.
 */
export function useWriting(roomId: string, editing: () => Message | null): Writing {
  const drafts = useDrafts();
  const content = ref("");
  const picked = ref<string[]>([]);
  const repliesTo = ref<number>();
  let isUntouched = true;

  function restore(): void {
    const draft = drafts.draft(roomId);
    content.value = draft.content;
    picked.value = [...draft.mentions];
    repliesTo.value = draft.replyTo;
  }

  function keep(): void {
    const replyTo = repliesTo.value;
    drafts.save(roomId, {
      content: content.value,
      mentions: [...picked.value],
      ...(replyTo === undefined ? {} : { replyTo }),
    });
  }

  function clear(): void {
    content.value = "";
    picked.value = [];
    repliesTo.value = undefined;
  }

  const isKept = () => {
    const draft = drafts.draft(roomId);
    return draft.content === content.value && draft.replyTo === repliesTo.value;
  };
  watch(
    () => editing()?.key,
    () => {
      const message = editing();
      if (message) {
        content.value = message.content;
        picked.value = [...message.mentions];
      } else {
        restore();
      }
    },
    { immediate: true },
  );
  watch(
    [content, repliesTo],
    () => {
      if (!editing() && !isKept()) {
        isUntouched = false;
        keep();
      }
    },
    { flush: "sync" },
  );
  // After a reload the drafts come from the database a moment later than the field.
  void drafts.loaded.then(() => {
    if (!editing() && isUntouched) {
      restore();
    }
  });

  return { content, picked, repliesTo, clear };
}
