import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/auth/session";
import { tokens } from "@/auth/tokens";
import { kept, wipe } from "@/offline/database";
import { FakeServer, problem, signedIn } from "@/testing/server";

let server: FakeServer;
beforeEach(async () => {
  await wipe();
  tokens.drop();
  setActivePinia(createPinia());
  server = new FakeServer()
    .on("POST", "/auth/refresh", () => ({ data: signedIn("ann") }))
    .on("POST", "/auth/login", () => ({ data: signedIn("ann") }))
    .on("POST", "/auth/logout", () => ({ status: 204 }));
});

const draft = { roomId: "r1", content: "half", mentions: [] };
const drafts = () => kept((db) => db.count("drafts"), -1);
const fill = () => kept((db) => db.put("drafts", draft), "");
const fillRooms = () => kept((db) => db.put("rooms", { id: "r1" } as never), "");
const rooms = () => kept((db) => db.count("rooms"), -1);

describe("session", () => {
  it("comes back by the cookie", async () => {
    const session = useSession();
    await session.start();
    expect(session).toMatchObject({ state: "signed-in", sessionId: "s1", me: { id: "ann" } });
  });

  it("is anonymous where there is no cookie", async () => {
    server.on("POST", "/auth/refresh", () => problem(401, "session-ended"));
    const session = useSession();
    await session.start();
    expect(session).toMatchObject({ state: "anonymous", endedBecause: null });
  });

  it("has ended, and says why, for somebody who was here before", async () => {
    await useSession().start();
    await vi.waitFor(async () => expect(await kept((db) => db.get("facts", "me"), null)).toBeTruthy());
    await fill();
    await fillRooms();
    setActivePinia(createPinia());
    server.on("POST", "/auth/refresh", () => problem(401, "session-ended"));
    tokens.refuse(tokens.current);
    const session = useSession();
    await session.start();
    await vi.waitFor(() => expect(session).toMatchObject({ state: "ended", endedBecause: "session-ended" }));
    await vi.waitFor(async () => expect(await rooms()).toBe(0));
    expect(await drafts()).toBe(1);
  });

  it("starts without an answer as whom this browser remembers", async () => {
    await useSession().start();
    await vi.waitFor(async () => expect(await kept((db) => db.get("facts", "me"), null)).toBeTruthy());
    setActivePinia(createPinia());
    server.on("POST", "/auth/refresh", () => "nobody");
    tokens.refuse(tokens.current);
    const session = useSession();
    await session.start();
    expect(session).toMatchObject({ state: "signed-in", me: { id: "ann" } });
  });

  it("asks for the refresh token in a cookie", async () => {
    await useSession().logIn({ email: "a@example.org", password: "secret" });
    expect(server.requests("POST", "/auth/login")[0]?.body).toMatchObject({ cookie: true });
  });

  it("wipes everything at logout, also when the server does not answer", async () => {
    const session = useSession();
    await session.start();
    const over = vi.fn();
    session.whenOver(over);
    await fill();
    server.on("POST", "/auth/logout", () => "nobody");
    await session.logOut();
    expect(session).toMatchObject({ state: "anonymous", me: null });
    expect(over).toHaveBeenCalled();
    expect(await drafts()).toBe(0);
    expect(await kept((db) => db.get("facts", "me"), null)).toBeUndefined();
    expect(tokens.current).toBe("");
  });

  it("wipes what the person before left when another one signs in", async () => {
    const session = useSession();
    await session.start();
    await vi.waitFor(async () => expect(await kept((db) => db.get("facts", "me"), null)).toBeTruthy());
    await fill();
    server.on("POST", "/auth/login", () => ({ data: signedIn("bo", 2) }));
    await session.logIn({ email: "bo@example.org", password: "secret" });
    expect(session.me?.id).toBe("bo");
    expect(await drafts()).toBe(0);
  });

  it("logs out with another tab", async () => {
    const session = useSession();
    await session.start();
    await fill();
    const otherTab = new BroadcastChannel("whispra-session");
    otherTab.postMessage({ kind: "out" });
    await vi.waitFor(() => expect(session.state).toBe("anonymous"));
    await vi.waitFor(async () => expect(await drafts()).toBe(0));
    otherTab.close();
  });

  it("follows another tab in which somebody else signed in", async () => {
    const session = useSession();
    await session.start();
    const over = vi.fn();
    session.whenOver(over);
    const otherTab = new BroadcastChannel("whispra-session");
    otherTab.postMessage({ kind: "token", answer: signedIn("bo", 3) });
    await vi.waitFor(() => expect(session.me?.id).toBe("bo"));
    expect(over).toHaveBeenCalledOnce();
    otherTab.close();
  });

  it("ends with the reason when the account is disabled, and leaves nothing", async () => {
    const session = useSession();
    await session.start();
    await fill();
    await session.finish("account-disabled");
    expect(session).toMatchObject({ state: "ended", endedBecause: "account-disabled" });
    expect(await drafts()).toBe(0);
  });
});
