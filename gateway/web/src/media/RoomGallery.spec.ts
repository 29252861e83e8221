import userEvent from "@testing-library/user-event";
import { render, screen, waitFor } from "@testing-library/vue";
import { AxiosError, type AxiosAdapter } from "axios";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { http } from "@/api/http";
import type { OwnUser, RoomAttachment, RoomAttachments } from "@/api/types";
import { tokens } from "@/auth/tokens";
import { useLightbox } from "./lightbox";
import RoomGallery from "./RoomGallery.vue";

const before = http.defaults.adapter;
let pages: Record<string, RoomAttachments>;
let asked: string[];
let refusal: number | undefined;

const services: AxiosAdapter = async (config) => {
  const response = { status: 200, statusText: "", headers: {}, config };
  if (config.url?.endsWith("/link")) {
    return { ...response, data: { url: `https://store.example${config.url}`, expiresAt: "2100-01-01T00:00:00Z" } };
  }
  const { kind, cursor = "" } = config.params as { kind: string; cursor?: string };
  asked.push(`${config.url} ${kind} ${cursor}`);
  if (refusal) {
    const data = { code: "room-not-found", status: refusal, title: "", detail: "", type: "", traceId: "" };
    throw new AxiosError("refused", undefined, config, undefined, { ...response, status: refusal, data });
  }
  return { ...response, data: pages[`${kind} ${cursor}`] ?? { attachments: [] } };
};

const file = (id: string, of: Partial<RoomAttachment> = {}): RoomAttachment => ({
  id,
  name: `${id}.png`,
  contentType: "image/png",
  size: 1500,
  width: 100,
  height: 100,
  seq: 12,
  ownerId: "citra",
  createdAt: "2030-05-15T12:00:00Z",
  ...of,
});

async function show() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:any(.*)*", component: { render: () => null } }],
  });
  render(RoomGallery, { props: { roomId: "room-1" }, global: { plugins: [router] } });
}

beforeEach(() => {
  setActivePinia(createPinia());
  http.defaults.adapter = services;
  tokens.take({ user: {} as OwnUser, accessToken: "token", expiresAt: "2100-01-01T00:00:00Z" });
  // Nothing has a place here, so nothing would ever come into view.
  vi.stubGlobal("IntersectionObserver", undefined);
  pages = {};
  asked = [];
  refusal = undefined;
});

afterEach(() => {
  Object.assign(http.defaults, { adapter: before });
});

it("shows pictures by month, and opens one among all of them", async () => {
  pages["media "] = {
    attachments: [
      file("may"),
      file("film", { contentType: "video/mp4" }),
      file("april", { createdAt: "2030-04-02T12:00:00Z" }),
    ],
  };
  await show();
  expect((await screen.findAllByRole("heading")).map(({ textContent }) => textContent)).toEqual([
    "May 2030",
    "April 2030",
  ]);
  await userEvent.click((await screen.findByAltText("Photo: april.png")).closest("button") as HTMLElement);
  expect(useLightbox().shown).toMatchObject({ at: 2 });
  expect(useLightbox().shown?.files).toHaveLength(3);
});

it("lists other files with the way to their messages", async () => {
  pages["files "] = { attachments: [file("plan", { name: "plan.pdf", contentType: "application/pdf", seq: 99 })] };
  await show();
  await userEvent.click(screen.getByRole("tab", { name: "Files" }));
  expect(await screen.findByRole("link", { name: "Show plan.pdf in the conversation" })).toHaveAttribute(
    "href",
    "/rooms/room-1?at=99",
  );
  expect(screen.getByRole("button", { name: "Download plan.pdf" })).toBeVisible();
});

it("says that there is nothing yet", async () => {
  await show();
  expect(await screen.findByText("No photos or videos yet")).toBeVisible();
});

it("says why it failed, and tries again", async () => {
  refusal = 404;
  await show();
  const again = await screen.findByRole("button", { name: "Try again" });
  expect(screen.getByText("The files could not be loaded")).toBeVisible();
  refusal = undefined;
  pages["media "] = { attachments: [file("one")] };
  await userEvent.click(again);
  expect(await screen.findByAltText("Photo: one.png")).toBeVisible();
});

it("passes over empty pages, shows nothing twice, and never says that there is nothing while there is more", async () => {
  pages["media "] = { attachments: [], next: "b" };
  pages["media b"] = { attachments: [file("one")], next: "c" };
  pages["media c"] = { attachments: [file("one"), file("two")] };
  await show();
  await screen.findByAltText("Photo: one.png");
  expect(screen.queryByText("No photos or videos yet")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show older" }));
  await screen.findByAltText("Photo: two.png");
  expect(screen.getAllByAltText(/Photo/)).toHaveLength(2);
  expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
});

it("does not ask without end where all pages are empty", async () => {
  pages = new Proxy({}, { get: () => ({ attachments: [], next: "more" }) });
  await show();
  await screen.findByRole("button", { name: "Show older" });
  await waitFor(() => expect(asked).toHaveLength(5));
});
