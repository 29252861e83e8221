import { beforeEach, describe, expect, it, vi } from "vitest";
import { i18n, preferredLanguage, speak } from ".";

describe("the language", () => {
  beforeEach(() => localStorage.clear());

  it("is the first of the browser's that we speak", () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr-FR", "id-ID", "en-GB"]);
    expect(preferredLanguage()).toBe("id");
  });

  it("is English where we speak none of them, whatever was kept", () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr"]);
    localStorage.setItem("whispra.language", "__proto__");
    expect(preferredLanguage()).toBe("en");
  });

  it("is what was chosen here before", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["en"]);
    await speak("id", { keep: true });
    expect(preferredLanguage()).toBe("id");
    expect(document.documentElement.lang).toBe("id");
    expect(i18n.global.t("ui.dialog.close")).toBe("Tutup");
    await speak("en");
    expect(i18n.global.t("ui.dialog.close")).toBe("Close");
  });
});
