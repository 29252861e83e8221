import { defineStore } from "pinia";
import { ownProblem, Refusal } from "@/api/problem";
import type { Entry, Head, SyncAnswer } from "@/api/types";
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
  /** Entries of the room were passed over, because a list has them already. */
  skipped?(roomId: string): void;
  /** The person is not in the room. */
  removed?(roomId: string): void;
  /** All rooms, at their ends. */
  heads?(heads: Head[]): void;
  /** All rooms are up to date. */
  synced?(): void;
  /** All that is known of all rooms is void. */
  void?(): void;
}

const SYNC_LIMIT = 200;
/** After a sync that was refused, in milliseconds. */
const AGAIN_AFTER = 3000;
/** Answers in a row that bring nothing though they say that there is more. */
const MOST_IDLE = 3;

/** The logs of all rooms, and `sync`: client rules 1 to 5. */
export const useLogs = defineStore("logs", () => {
  const connection = useConnection();
  const logs = new Map<string, RoomLog>();
  const followers = new Set<Follower>();
  let prepare: () => Promise<unknown> = () => Promise.resolve();
  let visible: string | null = null;
  let known: string | undefined;
  let running = 0;
  let again: ReturnType<typeof setTimeout> | undefined;

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
      skipped: () => tell((follower) => follower.skipped?.(roomId)),
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

  /** Brings all rooms up to date, the one on screen first (client rule 2). */
  async function sync(): Promise<void> {
    const run = ++running;
    clearTimeout(again);
    connection.synced = false;
    logs.forEach((each) => each.sync(true));
    try {
      await prepare();
      await askAll(run);
    } catch {
      // Without a connection the next `ready` begins anew.
      if (run === running && connection.state === "live") {
        again = setTimeout(() => void sync(), AGAIN_AFTER);
      }
    } finally {
      if (run === running) {
        logs.forEach((each) => each.sync(false));
      }
    }
  }

  async function askAll(run: number): Promise<void> {
    const most = connection.ready?.limits.syncRooms ?? SYNC_LIMIT;
    const queue = [...logs.keys()].filter((id) => logs.get(id)?.seq !== undefined);
    queue.sort((a, b) => Number(b === visible) - Number(a === visible));
    let idle = 0;
    do {
      if (run !== running) {
        return;
      }
      const asked = queue.splice(0, most);
      const rooms = Object.fromEntries(asked.map((id) => [id, logs.get(id)?.seq ?? 0]));
      const answer = await connection.ask("sync", { rooms, limit: SYNC_LIMIT });
      if (run !== running || !(await sameEpoch(answer.epoch))) {
        return;
      }
      take(answer);
      const more = answer.more.filter((id) => logs.has(id));
      idle = more.length < asked.length || Object.keys(answer.entries).length > 0 ? 0 : idle + 1;
      if (idle > MOST_IDLE) {
        throw new Refusal(ownProblem("unavailable"));
      }
      queue.unshift(...more);
    } while (queue.length > 0);
    connection.synced = true;
    tell((follower) => follower.synced?.());
  }

  function take(answer: SyncAnswer): void {
    for (const [id, entries] of Object.entries(answer.entries)) {
      soundEntries(entries, id).forEach((entry) => log(id).receive(entry));
    }
    answer.limited.forEach(limited);
    answer.removed.forEach((id) => {
      drop(id);
      tell((follower) => follower.removed?.(id));
    });
    tell((follower) => follower.heads?.(answer.heads));
  }

  /** Client rule 4. */
  async function sameEpoch(epoch: string): Promise<boolean> {
    const before = known ?? (await kept((db) => db.get("facts", "epoch"), undefined));
    known = epoch;
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
    known = undefined;
    clearTimeout(again);
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
    look: (roomId: string) => void (visible = roomId),
    leave: (roomId: string) => void (visible = visible === roomId ? null : visible),
  };
});
