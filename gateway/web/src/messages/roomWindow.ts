import { ref, shallowRef } from "vue";
import { problemOf } from "@/api/problem";
import type { Entry, EntryPage, Problem } from "@/api/types";
import { soundEntries } from "@/messages/entries";
import { fold, isMessage, quoteOf } from "@/messages/fold";
import type { RoomLog } from "@/messages/log";
import { messageOf, pageOf } from "@/messages/pages";
import { MessageWindow } from "@/messages/window";
import type { KeptWindow } from "@/offline/database";

/** What the window of a room needs of the world. */
export interface WindowPort {
  log(): RoomLog;
  /** Entries behind a seq, at most 200, over the socket. */
  fetch(after: number): Promise<EntryPage>;
  cached(): Promise<KeptWindow | undefined>;
  /** Told of entries that are in the log for certain. */
  seen(entries: Entry[]): void;
  changed(): void;
}

/** A page may be empty and have more behind it; so many are read in one go. */
const EMPTY_PAGES = 5;

/** The window of a room with its pages: opened from the cache, kept at the end of the log, moved through the past. */
export class RoomWindow {
  readonly version = shallowRef(0);
  readonly state = ref<"loading" | "ready" | "failed" | "unknown-offline">("loading");
  readonly problem = shallowRef<Problem | null>(null);
  readonly loadingOlder = ref(false);
  readonly loadingNewer = ref(false);
  readonly window: MessageWindow;
  /** How many components show it. */
  uses = 0;
  openedAt = 0;
  private generation = 0;
  private catching = false;
  private olderBound: number | undefined;
  private newerBound: number | undefined;
  private readonly askedQuotes = new Set<number>();

  constructor(
    readonly roomId: string,
    me: string,
    private readonly port: WindowPort,
  ) {
    this.window = new MessageWindow(me, () => {
      this.version.value++;
      port.changed();
    });
  }

  /** Shows what the cache has, then what the server has. */
  async begin(): Promise<void> {
    const kept = await this.port.cached();
    if (kept && kept.rows.length > 0 && this.state.value === "loading") {
      this.window.restore(kept.rows, kept.hasOlder, kept.toSeq);
      this.state.value = "ready";
      await this.catchUp();
    } else if (!kept) {
      await this.load();
    }
  }

  /** The latest page. What is shown stays until it is there. */
  async load(): Promise<void> {
    const mine = ++this.generation;
    if (this.state.value !== "ready") {
      this.state.value = "loading";
    }
    try {
      const { entries, hasMore, next, asOfSeq } = await pageOf(this.roomId);
      if (mine === this.generation) {
        this.olderBound = next;
        this.window.show(entries, { hasOlder: hasMore, hasNewer: false, toSeq: asOfSeq });
        this.become(entries, asOfSeq);
        await this.catchUp();
      }
    } catch (error) {
      if (mine === this.generation) {
        this.fail(error);
      }
    }
  }

  loadOlder(): Promise<void> {
    return this.page(this.loadingOlder, this.window.hasOlder, async (mine) => {
      for (let round = 0; round < EMPTY_PAGES; round++) {
        const before = this.olderBound ?? this.window.firstSeq ?? 1;
        const { entries, hasMore, next, asOfSeq } = await pageOf(this.roomId, { before });
        if (mine !== this.generation) {
          return;
        }
        this.olderBound = next;
        const newest = this.window.lastSeq;
        this.window.prepend(entries, hasMore);
        if (newest !== this.window.lastSeq) {
          this.newerBound = undefined;
        }
        await this.relay(asOfSeq);
        if (entries.length > 0 || !hasMore) {
          return;
        }
      }
    });
  }

  loadNewer(): Promise<void> {
    return this.page(this.loadingNewer, this.window.hasNewer, async (mine) => {
      for (let round = 0; round < EMPTY_PAGES; round++) {
        const after = this.newerBound ?? this.window.lastSeq ?? 0;
        const { entries, hasMore, next, asOfSeq } = await pageOf(this.roomId, { after });
        if (mine !== this.generation) {
          return;
        }
        this.newerBound = next;
        const oldest = this.window.firstSeq;
        this.window.append(entries, hasMore, asOfSeq);
        if (oldest !== this.window.firstSeq) {
          this.olderBound = undefined;
        }
        await this.relay(asOfSeq);
        await this.catchUp();
        if (entries.length > 0 || !hasMore) {
          return;
        }
      }
    });
  }

