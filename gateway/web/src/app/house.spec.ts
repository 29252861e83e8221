import userEvent from "@testing-library/user-event";
import { screen, waitFor, within } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { enter, room } from "@/testing/house";
import { entry, text } from "@/testing/socket";
import { useNotificationSettings } from "./notificationSettings";

const LOADING = { timeout: 10_000 };
const shown: { title: string; options: NotificationOptions }[] = [];

class FakeNotification {
  static permission: NotificationPermission = "default";
  static requestPermission = vi.fn(async () => (FakeNotification.permission = "granted"));
  onclick: (() => void) | null = null;
  close = vi.fn();
  constructor(title: string, options: NotificationOptions) {
    shown.push({ title, options });
    FakeNotification.last = this;
  }
  static last: FakeNotification;
}

vi.setConfig({ testTimeout: 20_000 });
beforeEach(() => {
  localStorage.clear();
  shown.length = 0;
  FakeNotification.permission = "default";
  vi.stubGlobal("Notification", FakeNotification);
});
afterEach(() => useSession().finish("signed-out"));

describe("the window", () => {
  it("tells in its title where one is and how much is unread, without what is muted", async () => {
    document.head.innerHTML = '<link rel="icon" href="/icon.svg">';
    const rooms = [room("Design", { unread: 3 }), room("Noise", { unread: 90, muted: true })];
    const { router } = await enter("/settings", { as: "ann", rooms });
    await waitFor(() => expect(document.title).toBe("(3) Settings · Whispra"), LOADING);
    expect(document.querySelector('link[rel="icon"]')).toHaveAttribute("href", "/icon-unread.svg");
    await router.push("/rooms/Design");
    await waitFor(() => expect(document.title).toBe("(3) Design · Whispra"));
    await useSession().finish("signed-out");
    await waitFor(() => expect(document.title).toBe("Sign in · Whispra"));
    expect(document.querySelector('link[rel="icon"]')).toHaveAttribute("href", "/icon.svg");
  });

  it("moves the focus to the heading of a new view, and leaves it to a view that has a field", async () => {
    const { router } = await enter("/settings", { as: "ann" });
    await router.push("/nothing/here");
    const heading = await screen.findByRole("heading", { level: 1, name: "There is nothing here" }, LOADING);
    await waitFor(() => expect(heading).toHaveFocus());
    await router.push("/new");
    const field = await screen.findByRole("searchbox", { name: "Name or email address" }, LOADING);
    await waitFor(() => expect(field).toHaveFocus());
  });

  it("lets the keyboard skip the list", async () => {
    await enter("/settings", { as: "ann", rooms: [room("r1")] });
    await userEvent.click(await screen.findByRole("link", { name: "Skip to the content" }, LOADING));
    expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toHaveFocus();
  });
});

describe("notifications", () => {
  async function inBackground(rooms = [room("r1", { name: "Design" })]) {
    const house = await enter("/settings", { as: "ann", rooms });
    await waitFor(() => expect(useConnection().state).toBe("live"), LOADING);
    await screen.findByRole("link", { name: /Design/ }, LOADING);
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    return house;
  }

  async function allow(): Promise<void> {
    const notifications = within(await screen.findByRole("main")).getByRole("switch", { name: /Notifications/ });
    await userEvent.click(notifications);
    await waitFor(() => expect(notifications).toBeChecked());
  }

  it("are asked for by the switch only, and kept", async () => {
    await inBackground();
    expect(FakeNotification.requestPermission).not.toHaveBeenCalled();
    await allow();
    expect(FakeNotification.requestPermission).toHaveBeenCalledOnce();
    expect(JSON.parse(localStorage.getItem("whispra.notifications") ?? "")).toEqual({ on: true, sound: false });
  });

  it("tell of a message in words, and lead to its room", async () => {
    const { sockets, router } = await inBackground();
    await allow();
    sockets.last.say("room.event", text(4, "**hello**"));
    await waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.title).toBe("Design");
    expect(shown[0]?.options).toMatchObject({ tag: "r1", body: expect.stringMatching(/^(Bo Berg: )?hello$/) });
    FakeNotification.last.onclick?.();
    await waitFor(() => expect(router.currentRoute.value.path).toBe("/rooms/r1"), LOADING);
  });

  it("say nothing of oneself, of muted rooms, of what is no message, and while somebody looks", async () => {
    const rooms = [room("r1", { name: "Design" }), room("r2", { muted: true })];
    const { sockets } = await inBackground(rooms);
    await allow();
    const socket = sockets.last;
    socket.say("room.event", text(4, "mine", { actor: "ann" }));
    socket.say("room.event", text(4, "muted", { roomId: "r2", mentions: ["ann"] } as object));
    socket.say("room.event", entry(5, "room.updated", { name: "Design" }));
    vi.spyOn(document, "hidden", "get").mockReturnValue(false);
    socket.say("room.event", text(6, "seen"));
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    socket.say("room.event", text(7, "told"));
    await waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.options.body).toContain("told");
  });

  it("stay off when the browser refuses", async () => {
    FakeNotification.permission = "denied";
    await inBackground();
    expect(screen.getByRole("switch", { name: /Notifications/ })).toBeDisabled();
    expect(await useNotificationSettings().turnOn()).toBe(false);
  });
});
