import { File as NodeFile } from "node:buffer";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "@/api/problem";
import type { Asked, MessageEntry } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useConversation } from "@/messages/conversation";
import { useOutbox } from "@/messages/outbox";
import { kept } from "@/offline/database";
import { fakeLocks } from "@/testing/locks";
import { problem } from "@/testing/server";
import { FakeSockets, text } from "@/testing/socket";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

const { uploadFile } = vi.hoisted(() => ({ uploadFile: vi.fn() }));
vi.mock("@/media/upload", () => ({ uploadFile }));

type Sent = Asked["message.send"]["data"];
let world: World;
/** What the server has, by clientId: it takes each once. */
let taken: Map<string, MessageEntry>;

beforeEach(async () => {
  // Those of the database, which takes no others.
  vi.stubGlobal("File", NodeFile);
  world = await World.begin();
  taken = new Map();
  uploadFile.mockReset();
  world.sockets.answers["message.send"] = take;
});
afterEach(() => {
  useConnection().stop();
  Reflect.deleteProperty(navigator, "locks");
  vi.useRealTimers();
});

function take(sent: Sent) {
  const before = taken.get(sent.clientId);
  const { roomId, clientId, type, content } = sent;
  const data = { type, ...(content && { content }) };
  const seq = world.head(roomId) + 1;
  const message = before ?? (text(seq, content, { roomId, actor: "ann", clientId, data }) as MessageEntry);
  if (!before) {
    taken.set(clientId, message);
    world.write(message);
  }
  return { message, duplicate: before !== undefined };
}

const draft = (content: string, files: File[] = []) => ({ content, files, mentions: [] });
const sent = (sockets = world.sockets) => sockets.all.flatMap((socket) => socket.of("message.send"));
const stored = () => kept((db) => db.count("outbox"), -1);
const progress = (roomId = "r1") =>
  useOutbox()
    .of(roomId)
    .map((message) => message.progress);
const refuse =
  (status: number, code: string, more = {}) =>
  () => {
    throw new Refusal((problem(status, code, more) as { data: never }).data);
  };
const lost = () => refuse(0, "offline");
const bring = () => world.sockets.last.say("room.event", world.log("r1").at(-1) as MessageEntry);

