import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problemOf, Refusal } from "@/api/problem";
import { useConnection } from "@/live/connection";
import { type Conversation, useConversation } from "@/messages/conversation";
import { problem } from "@/testing/server";
import { entry, text } from "@/testing/socket";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

let world: World;
beforeEach(async () => {
  world = await World.begin();
});
afterEach(() => {
  useConnection().stop();
  vi.useRealTimers();
});

const open = (roomId = "r1") => world.inScope(() => useConversation(roomId));
const shown = ({ items }: Conversation) =>
  items.value.map((item) => (item.kind === "message" ? item.message.content : item.entry.kind));
const refused = (status: number, code: string) => () => {
  throw new Refusal((problem(status, code) as { data: never }).data);
};

describe("a conversation", () => {
  it("shows the latest page, and follows the log", async () => {
    await world.connect();
    const talk = open();
    expect(talk.state).toBe("loading");
    await pass();
    expect(talk).toMatchObject({ state: "ready", hasOlder: false, hasNewer: false });
    await world.say(text(4), entry(5, "edit", { seq: 1, content: "new" }));
    expect(shown(talk)).toEqual(["new", "m2", "m3", "m4"]);
  });

  it("loads older pages up to the beginning, once at a time", async () => {
    world.room("r1", 120);
    await world.connect();
    const talk = open();
    await pass();
    expect(talk.items.value).toHaveLength(50);
    expect(talk.hasOlder).toBe(true);
    void talk.loadOlder();
    void talk.loadOlder();
    expect(talk.loadingOlder).toBe(true);
    await pass();
    expect(talk.items.value).toHaveLength(100);
    await talk.loadOlder();
    expect(talk.items.value).toHaveLength(120);
    expect(talk.hasOlder).toBe(false);
  });

  it("goes on through pages that are empty and have more behind them", async () => {
    await world.connect();
    const { server } = world;
    const pages: unknown[] = [
      { messages: [text(9)], hasMore: true, next: 9, asOfSeq: 3 },
      { messages: [], hasMore: true, next: 5, asOfSeq: 3 },
      { messages: [text(1)], hasMore: false, asOfSeq: 3 },
    ];
    server.on("GET", "/rooms/r1/messages", () => ({ data: pages.shift() }));
    const talk = open();
    await pass();
    await talk.loadOlder();
    expect(shown(talk)).toEqual(["m1", "m9"]);
    expect(server.requests("GET", "/rooms/r1/messages").map(({ params }) => params.before)).toEqual([undefined, 9, 5]);
  });

  it("jumps to a message far away, from there to newer ones, and comes to the end of the log", async () => {
    world.room("r1", 200);
    await world.connect();
    const talk = open();
    await pass();
    expect(await talk.jumpTo(60)).toBe(true);
    expect(talk.message(60)?.content).toBe("m60");
    expect(talk.hasNewer).toBe(true);
    await world.say(text(201), entry(202, "edit", { seq: 60, content: "new" }));
    expect(talk.message(60)?.content).toBe("new");
    expect(shown(talk)).not.toContain("m201");
    for (let i = 0; i < 5; i++) {
      await talk.loadNewer();
    }
    expect(talk.hasNewer).toBe(false);
    await world.say(text(203));
    expect(shown(talk).slice(-3)).toEqual(["m200", "m201", "m203"]);
    expect(new Set(talk.items.value.map(({ key }) => key)).size).toBe(talk.items.value.length);
  });

  it("says that there is no such message, and stays where it is", async () => {
    world.room("r1", 80);
    await world.connect();
    const talk = open();
    await pass();
    expect(await talk.jumpTo(999)).toBe(false);
    expect(shown(talk).at(-1)).toBe("m80");
  });

  it("goes back to the latest page from far away", async () => {
    world.room("r1", 200);
    await world.connect();
    const talk = open();
    await pass();
    await talk.jumpTo(10);
    await talk.toLatest();
    expect(talk.hasNewer).toBe(false);
    expect(shown(talk).at(-1)).toBe("m200");
  });

  it("remembers where the unread messages began when it was opened", async () => {
    world.room("r1", 3, { lastReadSeq: 1, unread: 2 });
    await world.connect();
    const talk = open();
    await pass();
    world.sockets.last.say("user.event", {
      type: "room.read",
      roomId: "r1",
      lastReadSeq: 3,
      lastReadNumber: 3,
      unread: 0,
      mentions: 0,
    });
    await world.say(text(4));
    expect(talk.dividerSeq).toBe(1);
  });

  it("has no divider where nothing was unread", async () => {
    await world.connect();
    expect(open().dividerSeq).toBeNull();
  });

  it("asks once for what a live answer quotes", async () => {
    world.room("r1", 80);
    world.server.on("GET", "/rooms/r1/messages/2", () => ({ data: text(2) }));
    await world.connect();
    const talk = open();
    await pass();
    const reply = (seq: number) => text(seq, "yes", { data: { type: "text", content: "yes", replyTo: 2 } });
    await world.say(reply(81), reply(82));
    expect(talk.message(82)?.quote).toMatchObject({ excerpt: "m2" });
    expect(world.server.requests("GET", "/rooms/r1/messages/2")).toHaveLength(1);
  });
});

