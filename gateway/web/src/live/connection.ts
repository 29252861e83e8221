import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";
import { isPassing, isProblem, ownProblem, problemOf, Refusal } from "@/api/problem";
import type { Asked, Problem, Ready, Told } from "@/api/types";
import { useSession } from "@/auth/session";
import { tokens } from "@/auth/tokens";
import { backoff } from "@/live/backoff";
import { type OpenSocket, openSocket, type Socket } from "@/live/socket";

type Handler<E extends keyof Told> = (data: Told[E]) => void;

/** After this many refusals of one kind in a row nothing is tried any more until the person says so. */
const SAME_REFUSALS = 3;
/** In milliseconds. */
const READY_WITHIN = 15_000;
const ANSWER_WITHIN = 20_000;
const REFRESH_BEFORE = 60_000;
/** A clock that jumped this far means that the machine slept. */
const SLEPT = 20_000;
const EVENTS = [
  "room.event",
  "room.added",
  "room.removed",
  "room.signal",
  "user.event",
  "presence.batch",
  "heads",
  "resync",
] as const;

export const useConnection = defineStore("connection", () => {
  const session = useSession();
  const state = ref<"idle" | "connecting" | "live" | "waiting" | "offline" | "stopped">("idle");
  const retryAt = ref<number | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const synced = ref(false);
  const ready = shallowRef<Ready | null>(null);
  /** Add it to this client's clock to get the server's, in milliseconds. */
  const clockOffset = ref(0);

  const handlers = new Map<string, Set<(data: never) => void>>();
  let open: OpenSocket = openSocket;
  let socket: Socket | null = null;
  let bye: Told["bye"] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let lastBeat = 0;
  let tries = 0;
  let refusals = { code: "", count: 0 };

  function start(): void {
    if (state.value !== "idle") {
      return;
    }
    addEventListener("online", retryNow);
    addEventListener("offline", wentOffline);
    document.addEventListener("visibilitychange", cameBack);
    lastBeat = Date.now();
    heartbeat = setInterval(beat, 5000);
    retryNow();
  }

  function stop(): void {
    removeEventListener("online", retryNow);
    removeEventListener("offline", wentOffline);
    document.removeEventListener("visibilitychange", cameBack);
    clearInterval(heartbeat);
    close();
    problem.value = null;
    tries = 0;
    refusals = { code: "", count: 0 };
    ready.value = null;
    state.value = "idle";
  }

  function retryNow(): void {
    if (state.value === "live" || state.value === "connecting") {
      return;
    }
    refusals = { code: "", count: 0 };
    void connect();
  }

  async function connect(): Promise<void> {
    close();
    if (!navigator.onLine) {
      state.value = "offline";
      return;
    }
    state.value = "connecting";
    const attempt = (timer = setTimeout(() => fail(ownProblem("timeout")), READY_WITHIN));
    try {
      const token = await tokens.fresh();
      if (timer === attempt) {
        listen(open(token));
      }
    } catch (error) {
      if (timer === attempt) {
        fail(problemOf(error));
      }
    }
  }

  function listen(to: Socket): void {
    socket = to;
    bye = null;
    const whileOpen = (handler: (data: unknown) => void) => (data: unknown) => socket === to && handler(data);
    to.on(
      "ready",
      whileOpen((data) => opened(data as Ready)),
    );
    to.on(
      "bye",
      whileOpen((data) => (bye = data as Told["bye"])),
    );
    to.on(
      "connect_error",
      whileOpen((error) => refused(error)),
    );
    to.on(
      "disconnect",
      whileOpen(() => (bye ? farewell(bye) : fail(ownProblem("offline")))),
    );
    EVENTS.forEach((event) =>
      to.on(
        event,
        whileOpen((data) => tell(event, data as never)),
      ),
    );
    to.connect();
  }

  function opened(hello: Ready): void {
    clearTimeout(timer);
    tries = 0;
    refusals = { code: "", count: 0 };
    problem.value = null;
    retryAt.value = null;
    clockOffset.value = Date.parse(hello.serverTime) - Date.now();
    ready.value = hello;
    state.value = "live";
    renewBefore(tokens.goodUntil);
    tell("ready", hello);
  }

  function renewBefore(end: number): void {
    timer = setTimeout(() => void renew(), Math.max(1000, end - REFRESH_BEFORE - Date.now()));
  }

  /** The socket lives as long as its token: a newer one is given to it in time. */
  async function renew(): Promise<void> {
    const to = socket;
    try {
      const { accessToken } = await tokens.refresh();
      await ask("auth.refresh", { token: accessToken });
    } catch {
      // The server says bye when it has to; until then there is another try.
    }
    if (socket === to && state.value === "live") {
      renewBefore(Math.max(tokens.goodUntil, Date.now() + REFRESH_BEFORE + 5000));
    }
  }

  function refused(error: unknown): void {
    const data = (error as { data?: unknown } | null)?.data;
    if (bye) {
      farewell(bye);
    } else if (isProblem(data)) {
      farewell({ code: 4000 + data.status, problem: data, resumable: isPassing(data) });
    } else {
      fail(ownProblem("offline"));
    }
  }

  function farewell({ code, problem: why, retryAfterMs }: Told["bye"]): void {
    if (code === 4403) {
      stop();
      void session.finish(why.code);
      return;
    }
    if (code === 4401) {
      tokens.refuse(tokens.current);
    }
    fail(retryAfterMs === undefined ? why : { ...why, retryAfterMs });
  }

  function fail(why: Problem): void {
    close();
    problem.value = why;
    if (why.code === "session-ended" || why.code === "account-disabled") {
      state.value = "stopped";
      return;
    }
    if (!navigator.onLine) {
      state.value = "offline";
      return;
    }
    refusals = { code: why.code, count: why.code === refusals.code ? refusals.count + 1 : 1 };
    if (refusals.count >= SAME_REFUSALS && !isPassing(why)) {
      state.value = "stopped";
      return;
    }
    const wait = Math.max(backoff(++tries), why.retryAfterMs ?? 0);
    retryAt.value = Date.now() + wait;
    state.value = "waiting";
    timer = setTimeout(() => void connect(), wait);
  }

  function close(): void {
    clearTimeout(timer);
    timer = undefined;
    retryAt.value = null;
    synced.value = false;
    const closing = socket;
    socket = null;
    closing?.disconnect();
  }

  function wentOffline(): void {
    close();
    state.value = "offline";
  }

  function cameBack(): void {
    if (document.visibilityState === "visible" && state.value === "waiting") {
      retryNow();
    }
  }

  /** After sleep the old socket may look open for a minute though nobody is there. */
  function beat(): void {
    const slept = Date.now() - lastBeat > SLEPT;
    lastBeat = Date.now();
    if (slept && state.value !== "idle" && state.value !== "stopped") {
      void connect();
    }
  }

  async function ask<E extends keyof Asked>(event: E, data: Asked[E]["data"]): Promise<Asked[E]["answer"]> {
    if (!socket || state.value !== "live") {
      throw new Refusal(ownProblem("offline"));
    }
    const answer = (await within(socket.emitWithAck(event, data))) as {
      ok?: unknown;
      data?: unknown;
      error?: unknown;
    } | null;
    if (answer?.ok === true) {
      return answer.data as Asked[E]["answer"];
    }
    throw new Refusal(isProblem(answer?.error) ? answer.error : ownProblem("internal"));
  }

  function within(answer: Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Refusal(ownProblem("timeout"))), ANSWER_WITHIN);
      const unanswered = () => reject(new Refusal(ownProblem("offline")));
      answer.then(resolve, unanswered).finally(() => clearTimeout(late));
    });
  }

  function on<E extends keyof Told>(event: E, handler: Handler<E>): () => void {
    const of = handlers.get(event) ?? new Set();
    handlers.set(event, of.add(handler));
    return () => of.delete(handler);
  }

  function tell<E extends keyof Told>(event: E, data: Told[E]): void {
    handlers.get(event)?.forEach((handler) => {
      try {
        (handler as Handler<E>)(data);
      } catch (error) {
        // One who cannot read what came must not keep it from the others.
        console.error(error);
      }
    });
  }

  session.whenOver(stop);

  return {
    state,
    retryAt,
    problem,
    synced,
    ready,
    clockOffset,
    start,
    stop,
    retryNow,
    ask,
    on,
    /** For tests: how sockets are made. */
    openWith: (other: OpenSocket) => void (open = other),
  };
});
