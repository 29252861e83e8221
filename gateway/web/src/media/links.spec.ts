import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import { useLink } from "@/media/links";
import { problem } from "@/testing/server";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

let world: World;
let n: number;
beforeEach(async () => {
  world = await World.begin();
  n = 0;
  world.server.on("GET", "/attachments/a1/link", ({ params }) => ({
    data: { url: `https://files/${params.variant}/${++n}`, expiresAt: new Date(Date.now() + 180_000).toISOString() },
  }));
});
afterEach(() => void vi.useRealTimers());

const link = (id = "a1", variant: "original" | "small" = "small") =>
  world.inScope(() => useLink(ref(id), ref(variant)));

describe("links", () => {
  it("are asked for once for each variant while they are good, and anew shortly before they end", async () => {
    const first = link();
    link();
    link("a1", "original");
    await pass();
    expect(first.url.value).toBe("https://files/small/1");
    expect(n).toBe(2);
    await pass(140_000);
    link();
    await pass();
    expect(n).toBe(2);
    await pass(15_000);
    const later = link();
    await pass();
    expect(later.url.value).toBe("https://files/small/3");
  });

  it("are renewed when a player says so", async () => {
    const shown = link();
    await pass();
    await shown.renew();
    expect(shown.url.value).toBe("https://files/small/2");
  });

  it("say that they failed, and work when they are asked for again", async () => {
    world.server.on("GET", "/attachments/a2/link", () => problem(404, "attachment-not-found"));
    const shown = link("a2");
    await pass();
    expect(shown.failed.value).toBe(true);
    world.server.on("GET", "/attachments/a2/link", () => ({ data: { url: "u", expiresAt: new Date().toISOString() } }));
    await shown.renew();
    expect(shown).toMatchObject({ failed: { value: false }, url: { value: "u" } });
  });

  it("of the file before are not shown for the next one", async () => {
    const id = ref<string | undefined>("a1");
    const shown = world.inScope(() => useLink(id));
    await pass();
    id.value = undefined;
    await pass();
    expect(shown.url.value).toBeUndefined();
  });
});