describe("rule 3: a conversation whose room went on too far", () => {
  it("shows nothing old, does not say that it is empty, and loads the latest page", async () => {
    await world.connect();
    const talk = open();
    await pass();
    world.room("r1", 700);
    world.sync({ limited: ["r1"] });
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    world.server.on("GET", "/rooms/r1/messages", async () => {
      await held;
      return { data: { messages: world.log("r1").slice(-50), hasMore: true, asOfSeq: 700 } };
    });
    world.sockets.last.say("resync", { reason: "gap" });
    await pass();
    expect(talk.state).toBe("loading");
    expect(shown(talk)).toEqual([]);
    answer();
    await pass();
    expect(talk.state).toBe("ready");
    expect(shown(talk).at(-1)).toBe("m700");
    world.sync({});
    await world.say(text(701));
    expect(shown(talk).at(-1)).toBe("m701");
  });
});

describe("rule 5: a page that is older than the log", () => {
  it("gets what came since", async () => {
    await world.connect();
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    world.server.on("GET", "/rooms/r1/messages", async () => {
      const data = { messages: [text(1), text(2), text(3)], hasMore: false, asOfSeq: 3 };
      await held;
      return { data };
    });
    const talk = open();
    await pass();
    await world.say(text(4), entry(5, "edit", { seq: 1, content: "new" }), entry(6, "delete", { seq: 2 }));
    answer();
    await pass();
    expect(shown(talk)).toEqual(["new", "", "m3", "m4"]);
  });

  it("gets it from the server when it is not remembered", async () => {
    world.room("r1", 200);
    await world.connect();
    const page = { messages: world.log("r1").slice(90, 100), hasMore: true, asOfSeq: 100 };
    world.server.on("GET", "/rooms/r1/messages", () => ({ data: page }));
    const talk = open();
    await pass();
    expect(shown(talk).at(-1)).toBe("m200");
    expect(talk.items.value).toHaveLength(110);
  });

  it("lays over an older page what came while it was read", async () => {
    world.room("r1", 120);
    await world.connect();
    const talk = open();
    await pass();
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    world.server.on("GET", "/rooms/r1/messages", async () => {
      await held;
      return { data: { messages: world.log("r1").slice(20, 70), hasMore: true, asOfSeq: 120 } };
    });
    const loading = talk.loadOlder();
    await world.say(entry(121, "edit", { seq: 30, content: "new" }));
    answer();
    await loading;
    expect(talk.message(30)?.content).toBe("new");
  });
});

describe("changes", () => {
  it("are shown at once, sent with a clientId, and stay", async () => {
    let answer: (value: unknown) => void = () => {};
    world.sockets.answers["message.edit"] = () => new Promise((resolve) => (answer = resolve));
    await world.connect();
    const talk = open();
    await pass();
    const editing = talk.edit(2, "new", ["bo"]);
    expect(talk.message(2)).toMatchObject({ content: "new", mentions: ["bo"] });
    const [asked] = world.sockets.last.of("message.edit");
    expect(asked).toMatchObject({ roomId: "r1", seq: 2, content: "new", clientId: expect.any(String) });
    const made = entry(4, "edit", { seq: 2, content: "new" }, { actor: "ann", clientId: asked?.clientId as string });
    answer({ entry: made, duplicate: false });
    await editing;
    expect(talk.message(2)?.content).toBe("new");
    await world.say(made);
    expect(talk.message(2)?.content).toBe("new");
  });

  it("are taken back when they are refused, with the problem", async () => {
    world.sockets.answers["message.delete"] = refused(403, "not-the-author");
    world.sockets.answers["reaction.add"] = refused(409, "too-many-reactions");
    await world.connect();
    const talk = open();
    await pass();
    const removing = talk.remove(2);
    expect(talk.message(2)?.deleted).toBe(true);
    expect(problemOf(await removing.catch((e) => e)).code).toBe("not-the-author");
    expect(talk.message(2)).toMatchObject({ deleted: false, content: "m2" });
    const reacting = talk.react(1, "👍", true);
    expect(talk.message(1)?.reactions).toMatchObject([{ emoji: "👍", mine: true }]);
    await expect(reacting).rejects.toThrow("too-many-reactions");
    expect(talk.message(1)?.reactions).toEqual([]);
  });

  it("do not swallow what others did to the same message at the same time", async () => {
    world.sockets.answers["reaction.add"] = ({ clientId }) => ({
      entry: entry(5, "reaction.added", { seq: 1, emoji: "🎉" }, { actor: "ann", clientId }),
      duplicate: false,
    });
    await world.connect();
    const talk = open();
    await pass();
    await talk.react(1, "🎉", true);
    const { clientId } = world.sockets.last.of("reaction.add")[0] as { clientId: string };
    await world.say(
      entry(4, "reaction.added", { seq: 1, emoji: "👍" }),
      entry(5, "reaction.added", { seq: 1, emoji: "🎉" }, { actor: "ann", clientId }),
    );
    expect(talk.message(1)?.reactions.map(({ emoji }) => emoji)).toEqual(["👍", "🎉"]);
  });
});
