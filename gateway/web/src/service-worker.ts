/// <reference lib="webworker" />
import { file, install, page, removeOlder, ruleFor, type Shell } from "./worker/shell";

declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build. */
declare const __SHELL__: Shell;
const shell = __SHELL__;

self.addEventListener("install", (event) => event.waitUntil(install(shell, caches)));

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOlder(shell, caches).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const rule = ruleFor(event.request, self.location.origin);
  if (rule !== "leave") {
    event.respondWith((rule === "page" ? page : file)(event.request, shell, caches, (request) => fetch(request)));
  }
});

self.addEventListener("message", (event) => {
  if (event.data?.kind === "take-over") {
    void self.skipWaiting();
  }
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data?.path ?? "/")));
});

/** In a window that is there, or in a new one. */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((window) => window.visibilityState === "visible") ?? windows[0];
  if (there) {
    there.postMessage({ kind: "open", path });
    await there.focus();
  } else {
    await self.clients.openWindow(path);
  }
}
