import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** A file above this is kept when it is used first, and not before, in bytes. */
const AT_MOST = 300_000;
const ICONS = ["/icon.svg", "/icon-unread.svg", "/icon-192.png", "/manifest.webmanifest"];

/** Tells the service worker which files the shell of this build is made of: scripts, styles, and the font of Latin letters. */
export function serviceWorker(): Plugin {
  return {
    name: "whispra-service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle["service-worker.js"];
        if (worker?.type !== "chunk") {
          return this.error("The service worker was not built.");
        }
        const built = Object.values(bundle).filter((part) => part !== worker);
        const files = built
          .filter((part) => /\.(js|css)$|inter-latin-wght-normal.*\.woff2$/.test(part.fileName))
          .filter((part) => (part.type === "chunk" ? part.code : part.source).length <= AT_MOST)
          .map((part) => `/${part.fileName}`)
          .sort();
        const page = bundle["index.html"];
        const all = [...built.map((part) => part.fileName).sort(), page?.type === "asset" ? page.source : ""].join();
        const version = createHash("sha256").update(all).digest("hex").slice(0, 12);
        worker.code = worker.code.replace("__SHELL__", JSON.stringify({ version, files: [...files, ...ICONS] }));
      },
    },
  };
}
