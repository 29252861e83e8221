import type { Entry, MessageFile, MessageType, Problem, Quote } from "@/api/types";

/**
 * How far a message of one's own has come. `sent`: it is in the room's log. `delivered`: the log's topic brought it back, so whoever
 * listens has it. `read`: somebody else's marker is at it or behind it.
 */
export type Progress = "waiting" | "sending" | "sent" | "delivered" | "read" | "failed";

/** A file that is on its way: what a message of one's own shows until the log has it. */
export interface LocalFile {
  /** Made by this client. */
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  contentType: string;
  /** `blob:` address of an image or a video; absent for everything else. */
  previewUrl?: string;
  /** From 0 to 1. */
  progress: number;
  state: "waiting" | "uploading" | "checking" | "ready" | "failed";
  problem?: Problem;
}

/** Who reacted with one emoji, in the order in which they did. */
export interface Reaction {
  emoji: string;
  userIds: string[];
  mine: boolean;
}

/** A message as it reads now. */
export interface Message {
  /** Its clientId: the same before and after it is in the log. */
  key: string;
  roomId: string;
  /** Absent until it is in the log. */
  seq?: number;
  number?: number;
  /** RFC 3339; of this client's clock until it is in the log. */
  at: string;
  actor: string;
  mine: boolean;
  type: MessageType;
  content: string;
  files: MessageFile[];
  /** Only of a message that is not in the log yet. */
  localFiles: LocalFile[];
  replyTo?: number;
  quote?: Quote;
  mentions: string[];
  editedAt?: string;
  deleted: boolean;
  reactions: Reaction[];
  /** Of a message of one's own; others' are `sent`. */
  progress: Progress;
  /** Why it failed. */
  problem?: Problem;
}

/** What happened to the room and its members, as the conversation tells it. */
export type RoomEntry = Exclude<Entry, { kind: "message" | "edit" | "delete" | "reaction.added" | "reaction.removed" }>;

/** A line of the conversation, in the order of the log, with what is not in the log yet at the end. */
export type Item =
  { kind: "message"; key: string; message: Message } | { kind: "event"; key: string; entry: RoomEntry };

/** What the composer sends. */
export interface Draft {
  content: string;
  files: File[];
  replyTo?: number;
  mentions: string[];
}
