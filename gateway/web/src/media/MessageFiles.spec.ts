import userEvent from "@testing-library/user-event";
import { fireEvent, render, screen, waitFor } from "@testing-library/vue";
import { AxiosError, type AxiosAdapter } from "axios";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";
import { http } from "@/api/http";
import type { MessageFile, OwnUser } from "@/api/types";
import { tokens } from "@/auth/tokens";
import { useConversation } from "@/messages/conversation";
import type { LocalFile, Message } from "@/messages/model";
import LightboxHost from "./LightboxHost.vue";
import MessageFiles from "./MessageFiles.vue";

const ROOM = "room-1";
const before = http.defaults.adapter;
let links: string[];
let isRefused: boolean;

const services: AxiosAdapter = async (config) => {
  const response = { status: 200, statusText: "", headers: {}, config };
  if (config.url?.endsWith("/link")) {
    if (isRefused) {
      throw new AxiosError("Network Error", AxiosError.ERR_NETWORK, config);
    }
    const { variant } = config.params as { variant: string };
    links.push(`${config.url} ${variant}`);
    const url = `https://store.example${config.url}/${variant}?${links.length}`;
    return { ...response, data: { url, expiresAt: "2100-01-01T00:00:00Z" } };
  }
  return { ...response, data: { messages: [], hasMore: false, asOfSeq: 0 } };
};

const file = (id: string, of: Partial<MessageFile> = {}): MessageFile =>
  ({ id, name: `${id}.png`, contentType: "image/png", size: 1500, width: 1600, height: 1000, ...of }) as MessageFile;
const local = (of: Partial<LocalFile> = {}): LocalFile => ({
  id: "l1",
  name: "film.mov",
  size: 3_000_000,
  contentType: "video/quicktime",
  progress: 0.4,
  state: "uploading",
  ...of,
});
const message = (of: Partial<Message>): Message => ({
  key: "m1",
  roomId: ROOM,
  ...(of.localFiles ? {} : { seq: 7 }),
  at: "2030-01-01T00:00:00.000Z",
  actor: "citra",
  mine: false,
  type: "image",
  content: "",
  files: [],
  localFiles: [],
  mentions: [],
  deleted: false,
  reactions: [],
  progress: "sent",
  ...of,
});

function show(of: Partial<Message>) {
  const discarded: string[] = [];
  const Around = defineComponent(() => {
    const conversation = useConversation(ROOM);
    vi.spyOn(conversation, "discard").mockImplementation(async (key) => void discarded.push(key));
    return () => [h(MessageFiles, { message: message(of) }), h(LightboxHost)];
  });
  render(Around);
  return discarded;
}

beforeEach(() => {
  setActivePinia(createPinia());
  links = [];
  isRefused = false;
  http.defaults.adapter = services;
  tokens.take({ user: {} as OwnUser, accessToken: "token", expiresAt: "2100-01-01T00:00:00Z" });
});

afterEach(() => {
  Object.assign(http.defaults, { adapter: before });
});

describe("pictures of a message", () => {
  it("have their place before they are loaded", async () => {
    show({ files: [file("beach")] });
    const box = screen.getByRole("button").parentElement as HTMLElement;
    expect(box.style.width).toBe("420px");
    expect(box.style.aspectRatio).toBe("1.6 / 1");
    expect(await screen.findByAltText("Photo: beach.png")).toHaveAttribute("src", expect.stringContaining("/large"));
  });

  it("are called by the caption where there is one picture, else by their names", async () => {
    show({ content: "Sunset", files: [file("beach")] });
    expect(await screen.findByAltText("Photo: Sunset")).toBeVisible();
  });

  it("are small where they are small, and all there", async () => {
    show({ content: "Our trip", files: Array.from({ length: 10 }, (_, i) => file(`p${i}`)) });
    expect(await screen.findAllByAltText(/Photo: p\d.png/)).toHaveLength(10);
    expect(links.some((link) => link.endsWith("small"))).toBe(true);
  });

  it("ask for another link once when one is over, and then offer to try again", async () => {
    show({ files: [file("beach")] });
    const first = await screen.findByAltText("Photo: beach.png");
    const src = first.getAttribute("src");
    await fireEvent.error(first);
    await waitFor(() => expect(screen.getByAltText("Photo: beach.png").getAttribute("src")).not.toBe(src));
    await fireEvent.error(screen.getByAltText("Photo: beach.png"));
    await userEvent.click(await screen.findByRole("button", { name: /Could not be loaded. Try again./ }));
    expect(await screen.findByAltText("Photo: beach.png")).toBeVisible();
    expect(links).toHaveLength(3);
  });

  it("offer to try again when there is no link at all", async () => {
    isRefused = true;
    show({ files: [file("beach")] });
    const again = await screen.findByRole("button", { name: /Photo: beach.png.*Try again/ }, { timeout: 8000 });
    isRefused = false;
    await userEvent.click(again);
    expect(await screen.findByAltText("Photo: beach.png")).toBeVisible();
  }, 10_000);

  it("move only for those who like it", async () => {
    vi.spyOn(window, "matchMedia").mockReturnValue({ matches: true } as MediaQueryList);
    show({ files: [file("cat", { contentType: "image/gif" })] });
    await screen.findByAltText("Photo: cat.png");
    expect(links).toEqual(["/attachments/cat/link large"]);
  });
});

