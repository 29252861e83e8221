import { defineStore } from "pinia";
import { isPassing, problemOf } from "@/api/problem";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useRooms } from "@/rooms/rooms";

/** One's own read markers: at most one is on its way in a room, and the newest wins. */
export const useReading = defineStore("reading", () => {
  const connection = useConnection();
  const rooms = useRooms();
  const wanted = new Map<string, number>();
  const asking = new Set<string>();

  /** The person has seen the room up to here. Without a connection it is told when there is one. */
  async function read(roomId: string, seq: number): Promise<void> {
    if (seq <= Math.max(wanted.get(roomId) ?? 0, rooms.room(roomId)?.lastReadSeq ?? 0)) {
      return;
    }
    wanted.set(roomId, seq);
    await tell(roomId);
  }

  async function tell(roomId: string): Promise<void> {
    if (asking.has(roomId) || connection.state !== "live") {
      return;
    }
    asking.add(roomId);
    try {
      for (let asked = 0; (wanted.get(roomId) ?? 0) > asked;) {
        asked = wanted.get(roomId) as number;
        rooms.marked(roomId, await connection.ask("room.read", { roomId, seq: asked }));
      }
      wanted.delete(roomId);
    } catch (error) {
      // The next connection says it again, unless it was refused.
      if (!isPassing(problemOf(error))) {
        wanted.delete(roomId);
      }
    } finally {
      asking.delete(roomId);
    }
  }

  connection.on("ready", () => [...wanted.keys()].forEach((roomId) => void tell(roomId)));
  useSession().whenOver(() => wanted.clear());

  return { read };
});
