import { vi } from "vitest";

/** Timers stand still until `pass`; the database, which has its own, does not. */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
}

/** Lets this many milliseconds pass, and what the database has to do. */
export async function pass(ms = 0): Promise<void> {
  await idle();
  await vi.advanceTimersByTimeAsync(ms);
  await idle();
}

async function idle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
