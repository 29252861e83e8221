import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OwnUser } from "@/api/types";
import type { Waiting } from "@/messages/waiting";
import type { KeptRow } from "@/messages/window";
import type { Person } from "@/people/people";
import type { RoomView } from "@/rooms/room";

/** What a room's log said when it was last looked at: enough to open it without a connection. */
export interface KeptWindow {
  roomId: string;
  /** Oldest first. */
  rows: KeptRow[];
  hasOlder: boolean;
  /** The log is known up to here. */
  toSeq: number;
  /** When it was last opened, in milliseconds. */
  openedAt: number;
}

/** Rooms that can be opened without a connection; of more, those go that were opened longest ago. */
const KEPT_WINDOWS = 50;

export interface KeptDraft {
  roomId: string;
  content: string;
  replyTo?: number;
  mentions: string[];
}

interface Schema extends DBSchema {
  facts: { key: "me" | "epoch"; value: OwnUser | string };
  rooms: { key: string; value: RoomView };
  people: { key: string; value: Person };
  windows: { key: string; value: KeptWindow; indexes: { openedAt: number } };
  drafts: { key: string; value: KeptDraft };
  outbox: { key: string; value: Waiting };
}

export type StoreName = "facts" | "rooms" | "people" | "windows" | "drafts" | "outbox";
const STORES: StoreName[] = ["facts", "rooms", "people", "windows", "drafts", "outbox"];
const NAME = "whispra";

let opened: Promise<IDBPDatabase<Schema> | null> | null = null;

/** The database of this browser, or null where it gives none (a private window, a full disk). */
export function database(): Promise<IDBPDatabase<Schema> | null> {
  opened ??= openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("facts");
      db.createObjectStore("rooms", { keyPath: "id" });
      db.createObjectStore("people", { keyPath: "id" });
      db.createObjectStore("windows", { keyPath: "roomId" }).createIndex("openedAt", "openedAt");
      db.createObjectStore("drafts", { keyPath: "roomId" });
      db.createObjectStore("outbox", { keyPath: "clientId" });
    },
    // A newer tab or another's deletion must not wait for this one.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => (opened = null),
  }).catch(() => null);
  return opened;
}

/** Does something with the database. What goes wrong with a cache (no space, no database) is `otherwise`. */
export async function kept<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, otherwise: T): Promise<T> {
  try {
    const db = await database();
    return db ? await work(db) : otherwise;
  } catch {
    return otherwise;
  }
}

/** Keeps a window for when there is no connection. */
export async function keepWindow(window: KeptWindow): Promise<void> {
  await kept(async (db) => {
    const transaction = db.transaction("windows", "readwrite");
    await transaction.store.put(window);
    const keys = await transaction.store.index("openedAt").getAllKeys();
    const oldest = keys.slice(0, Math.max(0, keys.length - KEPT_WINDOWS));
    await Promise.all([...oldest.map((key) => transaction.store.delete(key)), transaction.done]);
  }, undefined);
}

/** Empties these stores, all of them if none is named. */
export async function wipe(stores: StoreName[] = STORES): Promise<void> {
  await kept(async (db) => {
    const transaction = db.transaction(stores, "readwrite");
    await Promise.all([...stores.map((store) => transaction.objectStore(store).clear()), transaction.done]);
  }, undefined);
}
