import type { Entry } from "@/api/types";
import { avatarIdOf, type RoomView } from "@/rooms/room";

/** Of the last message, in code points. */
const PREVIEW = 100;

/** A room after the next entry of its log. `unclear`: only the server can tell how it stands now. */
export function applied(before: RoomView, entry: Entry, me: string): { room: RoomView; unclear: boolean } {
  if (entry.seq <= before.headSeq) {
    return { room: before, unclear: false };
  }
  const room = { ...before, headSeq: entry.seq, at: entry.at > before.at ? entry.at : before.at };
  if (Number.isInteger(entry.number)) {
    room.number = entry.number;
  }
  const unclear = typeof entry.data === "object" && entry.data !== null ? take(room, entry, me) : false;
  return { room, unclear };
}

/** Changes the room in place; whether it is unclear how it stands. */
function take(room: RoomView, entry: Entry, me: string): boolean {
  switch (entry.kind) {
    case "message":
      message(room, entry, me);
      return false;
    case "edit":
    case "delete":
      return reworded(room, entry);
    case "room.updated":
      updated(room, entry.data);
      return false;
    case "member.added":
      room.memberCount++;
      return false;
    case "member.removed":
      room.memberCount = Math.max(1, room.memberCount - 1);
      return false;
    case "member.role":
      if (entry.data.userId === me) {
        room.role = entry.data.role;
      }
      return false;
    default:
      return false;
  }
}

function message(room: RoomView, entry: Entry & { kind: "message" }, me: string): void {
  room.previewSeq = entry.seq;
  room.previewActor = entry.actor;
  delete room.preview;
  if (!entry.deletedAt) {
    room.preview = beginning(entry.data.content) ?? String(entry.data.type);
  }
  if (entry.actor === me) {
    // Who writes has read.
    room.lastReadSeq = entry.seq;
    room.unread = 0;
    room.mentions = 0;
  } else {
    room.unread++;
    room.mentions = Math.min(
      100,
      room.mentions + (Array.isArray(entry.data.mentions) && entry.data.mentions.includes(me) ? 1 : 0),
    );
  }
  if (!room.muted) {
    room.archived = false;
  }
}

function reworded(room: RoomView, entry: Entry & { kind: "edit" | "delete" }): boolean {
  const { seq } = entry.data;
  const mentionMayBeGone = entry.kind === "delete" && room.mentions > 0 && seq > room.lastReadSeq;
  if (room.previewSeq === undefined) {
    return true;
  }
  if (seq === room.previewSeq) {
    const preview = entry.kind === "edit" ? beginning(entry.data.content) : undefined;
    delete room.preview;
    if (preview) {
      room.preview = preview;
    }
  }
  return mentionMayBeGone;
}

function updated(
  room: RoomView,
  data: { name?: string; description?: string; avatarUrl?: string; history?: "shared" | "joined" },
): void {
  if (typeof data.name === "string") {
    room.name = data.name;
  }
  if (typeof data.description === "string") {
    room.description = data.description;
  }
  if (data.history !== undefined) {
    room.history = data.history;
  }
  if (typeof data.avatarUrl === "string") {
    const avatarId = avatarIdOf(data.avatarUrl);
    delete room.avatarId;
    if (avatarId) {
      room.avatarId = avatarId;
    }
  }
}

function beginning(content: unknown): string | undefined {
  return typeof content === "string" && content
    ? [...content.slice(0, 2 * PREVIEW)].slice(0, PREVIEW).join("")
    : undefined;
}
