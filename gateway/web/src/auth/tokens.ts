import axios from "axios";
import { ownProblem, problemOf, Refusal } from "@/api/problem";
import type { OwnUser } from "@/api/types";

/** What registering, logging in and refreshing answer. */
export interface SignedIn {
  user: OwnUser;
  accessToken: string;
  expiresAt: string;
}

interface Held extends SignedIn {
  /** Of this client's clock, in milliseconds. */
  goodUntil: number;
}

type Told = { kind: "token"; answer: SignedIn } | { kind: "out" };

/** Refreshed when less than this is left of it, in milliseconds. */
const MARGIN = 30_000;
/** For this long a tab that had to wait for another one's refresh listens for its token, in milliseconds. */
const HEARSAY = 200;
const LOCK = "whispra-refresh";

/** Requests that carry no access token. */
export const bare = axios.create({ baseURL: "/api/v1" });

/**
 * The access token, in memory only, and how it is replaced: by the refresh cookie, once at a time in all tabs. A tab that has got one
 * gives it to the others, so that ten tabs do not refresh ten times.
 */
export class Tokens {
  private held: Held | null = null;
  private refreshing: Promise<Held> | null = null;
  private generation = 0;
  private readonly channel: BroadcastChannel | null;
  private readonly arrived = new Set<(held: Held) => void>();

  /** Told of each token, also of another tab's. */
  onToken: (answer: SignedIn) => void = () => {};
  /** The session is over: refused with this code, or `signed-out` when another tab logged out. */
  onOver: (code: string) => void = () => {};

  constructor(
    private readonly refreshOnce: () => Promise<SignedIn>,
    private readonly locks: Pick<LockManager, "request"> | undefined = globalThis.navigator?.locks,
    channel = "whispra-session",
  ) {
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channel);
    this.channel?.addEventListener("message", (event: MessageEvent<Told>) => this.hear(event.data));
  }

  /** A token that is good for some time yet. Throws a Refusal or what axios throws. */
  async fresh(): Promise<string> {
    return this.isGood(this.held) ? this.held.accessToken : (await this.refresh()).accessToken;
  }

  /** When the token in hand ends by this client's clock, in milliseconds; 0 without one. */
  get goodUntil(): number {
    return this.held?.goodUntil ?? 0;
  }

  /** The one in hand, good or not. */
  get current(): string {
    return this.held?.accessToken ?? "";
  }

  /** The server does not take this one. Another one, which came meanwhile, stays. */
  refuse(token: string): void {
    if (this.held?.accessToken === token) {
      this.held = null;
    }
  }

  /** Takes what registering or logging in answered. */
  take(answer: SignedIn): void {
    this.keep(answer);
    this.channel?.postMessage({ kind: "token", answer } satisfies Told);
  }

  /** Forgets the token, here and in the other tabs. */
  drop(): void {
    this.forget();
    this.channel?.postMessage({ kind: "out" } satisfies Told);
  }

  private forget(): void {
    this.generation++;
    this.held = null;
    this.refreshing = null;
  }

  /** A new token. One refresh at a time: whoever asks meanwhile gets the same. */
  refresh(): Promise<SignedIn> {
    const refreshing = (this.refreshing ??= this.inTurn().finally(() => {
      if (this.refreshing === refreshing) {
        this.refreshing = null;
      }
    }));
    return refreshing;
  }

  private async inTurn(): Promise<Held> {
    const generation = this.generation;
    if (!this.locks) {
      // The server gives a replaced cookie the same successor for some seconds, so tabs that collide do no harm.
      return this.replace(generation);
    }
    const now = await this.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && this.replace(generation));
    return now ?? this.locks.request(LOCK, async () => (await this.heard()) ?? this.replace(generation));
  }

  private async replace(generation: number): Promise<Held> {
    try {
      const answer = await this.refreshOnce();
      if (generation !== this.generation) {
        throw new Refusal(ownProblem("cancelled"));
      }
      const held = this.keep(answer);
      this.channel?.postMessage({ kind: "token", answer } satisfies Told);
      return held;
    } catch (error) {
      const { code } = problemOf(error);
      if (generation === this.generation && ["session-ended", "account-disabled"].includes(code)) {
        this.forget();
        this.onOver(code);
      }
      throw error;
    }
  }

  private heard(): Promise<Held | null> {
    if (this.isGood(this.held)) {
      return Promise.resolve(this.held);
    }
    return new Promise((resolve) => {
      const done = (held: Held | null) => {
        clearTimeout(timer);
        this.arrived.delete(done);
        resolve(held);
      };
      const timer = setTimeout(() => done(null), HEARSAY);
      this.arrived.add(done);
    });
  }

  private hear(told: Told): void {
    if (told.kind === "out") {
      this.forget();
      this.onOver("signed-out");
      return;
    }
    const held = this.keep(told.answer);
    this.arrived.forEach((listener) => listener(held));
  }

  private keep(answer: SignedIn): Held {
    const held = { ...answer, goodUntil: Date.now() + lifetime(answer) };
    this.held = held;
    this.onToken(answer);
    return held;
  }

  private isGood(held: Held | null): held is Held {
    return held !== null && held.goodUntil - Date.now() > MARGIN;
  }
}

/** How long a token lives, in milliseconds: as it says itself, because this client's clock may be wrong. */
function lifetime(answer: SignedIn): number {
  const claims = claimsOf(answer.accessToken);
  return claims.exp && claims.iat ? (claims.exp - claims.iat) * 1000 : Date.parse(answer.expiresAt) - Date.now();
}

/** What an access token says; nothing of one that cannot be read. */
export function claimsOf(token: string): { sid?: string; sub?: string; iat?: number; exp?: number } {
  try {
    const payload = token.split(".")[1] ?? "";
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return {};
  }
}

/** Those of this tab. */
export const tokens = new Tokens(async () => (await bare.post<SignedIn>("/auth/refresh")).data);
