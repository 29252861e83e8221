import type { Entry, EntryKind, EntryOf, MessageEntry, MessageFile, Quote } from "@/api/types";
import type { Message, Reaction, RoomEntry } from "@/messages/model";

const EXCERPT = 140;
const MODIFIERS: ReadonlySet<string> = new Set<EntryKind>(["edit", "delete", "reaction.added", "reaction.removed"]);
const EVENTS: ReadonlySet<string> = new Set<EntryKind>([
  "room.created",
  "room.updated",
  "room.deleted",
  "member.added",
  "member.removed",
  "member.role",
]);

/** A message and the last entry that is laid over it. */
export interface Folded {
  message: Message;
  nowSeq: number;
}

type Modifier = EntryOf<"edit" | "delete" | "reaction.added" | "reaction.removed">;

export function isMessage(entry: Entry): entry is MessageEntry {
  return entry.kind === "message" && typeof entry.data?.type === "string";
}

export function isModifier(entry: Entry): entry is Extract<Entry, { kind: Modifier["kind"] }> {
  return MODIFIERS.has(entry.kind) && Number.isInteger((entry.data as { seq?: unknown } | undefined)?.seq);
}

export function isRoomEntry(entry: Entry): entry is Extract<Entry, { kind: RoomEntry["kind"] }> {
  return EVENTS.has(entry.kind) && typeof entry.data === "object" && entry.data !== null;
}

/** A message as its entry has it, with what a page laid over it. */
export function fold(entry: MessageEntry, me: string): Folded {
  const { data, deletedAt } = entry;
  const gone = deletedAt !== undefined;
  const message: Message = {
    // Only one's own clientIds are known to differ from each other.
    key: (entry.actor === me && entry.clientId) || `${entry.roomId}:${entry.seq}`,
    roomId: entry.roomId,
    seq: entry.seq,
    number: entry.number,
    at: entry.at,
    actor: entry.actor,
    mine: entry.actor === me,
    type: data.type,
    content: gone ? "" : text(data.content),
    files: gone ? [] : list<MessageFile>(data.attachments),
    localFiles: [],
    mentions: gone ? [] : list<string>(data.mentions),
    deleted: gone,
    reactions: gone ? [] : reactions(entry.reactions, me),
    progress: entry.actor === me ? "delivered" : "sent",
  };
  if (Number.isInteger(data.replyTo)) {
    message.replyTo = data.replyTo as number;
  }
  if (entry.quote) {
    message.quote = entry.quote;
  }
  if (entry.editedAt && !gone) {
    message.editedAt = entry.editedAt;
  }
  return { message, nowSeq: Math.max(entry.seq, entry.nowSeq ?? 0) };
}

/** Lays an entry over its message. The message is a new one; the same if nothing changes. */
export function lay(over: Folded, entry: Entry, me: string): Folded {
  if (!isModifier(entry) || entry.seq <= over.nowSeq) {
    return over;
  }
  return { message: changed(over.message, entry, me), nowSeq: entry.seq };
}

/** What a modifier makes of a message. */
export function changed(
  message: Message,
  entry: Pick<Modifier, "kind" | "data" | "actor" | "at">,
  me: string,
): Message {
  if (message.deleted) {
    return message;
  }
  const data = entry.data as { content?: unknown; mentions?: unknown; emoji?: unknown };
  switch (entry.kind) {
    case "edit":
      return typeof data.content === "string"
        ? { ...message, content: data.content, mentions: list<string>(data.mentions), editedAt: entry.at }
        : message;
    case "delete":
      return erased(message);
    case "reaction.added":
      return { ...message, reactions: withReaction(message.reactions, text(data.emoji), entry.actor, me) };
    case "reaction.removed":
      return { ...message, reactions: withoutReaction(message.reactions, text(data.emoji), entry.actor, me) };
  }
}

/** What a reply to this message quotes. */
export function quoteOf(message: Message): Quote | undefined {
  if (message.seq === undefined) {
    return undefined;
  }
  const quote: Quote = { seq: message.seq, actor: message.actor, type: message.type };
  const excerpt = [...message.content.slice(0, 2 * EXCERPT)].slice(0, EXCERPT).join("");
  return message.deleted ? { ...quote, deleted: true } : excerpt ? { ...quote, excerpt } : quote;
}

function erased(message: Message): Message {
  const bare: Message = { ...message, content: "", files: [], mentions: [], reactions: [], deleted: true };
  delete bare.editedAt;
  return bare;
}

function withReaction(before: Reaction[], emoji: string, actor: string, me: string): Reaction[] {
  const there = before.find((reaction) => reaction.emoji === emoji);
  if (!emoji || there?.userIds.includes(actor)) {
    return before;
  }
  return there
    ? before.map((r) => (r === there ? reaction(emoji, [...r.userIds, actor], me) : r))
    : [...before, reaction(emoji, [actor], me)];
}

function withoutReaction(before: Reaction[], emoji: string, actor: string, me: string): Reaction[] {
  return before
    .map((r) =>
      r.emoji === emoji
        ? reaction(
            emoji,
            r.userIds.filter((id) => id !== actor),
            me,
          )
        : r,
    )
    .filter((r) => r.userIds.length > 0);
}

function reactions(of: MessageEntry["reactions"], me: string): Reaction[] {
  return Object.entries(of ?? {}).map(([emoji, userIds]) => reaction(emoji, list<string>(userIds), me));
}

function reaction(emoji: string, userIds: string[], me: string): Reaction {
  return { emoji, userIds, mine: userIds.includes(me) };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list<T>(value: unknown): T[] {
  return Array.isArray(value) ? value : [];
}