  /** Whether the entry is in the window now. */
  async jumpTo(seq: number): Promise<boolean> {
    if (this.window.has(seq)) {
      return true;
    }
    const mine = ++this.generation;
    try {
      const { entries, hasMore, next, asOfSeq } = await pageOf(this.roomId, { around: seq });
      if (mine !== this.generation || !entries.some((entry) => entry.seq === seq)) {
        return false;
      }
      this.olderBound = undefined;
      this.newerBound = next;
      const hasOlder = (entries[0]?.seq ?? 1) > 1;
      this.window.show(entries, { hasOlder, hasNewer: hasMore, toSeq: hasMore ? 0 : asOfSeq });
      this.become(entries, asOfSeq);
      await this.relay(asOfSeq);
      await this.catchUp();
      return true;
    } catch (error) {
      this.problem.value = problemOf(error);
      return false;
    }
  }

  async toLatest(): Promise<void> {
    if (this.window.hasNewer) {
      await this.load();
    }
  }

  /** The next entry of the log. */
  follow(entry: Entry): void {
    if (this.state.value !== "ready") {
      return;
    }
    if (this.window.hasNewer) {
      this.window.relay([entry]);
    } else if (entry.seq === this.window.toSeq + 1 && !this.catching) {
      this.window.apply(entry);
      this.askForQuote(entry);
    } else {
      void this.catchUp();
    }
  }

  /** Client rule 3: nothing that was known is shown any more, and nothing is said until something is known. */
  async limited(): Promise<void> {
    this.generation++;
    this.state.value = "loading";
    this.window.clear();
    await this.load();
  }

  /** The log is up to date. */
  async synced(): Promise<void> {
    await (this.state.value === "ready" ? this.catchUp() : this.load());
  }

  /** Applies what the log has and the window has not. */
  async catchUp(): Promise<void> {
    if (this.catching || this.state.value !== "ready" || this.window.hasNewer) {
      return;
    }
    const mine = this.generation;
    this.catching = true;
    let lost = false;
    try {
      while (!lost && mine === this.generation && this.window.toSeq < (this.port.log().seq ?? 0)) {
        const from = this.window.toSeq;
        const entries = this.port.log().since(from) ?? (await this.fetchSince(from));
        lost = entries === undefined;
        if (mine === this.generation) {
          entries?.forEach((entry) => this.window.apply(entry));
          entries?.forEach((entry) => this.askForQuote(entry));
        }
      }
    } catch {
      // Without a connection it stays as it is; the next sync comes here again.
    } finally {
      this.catching = false;
    }
    if (lost && mine === this.generation) {
      await this.limited();
    }
  }

  /** Undefined if the log went on too far, or begins later for this person. */
  private async fetchSince(after: number): Promise<Entry[] | undefined> {
    const { entries, hasMore } = await this.port.fetch(after);
    const sound = soundEntries(entries, this.roomId);
    return hasMore || sound[0]?.seq !== after + 1 ? undefined : sound;
  }

  /** Client rule 5. */
  private async relay(asOfSeq: number): Promise<void> {
    const since = this.port.log().since(asOfSeq) ?? soundEntries((await this.port.fetch(asOfSeq)).entries, this.roomId);
    this.window.relay(since);
  }

  private async page(
    busy: typeof this.loadingOlder,
    any: boolean,
    work: (mine: number) => Promise<void>,
  ): Promise<void> {
    if (busy.value || !any || this.state.value !== "ready") {
      return;
    }
    busy.value = true;
    this.problem.value = null;
    try {
      await work(this.generation);
    } catch (error) {
      this.problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  }

  private become(entries: Entry[], asOfSeq: number): void {
    this.state.value = "ready";
    this.problem.value = null;
    this.port.seen(entries);
    if (this.port.log().seq === undefined) {
      this.port.log().base(asOfSeq);
    }
  }

  private fail(error: unknown): void {
    this.problem.value = problemOf(error);
    if (this.state.value !== "ready") {
      this.state.value = this.problem.value.code === "offline" ? "unknown-offline" : "failed";
    }
  }

  /** An answer that came live says whom it answers, not what that one says. */
  private askForQuote(entry: Entry): void {
    const replyTo = isMessage(entry) ? entry.data.replyTo : undefined;
    if (replyTo === undefined || this.window.message(entry.seq)?.quote || this.askedQuotes.has(replyTo)) {
      return;
    }
    this.askedQuotes.add(replyTo);
    messageOf(this.roomId, replyTo)
      .then((found) => quoteOf(fold(found, "").message))
      .then((quote) => quote && this.window.quote(replyTo, quote))
      .catch(() => this.askedQuotes.delete(replyTo));
  }
}
