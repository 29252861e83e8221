import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { serviceWorker } from "./scripts/serviceWorker.ts";

/** A running stack, for `npm run dev`. */
const stack = process.env.WHISPRA_URL ?? "http://localhost:8080";

export default defineConfig({
  plugins: [vue(), serviceWorker()],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: "target/web/META-INF/resources",
    emptyOutDir: true,
    // The policy of the gateway allows neither data: scripts nor data: fonts.
    assetsInlineLimit: 0,
    manifest: "assets/manifest.json",
    rolldownOptions: {
      input: { index: "index.html", "service-worker": "src/service-worker.ts" },
      output: {
        // A worker's scope is where it lies, and its address is for ever.
        entryFileNames: ({ name }) => (name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      // As if the page came from there: the services look at where a request comes from.
      "/api": { target: stack, changeOrigin: true, headers: { origin: stack } },
      "/socket.io": { target: stack, changeOrigin: true, ws: true, headers: { origin: stack } },
    },
  },
  test: {
    environment: "happy-dom",
    maxWorkers: "100%",
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
