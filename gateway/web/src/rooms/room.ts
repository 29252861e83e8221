import type { Room } from "@/api/types";

/** A room as this client shows it. */
export interface RoomView {
  id: string;
  type: "group" | "private";
  /** Of a group. */
  name?: string;
  description?: string;
  avatarId?: string;
  /** The other person of a private room. */
  peerId?: string;
  memberCount: number;
  role: "admin" | "member";
  /** The last activity. */
  at: string;
  preview?: string;
  /** Who wrote what the preview shows; absent until something is written. */
  previewActor?: string;
  /** The message of the preview; absent until it is known. */
  previewSeq?: number;
  headSeq: number;
  /** How many messages there are. */
  number: number;
  unread: number;
  mentions: number;
  muted: boolean;
  archived: boolean;
  lastReadSeq: number;
  history?: "shared" | "joined";
}

/** A room of the API as it is shown. */
export function viewOf(room: Room, me: string): RoomView {
  const peerId = room.type === "private" ? room.participants?.find((id) => id !== me) : undefined;
  const avatarId = avatarIdOf(room.avatarUrl);
  return {
    id: room.id,
    type: room.type,
    memberCount: room.memberCount,
    role: room.role,
    at: room.head?.at ?? room.createdAt,
    headSeq: room.head?.seq ?? 0,
    number: room.head?.number ?? 0,
    unread: room.unread,
    mentions: room.mentions,
    muted: room.muted,
    archived: room.archived,
    lastReadSeq: room.lastReadSeq ?? 0,
    ...(room.name !== undefined && { name: room.name }),
    ...(room.description && { description: room.description }),
    ...(avatarId && { avatarId }),
    ...(peerId && { peerId }),
    ...(room.head?.preview !== undefined && { preview: room.head.preview }),
    ...(room.history && { history: room.history }),
  };
}

/** The attachment behind a picture's path (`/api/v1/attachments/{id}/content`). */
export function avatarIdOf(avatarUrl: string | undefined): string | undefined {
  return avatarUrl?.match(/\/attachments\/([\w-]{1,64})\/content$/)?.[1];
}
