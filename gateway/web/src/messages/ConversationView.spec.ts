import userEvent from "@testing-library/user-event";
import { configure, screen, within } from "@testing-library/vue";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry } from "@/api/types";
import { wipe } from "@/offline/database";
import { enter, room, type House } from "@/testing/house";
import { problem } from "@/testing/server";
import { entry, text } from "@/testing/socket";

/** The list asks how large it is; everything else has no size here. */
class Measured {
  constructor(private readonly tell: ResizeObserverCallback) {}
  observe(target: Element): void {
    if (target.matches(".scroller")) {
      const contentRect = { width: 800, height: 2000 } as DOMRectReadOnly;
      queueMicrotask(() => this.tell([{ target, contentRect } as ResizeObserverEntry], this as never));
    }
  }
  unobserve(): void {
    return undefined;
  }
  disconnect(): void {
    return undefined;
  }
}

beforeAll(() => Promise.all([import("./ConversationView.vue"), import("./SearchView.vue")]), 60_000);
beforeEach(async () => {
  vi.stubGlobal("ResizeObserver", Measured);
  await wipe();
});
// The whole client is at work here.
configure({ asyncUtilTimeout: 3000 });
vi.setConfig({ testTimeout: 30_000 });

const messages = [
  entry(1, "room.created", { type: "group", name: "Hike" }),
  entry(3, "member.added", { userId: "ann", role: "admin" }),
  text(4, "Who comes?"),
  text(5, "I do", { actor: "ann" }),
  text(6, "Fine. **Bring** water"),
];

async function come(
  said: Entry[] = messages,
  path = "/rooms/r1",
  more: Parameters<typeof room>[1] = {},
): Promise<House> {
  const seq = said.at(-1)?.seq ?? 0;
  const head = { seq, number: seq, at: "2026-01-02T00:00:00.000Z" };
  const house = await enter("/", {
    as: "ann",
    rooms: [room("r1", { name: "Hike", lastReadSeq: seq, head, ...more })],
  });
  house.sockets.answers["room.fetch"] = () => ({ entries: [], headSeq: seq, hasMore: false });
  house.server.on("GET", "/rooms/r1/messages", () => ({ data: { messages: said, hasMore: false, asOfSeq: seq } }));
  await vi.waitFor(() => expect(house.sockets.all).toHaveLength(1));
  await house.router.push(path);
  return house;
}

/** Rows that were not measured are hidden, and have no role here. */
const row = (name: RegExp) => screen.findByLabelText(name, { selector: "article" });

describe("a conversation", () => {
  it("shows what was said and what happened", async () => {
    await come();
    expect(await row(/^Bo Berg, .*: Fine. Bring water$/)).toBeInTheDocument();
    expect(await row(/^You, .*: I do$/)).toBeInTheDocument();
    expect(screen.getByText("Bo Berg created the group “Hike”")).toBeInTheDocument();
    expect(screen.getByText("Bo Berg added you")).toBeInTheDocument();
    expect(screen.getByText("This is the beginning of Hike.")).toBeInTheDocument();
    expect(screen.getByRole("heading", { level: 1, name: "Hike" })).toBeInTheDocument();
  });

  it("divides what is new from what was read", async () => {
    await come(messages, "/rooms/r1", { lastReadSeq: 5, unread: 1 });
    expect(await screen.findByText("New messages")).toBeInTheDocument();
  });

  it("invites to say hello where nothing was said", async () => {
    await come(messages.slice(0, 2));
    expect(await screen.findByText("Say hello to Hike")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Write a message" }));
    expect(screen.getByRole("textbox", { name: "Message" })).toHaveFocus();
  });

  it("says why nothing is shown, and tries again", async () => {
    const house = await enter("/", { as: "ann", rooms: [room("r1")] });
    house.server.on("GET", "/rooms/r1/messages", () => problem(422, "invalid"));
    await house.router.push("/rooms/r1");
    expect(await screen.findByText("The messages could not be loaded")).toBeInTheDocument();
    house.server.on("GET", "/rooms/r1/messages", () => ({ data: { messages, hasMore: false, asOfSeq: 6 } }));
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await row(/Who comes\?/)).toBeInTheDocument();
  });

  it("never says that nothing was said when that is not known", async () => {
    const house = await enter("/", { as: "ann", rooms: [room("r2")] });
    house.server.on("GET", "/rooms/r2/messages", () => "nobody");
    await house.router.push("/rooms/r2");
    expect(await screen.findByText("Not on this device yet")).toBeInTheDocument();
    expect(screen.queryByText(/Say hello/)).toBeNull();
  });

  it("ends for whoever is removed, with a way on", async () => {
    const { sockets } = await come();
    await row(/Who comes\?/);
    sockets.last.say("room.removed", { roomId: "r1", atSeq: 7, reason: "removed" });
    expect(await screen.findByText("You were removed from this group")).toBeInTheDocument();
    expect(screen.queryByLabelText(/Who comes/)).toBeNull();
    expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
    expect(screen.getByRole("link", { name: "All chats" })).toHaveAttribute("href", "/");
  });

  it("tells who is typing", async () => {
    const { sockets } = await come();
    await row(/Who comes\?/);
    sockets.last.say("room.signal", { roomId: "r1", kind: "typing", userId: "bo", on: true, expiresInMs: 6000 });
    const head = screen.getByRole("heading", { level: 1, name: "Hike" }).parentElement as HTMLElement;
    expect(await within(head).findByText("Bo Berg is typing…")).toBeInTheDocument();
  });

  it("begins at the message that a link leads to", async () => {
    const { server } = await come(messages, "/rooms/r1?at=4");
    expect(await row(/Who comes\?/)).toBeInTheDocument();
    expect(server.requests("GET", "/rooms/r1/messages").length).toBeGreaterThan(0);
  });
});

