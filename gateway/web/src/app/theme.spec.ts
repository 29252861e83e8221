import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { useTheme } from "./theme";

const page = readFileSync(join(import.meta.dirname, "../../index.html"), "utf8");
const colours = () => [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map((m) => m.content);

describe("the theme", () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    localStorage.clear();
    delete document.documentElement.dataset.theme;
    document.head.replaceChildren();
    for (const [, content, media] of page.matchAll(/theme-color" content="(.+?)" media="(.+?)"/g)) {
      document.head.append(Object.assign(document.createElement("meta"), { name: "theme-color", content, media }));
    }
  });

  it("is the system's until somebody chooses", () => {
    localStorage.setItem("whispra.theme", "<script>");
    expect(useTheme().theme).toBe("system");
    expect(document.documentElement.dataset.theme).toBeUndefined();
    expect(colours()).toEqual(["#f6f5f2", "#15181a"]);
  });

  it("colours the page and the browser's bars, and is kept", async () => {
    useTheme().theme = "dark";
    await nextTick();
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(colours()).toEqual(["#15181a", "#15181a"]);
    setActivePinia(createPinia());
    expect(useTheme().theme).toBe("dark");
    useTheme().theme = "system";
    await nextTick();
    expect(colours()).toEqual(["#f6f5f2", "#15181a"]);
    expect(localStorage.getItem("whispra.theme")).toBeNull();
  });
});
