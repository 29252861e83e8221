import userEvent from "@testing-library/user-event";
import { render, screen, waitFor, within } from "@testing-library/vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import EmojiPicker from "./EmojiPicker.vue";
import QuickReactions from "./QuickReactions.vue";

// A tenth of them: two thousand cells take this environment seconds.
vi.mock("emojibase-data/en/compact.json", async (actual) => {
  const { default: all } = await actual<{ default: { label: string; order?: number }[] }>();
  const wanted = ["thumbs up", "waving hand"];
  return { default: all.filter(({ label, order = 0 }) => order % 20 === 1 || wanted.includes(label)) };
});

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: false } as MediaQueryList);
});

async function open() {
  const view = render(EmojiPicker);
  await screen.findByRole("listbox", { name: "Emoji" }, { timeout: 8000 });
  return view;
}
const option = (name: string) => screen.getByRole("option", { name });
const options = () => screen.getAllByRole("option");
const search = () => screen.getByRole("searchbox", { name: "Search emoji" });

describe("the emoji picker", () => {
  it("begins in the search, and picks the first that is found with Enter", async () => {
    const view = await open();
    await waitFor(() => expect(search()).toHaveFocus());
    await userEvent.type(search(), "thumbs up{Enter}");
    expect(view.emitted("pick")).toEqual([["👍"]]);
  });

  it("says that it found nothing, in the words that were asked for", async () => {
    await open();
    await userEvent.type(search(), "<b>zzz");
    expect(await screen.findByText("No emoji for “<b>zzz”")).toBeVisible();
  });

  it("is walked through by arrows, and back into the search", async () => {
    const view = await open();
    await userEvent.keyboard("{ArrowDown}");
    const first = options()[0];
    await waitFor(() => expect(first).toHaveFocus());
    await userEvent.keyboard("{ArrowRight}{ArrowDown}");
    expect(options()[8]).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(view.emitted("pick")).toHaveLength(1);
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(search()).toHaveFocus();
  });

  it("has one cell that Tab comes to", async () => {
    await open();
    await waitFor(() => expect(document.querySelectorAll('[role="option"][tabindex="0"]')).toHaveLength(1));
  });

  it("remembers what was used for the next time", async () => {
    const view = await open();
    await userEvent.click(option("waving hand"));
    view.unmount();
    await open();
    const recent = screen.getByRole("group", { name: "Recently used" });
    expect(within(recent).getByRole("option", { name: "waving hand" })).toBeVisible();
  });

  it("gives hands in the tone that one likes, from then on", async () => {
    const view = await open();
    await userEvent.click(screen.getByRole("button", { name: "Skin tone" }));
    await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
    await userEvent.click(option("waving hand"));
    expect(view.emitted("pick")).toEqual([["👋🏿"]]);
    view.unmount();
    await open();
    expect(screen.getByRole("group", { name: "People and gestures" })).toHaveTextContent("👍🏿");
  });

  it("offers to try again when the emoji could not be loaded", async () => {
    vi.resetModules();
    vi.doMock("emojibase-data/en/compact.json", () => {
      throw new Error("offline");
    });
    const { default: Picker } = await import("./EmojiPicker.vue");
    render(Picker);
    const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 8000 });
    vi.doMock("emojibase-data/en/compact.json", async (actual) => actual());
    await userEvent.click(again);
    expect(await screen.findByRole("listbox", { name: "Emoji" }, { timeout: 8000 })).toBeVisible();
  }, 20_000);
});

describe("the quick reactions", () => {
  it("are six, named, and say which of them are mine", async () => {
    const view = render(QuickReactions, { props: { mine: ["❤️"] } });
    expect(screen.getAllByRole("button")).toHaveLength(6);
    expect(screen.getByRole("button", { name: "Love", pressed: true })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Like", pressed: false }));
    expect(view.emitted("pick")).toEqual([["👍"]]);
  });
});
