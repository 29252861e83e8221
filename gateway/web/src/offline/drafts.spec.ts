import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reactive } from "vue";
import { useSession } from "@/auth/session";
import { keepWindow, kept } from "@/offline/database";
import { useDrafts } from "@/offline/drafts";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

let world: World;
beforeEach(async () => {
  world = await World.begin();
});
afterEach(() => void vi.useRealTimers());

describe("drafts", () => {
  it("survive a reload, with whom they mention", async () => {
    useDrafts().save("r1", reactive({ content: "half a sen", replyTo: 3, mentions: ["bo"] }));
    expect(useDrafts().draft("r1").content).toBe("half a sen");
    await pass(400);
    await world.reload();
    await useDrafts().loaded;
    expect(useDrafts().draft("r1")).toEqual({ content: "half a sen", replyTo: 3, mentions: ["bo"] });
  });

  it("are gone when they are empty, and after a logout", async () => {
    useDrafts().save("r1", { content: "x", mentions: [] });
    await pass(400);
    useDrafts().save("r1", { content: "  ", mentions: [] });
    await pass(400);
    expect(await kept((db) => db.count("drafts"), -1)).toBe(0);
    useDrafts().save("r2", { content: "secret", mentions: [] });
    await useSession().logOut();
    await pass(400);
    expect(useDrafts().draft("r2").content).toBe("");
    expect(await kept((db) => db.count("drafts"), -1)).toBe(0);
  });
});

describe("the cache", () => {
  const window = (n: number) => ({ roomId: `r${n}`, rows: [], hasOlder: false, toSeq: 1, openedAt: n });

  it("keeps the fifty rooms that were opened last", async () => {
    for (let n = 0; n < 55; n++) {
      await keepWindow(window(n));
    }
    const keys = await kept((db) => db.getAllKeys("windows"), []);
    expect(keys).toHaveLength(50);
    expect(keys).toContain("r54");
    expect(keys).not.toContain("r4");
  });

  it("that has no space breaks nothing", async () => {
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("", "QuotaExceededError");
    });
    await expect(keepWindow(window(1))).resolves.toBeUndefined();
    useDrafts().save("r1", { content: "x", mentions: [] });
    await pass(400);
    expect(useDrafts().draft("r1").content).toBe("x");
    full.mockRestore();
  });
});
