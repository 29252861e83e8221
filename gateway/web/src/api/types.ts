import type { components as Auth } from "./generated/auth";
import type { components as Media } from "./generated/media";
import type { components, paths } from "./generated/messages";
import type { components as Realtime } from "./generated/realtime";
import type { components as Rooms } from "./generated/rooms";

export type OwnUser = Auth["schemas"]["OwnUser"];
export type User = Auth["schemas"]["User"];
export type Session = Auth["schemas"]["Session"];
export type Room = Rooms["schemas"]["Room"];
export type Participant = Rooms["schemas"]["Participant"];
export type Role = Rooms["schemas"]["Role"];

type Messages = components & { paths: paths };

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
export type Announcement = Media["schemas"]["Announcement"];
/** An attachment that waits for its content, and where that goes. */
export type Begun = Media["schemas"]["Begun"];
export type Link = Media["schemas"]["Link"];
export type Storage = Media["schemas"]["Storage"];
/** A file of a room's messages, in the list of all of them. */
export type RoomAttachment = Media["schemas"]["RoomAttachment"];
export type RoomAttachments = Media["schemas"]["RoomAttachments"];
export type Problem = Realtime["schemas"]["Problem"];

export type Ready = Realtime["schemas"]["Ready"];
export type Head = Realtime["schemas"]["Head"];
export type SyncAnswer = Omit<Realtime["schemas"]["SyncAnswer"], "entries"> & { entries: Record<string, Entry[]> };
export type EntryPage = { entries: Entry[]; headSeq: number; hasMore: boolean };
export type RoomSignal = Realtime["schemas"]["RoomSignal"];
export type UserEvent = Realtime["schemas"]["UserEvent"];
export type RoomRemoved = Realtime["schemas"]["RoomRemoved"];
export type Marker = Realtime["schemas"]["Marker"];
export type Limits = Ready["limits"];
export type PresenceState = Realtime["schemas"]["States"]["states"][string];

type Page =
  Messages["paths"]["/api/v1/rooms/{roomId}/messages"]["get"]["responses"]["200"]["content"]["application/json"];
/** A page of messages, with what happened to the room between them. */
export type MessagePage = Omit<Page, "messages"> & { messages: Entry[] };
type Found = Messages["paths"]["/api/v1/search"]["get"]["responses"]["200"]["content"]["application/json"];
/** A message that was found, and where the words stand in its `content`, in UTF-16 units. */
export interface Hit {
  message: MessageEntry;
  highlights: Found["hits"][number]["highlights"];
}

type Schemas = Realtime["schemas"];
type Of<T extends { limit: number }> = Omit<T, "limit"> & { limit?: number };
type Change = { entry?: Entry; duplicate: boolean };
/** What a client asks for over its socket, and what it is answered. */
export interface Asked {
  "auth.refresh": { data: Schemas["Token"]; answer: { expiresAt: string } };
  sync: { data: Of<Schemas["SyncRequest"]>; answer: SyncAnswer };
  "room.fetch": { data: Of<Schemas["FetchRequest"]>; answer: EntryPage };
  "message.send": {
    data: {
      roomId: string;
      clientId: string;
      type: MessageType;
      content?: string;
      attachmentIds?: string[];
      replyTo?: number;
      mentions?: string[];
    };
    answer: { message: MessageEntry; duplicate: boolean };
  };
  "message.edit": { data: Schemas["MessageEdit"]; answer: Change };
  "message.delete": { data: Schemas["MessageDelete"]; answer: Change };
  "reaction.add": { data: Schemas["Reaction"]; answer: Change };
  "reaction.remove": { data: Schemas["Reaction"]; answer: Change };
  "room.read": { data: Schemas["RoomRead"]; answer: Marker };
  typing: { data: Schemas["Typing"]; answer: undefined };
  "presence.watch": { data: Schemas["Watch"]; answer: Schemas["States"] };
  "presence.set": { data: Schemas["OwnState"]; answer: undefined };
}

/** What the server tells over the socket. */
export interface Told {
  ready: Ready;
  "room.event": Entry;
  "room.added": { id: string; head: { seq: number; number: number } };
  "room.removed": RoomRemoved;
  "room.signal": RoomSignal;
  "user.event": UserEvent;
  "presence.batch": Schemas["States"];
  heads: Schemas["Heads"];
  resync: Schemas["Resync"];
  bye: { code: number; problem: Problem; resumable: boolean; retryAfterMs?: number };
}
