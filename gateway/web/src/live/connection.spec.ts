import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "@/api/problem";
import { useSession } from "@/auth/session";
import { tokens } from "@/auth/tokens";
import { backoff } from "@/live/backoff";
import { useConnection } from "@/live/connection";
import { FakeServer, problem as refusal, signedIn } from "@/testing/server";
import { FakeSockets, ready } from "@/testing/socket";
import { pass, stopTime } from "@/testing/time";

let server: FakeServer;
let sockets: FakeSockets;
let refreshes: number;

beforeEach(async () => {
  stopTime();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  tokens.drop();
  refreshes = 0;
  server = new FakeServer().on("POST", "/auth/refresh", () => ({ data: signedIn("ann", ++refreshes) }));
  sockets = new FakeSockets();
  setActivePinia(createPinia());
  await useSession().start();
});
afterEach(() => {
  useConnection().stop();
  vi.useRealTimers();
});

async function start() {
  const connection = useConnection();
  connection.openWith(sockets.open);
  connection.start();
  await pass(0);
  return connection;
}

const code = (of: number, why: string, more: object = {}) => ({
  code: of,
  resumable: true,
  problem: problem(of - 4000, why),
  ...more,
});
const problem = (status: number, why: string) => (refusal(status, why) as { data: never }).data;

describe("the connection", () => {
  it("is live when the server is ready, with a fresh token, and knows the server's clock", async () => {
    sockets.connects = (socket) =>
      socket.say("ready", ready({ serverTime: new Date(Date.now() + 90_000).toISOString() }));
    const connection = await start();
    expect(connection).toMatchObject({ state: "live", clockOffset: 90_000, problem: null });
    expect(sockets.last.token).toBe(signedIn("ann", 1).accessToken);
    expect(connection.ready?.limits.syncRooms).toBe(200);
  });

  it("answers what was asked, and refuses with the server's problem", async () => {
    sockets.answers["room.read"] = () => {
      throw new Refusal(problem(404, "room-not-found"));
    };
    const connection = await start();
    expect(await connection.ask("presence.watch", { userIds: [] })).toEqual({ states: {} });
    await expect(connection.ask("room.read", { roomId: "r1", seq: 1 })).rejects.toMatchObject({
      problem: { code: "room-not-found" },
    });
  });

  it("refuses as offline what is asked without a connection, and as a timeout what nobody answers", async () => {
    await expect(useConnection().ask("typing", { roomId: "r1", on: true })).rejects.toMatchObject({
      problem: { code: "offline" },
    });
    sockets.answers.typing = () => new Promise(() => {});
    const connection = await start();
    const asking = expect(connection.ask("typing", { roomId: "r1", on: true })).rejects.toMatchObject({
      problem: { code: "timeout" },
    });
    await pass(30_000);
    await asking;
  });

  it("keeps one who cannot read what came from keeping it from the others", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const connection = await start();
    const heard = vi.fn();
    connection.on("heads", () => {
      throw new Error("boo");
    });
    connection.on("heads", heard);
    sockets.last.say("heads", { r1: 3 });
    expect(heard).toHaveBeenCalledWith({ r1: 3 });
  });

  it("gives the socket a newer token before its own ends", async () => {
    const connection = await start();
    await pass(541_000);
    expect(sockets.last.of("auth.refresh")).toEqual([{ token: signedIn("ann", 2).accessToken }]);
    expect(connection.state).toBe("live");
    await pass(541_000);
    expect(sockets.last.of("auth.refresh")).toHaveLength(2);
    expect(sockets.all).toHaveLength(1);
  });

  it("hears nothing of a socket that it has left", async () => {
    const connection = await start();
    const heard = vi.fn();
    connection.on("heads", heard);
    const old = sockets.last;
    old.drop();
    await pass(2000);
    expect(sockets.all).toHaveLength(2);
    old.say("heads", { r1: 3 });
    old.drop();
    expect(heard).not.toHaveBeenCalled();
    expect(connection.state).toBe("live");
  });
});

