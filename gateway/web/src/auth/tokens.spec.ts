import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "@/api/problem";
import { Tokens } from "@/auth/tokens";
import { fakeLocks } from "@/testing/locks";
import { signedIn } from "@/testing/server";

let channel: string;
beforeEach(() => void (channel = `tokens-${Math.random()}`));
afterEach(() => vi.useRealTimers());

describe("tokens", () => {
  it("refreshes once for all who ask at the same time", async () => {
    const refresh = vi.fn(async () => signedIn("ann"));
    const tab = new Tokens(refresh, fakeLocks(), channel);
    const got = await Promise.all([tab.fresh(), tab.fresh(), tab.fresh()]);
    expect(refresh).toHaveBeenCalledOnce();
    expect(new Set(got).size).toBe(1);
  });

  it("refreshes once for two tabs, and gives the other one the same token", async () => {
    const locks = fakeLocks();
    const refresh = vi.fn(async () => signedIn("ann", refresh.mock.calls.length));
    const one = new Tokens(refresh, locks, channel);
    const two = new Tokens(refresh, locks, channel);
    const [mine, yours] = await Promise.all([one.fresh(), two.fresh()]);
    expect(refresh).toHaveBeenCalledOnce();
    expect(yours).toBe(mine);
  });

  it("refreshes by itself when the other tab's refresh failed", async () => {
    const locks = fakeLocks();
    const failing = new Tokens(() => Promise.reject(new Error("gone")), locks, channel);
    const tab = new Tokens(async () => signedIn("ann"), locks, channel);
    const [failed, token] = await Promise.allSettled([failing.fresh(), tab.fresh()]);
    expect(failed.status).toBe("rejected");
    expect(token).toMatchObject({ status: "fulfilled", value: signedIn("ann").accessToken });
  });

  it("does without locks where a browser has none", async () => {
    const tab = new Tokens(async () => signedIn("ann"), undefined, channel);
    expect(await tab.fresh()).toBe(signedIn("ann").accessToken);
  });

  it("replaces a token shortly before it ends, and trusts its lifetime rather than this clock", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const refresh = vi.fn(async () => ({
      ...signedIn("ann", refresh.mock.calls.length),
      expiresAt: "2001-01-01T00:00:00Z",
    }));
    const tab = new Tokens(refresh, undefined, channel);
    await tab.fresh();
    vi.setSystemTime(Date.now() + 569_000);
    await tab.fresh();
    expect(refresh).toHaveBeenCalledOnce();
    vi.setSystemTime(Date.now() + 2000);
    await tab.fresh();
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it("says that the session is over when the cookie is refused, and not when nobody answers", async () => {
    const ended = new Tokens(() => Promise.reject(new Refusal({ code: "session-ended" } as never)), undefined, channel);
    ended.onOver = vi.fn();
    await expect(ended.fresh()).rejects.toThrow("session-ended");
    expect(ended.onOver).toHaveBeenCalledWith("session-ended");
    const offline = new Tokens(() => Promise.reject(new Error("offline")), undefined, `${channel}2`);
    offline.onOver = vi.fn();
    await expect(offline.fresh()).rejects.toThrow("offline");
    expect(offline.onOver).not.toHaveBeenCalled();
  });

  it("tells the other tabs of a logout, and drops a refresh that was under way", async () => {
    let answer: (signed: ReturnType<typeof signedIn>) => void = () => {};
    const one = new Tokens(() => new Promise((resolve) => (answer = resolve)), undefined, channel);
    const two = new Tokens(async () => signedIn("ann"), undefined, channel);
    two.onOver = vi.fn();
    const refreshing = one.fresh();
    one.drop();
    answer(signedIn("ann"));
    await expect(refreshing).rejects.toThrow("cancelled");
    expect(one.current).toBe("");
    await vi.waitFor(() => expect(two.onOver).toHaveBeenCalledWith("signed-out"));
  });

  it("forgets only the token that was refused", async () => {
    const tab = new Tokens(async () => signedIn("ann", 2), undefined, channel);
    const token = await tab.fresh();
    tab.refuse("another");
    expect(tab.current).toBe(token);
    tab.refuse(token);
    expect(tab.current).toBe("");
  });
});
