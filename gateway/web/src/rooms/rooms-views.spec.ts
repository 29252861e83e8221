import userEvent from "@testing-library/user-event";
import { screen, waitFor, within } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/auth/session";
import { useDrafts } from "@/offline/drafts";
import { enter, room } from "@/testing/house";
import { problem } from "@/testing/server";
import { entry, text } from "@/testing/socket";

const LOADING = { timeout: 10_000 };
const list = () => within(screen.getByRole("navigation", { name: "Chats" }));
const row = (name: RegExp) => list().findByRole("link", { name }, LOADING);
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }, LOADING));
const at = (day: number) => ({ seq: 3, number: 1, at: `2026-01-0${day}T00:00:00.000Z`, preview: "hello" });
const privateRoom = (id: string, peer: string) => {
  const made = room(id, { type: "private", participants: ["ann", peer] });
  delete made.name;
  return made;
};

vi.setConfig({ testTimeout: 20_000 });
beforeEach(() => localStorage.clear());
afterEach(() => useSession().finish("signed-out"));

describe("the list of rooms", () => {
  it("tells the name, what is unread, who is spoken to, and what is muted", async () => {
    const rooms = [room("Design", { unread: 120, mentions: 2, muted: true }), privateRoom("p1", "bo")];
    await enter("/", { as: "ann", rooms });
    expect(await row(/^Design muted .*2 of them mention you.* 120 unread messages/)).toBeVisible();
    expect(await row(/^Bo Berg/)).not.toHaveTextContent("unread");
    expect(screen.getByText("99+")).toHaveAttribute("aria-hidden", "true");
  });

  it("shows names and previews as text", async () => {
    const evil = '<img src=x onerror="alert(1)">';
    await enter("/", { as: "ann", rooms: [room("r1", { name: evil, head: { ...at(1), preview: evil } })] });
    expect(await row(/img src=x/)).toHaveTextContent(evil);
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it("leads to a new chat when there is none", async () => {
    await enter("/", { as: "ann" });
    expect(await list().findByText("No chats yet")).toBeVisible();
    expect(list().getAllByRole("link", { name: "New chat" })).toHaveLength(2);
  });

  it("says when it cannot be loaded, and tries again", async () => {
    const { server } = await enter("/", { as: "ann", answer: () => problem(500, "internal"), rooms: [] });
    expect(await list().findByText("Your chats could not be loaded", undefined, LOADING)).toBeVisible();
    server.on("GET", "/rooms", () => ({ data: { rooms: [room("Design")] } }));
    await userEvent.click(list().getByRole("button", { name: "Try again" }));
    expect(await row(/^Design/)).toBeVisible();
  });

  it("is narrowed by what is typed, and sends on what it does not find", async () => {
    await enter("/", { as: "ann", rooms: [room("Design"), room("Garden")] });
    await row(/^Garden/);
    const filter = screen.getByRole("searchbox", { name: "Filter chats" });
    await userEvent.type(filter, "gar");
    await waitFor(() => expect(list().queryByRole("link", { name: /^Design/ })).toBeNull());
    await userEvent.type(filter, "xx");
    expect(await list().findByText("No chat called “garxx”")).toBeVisible();
    expect(list().getByRole("link", { name: "Search messages" })).toHaveAttribute("href", "/search?q=garxx");
    await userEvent.keyboard("{Escape}");
    expect(await row(/^Design/)).toBeVisible();
  });

  it("shows who is typing in place of the preview, and the draft of a room that is not open", async () => {
    const { sockets } = await enter("/", { as: "ann", rooms: [room("r1"), privateRoom("p1", "cy")] });
    await row(/^r1/);
    await waitFor(() => expect(sockets.all).toHaveLength(1));
    useDrafts().save("p1", { content: "not yet", mentions: [] });
    sockets.last.say("room.signal", { kind: "typing", roomId: "r1", userId: "bo", on: true, expiresInMs: 6000 });
    expect(await row(/Bo Berg is typing…/)).toBeVisible();
    expect(await row(/^Cy Young .*Draft: not yet/)).toBeVisible();
  });

  it("moves a room up with what comes live", async () => {
    const rooms = [room("r2", { head: at(2) }), room("r1", { head: at(1) })];
    const { sockets } = await enter("/", { as: "ann", rooms });
    await row(/^r1/);
    await waitFor(() => expect(sockets.all).toHaveLength(1));
    sockets.last.say("room.event", text(4, "newest", { at: "2026-02-01T00:00:00.000Z" }));
    await waitFor(() => expect(list().getAllByRole("listitem")[0]).toHaveTextContent("newest"));
  });

  it("is walked through with the arrow keys, and folds what is put away", async () => {
    const rooms = [room("Design", { head: at(2) }), room("Garden", { head: at(1) }), room("Old", { archived: true })];
    await enter("/", { as: "ann", rooms });
    (await row(/^Design/)).focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(await row(/^Garden/)).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(screen.getByRole("button", { name: /Archived/ })).toHaveAttribute("aria-expanded", "true");
    expect(await row(/^Old/)).toBeVisible();
  });

  it("goes to the next room, to the switcher and to the sheet by keyboard", async () => {
    const rooms = [room("Design", { head: at(2) }), room("Garden", { head: at(1) })];
    const { router } = await enter("/settings", { as: "ann", rooms });
    await row(/^Design/);
    await userEvent.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }, LOADING)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.keyboard("{Control>}k{/Control}");
    const switcher = await screen.findByRole("combobox", { name: "Chat or person" }, LOADING);
    await userEvent.type(switcher, "gard");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/rooms/Garden"), LOADING);
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/rooms/Design"), LOADING);
  });
});

