import type { Message } from "@/messages/model";

/** A message in the log, of somebody else unless said otherwise. */
export function messageOf(more: Partial<Message> = {}): Message {
  const seq = "seq" in more ? more.seq : 1;
  return {
    key: `m${String(seq)}`,
    roomId: "room",
    ...(seq !== undefined && { seq }),
    at: new Date(2026, 10, 23, 9, 30).toISOString(),
    actor: "ana",
    mine: false,
    type: "text",
    content: "Good morning",
    files: [],
    localFiles: [],
    mentions: [],
    deleted: false,
    reactions: [],
    progress: "sent",
    ...more,
  };
}
