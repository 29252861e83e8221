import { http } from "@/api/http";

/** All of a list whose pages are chained by `next`; a list that grows meanwhile may have one twice. */
export async function everyPage<T>(path: string, field: string): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const params = { limit: 100, ...(cursor && { cursor }) };
    const { data } = await http.get<Record<string, unknown>>(path, { params });
    all.push(...(data[field] as T[]));
    cursor = data.next as string | undefined;
  } while (cursor);
  return all;
}