describe("rule 6: the outbox", () => {
  it("shows a message at once, sends it, and leaves it to the log when the log has it", async () => {
    await world.connect();
    const talk = world.inScope(() => useConversation("r1"));
    await pass();
    void talk.send(draft("hello"));
    const [waiting] = talk.items.value.slice(-1);
    expect(waiting).toMatchObject({ message: { content: "hello", progress: "waiting", mine: true } });
    await pass();
    expect(talk.items.value.at(-1)).toMatchObject({ message: { progress: "sent", seq: 4 } });
    expect(await stored()).toBe(0);
    bring();
    await pass();
    expect(talk.items.value).toHaveLength(4);
    expect(talk.items.value.at(-1)).toMatchObject({ key: waiting?.key, message: { progress: "delivered" } });
  });

  it("survives a reload, and goes out with the same clientId and in the same order", async () => {
    await useOutbox().send("r1", draft("one"));
    await useOutbox().send("r1", draft("two"));
    const keys = useOutbox()
      .of("r1")
      .map(({ key }) => key);
    await world.reload();
    expect(useOutbox().of("r1")).toEqual([]);
    await pass();
    expect(
      useOutbox()
        .of("r1")
        .map(({ key }) => key),
    ).toEqual(keys);
    await world.connect();
    await pass();
    expect(sent().map(({ clientId, content }) => [clientId, content])).toEqual([
      [keys[0], "one"],
      [keys[1], "two"],
    ]);
    expect(await stored()).toBe(0);
  });

  it("has one in flight per room, and rooms do not wait for each other", async () => {
    world.room("r2", 1);
    const answers: (() => void)[] = [];
    world.sockets.answers["message.send"] = (data) => new Promise((resolve) => answers.push(() => resolve(take(data))));
    await world.connect();
    await Promise.all(["a", "b"].map((content) => useOutbox().send("r1", draft(content))));
    await useOutbox().send("r2", draft("c"));
    await pass();
    expect(sent().map(({ content }) => content)).toEqual(["a", "c"]);
    answers[0]?.();
    await pass();
    expect(sent().map(({ content }) => content)).toEqual(["a", "c", "b"]);
  });

  it("goes out once though the answer was lost", async () => {
    let broken = true;
    world.sockets.answers["message.send"] = (data) => {
      const answer = take(data);
      return broken ? lost()() : answer;
    };
    await world.connect();
    await useOutbox().send("r1", draft("hello"));
    await pass();
    broken = false;
    await pass(5000);
    expect(sent().length).toBeGreaterThan(1);
    expect(new Set(sent().map(({ clientId }) => clientId)).size).toBe(1);
    expect(taken.size).toBe(1);
    expect(progress()).toEqual(["sent"]);
  });

  it("is settled by the log when the answer never comes", async () => {
    world.sockets.answers["message.send"] = (data) => {
      take(data);
      return new Promise(() => {});
    };
    await world.connect();
    await useOutbox().send("r1", draft("hello"));
    await pass();
    bring();
    await pass();
    expect(progress()).toEqual([]);
    expect(await stored()).toBe(0);
  });

  it("is settled by a page after a reload when the answer was lost with the page", async () => {
    world.sockets.answers["message.send"] = (data) => {
      take(data);
      return new Promise(() => {});
    };
    await world.connect();
    await useOutbox().send("r1", draft("hello"));
    await pass();
    useConnection().stop();
    await world.reload();
    const talk = world.inScope(() => useConversation("r1"));
    await pass();
    expect(talk.items.value.filter((item) => item.kind === "message" && item.message.content === "hello")).toHaveLength(
      1,
    );
    expect(await stored()).toBe(0);
  });

  it("waits as long as the server asks, and keeps the order meanwhile", async () => {
    let busy = true;
    world.sockets.answers["message.send"] = (data) =>
      busy ? refuse(429, "too-many-requests", { retryAfterMs: 8000 })() : take(data);
    await world.connect();
    await useOutbox().send("r1", draft("one"));
    await useOutbox().send("r1", draft("two"));
    await pass();
    busy = false;
    await pass(7000);
    expect(sent()).toHaveLength(1);
    await pass(2000);
    expect(
      world
        .log("r1")
        .slice(-2)
        .map(({ data }) => (data as { content: string }).content),
    ).toEqual(["one", "two"]);
  });

  it("tells what was refused for good, lets the next one go, and tries again when asked", async () => {
    world.sockets.answers["message.send"] = (data) => (data.content === "bad" ? refuse(422, "invalid")() : take(data));
    await world.connect();
    await useOutbox().send("r1", draft("bad"));
    await useOutbox().send("r1", draft("good"));
    await pass();
    expect(progress()).toEqual(["failed", "sent"]);
    const [failed] = useOutbox().of("r1");
    expect(failed?.problem?.code).toBe("invalid");
    await world.reload();
    useOutbox();
    await pass();
    expect(progress()).toEqual(["failed"]);
    world.sockets.answers["message.send"] = take;
    await world.connect();
    await pass();
    expect(progress()).toEqual(["failed"]);
    await useOutbox().retry(failed?.key ?? "");
    await pass();
    expect(taken.has(failed?.key ?? "")).toBe(true);
    expect(await stored()).toBe(0);
  });

  it("sends nothing that was discarded", async () => {
    await useOutbox().send("r1", draft("one"));
    await useOutbox().discard(useOutbox().of("r1")[0]?.key ?? "");
    await world.connect();
    await pass();
    expect(sent()).toEqual([]);
    expect(await stored()).toBe(0);
  });

  it("is wiped at logout", async () => {
    await useOutbox().send("r1", draft("secret"));
    await useSession().logOut();
    expect(useOutbox().of("r1")).toEqual([]);
    expect(await stored()).toBe(0);
  });

  it("goes out without a database too", async () => {
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("", "QuotaExceededError");
    });
    await world.connect();
    await useOutbox().send("r1", draft("hello"));
    await pass();
    expect(sent()).toHaveLength(1);
    full.mockRestore();
  });
});

describe("two tabs", () => {
  async function tab(sockets: FakeSockets) {
    const pinia = createPinia();
    setActivePinia(pinia);
    await useSession().start();
    sockets.answers = { ...world.sockets.answers, ...sockets.answers };
    const connection = useConnection();
    connection.openWith(sockets.open);
    const outbox = useOutbox();
    connection.start();
    await pass();
    return { connection, outbox };
  }

  it("send each message once, show it in both, and the other goes on when one closes", async () => {
    Object.defineProperty(navigator, "locks", { value: fakeLocks(), configurable: true });
    const [first, second] = [new FakeSockets(), new FakeSockets()];
    first.answers["message.send"] = second.answers["message.send"] = take;
    const one = await tab(first);
    const two = await tab(second);
    await two.outbox.send("r1", draft("from the second"));
    await vi.waitFor(async () => {
      await pass();
      expect(one.outbox.of("r1")).toMatchObject([{ content: "from the second", progress: "sent" }]);
      expect(two.outbox.of("r1")).toMatchObject([{ content: "from the second", progress: "sent" }]);
    });
    expect([sent(first), sent(second)].map(({ length }) => length)).toEqual([1, 0]);
    one.connection.stop();
    await pass();
    await two.outbox.send("r1", draft("again"));
    await vi.waitFor(async () => {
      await pass();
      expect(sent(second)).toMatchObject([{ content: "again" }]);
    });
    expect(taken.size).toBe(2);
    two.connection.stop();
  });
});
