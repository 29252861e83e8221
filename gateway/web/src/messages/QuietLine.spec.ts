import userEvent from "@testing-library/user-event";
import { render, screen } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { useSession } from "@/auth/session";
import { i18n, speak } from "@/i18n";
import { know } from "@/testing/people";
import type { Line } from "./lines";
import type { RoomEntry } from "./model";
import QuietLine from "./QuietLine.vue";

beforeEach(async () => {
  setActivePinia(createPinia());
  useSession().me = { id: "me", name: "Eka", email: "eka@example.org" } as never;
  await know({ ana: "Ana", budi: "Budi", citra: "Citra" });
  await speak("en");
});

function show(line: Exclude<Line, { kind: "message" }>, failed = false) {
  return render(QuietLine, { props: { line, today: "2026-11-23", failed, beginning: "It began here." } });
}

function event(...entries: Partial<RoomEntry>[]): Line & { kind: "event" } {
  return { kind: "event", key: "e", entries: entries.map((entry) => ({ actor: "ana", ...entry }) as RoomEntry) };
}

describe("what happened to a room", () => {
  it.each([
    [event({ kind: "room.created", data: { type: "group", name: "Hike" } }), "Ana created the group “Hike”"],
    [event({ kind: "member.added", data: { userId: "budi", role: "member" } }), "Ana added Budi"],
    [event({ kind: "member.added", data: { userId: "me", role: "member" } }), "Ana added you"],
    [event({ kind: "member.added", data: { userId: "ana", role: "member" } }), "Ana joined"],
    [event({ kind: "member.added", actor: "me", data: { userId: "budi", role: "member" } }), "You added Budi"],
    [
      event(
        { kind: "member.added", data: { userId: "budi", role: "member" } },
        { kind: "member.added", data: { userId: "citra", role: "member" } },
        { kind: "member.added", data: { userId: "me", role: "member" } },
      ),
      "Ana added Budi, Citra, and you",
    ],
    [event({ kind: "member.removed", data: { userId: "ana", reason: "left" } }), "Ana left"],
    [event({ kind: "member.removed", data: { userId: "budi", reason: "removed" } }), "Ana removed Budi"],
    [event({ kind: "member.role", data: { userId: "budi", role: "admin" } }), "Ana made Budi an admin"],
    [event({ kind: "member.role", data: { userId: "me", role: "member" } }), "Ana made you a member again"],
    [event({ kind: "room.updated", data: { name: "Walk" } }), "Ana renamed the group to “Walk”"],
    [event({ kind: "room.updated", data: { avatarUrl: "/x" } }), "Ana changed the group’s picture"],
    [event({ kind: "room.updated", data: { avatarUrl: "" } }), "Ana removed the group’s picture"],
    [event({ kind: "room.updated", data: { description: "" } }), "Ana changed the description"],
    [
      event({ kind: "room.updated", data: { history: "joined" } }),
      "Ana made earlier messages invisible to new members",
    ],
    [event({ kind: "room.deleted", data: {} }), "Ana deleted the group"],
  ])("is told in words %#", (line, text) => {
    show(line);
    expect(screen.getByText(text)).toBeInTheDocument();
  });

  it("is told in Indonesian too", async () => {
    await speak("id");
    show(event({ kind: "member.added", actor: "me", data: { userId: "budi", role: "member" } }));
    expect(screen.getByText("Anda menambahkan Budi")).toBeInTheDocument();
    expect(i18n.global.locale.value).toBe("id");
  });

  it("is text, whatever the group is called", () => {
    const { container } = show(event({ kind: "room.updated", data: { name: "<img src=x onerror=alert(1)>" } }));
    expect(container.querySelector("img")).toBeNull();
    expect(container).toHaveTextContent("<img src=x onerror=alert(1)>");
  });
});

describe("lines between messages", () => {
  it("name the days", () => {
    show({ kind: "day", key: "d", day: "2026-11-22" });
    expect(screen.getByRole("heading", { name: "Yesterday" })).toBeInTheDocument();
  });

  it("divide what is new", () => {
    show({ kind: "unread", key: "unread" });
    expect(screen.getByRole("heading", { name: "New messages" })).toBeInTheDocument();
  });

  it("say where the history begins", () => {
    show({ kind: "start", key: "start" });
    expect(screen.getByText("It began here.")).toBeInTheDocument();
  });

  it("offer to try again when more could not be loaded", async () => {
    const { emitted } = show({ kind: "older", key: "older" }, true);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(emitted("retry")).toHaveLength(1);
  });
});
