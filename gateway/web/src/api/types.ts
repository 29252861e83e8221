import type { components as Auth } from "./generated/auth";
import type { components as Media } from "./generated/media";
import type { components as Messages } from "./generated/messages";
import type { components as Realtime } from "./generated/realtime";
import type { components as Rooms } from "./generated/rooms";

export type OwnUser = Auth["schemas"]["OwnUser"];
export type User = Auth["schemas"]["User"];
export type Session = Auth["schemas"]["Session"];
export type Room = Rooms["schemas"]["Room"];
export type Participant = Rooms["schemas"]["Participant"];
export type Role = Rooms["schemas"]["Role"];

type EntrySchema = Messages["schemas"]["entry.schema"];
type Definitions = EntrySchema["$defs"];
/** What an entry of each kind says. */
export type EntryData = Omit<Definitions, "id" | "attachment">;
export type EntryKind = keyof EntryData;
type Written = Omit<EntrySchema, "$defs" | "kind" | "data">;
/** An entry of a room's log, as every list of entries and `room.event` have it. */
export type EntryOf<K extends EntryKind> = Written & { kind: K; data: EntryData[K] };
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];
export type MessageEntry = EntryOf<"message">;
export type MessageType = Definitions["message"]["type"];
/** A file of a message. */
export type MessageFile = Definitions["attachment"];
export type Quote = NonNullable<EntrySchema["quote"]>;

export type Attachment = Media["schemas"]["Attachment"];
export type Link = Media["schemas"]["Link"];
export type Problem = Realtime["schemas"]["Problem"];

export type Ready = Realtime["schemas"]["Ready"];
export type Head = Realtime["schemas"]["Head"];
export type SyncAnswer = Omit<Realtime["schemas"]["SyncAnswer"], "entries"> & { entries: Record<string, Entry[]> };
export type EntryPage = { entries: Entry[]; headSeq: number; hasMore: boolean };
export type RoomSignal = Realtime["schemas"]["RoomSignal"];
export type UserEvent = Realtime["schemas"]["UserEvent"];
export type PresenceState = "online" | "away" | "busy" | "offline";
