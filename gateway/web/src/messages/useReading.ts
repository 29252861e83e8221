import { computed, onScopeDispose, ref } from "vue";
import type { RoomView } from "@/rooms/rooms";
import type { Conversation } from "./conversation";
import type { Item } from "./model";

/** How far one has read, told to the server while the window is looked at; and how much is new below. */
export function useReading(conversation: Conversation, room: () => RoomView | undefined) {
  const atEnd = ref(true);
  const seenSeq = ref(0);
  let seenKey = "";

  const fresh = computed(() => {
    if (atEnd.value) {
      return 0;
    }
    if (conversation.hasNewer) {
      return room()?.unread ?? 0;
    }
    let count = 0;
    const items = conversation.items.value;
    for (let i = items.length - 1; i >= 0; i--) {
      const item = items[i] as Item;
      if (seqOf(item) <= seenSeq.value) {
        break;
      }
      count += item.kind === "message" && !item.message.mine ? 1 : 0;
    }
    return count;
  });

  function seqOf(item: Item): number {
    return (item.kind === "message" ? item.message.seq : item.entry.seq) ?? Infinity;
  }

  /** The line up to which everything was in sight. */
  function seen(key: string): void {
    seenKey = key;
    const items = conversation.items.value;
    let i = items.findLastIndex((item) => item.key === key);
    while (i >= 0 && !Number.isFinite(seqOf(items[i] as Item))) {
      i--;
    }
    const item = items[i];
    if (!item || document.visibilityState !== "visible" || !document.hasFocus()) {
      return;
    }
    seenSeq.value = Math.max(seenSeq.value, seqOf(item));
    void conversation.read(seqOf(item));
  }

  const look = () => seen(seenKey);
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => {
    window.removeEventListener("focus", look);
    document.removeEventListener("visibilitychange", look);
  });

  return { atEnd, fresh, seen };
}
