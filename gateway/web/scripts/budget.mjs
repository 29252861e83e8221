// Fails the build when the first load of the shell has more script than its budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const built = new URL("../target/web/META-INF/resources/", import.meta.url);
const html = readFileSync(new URL("index.html", built), "utf8");
const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((found) => found[1]);
const sizes = scripts.map((script) => gzipSync(readFileSync(new URL(script, built))).length / 1000);
const sum = sizes.reduce((all, size) => all + size, 0);

scripts.forEach((script, i) => console.log(`${sizes[i].toFixed(1).padStart(6)} kB  ${script}`));
console.log(`${sum.toFixed(1).padStart(6)} kB  of ${BUDGET_KB} kB of compressed script in the first load`);
if (scripts.length === 0 || sum > BUDGET_KB) {
  process.exit(1);
}
