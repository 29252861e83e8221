import { useI18n } from "vue-i18n";
import { useRoute, useRouter } from "vue-router";
import { http, problemOf } from "@/api/http";
import { useProblemText } from "@/app/problemText";
import { useConfirm } from "@/ui/confirm";
import { useToasts } from "@/ui/toasts";
import { useRooms, type RoomView } from "./rooms";
import { useRoomTitles } from "./roomTitle";

type Marker = Parameters<ReturnType<typeof useRooms>["marked"]>[1];

/** What one does with a room as a whole; what is refused is told in words, and what cannot be taken back is asked for first. */
export function useRoomActions() {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const rooms = useRooms();
  const toasts = useToasts();
  const { confirm } = useConfirm();
  const problemText = useProblemText();
  const titleOf = useRoomTitles();

  /** Whether it went well. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (thrown) {
      toasts.show(problemText(problemOf(thrown)), { tone: "danger" });
      return false;
    }
  }

  async function goneFrom(room: RoomView): Promise<void> {
    if (route.params.roomId === room.id) {
      await router.replace({ name: "rooms" });
    }
  }

  async function archive(room: RoomView): Promise<void> {
    const archived = !room.archived;
    if (await attempt(() => rooms.setPreferences(room.id, { archived }))) {
      toasts.show(t(archived ? "rooms.archived.done" : "rooms.archived.undone", { room: titleOf(room) }));
    }
  }

  async function leave(room: RoomView): Promise<void> {
    const title = t("rooms.leave.title", { room: titleOf(room) });
    if (
      (await confirm({ title, text: t("rooms.leave.text"), action: t("rooms.leave.action"), danger: true })) &&
      (await attempt(() => rooms.leave(room.id)))
    ) {
      await goneFrom(room);
    }
  }

  async function remove(room: RoomView): Promise<void> {
    const title = t("rooms.delete.title", { room: titleOf(room) });
    if (
      (await confirm({ title, text: t("rooms.delete.text"), action: t("rooms.delete.action"), danger: true })) &&
      (await attempt(() => rooms.remove(room.id)))
    ) {
      await goneFrom(room);
    }
  }

  return {
    attempt,
    archive,
    leave,
    remove,
    mute: (room: RoomView) => attempt(() => rooms.setPreferences(room.id, { muted: !room.muted })),
    markRead: (room: RoomView) =>
      attempt(async () => {
        const { data } = await http.put<Marker>(`/rooms/${room.id}/read`, { seq: room.headSeq });
        rooms.marked(room.id, data);
      }),
  };
}
