/** What the service worker keeps: the files of one build of the shell, so that it opens without a network. */
export interface Shell {
  /** Another for every build. */
  version: string;
  /** Paths of files that carry the hash of what they hold, and of icons. */
  files: string[];
}

/** Of the page itself, under which the cache knows it. */
export const PAGE = "/index.html";
/** A network that has not answered a navigation within this is as good as none, in milliseconds. */
export const PATIENCE = 4_000;
const PREFIX = "whispra-shell-";

export const cacheOf = (shell: Shell): string => PREFIX + shell.version;

export type Rule = "page" | "file" | "leave";

/** What is done with a request: what is not of the shell is left to the browser, as if there were no worker. */
export function ruleFor(request: Pick<Request, "method" | "mode" | "url">, origin: string): Rule {
  const url = new URL(request.url);
  const ofServices = /^\/(api|socket\.io|docs|oauth|\.well-known)(\/|$)/.test(url.pathname);
  if (request.method !== "GET" || url.origin !== origin || ofServices) {
    return "leave";
  }
  if (request.mode === "navigate") {
    return "page";
  }
  return /^\/assets\/|^\/[\w-]+\.(svg|png|webmanifest)$/.test(url.pathname) ? "file" : "leave";
}

/** Fetches the whole shell, past the browser's own cache; all or nothing. */
export async function install(shell: Shell, caches: CacheStorage): Promise<void> {
  const cache = await caches.open(cacheOf(shell));
  await cache.addAll([PAGE, ...shell.files].map((path) => new Request(path, { cache: "no-cache" })));
}

/** Drops what earlier builds left, and nothing else. */
export async function removeOlder(shell: Shell, caches: CacheStorage): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== cacheOf(shell));
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The page from the network; the kept one where there is none, where it is too slow, or where the server is not well. */
export async function page(
  request: Request,
  shell: Shell,
  caches: CacheStorage,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  const kept = () => caches.open(cacheOf(shell)).then((cache) => cache.match(PAGE));
  const slow = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
  const asked = fetch(request);
  try {
    const answer = await Promise.race([asked, slow]);
    if (answer && answer.status < 500) {
      return answer;
    }
  } catch {
    return (await kept()) ?? Response.error();
  }
  return (await kept()) ?? asked;
}

/** A file of the shell as it is kept; one that is asked for the first time is kept from then on, as its name carries its hash. */
export async function file(
  request: Request,
  shell: Shell,
  caches: CacheStorage,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  const cache = await caches.open(cacheOf(shell));
  const kept = await cache.match(request);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).pathname.startsWith("/assets/")) {
    await cache.put(request, answer.clone());
  }
  return answer;
}