describe("rule 7: coming back", () => {
  it("waits with full jitter between half a second and a bound that doubles up to 30 s", () => {
    expect([1, 2, 3, 6, 7, 50].map((tries) => backoff(tries, () => 1))).toEqual([
      1000, 2000, 4000, 30_000, 30_000, 30_000,
    ]);
    expect(backoff(50, () => 0)).toBe(500);
    expect(backoff(3, () => 0.5)).toBe(2250);
  });

  it("comes back by itself, each time later, for as long as nobody answers", async () => {
    const connection = await start();
    sockets.connects = (socket) => socket.refuse(undefined);
    sockets.last.drop();
    expect(connection).toMatchObject({ state: "waiting", synced: false, retryAt: Date.now() + 750 });
    await pass(120_000);
    const tried = sockets.all.length;
    expect(tried).toBeGreaterThan(6);
    expect(tried).toBeLessThan(16);
    expect(connection.state).toBe("waiting");
    sockets.connects = (socket) => socket.say("ready", ready());
    await pass(30_000);
    expect(connection).toMatchObject({ state: "live", retryAt: null });
  });

  it("waits as long as the server asks", async () => {
    const connection = await start();
    sockets.last.say("bye", code(4503, "unavailable", { retryAfterMs: 20_000 }));
    sockets.last.drop();
    expect(connection.retryAt).toBe(Date.now() + 20_000);
    await pass(19_900);
    expect(sockets.all).toHaveLength(1);
    await pass(200);
    expect(connection.state).toBe("live");
  });

  it("comes back to a server that found it a slow reader", async () => {
    const connection = await start();
    sockets.last.say("bye", code(4508, "slow-reader"));
    sockets.last.drop();
    await pass(1000);
    expect(connection.state).toBe("live");
  });

  it("stops after the same refusal three times, tells why, and tries again when the person says so", async () => {
    sockets.connects = (socket) => socket.refuse(problem(426, "upgrade-required"));
    const connection = await start();
    await pass(120_000);
    expect(connection).toMatchObject({ state: "stopped", problem: { code: "upgrade-required" }, retryAt: null });
    expect(sockets.all).toHaveLength(3);
    sockets.connects = (socket) => socket.say("ready", ready());
    connection.retryNow();
    await pass(0);
    expect(connection).toMatchObject({ state: "live", problem: null });
  });

  it("does not stop because of refusals that differ", async () => {
    let n = 0;
    sockets.connects = (socket) => socket.refuse(problem(409, n++ % 2 ? "replaced" : "conflict"));
    const connection = await start();
    await pass(60_000);
    expect(connection.state).toBe("waiting");
  });

  it("comes back with a new token when the old one is refused", async () => {
    const connection = await start();
    sockets.last.say("bye", code(4401, "unauthenticated"));
    sockets.last.drop();
    await pass(1000);
    expect(connection.state).toBe("live");
    expect(sockets.last.token).toBe(signedIn("ann", 2).accessToken);
  });

  it("ends with the session when it was ended elsewhere", async () => {
    const connection = await start();
    server.on("POST", "/auth/refresh", () => refusal(401, "session-ended"));
    sockets.last.say("bye", code(4401, "session-revoked", { resumable: false }));
    sockets.last.drop();
    await pass(60_000);
    expect(useSession()).toMatchObject({ state: "ended", endedBecause: "session-ended" });
    expect(connection.state).toBe("idle");
    expect(sockets.all).toHaveLength(1);
  });

  it("ends with the account", async () => {
    const connection = await start();
    sockets.last.say("bye", code(4403, "account-disabled", { resumable: false }));
    sockets.last.drop();
    await pass(60_000);
    expect(useSession()).toMatchObject({ state: "ended", endedBecause: "account-disabled" });
    expect(connection.state).toBe("idle");
    expect(sockets.all).toHaveLength(1);
  });

  it("does not try while the browser is offline, and tries at once when it is online", async () => {
    const connection = await start();
    const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    dispatchEvent(new Event("offline"));
    expect(connection).toMatchObject({ state: "offline", synced: false });
    await pass(60_000);
    expect(sockets.all).toHaveLength(1);
    onLine.mockReturnValue(true);
    dispatchEvent(new Event("online"));
    await pass(0);
    expect(connection.state).toBe("live");
  });

  it("opens a new socket after the machine slept", async () => {
    const connection = await start();
    vi.setSystemTime(Date.now() + 600_000);
    await pass(5000);
    expect(sockets.all[0]?.closed).toBe(true);
    expect(sockets.all).toHaveLength(2);
    expect(connection.state).toBe("live");
  });

  it("gives up a socket on which the server never gets ready", async () => {
    sockets.connects = () => {};
    const connection = await start();
    expect(connection.state).toBe("connecting");
    await pass(15_000);
    expect(connection).toMatchObject({ state: "waiting", problem: { code: "timeout" } });
    expect(sockets.all[0]?.closed).toBe(true);
  });

  it("waits rather than stops when the token cannot be renewed for want of a network", async () => {
    tokens.refuse(tokens.current);
    server.on("POST", "/auth/refresh", () => "nobody");
    const connection = await start();
    await pass(60_000);
    expect(connection).toMatchObject({ state: "waiting", problem: { code: "offline" } });
    expect(sockets.all).toHaveLength(0);
  });

  it("is over at logout", async () => {
    const connection = await start();
    await useSession().logOut();
    expect(connection.state).toBe("idle");
    expect(sockets.last.closed).toBe(true);
  });
});
