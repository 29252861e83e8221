import type { MessageType, Problem, Quote } from "@/api/types";
import type { Draft, LocalFile, Message } from "@/messages/model";

/** A file of a message that is not sent yet. */
export interface WaitingFile {
  id: string;
  blob: Blob;
  name: string;
  /** Once it is uploaded. */
  attachmentId?: string;
  /** What the server found it to be, once it is uploaded. */
  contentType?: string;
}

/** A message that is not in the log yet, as it lies in the database. */
export interface Waiting {
  clientId: string;
  roomId: string;
  /** The person who wrote it. */
  actor: string;
  /** Its place: messages of a room go out in this order. */
  order: number;
  at: string;
  type: MessageType;
  content: string;
  replyTo?: number;
  quote?: Quote;
  mentions: string[];
  files: WaitingFile[];
  /** Why it was refused. It stays until it is tried again or discarded. */
  problem?: Problem;
}

/** A message of a draft. Its clientId is for ever. */
export function waitingOf(
  draft: Draft,
  of: Pick<Waiting, "roomId" | "actor" | "order" | "at"> & { quote?: Quote | undefined },
): Waiting {
  const { quote, ...place } = of;
  return {
    ...place,
    clientId: crypto.randomUUID(),
    type: typeOf(draft.files.map(({ type }) => type)),
    content: draft.content,
    // Lists of components are proxies, which the database does not take.
    mentions: [...draft.mentions],
    files: draft.files.map((file) => ({ id: crypto.randomUUID(), blob: file, name: file.name })),
    ...(draft.replyTo !== undefined && { replyTo: draft.replyTo }),
    ...(quote && { quote }),
  };
}

/** What the server is asked for; the same for ever, so that a repeat is known as one. */
export function requestOf({ roomId, clientId, content, files, replyTo, mentions }: Waiting) {
  const attachmentIds = files.flatMap(({ attachmentId }) => attachmentId ?? []);
  return {
    roomId,
    clientId,
    type: typeOf(files.map(({ blob, contentType }) => contentType ?? blob.type)),
    ...(content && { content }),
    ...(attachmentIds.length > 0 && { attachmentIds }),
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions.length > 0 && { mentions }),
  };
}

/** How it is shown. */
export function messageOf(waiting: Waiting): Message {
  const { clientId, roomId, at, actor, type, content, mentions, problem, replyTo, quote } = waiting;
  return {
    key: clientId,
    roomId,
    at,
    actor,
    mine: true,
    type,
    content,
    files: [],
    localFiles: waiting.files.map(localFile),
    mentions,
    deleted: false,
    reactions: [],
    progress: problem ? "failed" : "waiting",
    ...(problem && { problem }),
    ...(replyTo !== undefined && { replyTo }),
    ...(quote && { quote }),
  };
}

function typeOf(contentTypes: string[]): MessageType {
  const are = (kind: string) => contentTypes.every((type) => type.startsWith(kind));
  if (contentTypes.length === 0) {
    return "text";
  }
  return are("image/") ? "image" : are("video/") ? "video" : are("application/pdf") ? "pdf" : "file";
}

function localFile({ id, blob, name, attachmentId }: WaitingFile): LocalFile {
  return {
    id,
    name,
    size: blob.size,
    contentType: blob.type,
    progress: attachmentId ? 1 : 0,
    state: attachmentId ? "ready" : "waiting",
    ...(/^(image|video)\//.test(blob.type) && { previewUrl: URL.createObjectURL(blob) }),
  };
}
