import type { Socket } from "@/live/socket";
import type { Asked, Entry, EntryKind, EntryOf, Ready, Told } from "@/api/types";

type Answers = { [E in keyof Asked]?: (data: Asked[E]["data"]) => unknown };

/** What a test gives the connection in place of a socket: it notes what is asked, and says what the test wants. */
export class FakeSocket implements Socket {
  readonly asked: { event: string; data: unknown }[] = [];
  closed = false;
  private readonly handlers = new Map<string, (data: unknown) => void>();

  constructor(
    readonly token: string,
    private readonly answers: Answers,
    private readonly connects: (socket: FakeSocket) => void,
  ) {}

  on(event: string, handler: (data: unknown) => void): void {
    this.handlers.set(event, handler);
  }

  connect(): void {
    queueMicrotask(() => this.connects(this));
  }

  disconnect(): void {
    this.closed = true;
  }

  async emitWithAck(event: string, data: unknown): Promise<unknown> {
    this.asked.push({ event, data });
    const answer = this.answers[event as keyof Asked] as ((data: unknown) => unknown) | undefined;
    try {
      return { ok: true, data: await answer?.(data) };
    } catch (refusal) {
      return { ok: false, error: (refusal as { problem: unknown }).problem };
    }
  }

  say<E extends keyof Told>(event: E, data: Told[E]): void {
    this.handlers.get(event)?.(data);
  }

  /** The connection is gone. */
  drop(): void {
    this.handlers.get("disconnect")?.("transport close");
  }

  /** CONNECT is refused. */
  refuse(data: unknown): void {
    this.handlers.get("connect_error")?.(Object.assign(new Error("refused"), { data }));
  }

  of<E extends keyof Asked>(event: E): Asked[E]["data"][] {
    return this.asked.filter((one) => one.event === event).map((one) => one.data as Asked[E]["data"]);
  }
}

/** Sockets as a connection opens them, one after the other. */
export class FakeSockets {
  readonly all: FakeSocket[] = [];
  answers: Answers = {
    sync: () => ({ epoch: "e1", serverTime: now(), heads: [], entries: {}, limited: [], removed: [], more: [] }),
    "presence.watch": () => ({ states: {} }),
    "auth.refresh": () => ({ expiresAt: now() }),
  };
  /** What happens when one connects. */
  connects: (socket: FakeSocket) => void = (socket) => socket.say("ready", ready());

  readonly open = (token: string): FakeSocket => {
    const socket = new FakeSocket(token, this.answers, (one) => this.connects(one));
    this.all.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    return this.all.at(-1) as FakeSocket;
  }
}

const now = () => new Date().toISOString();

export function ready(more: Partial<Ready> = {}): Ready {
  const limits = {
    frameBytes: 65536,
    framesPerSecond: 60,
    syncRooms: 200,
    syncBytes: 262144,
    fetchLimit: 200,
    watched: 200,
  };
  return {
    sessionId: "s1",
    userId: "ann",
    epoch: "e1",
    serverTime: now(),
    limits,
    expiresAt: now(),
    heads: [],
    ...more,
  };
}

/** An entry of a log, of somebody in room `r1`. */
export function entry<K extends EntryKind>(
  seq: number,
  kind: K,
  data: EntryOf<K>["data"],
  more: Partial<Entry> = {},
): Entry {
  const at = new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString();
  return { roomId: "r1", seq, number: seq, kind, at, actor: "bo", clientId: `c${seq}`, data, ...more } as Entry;
}

export function text(seq: number, content = `m${seq}`, more: Partial<Entry> = {}): Entry {
  return entry(seq, "message", { type: "text", content }, more);
}
