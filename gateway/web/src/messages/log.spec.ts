import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry, EntryPage } from "@/api/types";
import { HOLD, RoomLog } from "@/messages/log";
import { text } from "@/testing/socket";

let applied: number[];
let server: Entry[];
const limited = vi.fn();
const skipped = vi.fn();
const fetch = vi.fn<(after: number) => Promise<EntryPage>>();

beforeEach(() => {
  vi.useFakeTimers();
  applied = [];
  server = Array.from({ length: 500 }, (_, i) => text(i + 1));
  limited.mockReset();
  skipped.mockReset();
  fetch.mockReset();
  fetch.mockImplementation(async (after) => page(after, server.length));
});
afterEach(() => vi.useRealTimers());

function page(after: number, head: number, limit = 200): EntryPage {
  const entries = server.filter(({ seq }) => seq > after && seq <= head).slice(0, limit);
  return { entries, headSeq: head, hasMore: after + entries.length < head };
}

function logAt(seq: number): RoomLog {
  const log = new RoomLog({ fetch, limited, skipped, applied: (entry) => applied.push(entry.seq) });
  log.base(seq);
  return log;
}

describe("rule 1: the log of a room", () => {
  it("applies the next entry at once", () => {
    logAt(4).receive(text(5));
    expect(applied).toEqual([5]);
  });

  it("ignores what it has", () => {
    const log = logAt(4);
    [text(4), text(1), text(5), text(5)].forEach((entry) => log.receive(entry));
    expect(applied).toEqual([5]);
  });

  it("holds what came too early until those before it came, and asks for nothing", async () => {
    const log = logAt(4);
    [text(7), text(6)].forEach((entry) => log.receive(entry));
    expect(applied).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOLD - 1);
    log.receive(text(5));
    await vi.advanceTimersByTimeAsync(5000);
    expect(applied).toEqual([5, 6, 7]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("fetches what is missing after 250 ms", async () => {
    fetch.mockImplementation(async (after) => page(after, 8));
    logAt(4).receive(text(8));
    await vi.advanceTimersByTimeAsync(HOLD - 1);
    expect(fetch).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(4);
    expect(applied).toEqual([5, 6, 7, 8]);
  });

  it("applies what came while it was fetching, in order and once", async () => {
    let answer: (found: EntryPage) => void = () => {};
    fetch.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const log = logAt(4);
    log.receive(text(7));
    await vi.advanceTimersByTimeAsync(HOLD);
    log.receive(text(8));
    answer(page(4, 7));
    await vi.advanceTimersByTimeAsync(5000);
    expect(applied).toEqual([5, 6, 7, 8]);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("tries again when nobody answers", async () => {
    fetch.mockRejectedValueOnce(new Error("offline"));
    fetch.mockImplementation(async (after) => page(after, 6));
    logAt(4).receive(text(6));
    await vi.advanceTimersByTimeAsync(HOLD + 5000);
    expect(applied).toEqual([5, 6]);
  });

  it("tries again when who answers does not have the end yet", async () => {
    fetch.mockImplementationOnce(async (after) => page(after, 4));
    fetch.mockImplementation(async (after) => page(after, 6));
    logAt(4).receive(text(6));
    await vi.advanceTimersByTimeAsync(HOLD + 5000);
    expect(applied).toEqual([5, 6]);
    expect(limited).not.toHaveBeenCalled();
  });

  it("is void when the log went on too far to be followed", async () => {
    server = Array.from({ length: 5000 }, (_, i) => text(i + 1));
    fetch.mockImplementation(async (after) => page(after, 5000));
    logAt(4).receive(text(5000));
    await vi.advanceTimersByTimeAsync(HOLD);
    expect(limited).toHaveBeenCalledOnce();
  });

  it("is void when what is missing is not for this client", async () => {
    fetch.mockImplementation(async () => ({ entries: [text(40)], headSeq: 40, hasMore: false }));
    logAt(4).receive(text(40));
    await vi.advanceTimersByTimeAsync(HOLD + 20_000);
    expect(limited).toHaveBeenCalledOnce();
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("keeps a bound on what it holds", () => {
    const log = logAt(1);
    for (let seq = 3; seq < 1200; seq++) {
      log.receive(text(seq));
    }
    expect(limited).toHaveBeenCalled();
  });
});

describe("rule 2: the log while a sync is under way", () => {
  it("fetches nothing, because the answer closes the hole", async () => {
    const log = logAt(4);
    log.sync(true);
    log.receive(text(7));
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetch).not.toHaveBeenCalled();
    [text(5), text(6), text(7)].forEach((entry) => log.receive(entry));
    log.sync(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(applied).toEqual([5, 6, 7]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("fetches what the answer did not bring", async () => {
    fetch.mockImplementation(async (after) => page(after, 7));
    const log = logAt(4);
    log.receive(text(7));
    log.sync(true);
    await vi.advanceTimersByTimeAsync(HOLD);
    expect(fetch).not.toHaveBeenCalled();
    log.sync(false);
    await vi.advanceTimersByTimeAsync(HOLD);
    expect(applied).toEqual([5, 6, 7]);
  });
});

describe("rule 5: entries and a page", () => {
  it("holds what came before it was known where the log begins", () => {
    const log = new RoomLog({ fetch, limited, skipped, applied: (entry) => applied.push(entry.seq) });
    [text(3), text(5), text(6)].forEach((entry) => log.receive(entry));
    log.base(4);
    expect(applied).toEqual([5, 6]);
    expect(log.seq).toBe(6);
  });

  it("remembers what was applied after a page was read", () => {
    const log = logAt(4);
    [5, 6, 7].forEach((seq) => log.receive(text(seq)));
    expect(log.since(5)?.map(({ seq }) => seq)).toEqual([6, 7]);
    expect(log.since(7)).toEqual([]);
    expect(log.since(9)).toEqual([]);
    expect(log.since(4)?.map(({ seq }) => seq)).toEqual([5, 6, 7]);
    expect(log.since(3)).toBeUndefined();
  });

  it("forgets old entries, and says so", () => {
    const log = logAt(0);
    server.forEach((entry) => log.receive(entry));
    expect(log.since(450)).toHaveLength(50);
    expect(log.since(100)).toBeUndefined();
  });

  it("says when a list has passed it, and releases what comes behind", () => {
    const log = logAt(4);
    expect(skipped).not.toHaveBeenCalled();
    log.receive(text(9));
    log.base(8);
    expect(skipped).toHaveBeenCalledOnce();
    expect(applied).toEqual([9]);
  });

  it("never goes back by a list that is older than it", () => {
    const log = logAt(9);
    log.base(4);
    expect(log.seq).toBe(9);
  });
});

describe("heads", () => {
  it("find a last entry that was lost", async () => {
    fetch.mockImplementation(async (after) => page(after, 5));
    logAt(4).reaches(5);
    await vi.advanceTimersByTimeAsync(HOLD);
    expect(applied).toEqual([5]);
  });

  it("ask for nothing that is there", async () => {
    logAt(4).reaches(4);
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetch).not.toHaveBeenCalled();
  });
});
