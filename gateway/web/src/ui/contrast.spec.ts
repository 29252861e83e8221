import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const tokens = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const colours = new Map(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? "",
    { light: light ?? "", dark: dark ?? "" },
  ]),
);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["ground", "surface", "raised", "hover", "selected"];
const words: [string, string][] = [
  ...grounds.flatMap((ground) => ["text", "text-soft", "text-faint"].map((text): [string, string] => [text, ground])),
  ...["ground", "surface", "raised", "hover", "selected"].map((ground): [string, string] => ["accent", ground]),
  ...["text", "text-soft", "accent", "accent-strong"].map((text): [string, string] => [text, "bubble"]),
  ...["text", "text-soft", "accent-strong"].map((text): [string, string] => [text, "bubble-own"]),
  ...["text", "accent-strong"].map((text): [string, string] => [text, "accent-soft"]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-danger", "danger"],
  ["danger", "surface"],
  ["danger", "ground"],
  ["danger", "raised"],
  ["danger", "danger-soft"],
  ["text", "danger-soft"],
  ["warning", "surface"],
  ["warning", "warning-soft"],
  ["text", "warning-soft"],
  ["text", "mark"],
  ...Array.from({ length: 8 }, (_, i): [string, string] => [`avatar-${i}-ink`, `avatar-${i}`]),
];
const marks: [string, string][] = [
  ["line-strong", "surface"],
  ["line-strong", "ground"],
  ["focus", "ground"],
  ["focus", "surface"],
  ["success", "surface"],
  ["warning", "surface"],
  ["danger", "surface"],
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const of = (name: string): string => {
    const colour = colours.get(name)?.[theme];
    expect(colour, `--${name}`).toBeDefined();
    return colour ?? "";
  };

  it.each(words)("--%s can be read on --%s", (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)("--%s can be seen on --%s", (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
