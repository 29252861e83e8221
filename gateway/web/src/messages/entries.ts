import type { Entry } from "@/api/types";

/** An entry if it can have a place in a log, whatever else is wrong with it. */
export function soundEntry(raw: unknown, roomId?: string): Entry | undefined {
  const entry = raw as Partial<Entry> | null;
  const sound =
    typeof entry === "object" &&
    entry !== null &&
    typeof entry.roomId === "string" &&
    (roomId === undefined || entry.roomId === roomId) &&
    Number.isSafeInteger(entry.seq) &&
    (entry.seq as number) > 0 &&
    typeof entry.kind === "string" &&
    typeof entry.actor === "string" &&
    typeof entry.at === "string";
  return sound ? (entry as Entry) : undefined;
}

/** Those of a room that can have a place in its log, in its order, each once. */
export function soundEntries(raw: unknown, roomId: string): Entry[] {
  const entries = (Array.isArray(raw) ? raw : []).flatMap((one) => soundEntry(one, roomId) ?? []);
  const inOrder = entries.every((entry, i) => i === 0 || entry.seq > (entries[i - 1] as Entry).seq);
  return inOrder ? entries : [...new Map(entries.map((e) => [e.seq, e])).values()].sort((a, b) => a.seq - b.seq);
}
