import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, ref } from "vue";
import { useConnection } from "@/live/connection";
import { useOwnPresence } from "@/people/ownPresence";
import { usePeople, useWatched } from "@/people/people";
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

const watches = () => world.sockets.last.of("presence.watch").map(({ userIds }) => userIds);

describe("presence", () => {
  it("watches the union of who is on screen, each once, and tells their states", async () => {
    world.sockets.answers["presence.watch"] = () => ({ states: { bo: "online", cy: "away" } });
    await world.connect();
    world.inScope(() => {
      useWatched(ref(["bo"]));
      useWatched(ref(["bo", "cy", ""]));
    });
    await pass(1300);
    expect(watches()).toHaveLength(1);
    expect(watches()[0]?.toSorted()).toEqual(["bo", "cy"]);
    expect(usePeople().presence("cy")).toBe("away");
    expect(usePeople().presence("unknown")).toBe("offline");
    world.sockets.last.say("presence.batch", { states: { cy: "busy" } });
    expect(usePeople().presence("cy")).toBe("busy");
  });

  it("asks at most once a second though the screen changes all the time, and not for what it watches", async () => {
    await world.connect();
    const ids = ref<string[]>([]);
    world.inScope(() => useWatched(ids));
    for (let i = 0; i < 50; i++) {
      ids.value = [`u${i}`];
      await pass(100);
    }
    expect(watches().length).toBeLessThanOrEqual(5);
    await pass(2000);
    const asked = watches().length;
    ids.value = ["u49"];
    await pass(2000);
    expect(watches()).toHaveLength(asked);
  });

  it("watches at most 200, and nobody who has left the screen", async () => {
    await world.connect();
    const scope = effectScope();
    scope.run(() => useWatched(ref(Array.from({ length: 500 }, (_, i) => `u${i}`))));
    await pass(1300);
    expect(watches()[0]).toHaveLength(200);
    scope.stop();
    await pass(1300);
    expect(watches()[1]).toEqual([]);
  });

  it("watches again after a new connection", async () => {
    await world.connect();
    world.inScope(() => useWatched(ref(["bo"])));
    await pass(1300);
    world.sockets.last.drop();
    await pass(3000);
    expect(world.sockets.all).toHaveLength(2);
    expect(watches()).toEqual([["bo"]]);
  });
});

describe("one's own presence", () => {
  const said = () => world.sockets.last.of("presence.set").map(({ state }) => state);

  it("is away after five minutes without input, and online with the next one", async () => {
    useOwnPresence();
    await world.connect();
    await pass(290_000);
    dispatchEvent(new Event("keydown"));
    await pass(290_000);
    expect(said()).toEqual([]);
    await pass(12_000);
    expect(said()).toEqual(["away"]);
    dispatchEvent(new Event("pointermove"));
    dispatchEvent(new Event("pointermove"));
    await pass(2000);
    expect(said()).toEqual(["away", "online"]);
    await pass(302_000);
    expect(said()).toEqual(["away", "online", "away"]);
  });

  it("is said again to a new connection", async () => {
    useOwnPresence();
    await world.connect();
    await pass(302_000);
    world.sockets.last.drop();
    await pass(4000);
    expect(said()).toEqual(["away"]);
  });
});