describe("what is done with a message", () => {
  it("answers it by R, with its seq", async () => {
    const { sockets } = await come();
    (await row(/Who comes\?/)).focus();
    await userEvent.keyboard("r");
    await vi.waitFor(() => expect(screen.getByRole("textbox", { name: "Message" })).toHaveFocus());
    await userEvent.keyboard("Me too{Enter}");
    await vi.waitFor(() => expect(sockets.last.of("message.send")).toMatchObject([{ content: "Me too", replyTo: 4 }]));
  });

  it("deletes it by Delete, after a question", async () => {
    const { sockets } = await come();
    (await row(/: I do$/)).focus();
    await userEvent.keyboard("{Delete}");
    const dialog = await screen.findByRole("dialog", { name: "Delete this message?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(sockets.last.of("message.delete")).toEqual([]);
    (await row(/: I do$/)).focus();
    await userEvent.keyboard("{Delete}");
    await userEvent.click(
      within(await screen.findByRole("dialog", { name: "Delete this message?" })).getByRole("button", {
        name: "Delete",
      }),
    );
    await vi.waitFor(() => expect(sockets.last.of("message.delete")).toMatchObject([{ roomId: "r1", seq: 5 }]));
  });

  it("changes one's own message, not another's", async () => {
    const recent = { at: new Date().toISOString() };
    const { sockets } = await come([text(4, "theirs", recent), text(5, "mine", { ...recent, actor: "ann" })]);
    (await row(/theirs/)).focus();
    await userEvent.keyboard("e");
    expect(screen.getByRole("textbox", { name: "Message" })).toHaveValue("");
    (await row(/mine/)).focus();
    await userEvent.keyboard("e");
    await vi.waitFor(() => expect(screen.getByRole("textbox", { name: "Message" })).toHaveValue("mine"));
    await userEvent.type(screen.getByRole("textbox", { name: "Message" }), "{End} too{Enter}");
    await vi.waitFor(() => expect(sockets.last.of("message.edit")).toMatchObject([{ seq: 5, content: "mine too" }]));
  });

  it("is in a menu that opens by Enter and gives the focus back", async () => {
    await come();
    const mine = await row(/: I do$/);
    mine.focus();
    await userEvent.keyboard("{Enter}");
    const menu = await screen.findByRole("menu");
    const names = within(menu)
      .getAllByRole("menuitem")
      .map((item) => item.textContent?.trim());
    expect(names).toEqual([
      "👍",
      "❤️",
      "😂",
      "😮",
      "😢",
      "🙏",
      "Reply",
      "React",
      "Copy text",
      "Copy link",
      "Details and who has seen it",
      "Delete",
    ]);
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() => expect(document.activeElement).toHaveAttribute("data-key", mine.dataset["key"]));
  });

  it("reacts from the menu", async () => {
    const { sockets } = await come();
    (await row(/Who comes\?/)).focus();
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("menu");
    await userEvent.click(screen.getByRole("menuitem", { name: /like/i }));
    await vi.waitFor(() => expect(sockets.last.of("reaction.add")).toMatchObject([{ seq: 4, emoji: "👍" }]));
  });
});

describe("the search in a conversation", () => {
  const hits = [6, 4].map((seq) => ({
    message: messages.find((one) => one.seq === seq),
    highlights: [{ start: 0, end: 4 }],
  }));

  it("finds, marks, and goes from hit to hit", async () => {
    const { server } = await come();
    await row(/Who comes\?/);
    server.on("GET", "/rooms/r1/search", () => ({ data: { hits, hasMore: false } }));
    await userEvent.click(screen.getByRole("button", { name: "Search in this chat" }));
    const search = screen.getByRole("search");
    await userEvent.type(within(search).getByRole("searchbox"), "fine");
    expect(await within(search).findByText("2 messages found")).toBeInTheDocument();
    expect(server.requests("GET", "/rooms/r1/search").map(({ params }) => params.q)).toEqual(["fine"]);
    expect(search.querySelector("mark")).toHaveTextContent("Fine");
    await userEvent.keyboard("{Enter}");
    expect(await within(search).findByText("1 · 2 messages found")).toBeInTheDocument();
    await userEvent.click(within(search).getByRole("button", { name: "Earlier hit" }));
    expect(await within(search).findByText("2 · 2 messages found")).toBeInTheDocument();
    expect(within(search).getByRole("button", { name: "Earlier hit" })).toBeDisabled();
    await userEvent.click(within(search).getByRole("button", { name: "Close the search" }));
    expect(screen.queryByRole("search")).toBeNull();
  });

  it("of all rooms leads to where it was said", async () => {
    const house = await enter("/", { as: "ann", rooms: [room("r1", { name: "Hike" })] });
    house.server.on("GET", "/search", () => ({ data: { hits, hasMore: false } }));
    await house.router.push("/search?q=fine");
    const link = await screen.findByRole("link", { name: /Bo Berg.*Hike.*Fine/ });
    expect(link).toHaveAttribute("href", "/rooms/r1?at=6");
    expect(house.router.currentRoute.value.query).toEqual({ q: "fine" });
  });

  it("of all rooms says that nothing was found, and tries again what failed", async () => {
    const house = await enter("/", { as: "ann", rooms: [] });
    house.server.on("GET", "/search", () => problem(503, "unavailable"));
    await house.router.push("/search?q=fine");
    await screen.findByText("The search did not work");
    house.server.on("GET", "/search", () => ({ data: { hits: [], hasMore: false } }));
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Nothing found for “fine”")).toBeInTheDocument();
  });
});
