import userEvent from "@testing-library/user-event";
import { fireEvent, render, screen, within } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { useSession } from "@/auth/session";
import { messageOf } from "@/testing/messages";
import { alone } from "@/testing/people";
import type { Action } from "./actions";
import MessageRow from "./MessageRow.vue";
import type { Message } from "./model";

beforeEach(() => {
  alone();
  setActivePinia(createPinia());
  useSession().me = { id: "me", name: "Eka", email: "eka@example.org" } as never;
});

function show(message: Partial<Message>, props: { group?: boolean; words?: string[] } = {}) {
  const shown = render(MessageRow, {
    props: {
      line: { kind: "message", key: "m1", message: messageOf(message), place: "only" },
      group: true,
      current: true,
      flashing: false,
      ...props,
    },
  });
  return { ...shown, acts: () => (shown.emitted("act") ?? []).map((args) => (args as [Action])[0]) };
}

const mine = { mine: true, actor: "me" };

describe("a message", () => {
  it.each([
    ["waiting", "Waiting to be sent"],
    ["sending", "Being sent"],
    ["sent", "Sent"],
    ["delivered", "Delivered"],
    ["read", "Read"],
    ["failed", "Not sent"],
  ] as const)("of one's own tells how far it has come: %s", (progress, name) => {
    show({ ...mine, progress });
    expect(screen.getByText(name)).toBeInTheDocument();
  });

  it("of somebody else tells nothing of the kind", () => {
    show({ progress: "delivered" });
    expect(screen.queryByText("Delivered")).toBeNull();
  });

  it("that failed says why, and can be sent again or discarded", async () => {
    const problem = { type: "", title: "", status: 422, detail: "The file is too large.", code: "x", traceId: "" };
    const { acts } = show({ ...mine, progress: "failed", problem });
    const alert = screen.getByRole("alert");
    expect(alert).toHaveTextContent("The file is too large.");
    await userEvent.click(within(alert).getByRole("button", { name: "Send again" }));
    await userEvent.click(within(alert).getByRole("button", { name: "Discard" }));
    expect(acts().map((act) => act.do)).toEqual(["retry", "discard"]);
  });

  it("that was deleted says only that", () => {
    show({ deleted: true, content: "secret", replyTo: 5, files: [] });
    expect(screen.getByText("This message was deleted")).toBeInTheDocument();
    expect(screen.queryByText("secret")).toBeNull();
    expect(screen.queryByText("A message that you cannot see")).toBeNull();
  });

  it("leads from its quote to the message that it answers", async () => {
    const { acts } = show({
      replyTo: 5,
      quote: { seq: 5, actor: "me", type: "text", excerpt: "**When** do we\nmeet" },
    });
    await userEvent.click(screen.getByRole("button", { name: /Eka.*When do we meet/ }));
    expect(acts()).toEqual([{ do: "jump", seq: 5 }]);
  });

  it("says of a quote that cannot be seen that it cannot be seen", () => {
    show({ replyTo: 5 });
    expect(screen.getByText("A message that you cannot see")).toBeInTheDocument();
  });

  it("has its reactions as buttons that say who, and take one's own back", async () => {
    const { acts } = show({
      reactions: [
        { emoji: "👍", userIds: ["me"], mine: true },
        { emoji: "🎉", userIds: ["gone-1", "gone-2"], mine: false },
      ],
    });
    const liked = screen.getByRole("button", { name: "👍 from You" });
    expect(liked).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(liked);
    await userEvent.click(screen.getByRole("button", { name: /^🎉/ }));
    expect(acts()).toMatchObject([
      { do: "react", emoji: "👍", on: false },
      { do: "react", emoji: "🎉", on: true },
    ]);
  });

  it("marks where one is mentioned", () => {
    show({ content: "ask @Eka", mentions: ["me"] });
    expect(screen.getByText("@Eka")).toHaveClass("me");
  });

  it("is marked as edited, and dated", () => {
    show({ editedAt: "2026-11-23T10:00:00Z" });
    expect(screen.getByText("edited")).toBeInTheDocument();
    expect(screen.getByText("9:30 AM").closest("time")).toHaveAttribute("datetime", messageOf().at);
  });

  it("is named by who, when and what, in one line", () => {
    show({ ...mine, content: "# Plan\n- one\n- `two`" });
    expect(screen.getByRole("article", { name: "You, 9:30 AM: Plan one two" })).toBeInTheDocument();
  });
});

describe("the keys of a message", () => {
  it.each([
    ["r", "reply"],
    ["e", "edit"],
    ["{Delete}", "remove"],
  ])("%s: %s", async (key, action) => {
    const { acts } = show(mine);
    screen.getByRole("article").focus();
    await userEvent.keyboard(key);
    expect(acts().map((act) => act.do)).toEqual([action]);
  });

  it("open what can be done by Enter", async () => {
    const { emitted } = show(mine);
    screen.getByRole("article").focus();
    await userEvent.keyboard("{Enter}");
    expect(emitted("menu")).toHaveLength(1);
  });

  it("are left alone with Ctrl, and in a button of the message", async () => {
    const { acts, emitted } = show({ reactions: [{ emoji: "👍", userIds: ["me"], mine: true }] });
    screen.getByRole("article").focus();
    await userEvent.keyboard("{Control>}r{/Control}");
    screen.getByRole("button", { name: "👍 from You" }).focus();
    await userEvent.keyboard("r{Delete}");
    expect(acts()).toEqual([]);
    expect(emitted("menu")).toBeUndefined();
  });
});

describe("what floats beside a message", () => {
  it("comes with the pointer or the focus, and goes with it", async () => {
    const { acts } = show({});
    const row = screen.getByRole("article");
    expect(screen.queryByRole("button", { name: "Reply" })).toBeNull();
    await fireEvent.pointerEnter(row);
    await userEvent.click(screen.getByRole("button", { name: "Reply" }));
    await userEvent.click(screen.getByRole("button", { name: "React" }));
    expect(acts().map((act) => act.do)).toEqual(["reply", "emoji"]);
    await fireEvent.pointerLeave(row);
    (document.activeElement as HTMLElement).blur();
    await fireEvent.focusIn(row);
    expect(screen.getByRole("button", { name: "More" })).toBeInTheDocument();
  });

  it("is not there for what is not in the log yet", async () => {
    show({ ...mine, seq: undefined, progress: "waiting" } as never);
    await fireEvent.pointerEnter(screen.getByRole("article"));
    expect(screen.queryByRole("button", { name: "Reply" })).toBeNull();
  });

  it("is a tap on a phone, but not on what reacts by itself", async () => {
    const { emitted } = show({ content: "right now", replyTo: 5, quote: { seq: 5, actor: "me", type: "text" } });
    const tap = { pointerType: "touch", clientX: 5, clientY: 6 };
    await fireEvent(screen.getByRole("button", { name: /Eka/ }), new PointerEvent("click", { bubbles: true, ...tap }));
    expect(emitted("menu")).toBeUndefined();
    await fireEvent(screen.getByText(/now/), new PointerEvent("click", { bubbles: true, ...tap }));
    expect(emitted("menu")?.[0]).toMatchObject([{ key: "m1" }, { x: 5, y: 6 }]);
  });
});
