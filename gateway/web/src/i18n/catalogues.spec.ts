import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = join(import.meta.dirname, "..");
const areas = ["en", "id"].map((language) =>
  readdirSync(join(import.meta.dirname, language))
    .filter((file) => file.endsWith(".json"))
    .sort(),
);

function leaves(area: string, language: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === "string") {
      found.set(path, node);
    } else {
      Object.entries(node as object).forEach(([key, inner]) => walk(inner, `${path}.${key}`));
    }
  };
  walk(JSON.parse(readFileSync(join(import.meta.dirname, language, `${area}.json`), "utf8")), area);
  return found;
}

/** What is filled in, in any order. */
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith(".spec.ts") && !file.startsWith("api/generated"))
  .map((file) => readFileSync(join(SOURCES, file), "utf8"))
  .join("\n");

describe("the catalogues", () => {
  it("are of the same areas in both languages", () => {
    expect(areas[1]).toEqual(areas[0]);
  });

  it.each((areas[0] ?? []).map((file) => file.replace(".json", "")))("say the same in both languages: %s", (area) => {
    const [english, indonesian] = [leaves(area, "en"), leaves(area, "id")];
    expect([...indonesian.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      expect(indonesian.get(key)?.trim(), key).not.toBe("");
      expect(placeholders(indonesian.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it("have every key that is asked for by its full name", () => {
    const known = new Set((areas[0] ?? []).flatMap((file) => [...leaves(file.replace(".json", ""), "en").keys()]));
    const asked = [...sources.matchAll(/\bt\(\s*["']([\w.-]+)["']/g)].map((found) => found[1] ?? "");
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it("have no key that nobody asks for", () => {
    const prefixes = [...sources.matchAll(/[`"']([\w-]+(?:\.[\w-]+)*\.)(?:\$\{|["'])/g)].map((found) => found[1] ?? "");
    const unused = (areas[0] ?? [])
      .flatMap((file) => [...leaves(file.replace(".json", ""), "en").keys()])
      .filter(
        (key) =>
          !new RegExp(`["'\`]${key.replaceAll(".", "\\.")}["'\`]`).test(sources) &&
          !prefixes.some((prefix) => key.startsWith(prefix)),
      );
    expect(unused).toEqual([]);
  });
});
