import { ref, shallowRef, watch } from "vue";
import type { RoomView } from "@/rooms/rooms";
import type { Conversation } from "./conversation";
import type { Item } from "./model";
import { type Spot, spotOf } from "./spots";

/** So far below the upper edge the divider stands at first, in pixels. */
const BELOW = 72;

/**
 * Where a conversation opens, once it is there: at the message that was asked for, where it was left, at what is unread, or else at its
 * end. `start` is null until that is known.
 */
export function useOpening(conversation: Conversation, room: () => RoomView | undefined, at: () => number | undefined) {
  const start = shallowRef<Spot | null>(null);
  const flash = ref<number>();
  let busy = false;

  const seqOf = (item: Item | undefined) => (item?.kind === "message" ? item.message.seq : item?.entry.seq);
  const keyOf = (seq: number) => conversation.message(seq)?.key;

  async function find(): Promise<Spot> {
    const wanted = at();
    if (wanted !== undefined && (await conversation.jumpTo(wanted))) {
      flash.value = wanted;
      return { kind: "line", key: keyOf(wanted) ?? "", offset: 200 };
    }
    const left = spotOf(room()?.id ?? "");
    if (left?.kind === "line" && left.seq !== undefined && (await conversation.jumpTo(left.seq))) {
      return left;
    }
    const divider = conversation.dividerSeq;
    const first = seqOf(conversation.items.value[0]) ?? 0;
    if (divider !== null && divider > 0 && first > divider && (room()?.unread ?? 0) > 0) {
      await conversation.jumpTo(divider);
    }
    return { kind: "line", key: "unread", offset: BELOW };
  }

  watch(
    () => conversation.state,
    async (state) => {
      if (state === "ready" && !start.value && !busy) {
        busy = true;
        start.value = await find();
        busy = false;
      }
    },
    { immediate: true },
  );

  return { start, flash };
}
