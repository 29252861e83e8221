import { afterEach, describe, expect, it, vi } from "vitest";
import { cacheOf, file, install, page, PATIENCE, removeOlder, ruleFor, type Shell } from "./shell";

const ORIGIN = "https://chat.example.org";
const shell: Shell = { version: "b2", files: ["/assets/index-abc.js"] };
const at = (path: string) => new Request(ORIGIN + path);

/** Caches in memory, keyed by path, as the worker sees them. */
function cachesWith(names: Record<string, Record<string, string>>): CacheStorage {
  const all = new Map(Object.entries(names).map(([name, files]) => [name, new Map(Object.entries(files))]));
  const pathOf = (key: RequestInfo | URL) => new URL(key instanceof Request ? key.url : String(key), ORIGIN).pathname;
  const open = async (name: string) => {
    const files = all.get(name) ?? new Map<string, string>();
    all.set(name, files);
    return {
      match: async (key: RequestInfo) => (files.has(pathOf(key)) ? new Response(files.get(pathOf(key))) : undefined),
      put: async (key: RequestInfo, answer: Response) => void files.set(pathOf(key), await answer.text()),
      addAll: async (keys: Request[]) => keys.forEach((key) => files.set(pathOf(key), key.cache)),
      keys: async () => [...files.keys()],
    } as unknown as Cache;
  };
  return { open, keys: async () => [...all.keys()], delete: async (name: string) => all.delete(name) } as CacheStorage;
}

const kept = async (caches: CacheStorage) => (await (await caches.open(cacheOf(shell))).keys()) as unknown as string[];
const nobody = () => Promise.reject(new TypeError("no network"));

afterEach(() => vi.useRealTimers());

describe("the service worker", () => {
  it.each([
    ["/api/v1/rooms", "cors", "GET"],
    ["/api", "navigate", "GET"],
    ["/socket.io/?EIO=4", "cors", "GET"],
    ["/docs/problems", "navigate", "GET"],
    ["/docs", "navigate", "GET"],
    ["/.well-known/jwks.json", "cors", "GET"],
    ["/assets/index-abc.js", "cors", "POST"],
    ["/service-worker.js", "same-origin", "GET"],
    ["https://files.example.org/assets/x.js", "no-cors", "GET"],
  ])("leaves %s (%s, %s) to the browser", (path, mode, method) => {
    expect(ruleFor({ url: new URL(path, ORIGIN).href, mode: mode as RequestMode, method }, ORIGIN)).toBe("leave");
  });

  it.each([
    ["/", "navigate", "page"],
    ["/rooms/r1?at=4", "navigate", "page"],
    ["/apis", "navigate", "page"],
    ["/assets/index-abc.js", "cors", "file"],
    ["/icon.svg", "no-cors", "file"],
    ["/manifest.webmanifest", "cors", "file"],
  ])("answers %s (%s) itself", (path, mode, rule) => {
    expect(ruleFor({ url: ORIGIN + path, mode: mode as RequestMode, method: "GET" }, ORIGIN)).toBe(rule);
  });

  it("keeps the page and all files of the build, past the browser's cache", async () => {
    vi.stubGlobal(
      "Request",
      class {
        url: string;
        cache: string;
        constructor(path: string, init: RequestInit) {
          this.url = ORIGIN + path;
          this.cache = init.cache ?? "";
        }
      },
    );
    const caches = cachesWith({});
    await install(shell, caches);
    const cache = await caches.open(cacheOf(shell));
    for (const path of ["/index.html", "/assets/index-abc.js"]) {
      expect(await (await cache.match(path))?.text(), path).toBe("no-cache");
    }
  });

  it("removes what earlier builds left, and nobody else's caches", async () => {
    const caches = cachesWith({ "whispra-shell-b1": {}, "whispra-shell-b2": {}, pictures: {} });
    await removeOlder(shell, caches);
    expect(await caches.keys()).toEqual(["whispra-shell-b2", "pictures"]);
  });

  it("takes the page from the network, and does not keep it", async () => {
    const caches = cachesWith({});
    const answer = await page(at("/rooms/r1"), shell, caches, async () => new Response("new"));
    expect(await answer.text()).toBe("new");
    expect(await kept(caches)).toEqual([]);
  });

  it("opens the kept page without a network, for every place", async () => {
    const caches = cachesWith({ [cacheOf(shell)]: { "/index.html": "kept" } });
    expect(await (await page(at("/rooms/r1"), shell, caches, nobody)).text()).toBe("kept");
  });

  it("opens the kept page when the server is not well or too slow", async () => {
    const caches = cachesWith({ [cacheOf(shell)]: { "/index.html": "kept" } });
    const ill = async () => new Response("bad gateway", { status: 502 });
    expect(await (await page(at("/"), shell, caches, ill)).text()).toBe("kept");

    vi.useFakeTimers();
    const slow = page(at("/"), shell, caches, () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(await (await slow).text()).toBe("kept");
  });

  it("says that there is no network when nothing is kept", async () => {
    expect((await page(at("/"), shell, cachesWith({}), nobody)).type).toBe("error");
  });

  it("gives a kept file without asking, and keeps one that it sees first", async () => {
    const caches = cachesWith({ [cacheOf(shell)]: { "/assets/index-abc.js": "kept" } });
    expect(await (await file(at("/assets/index-abc.js"), shell, caches, nobody)).text()).toBe("kept");
    await file(at("/assets/emoji-def.js"), shell, caches, async () => new Response("emoji"));
    expect(await kept(caches)).toContain("/assets/emoji-def.js");
  });

  it("keeps no refusal, and nothing whose name has no hash", async () => {
    const caches = cachesWith({});
    await file(at("/assets/old-123.js"), shell, caches, async () => new Response("", { status: 404 }));
    await file(at("/icon.svg"), shell, caches, async () => new Response("<svg/>"));
    expect(await kept(caches)).toEqual([]);
  });
});
