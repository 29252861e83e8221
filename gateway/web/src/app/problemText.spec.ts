import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { defineComponent } from "vue";
import { render } from "@testing-library/vue";
import { describe, expect, it } from "vitest";
import type { Problem } from "@/api/types";
import english from "@/i18n/en/problems.json";
import indonesian from "@/i18n/id/problems.json";
import { useProblemText } from "./problemText";

const contract = readFileSync(join(import.meta.dirname, "../../../contracts/problems.yaml"), "utf8");
const codes = (parse(contract) as { code: string }[]).map((problem) => problem.code);

function textOf(problem: Pick<Problem, "code" | "detail">): string {
  let text = "";
  render(
    defineComponent({
      setup() {
        text = useProblemText()(problem);
        return () => null;
      },
    }),
  );
  return text;
}

describe("the words for a refusal", () => {
  it("are there for every code of the contract, in both languages", () => {
    expect(codes.length).toBeGreaterThan(40);
    expect(Object.keys(english)).toEqual(expect.arrayContaining(codes));
    expect(Object.keys(indonesian)).toEqual(expect.arrayContaining(codes));
  });

  it("speak of no code that nobody sends", () => {
    const ours = ["offline", "timeout", "cancelled", "unknown"];
    expect(Object.keys(english).filter((code) => !codes.includes(code) && !ours.includes(code))).toEqual([]);
  });

  it("are those of the catalogue", () => {
    expect(textOf({ code: "last-admin", detail: "ignored" })).toBe(english["last-admin"]);
  });

  it("are the server's for a code of a newer server, and never nothing", () => {
    expect(textOf({ code: "moon-phase", detail: "Not at full moon." })).toBe("Not at full moon.");
    expect(textOf({ code: "moon-phase", detail: "" })).toBe(english.unknown);
    expect(textOf({ code: "constructor", detail: "" })).toBe(english.unknown);
  });
});
