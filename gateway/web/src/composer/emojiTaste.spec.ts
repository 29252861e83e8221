import { beforeEach, describe, expect, it, vi } from "vitest";
import { useEmojiTaste } from "./emojiTaste";

beforeEach(() => localStorage.clear());

describe("the emoji used lately", () => {
  it("stand with the last one first, each once, and survive the page", () => {
    const { used } = useEmojiTaste();
    ["😀", "👍", "😀"].forEach(used);
    expect(useEmojiTaste().recent.value).toEqual(["😀", "👍"]);
  });

  it("are 24 at most", () => {
    const { used, recent } = useEmojiTaste();
    Array.from({ length: 40 }, (_, i) => String.fromCodePoint(0x1f600 + i)).forEach(used);
    expect(recent.value).toHaveLength(24);
  });

  it.each(["", "{", "null", '{"a":1}', '[1, null, "<img src=x>", ["😀"]]', `["${"😀".repeat(40)}"]`])(
    "are none when %j is what was kept",
    (kept) => {
      localStorage.setItem("whispra.emoji.recent", kept);
      expect(useEmojiTaste().recent.value).toEqual([]);
    },
  );

  it("are remembered for the page alone where the browser keeps nothing", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const { used, recent } = useEmojiTaste();
    used("👍");
    expect(recent.value).toEqual(["👍"]);
  });
});

describe("the tone", () => {
  it("is kept", () => {
    useEmojiTaste().prefer(4);
    expect(useEmojiTaste().tone.value).toBe(4);
  });

  it.each(["", "9", "-1", "2.5", "dark"])("is none when %j is what was kept", (kept) => {
    localStorage.setItem("whispra.emoji.tone", kept);
    expect(useEmojiTaste().tone.value).toBe(0);
  });
});
