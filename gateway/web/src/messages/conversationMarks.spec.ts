import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useConnection } from "@/live/connection";
import { useConversation } from "@/messages/conversation";
import { useRooms } from "@/rooms/rooms";
import { text } from "@/testing/socket";
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
describe("marks", () => {
  it("say read when somebody else's marker reaches the message, never for one's own", async () => {
    await world.connect();
    const talk = open();
    await pass();
    await world.say(text(4, "mine", { actor: "ann" }));
    expect(talk.message(4)?.progress).toBe("delivered");
    world.sockets.last.say("room.signal", { roomId: "r1", kind: "read", markers: { ann: 4 } });
    await pass();
    expect(talk.message(4)?.progress).toBe("delivered");
    world.sockets.last.say("room.signal", { roomId: "r1", kind: "read", markers: { bo: 4 } });
    await pass();
    expect(talk.message(4)?.progress).toBe("read");
  });

  it("of one's own reading go out one at a time, the newest last", async () => {
    world.room("r1", 9, { lastReadSeq: 1, unread: 8 });
    const answers: ((value: unknown) => void)[] = [];
    world.sockets.answers["room.read"] = () => new Promise((resolve) => answers.push(resolve));
    await world.connect();
    const talk = open();
    await pass();
    [3, 5, 4, 7].forEach((seq) => void talk.read(seq));
    expect(world.sockets.last.of("room.read").map(({ seq }) => seq)).toEqual([3]);
    answers[0]?.({ lastReadSeq: 3, lastReadNumber: 3, unread: 6, mentions: 0 });
    await pass();
    expect(world.sockets.last.of("room.read").map(({ seq }) => seq)).toEqual([3, 7]);
    answers[1]?.({ lastReadSeq: 7, lastReadNumber: 7, unread: 2, mentions: 0 });
    await pass();
    expect(useRooms().room("r1")).toMatchObject({ lastReadSeq: 7, unread: 2 });
    void talk.read(6);
    expect(world.sockets.last.of("room.read")).toHaveLength(2);
  });
});
