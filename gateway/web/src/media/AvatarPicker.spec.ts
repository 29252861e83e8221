import userEvent from "@testing-library/user-event";
import { fireEvent, render, screen, waitFor } from "@testing-library/vue";
import axios, { AxiosError, type AxiosAdapter } from "axios";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { http } from "@/api/http";
import type { OwnUser } from "@/api/types";
import { tokens } from "@/auth/tokens";
import AvatarPicker from "./AvatarPicker.vue";
import { forgetReach } from "./upload";

const before = { api: http.defaults.adapter, store: axios.defaults.adapter };
let refusal: { status: number; code: string } | undefined;
let drawn: unknown[][];
let asked: string[];

const services: AxiosAdapter = async (config) => {
  asked.push(`${config.method} ${config.url}`);
  const response = { status: 200, statusText: "", headers: {}, config };
  if (refusal) {
    const data = { ...refusal, title: "", detail: "", type: "", traceId: "" };
    throw new AxiosError("refused", undefined, config, undefined, { ...response, status: refusal.status, data });
  }
  const upload = { method: "PUT", url: "https://store.example/in", headers: {}, expiresAt: "" };
  return { ...response, data: { id: "a1", status: "pending", upload } };
};

/** What a browser would draw with: the test's own pictures have only sizes. */
function pretend(width: number, height: number) {
  vi.stubGlobal("createImageBitmap", async () => ({ width, height, close: () => undefined }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    fillRect: () => undefined,
    drawImage: (...args: unknown[]) => drawn.push(args.slice(1)),
  } as unknown as CanvasRenderingContext2D);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done) => done(new Blob(["jpeg"])));
}

const choose = (file = new File(["x"], "me.png", { type: "image/png" })) => {
  const input = document.querySelector("input") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  return fireEvent.change(input);
};

beforeEach(() => {
  setActivePinia(createPinia());
  forgetReach();
  refusal = undefined;
  drawn = [];
  asked = [];
  http.defaults.adapter = services;
  axios.defaults.adapter = services;
  tokens.take({ user: {} as OwnUser, accessToken: "token", expiresAt: "2100-01-01T00:00:00Z" });
});

afterEach(() => {
  Object.assign(http.defaults, { adapter: before.api });
  Object.assign(axios.defaults, { adapter: before.store });
  vi.unstubAllGlobals();
});

it("uploads the square in the middle, no larger than it is needed", async () => {
  pretend(3000, 2000);
  const view = render(AvatarPicker, { props: { name: "Ana", id: "ana" } });
  await choose();
  await waitFor(() => expect(view.emitted("picked")).toEqual([["a1"]]));
  expect(drawn).toEqual([[500, 0, 2000, 2000, 0, 0, 512, 512]]);
});

it("does not make a small picture larger", async () => {
  pretend(100, 300);
  const view = render(AvatarPicker, { props: { name: "Ana", id: "ana" } });
  await choose();
  await waitFor(() => expect(view.emitted("picked")).toBeTruthy());
  expect(drawn).toEqual([[0, 100, 100, 100, 0, 0, 100, 100]]);
});

it("says that it cannot read what is no picture, and asks nobody", async () => {
  vi.stubGlobal("createImageBitmap", async () => Promise.reject(new DOMException("no", "InvalidStateError")));
  const view = render(AvatarPicker, { props: { name: "Ana", id: "ana" } });
  await choose(new File(["<html>"], "x.png", { type: "image/png" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("cannot read that as a picture");
  expect(asked).toEqual([]);
  expect(view.emitted("picked")).toBeUndefined();
});

it("says why the server did not take it, and shows the letters again", async () => {
  pretend(100, 100);
  refusal = { status: 413, code: "quota-exceeded" };
  render(AvatarPicker, { props: { name: "Ana", id: "ana" } });
  await choose();
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(document.querySelector("img")).toBeNull();
});

it("takes a picture away where there is one", async () => {
  const view = render(AvatarPicker, { props: { name: "Ana", id: "ana" } });
  expect(screen.queryByRole("button", { name: "Remove" })).toBeNull();
  await view.rerender({ avatarId: "a0" });
  await userEvent.click(screen.getByRole("button", { name: "Remove" }));
  expect(view.emitted("removed")).toEqual([[]]);
});
