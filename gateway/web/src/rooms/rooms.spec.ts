import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry } from "@/api/types";
import { useConnection } from "@/live/connection";
import { useParticipants, useRooms, useSignals } from "@/rooms/rooms";
import { problem } from "@/testing/server";
import { entry, text } from "@/testing/socket";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

let world: World;
beforeEach(async () => {
  world = await World.begin();
  world.room("r2", 5);
});
afterEach(() => {
  useConnection().stop();
  vi.useRealTimers();
});

const ids = () => useRooms().list.map(({ id }) => id);
const asked = () => world.server.asked.filter(({ path }) => path.startsWith("/rooms/")).length;
const inRoom = (id: string, one: Entry): Entry => ({ ...one, roomId: id });

describe("the rooms", () => {
  it("stand with the latest activity first, and follow their logs without asking", async () => {
    await world.connect();
    expect(ids()).toEqual(["r2", "r1"]);
    await world.say(
      text(4, "hello ann", {
        data: { type: "text", content: "hello ann", mentions: ["ann"] },
        at: "2027-01-01T00:00:00.000Z",
      }),
    );
    expect(ids()).toEqual(["r1", "r2"]);
    expect(useRooms().room("r1")).toMatchObject({
      preview: "hello ann",
      previewActor: "bo",
      unread: 1,
      mentions: 1,
      headSeq: 4,
      number: 4,
    });
    expect(useRooms()).toMatchObject({ totalUnread: 1, totalMentions: 1 });
    expect(asked()).toBe(0);
  });

  it("have nothing unread where one has written oneself", async () => {
    await world.connect();
    await world.say(text(4), text(5, "mine", { actor: "ann" }));
    expect(useRooms().room("r1")).toMatchObject({ unread: 0, lastReadSeq: 5 });
  });

  it("count an entry once, however often it comes", async () => {
    await world.connect();
    await world.say(text(4));
    world.sockets.last.say("room.event", text(4));
    world.sync({ entries: { r1: [text(4)] } });
    world.sockets.last.say("resync", { reason: "gap" });
    await pass();
    expect(useRooms().room("r1")?.unread).toBe(1);
  });

  it("say what the last message says now, and nothing when it was deleted", async () => {
    await world.connect();
    await world.say(text(4), entry(5, "edit", { seq: 4, content: "better" }));
    expect(useRooms().room("r1")?.preview).toBe("better");
    await world.say(entry(6, "delete", { seq: 4 }));
    expect(useRooms().room("r1")?.preview).toBeUndefined();
  });

  it("ask once when only the server can tell", async () => {
    await world.connect();
    await world.say(entry(4, "edit", { seq: 2, content: "x" }), entry(5, "delete", { seq: 3 }));
    await pass(400);
    expect(world.server.requests("GET", "/rooms/r1")).toHaveLength(1);
  });

  it("take over what another device has read and put away", async () => {
    world.room("r1", 9, { lastReadSeq: 2, unread: 7, mentions: 1 });
    await world.connect();
    const { last } = world.sockets;
    last.say("user.event", {
      type: "room.read",
      roomId: "r1",
      lastReadSeq: 8,
      lastReadNumber: 8,
      unread: 1,
      mentions: 0,
    });
    last.say("user.event", {
      type: "room.read",
      roomId: "r1",
      lastReadSeq: 4,
      lastReadNumber: 4,
      unread: 5,
      mentions: 1,
    });
    expect(useRooms().room("r1")).toMatchObject({ lastReadSeq: 8, unread: 1, mentions: 0 });
    last.say("user.event", { type: "room.settings", roomId: "r1", muted: true, archived: true });
    expect(ids()).toEqual(["r2"]);
    expect(useRooms().archived.map(({ id }) => id)).toEqual(["r1"]);
    last.say("user.event", { type: "poll.closed" } as never);
  });

  it("come back from the archive with a newer message, unless they are muted", async () => {
    world.room("r1", 3, { archived: true });
    world.room("r2", 3, { archived: true, muted: true });
    await world.connect();
    await world.say(text(4), inRoom("r2", text(4)));
    expect(ids()).toEqual(["r1"]);
    expect(useRooms().archived.map(({ id }) => id)).toEqual(["r2"]);
    expect(useRooms().totalUnread).toBe(1);
  });

  it("come when one is added, with what was said meanwhile, and go when one is removed, with the reason", async () => {
    await world.connect();
    world.room("r3", 2);
    world.sockets.last.say("room.added", { id: "r3", head: { seq: 2, number: 2 } });
    world.sockets.last.say("room.event", inRoom("r3", text(3, "welcome")));
    await pass(400);
    expect(useRooms().room("r3")).toMatchObject({ preview: "welcome", unread: 1 });
    world.sockets.last.say("room.removed", { roomId: "r3", atSeq: 4, reason: "removed" });
    expect(useRooms().room("r3")).toBeUndefined();
    expect(useRooms().removedBecause("r3")).toBe("removed");
  });

  it("go when a sync says that one is out of them", async () => {
    await useRooms().load();
    world.sync({ removed: ["r2"] });
    await world.connect();
    expect(ids()).toEqual(["r1"]);
    expect(useRooms().removedBecause("r2")).toBe("removed");
  });

  it("know the other person of a private room", async () => {
    world.room("p", 1, { type: "private", participants: ["bo", "ann"] });
    await world.connect();
    expect(useRooms().room("p")?.peerId).toBe("bo");
  });

  it("take a preference back that is refused", async () => {
    world.server.on("PATCH", "/rooms/r1/participants/me", () => problem(503, "unavailable"));
    await world.connect();
    const muting = useRooms().setPreferences("r1", { muted: true });
    expect(useRooms().room("r1")?.muted).toBe(true);
    await expect(muting).rejects.toThrow();
    expect(useRooms().room("r1")?.muted).toBe(false);
  });

  it("are not reached when nobody answers, and says so with a way on", async () => {
    world.server.on("GET", "/rooms", () => "nobody");
    await useRooms()
      .load()
      .catch(() => undefined);
    expect(useRooms()).toMatchObject({ state: "failed", problem: { code: "offline" } });
    world.server.on("GET", "/rooms", () => ({ data: { rooms: [] } }));
    await useRooms().load();
    expect(useRooms()).toMatchObject({ state: "ready", problem: null });
  });

  it("stay a bounded cost: a thousand rooms take 20 messages a second without asking", async () => {
    for (let i = 0; i < 1000; i++) {
      world.room(`x${i}`, 1);
    }
    await world.connect();
    const started = process.cpuUsage();
    for (let seq = 2; seq < 22; seq++) {
      world.sockets.last.say("room.event", inRoom("x500", text(seq)));
      expect(useRooms().list[0]?.id).toBeDefined();
    }
    expect(process.cpuUsage(started).user).toBeLessThan(300_000);
    expect(asked()).toBe(0);
  });
});

