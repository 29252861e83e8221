import userEvent, { type UserEvent } from "@testing-library/user-event";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/vue";
import type { AxiosAdapter } from "axios";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h, ref, shallowRef } from "vue";
import { http } from "@/api/http";
import type { OwnUser } from "@/api/types";
import { tokens } from "@/auth/tokens";
import { useSession } from "@/auth/session";
import { useConversation } from "@/messages/conversation";
import type { Message } from "@/messages/model";
import { useOutbox } from "@/messages/outbox";
import { wipe } from "@/offline/database";
import { useDrafts } from "@/offline/drafts";
import MessageComposer from "./MessageComposer.vue";

/** Another one for each test: what is written a moment later belongs to none of those that follow. */
let ROOM = "";
let rooms = 0;
const people = [
  { id: "me", name: "Ana Putri" },
  { id: "citra", name: "Citra Lestari" },
  { id: "joe", name: "Joe <b>Bold</b>" },
];
const before = http.defaults.adapter;

/** The services: a room of three in which nothing was said yet. */
const services: AxiosAdapter = async (config) => {
  const answers: Record<string, unknown> = {
    [`/rooms/${ROOM}/messages`]: { messages: [], hasMore: false, asOfSeq: 0 },
    [`/rooms/${ROOM}/participants`]: {
      participants: people.map(({ id }) => ({ userId: id, role: "member", joinedAt: "2030-01-01T00:00:00.000Z" })),
    },
    "/users": { users: people },
  };
  return { data: answers[config.url ?? ""] ?? {}, status: 200, statusText: "", headers: {}, config };
};

function message(of: Partial<Message> = {}): Message {
  return {
    key: "m1",
    roomId: ROOM,
    seq: 7,
    at: "2030-01-01T00:00:00.000Z",
    actor: "citra",
    mine: false,
    type: "text",
    content: "Where shall we meet?",
    files: [],
    localFiles: [],
    mentions: [],
    deleted: false,
    reactions: [],
    progress: "sent",
    ...of,
  };
}

function compose({ editing = null, replyTo = null }: { editing?: Message | null; replyTo?: Message | null } = {}) {
  const edited = shallowRef(editing);
  const answered = shallowRef(replyTo);
  const heard: string[] = [];
  const composer = ref<InstanceType<typeof MessageComposer>>();
  const shown = ref(true);
  const Around = defineComponent(() => {
    const conversation = useConversation(ROOM);
    vi.spyOn(conversation, "edit").mockImplementation(async (...change) => void heard.push(JSON.stringify(change)));
    return () =>
      shown.value
        ? h(MessageComposer, {
            ref: composer,
            roomId: ROOM,
            editing: edited.value,
            replyTo: answered.value,
            onSent: () => heard.push("sent"),
            onEditLast: () => heard.push("editLast"),
            onCancel: () => {
              heard.push("cancel");
              edited.value = answered.value = null;
            },
          })
        : null;
  });
  render(Around);
  return { edited, answered, heard, composer, shown };
}

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
const send = () => screen.getByRole("button", { name: "Send" });
const outgoing = () => useOutbox().of(ROOM);
const text = (name = "note.txt", content = "a", type = "text/plain") => new File([content], name, { type });
const choose = async (...files: File[]) => {
  const input = document.querySelector<HTMLInputElement>("input[type=file]") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: files, configurable: true });
  await fireEvent.change(input);
};
let user: UserEvent;

beforeEach(() => {
  ROOM = `room-${++rooms}`;
  setActivePinia(createPinia());
  http.defaults.adapter = services;
  useSession().me = { id: "me", name: "Ana Putri" } as OwnUser;
  tokens.take({ user: { id: "me" } as OwnUser, accessToken: "token", expiresAt: "2100-01-01T00:00:00Z" });
  user = userEvent.setup();
});

afterEach(async () => {
  await wipe();
  Object.assign(http.defaults, { adapter: before });
});

