import { http } from "@/api/http";
import type { Hit } from "@/api/types";

export interface Hits {
  hits: Hit[];
  next?: string;
  hasMore: boolean;
}

/** Messages by their words, latest first, of one room or of all. A page may be empty and have more behind it. */
export async function search(q: string, { roomId, cursor }: { roomId?: string; cursor?: string } = {}): Promise<Hits> {
  const path = roomId ? `/rooms/${roomId}/search` : "/search";
  return (await http.get<Hits>(path, { params: { q, ...(cursor && { cursor }) } })).data;
}
