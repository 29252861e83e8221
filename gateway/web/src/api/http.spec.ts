import { beforeEach, describe, expect, it, vi } from "vitest";
import { http, problemOf } from "@/api/http";
import { ownProblem, Refusal } from "@/api/problem";
import { tokens } from "@/auth/tokens";
import { FakeServer, problem, signedIn } from "@/testing/server";

let server: FakeServer;
beforeEach(() => {
  let n = 0;
  tokens.drop();
  server = new FakeServer().on("POST", "/auth/refresh", () => ({ data: signedIn("ann", ++n) }));
});

describe("http", () => {
  it("adds the access token, and replaces one that is refused, once", async () => {
    server.on("GET", "/me", ({ token }) =>
      token === signedIn("ann", 1).accessToken ? problem(401, "unauthenticated") : { data: "me" },
    );
    expect((await http.get("/me")).data).toBe("me");
    expect(server.requests("POST", "/auth/refresh")).toHaveLength(2);
  });

  it("gives up when the second token is refused too", async () => {
    server.on("GET", "/me", () => problem(401, "unauthenticated"));
    await expect(http.get("/me")).rejects.toSatisfy((error) => problemOf(error).code === "unauthenticated");
    expect(server.requests("GET", "/me")).toHaveLength(2);
  });

  it("waits as long as the server asks, and repeats what is safe to repeat", async () => {
    vi.useFakeTimers();
    let busy = true;
    server.on("GET", "/rooms", () => (busy ? problem(503, "unavailable", { retryAfterMs: 4000 }) : { data: [] }));
    const asking = http.get("/rooms");
    await vi.advanceTimersByTimeAsync(3900);
    expect(server.requests("GET", "/rooms")).toHaveLength(1);
    busy = false;
    await vi.advanceTimersByTimeAsync(200);
    expect((await asking).data).toEqual([]);
    vi.useRealTimers();
  });

  it("repeats no POST that may have been done, unless it carries a clientId", async () => {
    vi.useFakeTimers();
    server.on("POST", "/rooms", () => problem(503, "unavailable", { retryAfterMs: 10 }));
    await expect(http.post("/rooms", {})).rejects.toThrow();
    expect(server.requests("POST", "/rooms")).toHaveLength(1);
    const asking = expect(http.post("/rooms", {}, { repeatable: true })).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(100);
    await asking;
    expect(server.requests("POST", "/rooms")).toHaveLength(4);
    vi.useRealTimers();
  });

  it("tells rather than waits when the server asks for much patience", async () => {
    server.on("GET", "/users", () => problem(429, "too-many-requests", { retryAfterMs: 60_000 }));
    await expect(http.get("/users")).rejects.toSatisfy((error) => problemOf(error).retryAfterMs === 60_000);
  });
});

describe("problemOf", () => {
  it("tells what was refused, that nobody answered, and that it was given up", async () => {
    server.on("GET", "/a", () => problem(409, "last-admin")).on("GET", "/b", () => "nobody");
    expect(problemOf(await http.get("/a").catch((e) => e))).toMatchObject({ status: 409, code: "last-admin" });
    expect(problemOf(await http.get("/b").catch((e) => e)).code).toBe("offline");
    expect(problemOf(new DOMException("", "AbortError")).code).toBe("cancelled");
    expect(problemOf(new Refusal(ownProblem("quota"))).code).toBe("quota");
  });

  it("makes a problem of an answer that is none, as of a proxy", async () => {
    server.on("POST", "/x", () => ({ status: 502, data: "<html>", headers: { "retry-after": "7" } }));
    expect(problemOf(await http.post("/x").catch((e) => e))).toMatchObject({
      code: "unavailable",
      status: 502,
      retryAfterMs: 7000,
    });
    expect(problemOf("boo")).toMatchObject({ code: "internal", detail: "boo" });
    expect(problemOf(undefined).code).toBe("internal");
  });
});