describe("writing a message", () => {
  it("goes out with Enter, and the field is empty for the next one", async () => {
    const { heard } = compose();
    await user.type(field(), "See you at nine{Enter}");
    await waitFor(() => expect(outgoing().map(({ content }) => content)).toEqual(["See you at nine"]));
    expect(field()).toHaveValue("");
    expect(field()).toHaveFocus();
    expect(heard).toEqual(["sent"]);
  });

  it("breaks the line with Shift and Enter", async () => {
    compose();
    await user.type(field(), "one{Shift>}{Enter}{/Shift}two");
    expect(field()).toHaveValue("one\ntwo");
    expect(outgoing()).toEqual([]);
  });

  it("breaks the line with Enter where there is no keyboard but the one on the screen", async () => {
    vi.spyOn(window, "matchMedia").mockImplementation(
      (query) => ({ matches: query.includes("coarse") }) as MediaQueryList,
    );
    compose();
    await user.type(field(), "one{Enter}two");
    expect(outgoing()).toEqual([]);
    await user.click(send());
    await waitFor(() => expect(outgoing()[0]?.content).toBe("one\ntwo"));
  });

  it("is not sent by the Enter that takes the word of an input method", async () => {
    compose();
    await user.type(field(), "にほん");
    await fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    await fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
    expect(outgoing()).toEqual([]);
    expect(field()).toHaveValue("にほん");
  });

  it.each(["", "   ", "\n\n \t\n"])("is not possible with nothing but %j", async (nothing) => {
    compose();
    await fireEvent.update(field(), nothing);
    expect(send()).toBeDisabled();
    await fireEvent.keyDown(field(), { key: "Enter" });
    expect(outgoing()).toEqual([]);
  });

  it("loses the empty lines around it, and keeps the spaces before code", async () => {
    compose();
    await fireEvent.update(field(), "\n \n    indented\n\nend  \n\n");
    await user.click(send());
    await waitFor(() => expect(outgoing()[0]?.content).toBe("    indented\n\nend"));
  });

  it("has 8,000 UTF-16 units and not one more", async () => {
    compose();
    await fireEvent.update(field(), "a".repeat(7499));
    expect(screen.queryByText(/characters/)).toBeNull();
    await fireEvent.update(field(), "a".repeat(7500));
    expect(field()).toHaveAccessibleDescription("500 characters left");
    await fireEvent.update(field(), "😀".repeat(4000));
    expect(screen.getByText("0 characters left")).toBeVisible();
    expect(send()).toBeEnabled();
    await fireEvent.update(field(), "😀".repeat(4000) + "a");
    expect(screen.getByRole("alert")).toHaveTextContent("1 characters too many");
    expect(send()).toBeDisabled();
    await fireEvent.keyDown(field(), { key: "Enter" });
    expect(outgoing()).toEqual([]);
  });

  it("wants to change the last one with ArrowUp in an empty field, and only there", async () => {
    const { heard } = compose();
    await user.type(field(), "x{ArrowUp}");
    expect(heard).toEqual([]);
    await user.type(field(), "{Backspace}{ArrowUp}");
    expect(heard).toEqual(["editLast"]);
  });
});

describe("a draft", () => {
  it("stands there again when the room is opened again", async () => {
    const { shown } = compose();
    await user.type(field(), "half a thought");
    shown.value = false;
    await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
    shown.value = true;
    await waitFor(() => expect(field()).toHaveValue("half a thought"));
  });

  it("comes from the database a moment later, but never over what is written by then", async () => {
    let come = () => {};
    const drafts = useDrafts();
    drafts.loaded = new Promise((resolve) => (come = () => resolve(undefined)));
    compose();
    drafts.save(ROOM, { content: "kept", mentions: [] });
    come();
    await waitFor(() => expect(field()).toHaveValue("kept"));
    await user.type(field(), "!");
    expect(drafts.draft(ROOM).content).toBe("kept!");
  });

  it("is gone when it is sent", async () => {
    compose();
    await user.type(field(), "done{Enter}");
    await waitFor(() => expect(useDrafts().draft(ROOM).content).toBe(""));
  });
});

