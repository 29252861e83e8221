import { computed, watchEffect } from "vue";
import { useI18n } from "vue-i18n";
import { useRoute } from "vue-router";
import { useSession } from "@/auth/session";
import { useRooms } from "@/rooms/rooms";
import { useRoomTitle } from "@/rooms/roomTitle";

/** The title of the window, its icon and the app's badge say how much is unread. */
export function useWindowTitle(): void {
  const { t } = useI18n();
  const route = useRoute();
  const rooms = useRooms();
  const session = useSession();
  const room = computed(() => (route.params.roomId ? rooms.room(String(route.params.roomId)) : undefined));
  const roomTitle = useRoomTitle(room);
  const unread = computed(() => (session.state === "signed-in" ? rooms.totalUnread : 0));

  watchEffect(() => {
    const place = roomTitle.value || (route.meta.title ? t(route.meta.title) : "");
    const count = unread.value > 0 ? `(${unread.value > 99 ? "99+" : unread.value}) ` : "";
    document.title = count + (place ? `${place} · ` : "") + t("app.name");
  });

  watchEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    icon?.setAttribute("href", unread.value > 0 ? "/icon-unread.svg" : "/icon.svg");
    const badge = unread.value > 0 ? navigator.setAppBadge?.(unread.value) : navigator.clearAppBadge?.();
    // Not every system that has the call shows a badge.
    badge?.catch(() => undefined);
  });
}
