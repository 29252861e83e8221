import { defineStore } from "pinia";
import type { Entry, Head } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { soundEntries, soundEntry } from "@/messages/entries";
import { RoomLog } from "@/messages/log";
import { kept, wipe } from "@/offline/database";

/** Who follows the logs. Each is told of each entry once, in the order of its room's log. */
export interface Follower {
  applied?(entry: Entry): void;
  /** What is known of the room is void. */
  limited?(roomId: string): void;
  /** The person is not in the room. */
  removed?(roomId: string): void;
  /** All rooms, at their ends. */
  heads?(heads: Head[]): void;
  /** All that is known of all rooms is void. */
  void?(): void;
}

const SYNC_LIMIT = 200;

/** The logs of all rooms, and `sync`: client rules 1 to 5. */
export const useLogs = defineStore("logs", () => {
  const connection = useConnection();
  const logs = new Map<string, RoomLog>();
  const followers = new Set<Follower>();
  let prepare: () => Promise<unknown> = () => Promise.resolve();
  let visible: string | null = null;
  let running = 0;

  function log(roomId: string): RoomLog {
    const there = logs.get(roomId);
    if (there) {
      return there;
    }
    const made = new RoomLog({
      fetch: async (after) => {
        const page = await connection.ask("room.fetch", { roomId, after, limit: SYNC_LIMIT });
        return { ...page, entries: soundEntries(page.entries, roomId) };
      },
      applied: (entry) => tell((follower) => follower.applied?.(entry)),
      limited: () => limited(roomId),
    });
    logs.set(roomId, made);
    return made;
  }

  function follow(follower: Follower): () => void {
    followers.add(follower);
    return () => followers.delete(follower);
  }

  function tell(what: (follower: Follower) => void): void {
    followers.forEach((follower) => {
      try {
        what(follower);
      } catch (error) {
        // An entry that one follower cannot read must not stop the room.
        console.error(error);
      }
    });
  }

  function limited(roomId: string): void {
    log(roomId).reset();
    tell((follower) => follower.limited?.(roomId));
  }

  function drop(roomId: string): void {
    logs.get(roomId)?.close();
    logs.delete(roomId);
  }

  /** Brings all rooms up to date, the one on screen first. */
  async function sync(): Promise<void> {
    const run = ++running;
    connection.synced = false;
    logs.forEach((each) => each.sync(true));
    try {
      await prepare();
      if (run === running) {
        await ask(run);
      }
    } catch {
      // The connection is gone; the next `ready` begins anew.
    } finally {
      if (run === running) {
        logs.forEach((each) => each.sync(false));
      }
    }
  }

  async function ask(run: number): Promise<void> {
    const most = connection.ready?.limits.syncRooms ?? SYNC_LIMIT;
    const queue = [...logs.keys()].filter((id) => logs.get(id)?.seq !== undefined);
    queue.sort((a, b) => Number(b === visible) - Number(a === visible));
    do {
      const batch = queue.splice(0, most);
      const rooms = Object.fromEntries(batch.map((id) => [id, log(id).seq ?? 0]));
      const answer = await connection.ask("sync", { rooms, limit: SYNC_LIMIT });
      if (run !== running || !(await sameEpoch(answer.epoch))) {
        return;
      }
      Object.entries(answer.entries).forEach(([id, entries]) =>
        soundEntries(entries, id).forEach((entry) => log(id).receive(entry)),
      );
      answer.limited.forEach(limited);
      answer.removed.forEach((id) => (drop(id), tell((follower) => follower.removed?.(id))));
      tell((follower) => follower.heads?.(answer.heads));
      queue.unshift(...answer.more.filter((id) => logs.has(id)));
    } while (queue.length > 0);
    connection.synced = true;
  }

  /** Client rule 4. */
  async function sameEpoch(epoch: string): Promise<boolean> {
    const before = await kept((db) => db.get("facts", "epoch"), undefined);
    if (before === epoch) {
      return true;
    }
    await kept((db) => db.put("facts", epoch, "epoch"), "epoch");
    if (before === undefined) {
      return true;
    }
    logs.forEach((each) => each.reset());
    await wipe(["rooms", "windows"]);
    tell((follower) => follower.void?.());
    void sync();
    return false;
  }

  connection.on("ready", async ({ epoch }) => {
    if (await sameEpoch(epoch)) {
      void sync();
    }
  });
  connection.on("resync", () => void sync());
  connection.on("room.event", (raw) => {
    const entry = soundEntry(raw);
    if (entry) {
      log(entry.roomId).receive(entry);
    }
  });
  connection.on("heads", (heads) => Object.entries(heads).forEach(([id, seq]) => log(id).reaches(seq)));
  useSession().whenOver(() => {
    running++;
    [...logs.keys()].forEach(drop);
  });

  return {
    log,
    follow,
    drop,
    sync,
    /** What has to be known before rooms can be brought up to date. */
    before: (work: () => Promise<unknown>) => void (prepare = work),
    /** The room on screen. */
    look: (roomId: string | null) => void (visible = roomId),
  };
});