describe("a reply", () => {
  it("shows to whom, and is sent as one", async () => {
    compose({ replyTo: message() });
    expect(await screen.findByText("Reply to Citra Lestari")).toBeVisible();
    expect(screen.getByText("Where shall we meet?")).toBeVisible();
    await user.type(field(), "Here{Enter}");
    await waitFor(() => expect(outgoing()[0]).toMatchObject({ content: "Here", replyTo: 7 }));
  });

  it("is given up with Escape, and the words stay", async () => {
    const { heard } = compose({ replyTo: message() });
    await user.type(field(), "Here{Escape}");
    expect(heard).toEqual(["cancel"]);
    expect(screen.queryByText(/Reply to/)).toBeNull();
    await user.type(field(), "{Enter}");
    await waitFor(() => expect(outgoing()[0]?.content).toBe("Here"));
    expect(outgoing()[0]?.replyTo).toBeUndefined();
  });

  it("shows hostile words as words", () => {
    compose({ replyTo: message({ content: "<img src=x onerror=alert(1)>" }) });
    expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
    expect(document.querySelector("img")).toBeNull();
  });
});

describe("editing", () => {
  const own = message({ mine: true, actor: "me", content: "teh end" });

  it("puts the words into the field and the draft aside, until it is done", async () => {
    const { edited, heard } = compose();
    await user.type(field(), "my draft");
    edited.value = own;
    await waitFor(() => expect(field()).toHaveValue("teh end"));
    await waitFor(() => expect(field()).toHaveFocus());
    await user.clear(field());
    await user.type(field(), "the end{Enter}");
    await waitFor(() => expect(field()).toHaveValue("my draft"));
    expect(heard).toEqual([JSON.stringify([7, "the end", []]), "sent", "cancel"]);
    expect(outgoing()).toEqual([]);
  });

  it("asks nobody when nothing was changed", async () => {
    const { heard } = compose({ editing: own });
    await user.type(field(), "{Enter}");
    expect(heard).toEqual(["sent", "cancel"]);
  });

  it("cannot leave nothing", async () => {
    compose({ editing: own });
    await user.clear(field());
    expect(screen.getByRole("button", { name: "Save changes" })).toBeDisabled();
  });

  it("takes no files, and says so", async () => {
    const { composer } = compose({ editing: own });
    composer.value?.addFiles([text()]);
    expect(await screen.findByRole("alert")).toHaveTextContent("Files cannot be added");
    expect(screen.queryByRole("list", { name: "Files to send" })).toBeNull();
  });
});

