import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from "vue";
import { useI18n } from "vue-i18n";
import { usePeople } from "@/people/people";
import type { RoomView } from "./rooms";

/** Gives what a room is called: a group by its name, a private room by the other's. */
export function useRoomTitles(): (room: Pick<RoomView, "name" | "peerId">) => string {
  const { t } = useI18n();
  const people = usePeople();
  return ({ name, peerId }) => {
    if (peerId === undefined) {
      return name ?? "";
    }
    const peer = people.person(peerId);
    return peer?.deleted ? t("people.deleted") : (peer?.name ?? "");
  };
}

/** What this room is called; "" while it is not known. */
export function useRoomTitle(room: MaybeRefOrGetter<RoomView | undefined>): ComputedRef<string> {
  const title = useRoomTitles();
  return computed(() => {
    const known = toValue(room);
    return known ? title(known) : "";
  });
}
