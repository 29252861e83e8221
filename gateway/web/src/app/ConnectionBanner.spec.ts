import { render, screen } from "@testing-library/vue";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ownProblem } from "@/api/problem";
import { useConnection } from "@/live/connection";
import ConnectionBanner from "./ConnectionBanner.vue";

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
  useConnection().$patch({ state: "live", synced: true });
  render(ConnectionBanner);
});
afterEach(() => vi.useRealTimers());

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const said = () => screen.getByRole("status").textContent?.trim() ?? "";

it("says nothing while all is well, nor of what passes at once", async () => {
  await wait(5000);
  expect(said()).toBe("");
  useConnection().$patch({ state: "connecting", synced: false });
  await wait(1000);
  useConnection().$patch({ state: "live", synced: true });
  await wait(5000);
  expect(said()).toBe("");
});

it("counts down to the next try for the eye, and not for the ear, and tries when it is asked to", async () => {
  const retry = vi.spyOn(useConnection(), "retryNow").mockImplementation(() => undefined);
  useConnection().$patch({ state: "waiting", synced: false, retryAt: Date.now() + 9000 });
  await wait(2000);
  const line = screen.getByText("Connecting again in 7 seconds");
  expect(line).toHaveAttribute("aria-hidden", "true");
  await wait(6000);
  expect(line).toHaveTextContent("Connecting again in 1 second");
  screen.getByRole("button", { name: "Try now" }).click();
  expect(retry).toHaveBeenCalledOnce();
});

it("says that what is shown may be old", async () => {
  useConnection().$patch({ synced: false });
  await wait(2000);
  expect(said()).toBe("Catching up…");
});

it("says at once why it has stopped, also a reason of a newer server", async () => {
  useConnection().$patch({ state: "stopped", problem: ownProblem("upgrade-required") });
  await wait(0);
  expect(said()).toMatch(/^This browser cannot keep a live connection/);
  useConnection().$patch({ problem: ownProblem("moon-phase", "Not at full moon.") });
  await wait(0);
  expect(said()).toMatch(/^Not at full moon/);
  expect(screen.getByRole("button", { name: "Try now" })).toBeVisible();
});