describe("other files", () => {
  it("are cards with name, kind and size, names as they are", async () => {
    show({ files: [file("x", { name: "evil\u202Efdp.exe", contentType: "application/octet-stream" })] });
    expect(await screen.findByRole("button", { name: "Download evilfdp.exe" })).toBeVisible();
    expect(screen.getByText("2 kB")).toBeVisible();
    expect(screen.queryByRole("button", { name: /new tab/ })).toBeNull();
  });

  it("open in a new tab where they are pdf", async () => {
    show({ files: [file("x", { name: "plan.pdf", contentType: "application/pdf" })] });
    expect(await screen.findByRole("button", { name: "Open plan.pdf in a new tab" })).toBeVisible();
  });

  it("of no type that browsers show are never pictures, whatever they are called", () => {
    show({ files: [file("x", { name: "x.svg", contentType: "image/svg+xml" })] });
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByRole("button", { name: "Download x.svg" })).toBeVisible();
  });
});

describe("a film", () => {
  const player = () => screen.getByLabelText<HTMLVideoElement>("Video: film.mp4");
  const film = () => file("f", { name: "film.mp4", contentType: "video/mp4" });

  it("is played in place", async () => {
    show({ files: [film()] });
    await waitFor(() => expect(player()).toHaveAttribute("src"));
    expect(player()).toHaveAttribute("controls");
    expect(player()).toHaveAttribute("preload", "metadata");
  });

  it("goes on where it was when its link is over", async () => {
    show({ files: [film()] });
    await waitFor(() => expect(player()).toHaveAttribute("src"));
    await fireEvent(player(), new Event("loadedmetadata"));
    Object.defineProperty(player(), "currentTime", { value: 42, writable: true });
    const src = player().getAttribute("src");
    await fireEvent.error(player());
    await waitFor(() => expect(player().getAttribute("src")).not.toBe(src));
    player().currentTime = 0;
    await fireEvent(player(), new Event("loadedmetadata"));
    expect(player().currentTime).toBe(42);
  });

  it("that cannot be played is a card", async () => {
    show({ files: [film()] });
    await waitFor(() => expect(player()).toHaveAttribute("src"));
    await fireEvent.error(player());
    await waitFor(() => expect(links).toHaveLength(2));
    await fireEvent.error(player());
    expect(await screen.findByText("This browser cannot play it")).toBeVisible();
    expect(screen.getByRole("button", { name: "Download film.mp4" })).toBeVisible();
  });
});

describe("files on their way", () => {
  const going = { files: [], mine: true, progress: "sending" as const };
  const unsent = (file: LocalFile): Partial<Message> => ({ ...going, localFiles: [file] });

  it("tell how far they are, and can be given up", async () => {
    const discarded = show(unsent(local()));
    const bar = screen.getByRole("progressbar", { name: "Sending film.mov" });
    expect(bar).toHaveAttribute("aria-valuenow", "40");
    await userEvent.click(screen.getByRole("button", { name: "Cancel sending" }));
    expect(discarded).toEqual(["m1"]);
  });

  it("show what is seen of them already", () => {
    show(unsent(local({ name: "a.png", contentType: "image/png", previewUrl: "blob:x/1" })));
    expect(screen.getByAltText("Photo: a.png")).toHaveAttribute("src", "blob:x/1");
  });

  it("say which one failed", () => {
    show(unsent(local({ state: "failed" })));
    expect(screen.getByText("film.mov was not sent")).toBeInTheDocument();
  });
});

describe("looking closely", () => {
  const three = () => [
    file("one"),
    file("two"),
    file("film", { name: "film.mp4", contentType: "video/mp4" }),
    file("doc", { name: "d.pdf", contentType: "application/pdf" }),
  ];

  it("steps through pictures and films by keyboard, ends with Escape, and gives the focus back", async () => {
    show({ files: three() });
    const picture = (await screen.findByAltText("Photo: two.png")).closest("button") as HTMLElement;
    await userEvent.click(picture);
    const dialog = await screen.findByRole("dialog", { name: "two.png" }, { timeout: 5000 });
    await waitFor(() => expect(dialog).toHaveTextContent("2 of 3"));
    await userEvent.keyboard("{ArrowLeft}");
    expect(await screen.findByRole("dialog", { name: "one.png" })).toHaveTextContent("1 of 3");
    await userEvent.keyboard("{ArrowLeft}{End}");
    expect(await screen.findByRole("dialog", { name: "film.mp4" })).toHaveTextContent("3 of 3");
    expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(picture).toHaveFocus();
  });

  it("shows all of a picture's pixels only to those who come closer", async () => {
    show({ files: [file("one")] });
    await userEvent.click((await screen.findByAltText("Photo: one.png")).closest("button") as HTMLElement);
    await screen.findByRole("dialog");
    expect(links.filter((link) => link.endsWith("original"))).toEqual([]);
    await userEvent.keyboard("+");
    await waitFor(() => expect(links).toContain("/attachments/one/link original"));
    const box = document.querySelector<HTMLElement>("[style*=scale]");
    expect(box?.style.transform).toContain("scale(1.5)");
    await userEvent.keyboard("-");
    expect(box?.style.transform).toContain("scale(1)");
  });
});