describe("participants", () => {
  it("are all pages, followed live", async () => {
    const page = (userId: string, next?: string) => ({
      data: { participants: [{ userId, role: "member", joinedAt: "", lastReadSeq: 2 }], ...(next && { next }) },
    });
    world.server.on("GET", "/rooms/r1/participants", ({ params }) => (params.cursor ? page("cy") : page("bo", "more")));
    await world.connect();
    const people = world.inScope(() => useParticipants("r1"));
    await pass();
    expect(people.participants.map(({ userId }) => userId)).toEqual(["bo", "cy"]);
    expect(useSignals().markers("r1")).toEqual(
      new Map([
        ["bo", 2],
        ["cy", 2],
      ]),
    );
    await world.say(
      entry(4, "member.added", { userId: "di", role: "member" }),
      entry(5, "member.role", { userId: "di", role: "admin" }),
      entry(6, "member.removed", { userId: "bo", reason: "left" }),
    );
    expect(people.participants.map(({ userId, role }) => `${userId} ${role}`)).toEqual(["cy member", "di admin"]);
    expect(useRooms().room("r1")?.memberCount).toBe(2);
  });
});

describe("signals", () => {
  const typing = (userId: string, on: boolean) =>
    world.sockets.last.say("room.signal", { roomId: "r1", kind: "typing", userId, on, expiresInMs: 6000 });

  it("say who is typing until they stop, send, or nothing more is heard, and never oneself", async () => {
    await world.connect();
    const signals = useSignals();
    ["bo", "cy", "ann", "bo"].forEach((id) => typing(id, true));
    expect(signals.typing("r1")).toEqual(["bo", "cy"]);
    typing("cy", false);
    expect(signals.typing("r1")).toEqual(["bo"]);
    await world.say(text(4));
    expect(signals.typing("r1")).toEqual([]);
    typing("cy", true);
    await pass(6100);
    expect(signals.typing("r1")).toEqual([]);
  });

  it("tell of one's own typing at once, then every four seconds, and that it is over", async () => {
    await world.connect();
    const signals = useSignals();
    for (let i = 0; i < 50; i++) {
      signals.setTyping("r1", true);
      await pass(100);
    }
    signals.setTyping("r1", false);
    signals.setTyping("r1", false);
    expect(world.sockets.last.of("typing").map(({ on }) => on)).toEqual([true, true, false]);
  });

  it("move markers of others forward only, and pass over what is unknown", async () => {
    useSignals();
    await world.connect();
    world.sockets.last.say("room.signal", { roomId: "r1", kind: "read", markers: { bo: 3, ann: 3 } });
    world.sockets.last.say("room.signal", { roomId: "r1", kind: "read", markers: { bo: 2 } });
    world.sockets.last.say("room.signal", { roomId: "r1", kind: "wave" } as never);
    expect(useSignals().markers("r1")).toEqual(new Map([["bo", 3]]));
  });
});