describe("a new chat", () => {
  it("asks once for what stands there in the end, and nothing for a single letter", async () => {
    const { server, router } = await enter("/new", { as: "ann" });
    const opened = privateRoom("p9", "bo");
    server.on("PUT", "/rooms/private/bo", () => ({ data: opened }));
    await userEvent.type(await screen.findByRole("searchbox", { name: "Name or email address" }, LOADING), "b");
    expect(screen.getByText("Who would you like to write to?")).toBeVisible();
    await userEvent.keyboard("o b");
    await press("Bo Berg");
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/rooms/p9"), LOADING);
    expect(server.asked.filter(({ params }) => "q" in params).map(({ params }) => params.q)).toEqual(["bo b"]);
  });

  it("says why a person cannot be looked for", async () => {
    const { server } = await enter("/new?q=bo", { as: "ann" });
    server.on("GET", "/users", () => problem(403, "search-off"));
    await userEvent.type(await screen.findByRole("searchbox", { name: "Name or email address" }, LOADING), "b");
    expect(await screen.findByText(/Looking for people is switched off/)).toBeVisible();
  });

  it("makes a group of those who were picked", async () => {
    const { server, router } = await enter("/new", { as: "ann" });
    server.on("POST", "/rooms", () => ({ status: 201, data: room("g1", { name: "Choir" }) }));
    await press(/^New group/);
    await userEvent.type(screen.getByRole("searchbox", { name: "Name or email address" }), "y");
    await userEvent.type(screen.getByRole("searchbox", { name: "Name or email address" }), "{Backspace}cy");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Cy Young" }));
    await press("Next with one person");
    await userEvent.type(screen.getByRole("textbox", { name: "Name of the group" }), "Choir");
    await userEvent.click(screen.getByRole("radio", { name: /Only what comes after/ }));
    await press("Create group");
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/rooms/g1"), LOADING);
    const body = server.requests("POST", "/rooms")[0]?.body;
    expect(body).toMatchObject({ name: "Choir", participantIds: ["cy"], history: "joined" });
  });

  it("says at the name what is wrong with it", async () => {
    const { server } = await enter("/new", { as: "ann" });
    const errors = [{ pointer: "/name", code: "invalid-characters" }];
    server.on("POST", "/rooms", () => problem(422, "invalid", { errors }));
    await press(/^New group/);
    await press("Next without people");
    await userEvent.type(screen.getByRole("textbox", { name: "Name of the group" }), "x");
    await press("Create group");
    await waitFor(() =>
      expect(screen.getByRole("textbox", { name: "Name of the group" })).toHaveAccessibleDescription(
        /characters that cannot be used/,
      ),
    );
  });
});

describe("the details of a room", () => {
  const joinedAt = "2026-01-01T00:00:00.000Z";
  const participants = [
    { userId: "ann", role: "admin" as const, joinedAt },
    { userId: "bo", role: "member" as const, joinedAt },
  ];

  it("let an admin make another one, after a question", async () => {
    const { server } = await enter("/rooms/r1/info", { as: "ann", rooms: [room("r1")], participants });
    const promoted = { userId: "bo", role: "admin", joinedAt };
    server.on("PUT", "/rooms/r1/participants/bo", () => ({ data: promoted }));
    await press("What to do with Bo Berg");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Make admin" }));
    await userEvent.click(
      within(await screen.findByRole("dialog", { name: "Make Bo Berg an admin?" })).getByRole("button", {
        name: "Make admin",
      }),
    );
    await waitFor(() =>
      expect(server.requests("PUT", "/rooms/r1/participants/bo")[0]?.body).toEqual({ role: "admin" }),
    );
  });

  it("say why the last admin cannot leave, and leave the room where it is", async () => {
    const { server, router } = await enter("/rooms/r1/info", { as: "ann", rooms: [room("r1")], participants });
    server.on("DELETE", "/rooms/r1/participants/me", () => problem(409, "last-admin"));
    await press("Leave group");
    const dialog = await screen.findByRole("dialog", { name: "Leave “r1”?" }, LOADING);
    await userEvent.click(within(dialog).getByRole("button", { name: "Leave group" }));
    expect(await screen.findByText(/Make somebody else an admin first/)).toBeVisible();
    expect(router.currentRoute.value.path).toBe("/rooms/r1/info");
  });

  it("do nothing after a no, and Escape closes one thing at a time", async () => {
    const { server, router } = await enter("/rooms/r1/info", { as: "ann", rooms: [room("r1")], participants });
    await press("Delete group");
    await userEvent.click(
      within(await screen.findByRole("dialog", { name: "Delete “r1”?" }, LOADING)).getByRole("button", {
        name: "Cancel",
      }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await press("Delete group");
    await screen.findByRole("dialog");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(router.currentRoute.value.name).toBe("room-info");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(router.currentRoute.value.name).toBe("room"));
    expect(server.asked.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  it("give a member nothing that only an admin may do", async () => {
    const rooms = [room("r1", { role: "member" })];
    await enter("/rooms/r1/info", { as: "ann", rooms, participants });
    await screen.findByRole("button", { name: "What to do with Bo Berg" }, LOADING);
    for (const name of ["Edit group", "Add", "Delete group"]) {
      expect(screen.queryByRole("button", { name }), name).toBeNull();
    }
    await press("What to do with Bo Berg");
    expect((await screen.findAllByRole("menuitem")).map((item) => item.textContent?.trim())).toEqual([
      "Write a message",
    ]);
  });

  it("follow who comes and goes", async () => {
    const { sockets } = await enter("/rooms/r1/info", { as: "ann", rooms: [room("r1")], participants });
    await screen.findByRole("button", { name: "What to do with Bo Berg" }, LOADING);
    sockets.last.say("room.event", entry(4, "member.removed", { userId: "bo", reason: "removed" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "What to do with Bo Berg" })).toBeNull());
  });
});
