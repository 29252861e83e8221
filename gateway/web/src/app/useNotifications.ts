import { onBeforeUnmount } from "vue";
import { useI18n } from "vue-i18n";
import { useRouter } from "vue-router";
import type { Entry } from "@/api/types";
import { plain } from "@/messages/text/plain";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { usePeople } from "@/people/people";
import { useRooms } from "@/rooms/rooms";
import { useRoomTitles } from "@/rooms/roomTitle";
import { chime } from "./chime";
import { useNotificationSettings } from "./notificationSettings";

const AT_MOST = 160;

/** Tells of new messages while nobody looks: none of muted rooms; one notification for each room, the newest in place of the older. */
export function useNotifications(): void {
  const { t } = useI18n();
  const router = useRouter();
  const session = useSession();
  const people = usePeople();
  const rooms = useRooms();
  const settings = useNotificationSettings();
  const titleOf = useRoomTitles();

  function bodyOf(entry: Entry & { kind: "message" }, isGroup: boolean): string {
    const { content, type, mentions } = entry.data;
    const said = content ? [...plain(content)].slice(0, AT_MOST).join("") : t(`rooms.preview.${type}`);
    const name = people.person(entry.actor)?.name;
    if (!name) {
      return said;
    }
    if (mentions?.includes(session.me?.id ?? "")) {
      return t("app.notification.mention", { name, text: said });
    }
    return isGroup ? t("app.notification.group", { name, text: said }) : said;
  }

  async function tell(entry: Entry & { kind: "message" }): Promise<void> {
    const room = rooms.room(entry.roomId);
    if (!room) {
      return;
    }
    const title = titleOf(room) || t("app.name");
    const options = {
      body: bodyOf(entry, room.type === "group"),
      tag: room.id,
      icon: "/icon-192.png",
      badge: "/badge.png",
      data: { path: `/rooms/${room.id}` },
    };
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker) {
      await worker.showNotification(title, { ...options, silent: true });
    } else {
      const shown = new Notification(title, { ...options, silent: true });
      shown.onclick = () => {
        window.focus();
        shown.close();
        void router.push(options.data.path);
      };
    }
  }

  const stop = useConnection().on("room.event", (entry) => {
    const room = rooms.room(entry.roomId);
    if (entry.kind !== "message" || entry.actor === session.me?.id || !document.hidden || !room || room.muted) {
      return;
    }
    if (settings.on) {
      // Some phones allow it only to a worker, and there is none yet: then there is no notification.
      tell(entry).catch(() => undefined);
    }
    if (settings.sound) {
      chime();
    }
  });

  function goWhereAsked(event: MessageEvent<{ kind?: unknown; path?: unknown } | null>): void {
    if (event.data?.kind === "open" && typeof event.data.path === "string") {
      void router.push(event.data.path);
    }
  }
  navigator.serviceWorker?.addEventListener("message", goWhereAsked);

  onBeforeUnmount(() => {
    stop();
    navigator.serviceWorker?.removeEventListener("message", goWhereAsked);
  });
}
