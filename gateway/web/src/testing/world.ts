import { createPinia, getActivePinia, setActivePinia } from "pinia";
import { effectScope } from "vue";
import type { Entry, Room, SyncAnswer } from "@/api/types";
import { useSession } from "@/auth/session";
import { tokens } from "@/auth/tokens";
import { useConnection } from "@/live/connection";
import { useOutbox } from "@/messages/outbox";
import { wipe } from "@/offline/database";
import { useRooms } from "@/rooms/rooms";
import { FakeServer, problem, signedIn } from "@/testing/server";
import { FakeSockets, text } from "@/testing/socket";
import { pass, stopTime } from "@/testing/time";

/** A server with rooms whose logs a test writes, and one person, ann, at this client. Time stands still. */
export class World {
  readonly server = new FakeServer();
  readonly sockets = new FakeSockets();
  readonly rooms = new Map<string, Room>();
  readonly logs = new Map<string, Entry[]>();
  private scope = effectScope();

  static async begin(): Promise<World> {
    stopTime();
    await wipe();
    tokens.drop();
    const world = new World();
    world.room("r1", 3);
    await world.reload();
    return world;
  }

  constructor() {
    let refreshes = 0;
    this.server
      .on("POST", "/auth/refresh", () => ({ data: signedIn("ann", ++refreshes) }))
      .on("POST", "/auth/logout", () => ({ status: 204 }))
      .on("GET", "/users", () => ({ data: { users: [] } }))
      .on("GET", "/rooms", () => ({ data: { rooms: [...this.rooms.values()] } }))
      .on("GET", /^\/rooms\/[^/]+$/, ({ path }) => {
        const room = this.rooms.get(path.split("/")[2] ?? "");
        return room ? { data: room } : problem(404, "room-not-found");
      })
      .on("GET", /^\/rooms\/[^/]+\/messages$/, ({ path, params }) => this.page(path.split("/")[2] ?? "", params));
    this.sockets.answers["room.fetch"] = ({ roomId, after, limit }) => {
      const missing = this.log(roomId).filter(({ seq }) => seq > (after ?? 0));
      const entries = missing.slice(0, limit);
      return { entries, headSeq: this.head(roomId), hasMore: missing.length > entries.length };
    };
  }

  /** A room of the person, with so many messages in its log. */
  room(id: string, messages: number, more: Partial<Room> = {}): void {
    const log = Array.from({ length: messages }, (_, i) => text(i + 1, `m${i + 1}`, { roomId: id }));
    this.logs.set(id, log);
    this.rooms.set(id, {
      id,
      type: "group",
      name: id,
      createdAt: "2026-01-01T00:00:00.000Z",
      memberCount: 2,
      role: "member",
      lastReadSeq: messages,
      unread: 0,
      mentions: 0,
      muted: false,
      archived: false,
      head: {
        seq: messages,
        number: messages,
        at: log.at(-1)?.at ?? "2026-01-01T00:00:00.000Z",
        preview: `m${messages}`,
      },
      ...more,
    });
  }

  log(roomId: string): Entry[] {
    return this.logs.get(roomId) ?? [];
  }

  head(roomId: string): number {
    return this.log(roomId).at(-1)?.seq ?? 0;
  }

  /** Written to the log, and told to nobody. */
  write(...entries: Entry[]): void {
    entries.forEach((entry) => {
      this.logs.set(entry.roomId, [...this.log(entry.roomId), entry]);
      const room = this.rooms.get(entry.roomId);
      if (room) {
        room.head = { seq: entry.seq, number: entry.number, at: entry.at };
      }
    });
  }

  /** Written to the log, and told. */
  async say(...entries: Entry[]): Promise<void> {
    this.write(...entries);
    entries.forEach((entry) => this.sockets.last.say("room.event", entry));
    await pass();
  }

  sync(more: Partial<SyncAnswer>): void {
    const nothing = {
      epoch: "e1",
      serverTime: "2026-01-01T00:00:00.000Z",
      heads: [],
      entries: {},
      limited: [],
      removed: [],
      more: [],
    };
    this.sockets.answers.sync = () => ({ ...nothing, ...more });
  }

  /** The page is loaded anew: all that was in memory is gone. */
  async reload(): Promise<void> {
    if (getActivePinia()) {
      useConnection().stop();
    }
    this.leave();
    tokens.refuse(tokens.current);
    this.scope = effectScope();
    setActivePinia(createPinia());
    await useSession().start();
    await pass();
  }

  async connect(): Promise<void> {
    useOutbox();
    const connection = useConnection();
    connection.openWith(this.sockets.open);
    await useRooms().load();
    connection.start();
    await pass();
  }

  /** In a component that lives until the page is closed, or until it is stopped. */
  inScope<T>(work: () => T): T {
    return this.scope.run(work) as T;
  }

  leave(): void {
    this.scope.stop();
    this.scope = effectScope();
  }

  private page(roomId: string, { before, after, around, limit }: Record<string, unknown>) {
    const shown = this.log(roomId).filter(({ kind }) => !["edit", "delete", "reaction.added"].includes(kind));
    const most = Number(limit);
    const asOfSeq = this.head(roomId);
    if (after !== undefined) {
      const found = shown.filter(({ seq }) => seq > Number(after));
      return { data: { messages: found.slice(0, most), hasMore: found.length > most, asOfSeq } };
    }
    if (around !== undefined) {
      const from = shown.findIndex(({ seq }) => seq >= Number(around)) - most / 2;
      const messages = shown.slice(Math.max(0, from), from + most);
      return { data: { messages, hasMore: messages.at(-1) !== shown.at(-1), asOfSeq } };
    }
    const found = shown.filter(({ seq }) => seq < Number(before ?? Infinity));
    return { data: { messages: found.slice(-most), hasMore: found.length > most, asOfSeq } };
  }
}
