import { http } from "@/api/http";
import type { Entry, MessageEntry, MessagePage } from "@/api/types";
import { soundEntries } from "@/messages/entries";

const LIMIT = 50;

/** A page of a room's messages, with what happened between them. No bound: the latest. */
export async function pageOf(
  roomId: string,
  bound: { before?: number; after?: number; around?: number } = {},
): Promise<Omit<MessagePage, "messages"> & { entries: Entry[] }> {
  const params = { ...bound, limit: LIMIT, system: true };
  const { messages, ...page } = (await http.get<MessagePage>(`/rooms/${roomId}/messages`, { params })).data;
  return { ...page, entries: soundEntries(messages, roomId) };
}

export async function messageOf(roomId: string, seq: number): Promise<MessageEntry> {
  return (await http.get<MessageEntry>(`/rooms/${roomId}/messages/${seq}`)).data;
}
