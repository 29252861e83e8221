import { defineStore } from "pinia";
import { shallowReactive } from "vue";
import type { Participant } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";

/** Said again after this long, in milliseconds: others forget it after six seconds, and one in two seconds is passed on. */
const AGAIN = 4000;
const MOST_EXPIRY = 10_000;

/** What passes in rooms: who is typing, and how far others have read. */
export const useSignals = defineStore("signals", () => {
  const session = useSession();
  const connection = useConnection();
  const typers = shallowReactive(new Map<string, string[]>());
  const read = shallowReactive(new Map<string, Map<string, number>>());
  const ends = new Map<string, ReturnType<typeof setTimeout>>();
  const said = new Map<string, number>();
  const nobody: string[] = [];
  const unread = new Map<string, number>();

  /** User ids, those first who began first; never oneself. */
  const typing = (roomId: string): string[] => typers.get(roomId) ?? nobody;

  /** How far others have read, by user id; nothing in large rooms. */
  const markers = (roomId: string): Map<string, number> => read.get(roomId) ?? unread;

  function setTyping(roomId: string, on: boolean): void {
    const before = said.get(roomId);
    if (on ? before !== undefined && Date.now() - before < AGAIN : before === undefined) {
      return;
    }
    if (on) {
      said.set(roomId, Date.now());
    } else {
      said.delete(roomId);
    }
    connection.ask("typing", { roomId, on }).catch(() => undefined);
  }

  function heard(roomId: string, userId: string, on: boolean, expiresInMs = 6000): void {
    const key = `${roomId}:${userId}`;
    clearTimeout(ends.get(key));
    ends.delete(key);
    const others = typing(roomId).filter((id) => id !== userId);
    if (on && userId !== session.me?.id) {
      ends.set(
        key,
        setTimeout(() => heard(roomId, userId, false), Math.min(expiresInMs, MOST_EXPIRY)),
      );
      typers.set(roomId, typing(roomId).includes(userId) ? typing(roomId) : [...others, userId]);
    } else if (typers.has(roomId)) {
      typers.set(roomId, others);
    }
  }

  function reached(roomId: string, of: [string, number][]): void {
    const before = markers(roomId);
    const ahead = of.filter(([id, seq]) => id !== session.me?.id && seq > (before.get(id) ?? 0));
    if (ahead.length > 0) {
      read.set(roomId, new Map([...before, ...ahead]));
    }
  }

  function learn(roomId: string, participants: Participant[]): void {
    reached(
      roomId,
      participants.map(({ userId, lastReadSeq }) => [userId, lastReadSeq ?? 0]),
    );
  }

  connection.on("room.signal", (signal) => {
    if (signal.kind === "typing") {
      heard(signal.roomId, signal.userId, signal.on, signal.expiresInMs);
    } else if (signal.kind === "read") {
      reached(signal.roomId, Object.entries(signal.markers));
    }
  });
  useLogs().follow({
    applied(entry) {
      if (entry.kind === "message") {
        heard(entry.roomId, entry.actor, false);
        // Who writes has read.
        if (read.has(entry.roomId)) {
          reached(entry.roomId, [[entry.actor, entry.seq]]);
        }
        if (entry.actor === session.me?.id) {
          said.delete(entry.roomId);
        }
      }
    },
  });
  session.whenOver(() => {
    ends.forEach((end) => clearTimeout(end));
    [ends, typers, read, said].forEach((map) => map.clear());
  });

  return { typing, setTyping, markers, learn };
});