describe("files", () => {
  const tray = () => screen.getByRole("list", { name: "Files to send" });

  it("are shown with name and size, can be removed, and go out without words", async () => {
    compose();
    await choose(text("one.txt", "x".repeat(1500)), text("two.txt"));
    expect(within(tray()).getAllByRole("listitem")).toHaveLength(2);
    expect(tray()).toHaveTextContent("2 kB");
    await user.click(screen.getByRole("button", { name: "Remove one.txt" }));
    await user.click(send());
    await waitFor(() => expect(outgoing()[0]?.localFiles.map(({ name }) => name)).toEqual(["two.txt"]));
    expect(screen.queryByRole("list", { name: "Files to send" })).toBeNull();
  });

  it("are ten at most, and empty ones none", async () => {
    compose();
    await choose(text("empty.txt", ""), ...Array.from({ length: 12 }, (_, i) => text(`${i}.txt`)));
    expect(within(tray()).getAllByRole("listitem")).toHaveLength(10);
    expect(screen.getByRole("alert")).toHaveTextContent("A message can have 10 files. 2 more were left out.");
    expect(screen.getByRole("alert")).toHaveTextContent("“empty.txt” is empty");
  });

  it("with names that lie are shown as they are", async () => {
    compose();
    await choose(text("holiday\u202Egpj.exe"), text('"><img src=x>.png'), text(`${"long".repeat(100)}.pdf`));
    const names = within(tray())
      .getAllByRole("button")
      .map((button) => button.getAttribute("aria-label"));
    expect(names[0]).toBe("Remove holidaygpj.exe");
    expect(names[1]).toBe('Remove "><img src=x>.png');
    expect(within(tray()).getByText("long.pdf")).toBeVisible();
    expect(tray().querySelector("img")).toBeNull();
  });

  it("have their previews let go when they are removed", async () => {
    const made = vi.spyOn(URL, "createObjectURL");
    const gone = vi.spyOn(URL, "revokeObjectURL");
    compose();
    await choose(text("photo.png", "png", "image/png"));
    const url = made.mock.results[0]?.value as string;
    await user.click(screen.getByRole("button", { name: "Remove photo.png" }));
    expect(gone).toHaveBeenCalledWith(url);
  });

  it("come by pasting, but text of an office program with its picture is text", async () => {
    compose();
    const paste = (types: Record<string, string>) =>
      fireEvent.paste(field(), {
        clipboardData: {
          types: [...Object.keys(types), "Files"],
          getData: (type: string) => types[type] ?? "",
          items: [{ kind: "file", getAsFile: () => text("image.png") }],
          files: [],
        },
      });
    await paste({ "text/plain": "a\tb", "text/html": "<table>" });
    expect(screen.queryByRole("list", { name: "Files to send" })).toBeNull();
    await paste({ "text/html": "<img>" });
    expect(within(tray()).getAllByRole("listitem")).toHaveLength(1);
  });
});

describe("mentions", () => {
  it("are completed by keyboard and sent by id", async () => {
    compose();
    await user.type(field(), "Ask @ci");
    const option = await screen.findByRole("option", { name: /Citra Lestari/ });
    expect(field()).toHaveAttribute("aria-activedescendant", option.id);
    await user.keyboard("{Tab}");
    expect(field()).toHaveValue("Ask @Citra Lestari ");
    await user.type(field(), "please{Enter}");
    await waitFor(() => expect(outgoing()[0]?.mentions).toEqual(["citra"]));
  });

  it("offer everybody but oneself, names as they are, and wrap around", async () => {
    compose();
    await user.type(field(), "@");
    await screen.findByRole("option", { name: /Joe <b>Bold<\/b>/ });
    expect(screen.getAllByRole("option")).toHaveLength(2);
    await user.keyboard("{ArrowUp}");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Joe");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(field()).toHaveValue("@Citra Lestari ");
    expect(outgoing()).toEqual([]);
  });

  it("are closed by Escape, which cancels nothing else, and then Enter sends", async () => {
    const { heard } = compose({ replyTo: message() });
    await user.type(field(), "@ci");
    await screen.findByRole("option", { name: /Citra/ });
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(heard).toEqual([]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(outgoing()[0]?.content).toBe("@ci"));
  });

  it("complete emoji by their names too", async () => {
    compose();
    await user.type(field(), "Nice :thumbsup");
    await screen.findByRole("option", { name: ":+1:" }, { timeout: 5000 });
    await user.keyboard("{Enter}");
    expect(field()).toHaveValue("Nice 👍 ");
  });
});

describe("a message that could not be kept", () => {
  it("stands in the field again, with its files and the reason", async () => {
    compose();
    vi.spyOn(useOutbox(), "send").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
    await choose(text("one.txt"));
    await user.type(field(), "precious{Enter}");
    await waitFor(() => expect(field()).toHaveValue("precious"));
    expect(screen.getByRole("alert")).toHaveTextContent("so it was not sent");
    expect(screen.getByRole("button", { name: "Remove one.txt" })).toBeVisible();
  });
});
