import { render } from "@testing-library/vue";
import { describe, expect, it } from "vitest";
import { extensionOf, shownName, splitName } from "./fileName";
import FileName from "./FileName.vue";

describe("a file's name", () => {
  it.each([
    ["holiday\u202Egpj.exe", "holidaygpj.exe"],
    ["a\u2066b\u2069c.txt", "abc.txt"],
    ["two\r\nlines\u2028and\u0000more.txt", "twolinesandmore.txt"],
    ["zero\u200Bwidth\uFEFF.pdf", "zerowidth.pdf"],
    ["  ", "file"],
    ["\u202E", "file"],
    ["👩\u200D🚀.png", "👩\u200D🚀.png"],
    ["أهلا.pdf", "أهلا.pdf"],
  ])("%j is shown as %j", (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it("keeps its end where there is no room, whatever is in it", () => {
    expect(splitName("Itinerary for the islands.pdf")).toEqual(["Itinerary for the isl", "ands.pdf"]);
    expect(splitName("a.pdf")).toEqual(["a.pdf", ""]);
    expect(splitName(".gitignore")).toEqual([".gitignore", ""]);
    expect(splitName("x".repeat(40) + ".notanextension").join("")).toBe("x".repeat(40) + ".notanextension");
    for (const part of splitName("😀".repeat(30))) {
      expect(() => encodeURIComponent(part)).not.toThrow();
    }
  });

  it("is text, and whole for who points at it", () => {
    const { container } = render(FileName, { props: { name: "<script>alert(1)</script>.html" } });
    expect(container).toHaveTextContent("<script>alert(1)</script>.html");
    expect(container.querySelector("script")).toBeNull();
    expect(container.firstElementChild).toHaveAttribute("title", "<script>alert(1)</script>.html");
  });

  it("tells its extension, if it has a short one", () => {
    expect(extensionOf("a.tar.gz")).toBe("GZ");
    expect(extensionOf("photo.JPEG")).toBe("JPEG");
    expect(extensionOf("README")).toBe("");
    expect(extensionOf("x.<b>")).toBe("");
  });
});
