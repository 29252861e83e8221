import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useConnection } from "@/live/connection";
import { usePeople } from "@/people/people";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

let world: World;
beforeEach(async () => {
  world = await World.begin();
  world.server.on("GET", "/users", ({ params }) => ({
    data: {
      users: String(params.ids)
        .split(",")
        .filter((id) => id !== "nobody")
        .map((id) => ({ id, name: `name of ${id}` })),
    },
  }));
});
afterEach(() => {
  useConnection().stop();
  vi.useRealTimers();
});

describe("people", () => {
  it("are asked for together, once, a hundred at a time", async () => {
    const people = usePeople();
    for (let i = 0; i < 150; i++) {
      expect(people.person(`u${i}`)).toBeUndefined();
      people.person(`u${i}`);
    }
    people.person("nobody");
    await pass(50);
    await pass(50);
    const asked = world.server.requests("GET", "/users").map(({ params }) => String(params.ids).split(",").length);
    expect(asked).toEqual([100, 51]);
    expect(people.person("u149")).toEqual({ id: "u149", name: "name of u149", deleted: false });
    people.person("nobody");
    await pass(50);
    expect(world.server.requests("GET", "/users")).toHaveLength(2);
  });

  it("are known without a connection when they were known before, and asked for again with one", async () => {
    usePeople().person("bo");
    await pass(50);
    await world.reload();
    world.server.on("GET", "/users", () => "nobody");
    usePeople().person("bo");
    usePeople().person("cy");
    await pass(50);
    expect(usePeople().person("bo")?.name).toBe("name of bo");
    expect(usePeople().person("cy")).toBeUndefined();
    world.server.on("GET", "/users", ({ params }) => ({ data: { users: [{ id: params.ids, name: "new" }] } }));
    await world.connect();
    await pass(50);
    expect(usePeople().person("cy")?.name).toBe("new");
  });

  it("are followed when they change their name or picture, or go", async () => {
    await world.connect();
    const people = usePeople();
    const { last } = world.sockets;
    const avatarUrl = "/api/v1/attachments/a1/content";
    last.say("user.event", { type: "user.updated", userId: "bo", name: "Bo", avatarUrl });
    expect(people.person("bo")).toEqual({ id: "bo", name: "Bo", avatarId: "a1", deleted: false });
    last.say("user.event", { type: "user.deleted", userId: "bo" });
    expect(people.person("bo")).toMatchObject({ deleted: true });
    last.say("user.event", { type: "user.updated", userId: "cy", name: "Cy", avatarUrl: "javascript:alert(1)" });
    expect(people.person("cy")).toEqual({ id: "cy", name: "Cy", deleted: false });
  });

  it("are found by a search, and known from then on", async () => {
    world.server.on("GET", "/users", () => ({ data: { users: [{ id: "bo", name: "Bo" }], next: "more" } }));
    expect(await usePeople().search("b")).toEqual({ users: [{ id: "bo", name: "Bo", deleted: false }], next: "more" });
    expect(usePeople().person("bo")?.name).toBe("Bo");
  });
});
