import { defineStore } from "pinia";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import { useOutbox } from "@/messages/outbox";
import { RoomWindow } from "@/messages/roomWindow";
import { kept, keepWindow } from "@/offline/database";

/** So many rooms stay in memory, to be there at once when they are opened again. */
const IN_MEMORY = 8;
const KEEP_AFTER = 2000;
const KEPT_ITEMS = 200;

/** The windows of rooms that are or were open. */
export const useWindows = defineStore("windows", () => {
  const session = useSession();
  const connection = useConnection();
  const logs = useLogs();
  const outbox = useOutbox();
  const windows = new Map<string, RoomWindow>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** The window of a room, for as long as `release` is not called. */
  function use(roomId: string): RoomWindow {
    const there = windows.get(roomId);
    const room = there ?? make(roomId);
    room.uses++;
    room.openedAt = Date.now();
    windows.delete(roomId);
    windows.set(roomId, room);
    if (!there) {
      void room.begin();
    } else if (there.window.hasNewer || there.state.value !== "ready") {
      void there.load();
    }
    return room;
  }

  function make(roomId: string): RoomWindow {
    return new RoomWindow(roomId, session.me?.id ?? "", {
      log: () => logs.log(roomId),
      fetch: (after) => connection.ask("room.fetch", { roomId, after, limit: 200 }),
      cached: () => kept((db) => db.get("windows", roomId), undefined),
      seen: (entries) => entries.forEach(outbox.settle),
      changed: () =>
        void (
          timers.has(roomId) ||
          timers.set(
            roomId,
            setTimeout(() => save(roomId), KEEP_AFTER),
          )
        ),
    });
  }

  function release(room: RoomWindow): void {
    room.uses--;
    for (const [id, other] of windows) {
      if (windows.size <= IN_MEMORY) {
        return;
      }
      if (other.uses === 0) {
        save(id);
        windows.delete(id);
      }
    }
  }

  function save(roomId: string): void {
    clearTimeout(timers.get(roomId));
    timers.delete(roomId);
    const room = windows.get(roomId);
    const what = room?.state.value === "ready" ? room.window.keep(KEPT_ITEMS) : undefined;
    if (room && what) {
      void keepWindow({ roomId, openedAt: room.openedAt, ...what });
    }
  }

  function drop(roomId: string): void {
    clearTimeout(timers.get(roomId));
    timers.delete(roomId);
    const room = windows.get(roomId);
    if (room?.uses === 0) {
      windows.delete(roomId);
    }
  }

  const every = (work: (room: RoomWindow) => unknown) => [...windows.values()].forEach(work);
  logs.follow({
    applied: (entry) => windows.get(entry.roomId)?.follow(entry),
    limited: (id) => void windows.get(id)?.limited(),
    skipped: (id) => void windows.get(id)?.catchUp(),
    removed: drop,
    synced: () => every((room) => room.synced()),
    void: () => every((room) => room.limited()),
  });
  const hidden = () => document.visibilityState === "hidden" && [...timers.keys()].forEach(save);
  document.addEventListener("visibilitychange", hidden);
  session.whenOver(() => {
    timers.forEach((timer) => clearTimeout(timer));
    timers.clear();
    windows.clear();
  });

  return { use, release };
});
