import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry } from "@/api/types";
import { useConnection } from "@/live/connection";
import { type Conversation, useConversation } from "@/messages/conversation";
import { useRooms } from "@/rooms/rooms";
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

describe("offline", () => {
  async function reloadOffline() {
    await pass(3000);
    useConnection().stop();
    world.server.on("POST", "/auth/refresh", () => "nobody").on("GET", /^\/rooms/, () => "nobody");
    await world.reload();
    await useRooms()
      .load()
      .catch(() => undefined);
  }

  it("a room that was open before opens from the cache, and says that it may be stale", async () => {
    await world.connect();
    open();
    await pass();
    await world.say(text(4), entry(5, "edit", { seq: 1, content: "new" }));
    await reloadOffline();
    expect(useRooms()).toMatchObject({ state: "ready", list: [{ id: "r1", preview: "m4" }] });
    const talk = open();
    await pass();
    expect(talk.state).toBe("ready");
    expect(shown(talk)).toEqual(["new", "m2", "m3", "m4"]);
    expect(useConnection().synced).toBe(false);
  });

  it("a room that was never open says that it is unknown, and not that it is empty", async () => {
    world.room("r2", 5);
    await world.connect();
    await reloadOffline();
    const talk = open("r2");
    await pass();
    expect(talk.state).toBe("unknown-offline");
  });

  it("catches up exactly when it is online again", async () => {
    await world.connect();
    open();
    await reloadOffline();
    const talk = open();
    await pass();
    const restored = world.server;
    restored
      .on("POST", "/auth/refresh", () => ({
        data: {
          user: { id: "ann", name: "ann", email: "" },
          accessToken: "t",
          expiresAt: new Date(Date.now() + 600_000).toISOString(),
        },
      }))
      .on("GET", "/rooms", () => ({ data: { rooms: [...world.rooms.values()] } }));
    world.write(text(4), entry(5, "delete", { seq: 1 }));
    await world.connect();
    await pass();
    expect(shown(talk)).toEqual(["", "m2", "m3", "m4"]);
    expect(restored.requests("GET", "/rooms/r1/messages")).toHaveLength(1);
    await world.say(text(6) as Entry);
    expect(shown(talk).at(-1)).toBe("m6");
  });
});
