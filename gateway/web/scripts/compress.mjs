// Puts beside each file that gains from it what it is when compressed: the gateway sends that to whoever takes it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const SMALLEST = 1000;
const built = fileURLToPath(new URL("../target/web/META-INF/resources/", import.meta.url));
const texts = readdirSync(built, { recursive: true }).filter((file) =>
  /\.(css|html|js|json|svg|webmanifest)$/.test(file),
);

for (const file of texts.map((name) => join(built, name))) {
  const bytes = readFileSync(file);
  if (bytes.length >= SMALLEST) {
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    );
  }
}
