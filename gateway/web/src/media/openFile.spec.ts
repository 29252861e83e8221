import { AxiosError, type AxiosAdapter } from "axios";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { http } from "@/api/http";
import type { OwnUser } from "@/api/types";
import { tokens } from "@/auth/tokens";
import { download, openInTab } from "./openFile";

const STORE = "https://store.example/a1?signed";
const before = http.defaults.adapter;
let link: () => string;
let clicked: { href: string; download: string; target: string; rel: string }[];

beforeEach(() => {
  link = () => STORE;
  clicked = [];
  tokens.take({ user: {} as OwnUser, accessToken: "token", expiresAt: "2100-01-01T00:00:00Z" });
  http.defaults.adapter = (async (config) => ({
    data: { url: link(), expiresAt: "2100-01-01T00:00:00Z" },
    status: 200,
    statusText: "",
    headers: {},
    config,
  })) satisfies AxiosAdapter;
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push({ href: this.href, download: this.download, target: this.target, rel: this.rel });
  });
});

afterEach(() => {
  Object.assign(http.defaults, { adapter: before });
  vi.unstubAllGlobals();
});

const refuse = () => {
  link = () => {
    throw new AxiosError("Network Error");
  };
};

describe("downloading", () => {
  it("goes straight to what the store only ever gives as a download", async () => {
    const fetched = vi.spyOn(globalThis, "fetch");
    await download({ id: "a1", name: "notes.txt", contentType: "application/octet-stream" });
    expect(clicked).toMatchObject([{ href: STORE, download: "notes.txt" }]);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("fetches what the store shows, and saves it under its name", async () => {
    vi.stubGlobal("fetch", async () => new Response("png"));
    await download({ id: "a1", name: "beach.png", contentType: "image/png" });
    expect(clicked).toMatchObject([{ href: expect.stringMatching(/^blob:/) as string, download: "beach.png" }]);
  });

  it.each([
    ["may not be fetched", async () => Promise.reject(new TypeError("Failed to fetch"))],
    ["is refused", async () => new Response("<Error/>", { status: 403 })],
  ])("opens in a tab what %s", async (_, fetched) => {
    vi.stubGlobal("fetch", fetched);
    await download({ id: "a1", name: "beach.png", contentType: "image/png" });
    expect(clicked).toMatchObject([{ href: STORE, target: "_blank", rel: "noopener noreferrer", download: "" }]);
  });

  it("fails when there is no link", async () => {
    refuse();
    await expect(download({ id: "a1", name: "x", contentType: "image/png" })).rejects.toThrow();
    expect(clicked).toEqual([]);
  });
});

describe("opening in a tab", () => {
  const tab = () => ({ opener: {} as unknown, location: { replace: vi.fn() }, close: vi.fn() });

  it("opens it with the press, and leads it to the link without a way back to us", async () => {
    const opened = tab();
    vi.spyOn(window, "open").mockReturnValue(opened as unknown as Window);
    const opening = openInTab("a1");
    expect(window.open).toHaveBeenCalledOnce();
    await opening;
    expect(opened.location.replace).toHaveBeenCalledWith(STORE);
    expect(opened.opener).toBeNull();
  });

  it("closes it again when there is no link", async () => {
    const opened = tab();
    vi.spyOn(window, "open").mockReturnValue(opened as unknown as Window);
    refuse();
    await expect(openInTab("a1")).rejects.toThrow();
    expect(opened.close).toHaveBeenCalledOnce();
  });
});
