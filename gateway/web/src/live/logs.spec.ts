import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry } from "@/api/types";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import { kept } from "@/offline/database";
import { useRooms } from "@/rooms/rooms";
import { ready, text } from "@/testing/socket";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

let world: World;
let applied: string[];

beforeEach(async () => {
  world = await World.begin();
  applied = [];
});
afterEach(() => {
  useConnection().stop();
  vi.useRealTimers();
});

function follow() {
  const logs = useLogs();
  logs.follow({ applied: (entry: Entry) => applied.push(`${entry.roomId}:${entry.seq}`) });
  return logs;
}
const syncs = () => world.sockets.last.of("sync").map(({ rooms }) => rooms);

describe("rule 1: room.event", () => {
  it("is applied in order, and what is missing is fetched", async () => {
    follow();
    await world.connect();
    world.write(text(4), text(5));
    await world.say(text(6));
    expect(applied).toEqual([]);
    await pass(250);
    expect(applied).toEqual(["r1:4", "r1:5", "r1:6"]);
    expect(world.sockets.last.of("room.fetch")).toEqual([{ roomId: "r1", after: 3, limit: 200 }]);
  });

  it("that is nonsense stops nothing", async () => {
    follow();
    await world.connect();
    [null, 5, { roomId: "r1" }, { ...text(4), seq: "4" }].forEach((bad) =>
      world.sockets.last.say("room.event", bad as never),
    );
    await world.say(text(4));
    expect(applied).toEqual(["r1:4"]);
  });

  it("that one follower cannot read stops neither the others nor the room", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    useLogs().follow({
      applied: () => {
        throw new Error("boo");
      },
    });
    follow();
    await world.connect();
    await world.say(text(4), text(5));
    expect(applied).toEqual(["r1:4", "r1:5"]);
  });
});

describe("rule 2: after ready", () => {
  it("live events come first, then what sync brings, in the order of the log", async () => {
    follow();
    await useRooms().load();
    world.sockets.answers.sync = async () => {
      world.sockets.last.say("room.event", text(6));
      world.sockets.last.say("room.event", text(7));
      return { ...(await nothing()), entries: { r1: [text(4), text(5), text(6)] } };
    };
    await world.connect();
    await pass(300);
    expect(applied).toEqual(["r1:4", "r1:5", "r1:6", "r1:7"]);
    expect(world.sockets.last.of("room.fetch")).toEqual([]);
    expect(useConnection().synced).toBe(true);
  });

  it("the room on screen is asked for first, in batches as large as the server takes", async () => {
    ["a", "b", "c", "d"].forEach((id) => world.room(id, 2));
    world.sockets.connects = (socket) => socket.say("ready", ready({ limits: { ...ready().limits, syncRooms: 2 } }));
    useLogs().look("c");
    await world.connect();
    expect(syncs().map((rooms) => Object.keys(rooms))).toEqual([["c", "r1"], ["a", "b"], ["d"]]);
    expect(syncs()[0]).toEqual({ c: 2, r1: 3 });
  });

  it("what did not fit is asked for again", async () => {
    follow();
    let n = 0;
    world.sockets.answers.sync = async () =>
      n++ === 0
        ? { ...(await nothing()), entries: { r1: [text(4)] }, more: ["r1"] }
        : { ...(await nothing()), entries: { r1: [text(5)] } };
    await world.connect();
    expect(syncs()).toEqual([{ r1: 3 }, { r1: 4 }]);
    expect(applied).toEqual(["r1:4", "r1:5"]);
  });

  it("a server that always says that there is more is not asked for ever", async () => {
    world.sync({ more: ["r1"] });
    await world.connect();
    expect(syncs().length).toBeLessThan(10);
    expect(useConnection().synced).toBe(false);
    world.sync({});
    await pass(3100);
    expect(useConnection().synced).toBe(true);
  });

  it("nothing is up to date until it is synced, and resync begins anew", async () => {
    let answer: (value: unknown) => void = () => {};
    world.sockets.answers.sync = () => new Promise((resolve) => (answer = resolve));
    await world.connect();
    expect(useConnection().synced).toBe(false);
    answer(await nothing());
    await pass();
    expect(useConnection().synced).toBe(true);
    world.sockets.last.say("resync", { reason: "gap" });
    await pass();
    expect(useConnection().synced).toBe(false);
    expect(syncs()).toHaveLength(2);
  });
});

describe("rule 3: limited", () => {
  it("voids what is known of the room", async () => {
    const limited = vi.fn();
    const logs = follow();
    logs.follow({ limited });
    world.sync({ limited: ["r1"] });
    await useRooms().load();
    world.write(...Array.from({ length: 500 }, (_, i) => text(i + 4)));
    world.rooms.set("r1", { ...world.rooms.get("r1"), head: { seq: 3, number: 3, at: "" } } as never);
    await world.connect();
    expect(limited).toHaveBeenCalledWith("r1");
    expect(applied).toEqual([]);
  });
});

describe("rule 4: another epoch", () => {
  it("drops everything that is known of rooms, in memory and in the database", async () => {
    const dropped = vi.fn();
    follow().follow({ void: dropped });
    await world.connect();
    await pass(2000);
    expect(await kept((db) => db.count("rooms"), -1)).toBe(1);
    expect(dropped).not.toHaveBeenCalled();
    world.rooms.delete("r1");
    world.room("r2", 1);
    world.sync({ epoch: "e2" });
    world.sockets.connects = (socket) => socket.say("ready", ready({ epoch: "e2" }));
    world.sockets.last.drop();
    await pass(2000);
    await pass(2000);
    expect(dropped).toHaveBeenCalledOnce();
    expect(useRooms().list.map(({ id }) => id)).toEqual(["r2"]);
    expect(await kept((db) => db.getAllKeys("rooms"), [])).toEqual(["r2"]);
    expect(useConnection().synced).toBe(true);
  });

  it("is noticed after a reload too", async () => {
    await world.connect();
    await pass(2000);
    useConnection().stop();
    await world.reload();
    const dropped = vi.fn();
    useLogs().follow({ void: dropped });
    world.sync({ epoch: "e2" });
    world.sockets.connects = (socket) => socket.say("ready", ready({ epoch: "e2" }));
    await world.connect();
    expect(dropped).toHaveBeenCalledOnce();
  });
});

describe("heads", () => {
  it("find a lost last message", async () => {
    follow();
    await world.connect();
    world.write(text(4));
    world.sockets.last.say("heads", { r1: 4 });
    await pass(300);
    expect(applied).toEqual(["r1:4"]);
  });
});

async function nothing() {
  return { epoch: "e1", serverTime: "", heads: [], entries: {}, limited: [], removed: [], more: [] };
}
