// Fails the build when the first load of what people see first has more script than its budget, compressed as the gateway sends it.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const FIRST_LOADS = {
  "signed out": ["index.html", "src/auth/SignInView.vue", "src/i18n/id/index.ts"],
  "list of chats": ["index.html", "src/app/PanesLayout.vue", "src/rooms/NothingOpen.vue", "src/i18n/id/index.ts"],
};

const built = new URL("../target/web/META-INF/resources/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("assets/manifest.json", built), "utf8"));

function scripts(entries, found = new Set()) {
  for (const entry of entries) {
    const { file, imports = [] } = manifest[entry];
    if (!found.has(file)) {
      found.add(file);
      scripts(imports, found);
    }
  }
  return found;
}

for (const [name, entries] of Object.entries(FIRST_LOADS)) {
  const contents = [...scripts(entries)].map((file) => readFileSync(new URL(file, built)));
  const kB = (compress) => contents.reduce((sum, content) => sum + compress(content).length, 0) / 1000;
  const brotli = kB(brotliCompressSync);
  console.log(
    `First load, ${name}: ${brotli.toFixed(1)} of ${BUDGET_KB} kB of script (${kB(gzipSync).toFixed(1)} as gzip)`,
  );
  if (brotli > BUDGET_KB) {
    process.exitCode = 1;
  }
}
