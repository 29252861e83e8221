import type { Entry, EntryPage } from "@/api/types";

/** What a log needs of the world. */
export interface LogPort {
  /** Entries of the room behind a seq, oldest first. */
  fetch(after: number): Promise<EntryPage>;
  /** Told of each entry once, in order. */
  applied(entry: Entry): void;
  /** Entries were passed over, because a list or a page has them already. */
  skipped(): void;
  /** The log went on without this client, too far to be followed: what is known of it is void. */
  limited(): void;
}

/** How long an entry that came too early waits for those before it, in milliseconds. */
export const HOLD = 250;
const TRY_AGAIN = 3000;
const MOST_HELD = 1000;
const MOST_PAGES = 5;
const RECENT = 64;

/**
 * How far this client has a room's log. Entries come from the socket, from `sync` and from `room.fetch`, in any order and more than once;
 * they leave each once and in the order of the log.
 */
export class RoomLog {
  private known: number | undefined;
  private readonly held = new Map<number, Entry>();
  private recent: Entry[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private fetching = false;
  private syncing = false;

  constructor(private readonly port: LogPort) {}

  /** The last seq that was applied; undefined until a list or a page has told where to begin. */
  get seq(): number | undefined {
    return this.known;
  }

  /** Client rule 1. */
  receive(entry: Entry): void {
    if (this.known !== undefined && entry.seq <= this.known) {
      return;
    }
    if (this.known === undefined || entry.seq > this.known + 1) {
      this.hold(entry);
      return;
    }
    this.apply(entry);
    this.release();
  }

  /** All up to this seq is known by other means. A log never goes back by this. */
  base(seq: number): void {
    if (this.known !== undefined && seq <= this.known) {
      return;
    }
    const skipped = this.known !== undefined;
    this.known = seq;
    this.recent = [];
    if (skipped) {
      this.port.skipped();
    }
    this.release();
  }

  /** What was known is void, and the log is known up to this seq; undefined: not at all. */
  reset(seq?: number): void {
    this.known = undefined;
    this.recent = [];
    if (seq !== undefined) {
      this.base(seq);
    }
  }

  /** Somebody says that the log reaches to here. What is missing is fetched. */
  reaches(seq: number): void {
    if (this.known !== undefined && seq > this.known) {
      this.wait(HOLD);
    }
  }

  /** While a `sync` is under way a hole waits for its answer. */
  sync(under: boolean): void {
    this.syncing = under;
    if (!under && this.held.size > 0) {
      this.wait(HOLD);
    }
  }

  /** The entries behind a seq that were applied, for a page that was read before they were; undefined if they are not remembered. */
  since(seq: number): Entry[] | undefined {
    if (this.known === undefined || seq >= this.known) {
      return [];
    }
    const first = this.recent[0];
    return first && first.seq <= seq + 1 ? this.recent.filter((entry) => entry.seq > seq) : undefined;
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.held.clear();
  }

  private hold(entry: Entry): void {
    this.held.set(entry.seq, entry);
    if (this.held.size > MOST_HELD) {
      this.held.clear();
      this.giveUp();
    } else if (this.known !== undefined) {
      this.wait(HOLD);
    }
  }

  private apply(entry: Entry): void {
    this.known = entry.seq;
    this.recent.push(entry);
    if (this.recent.length > 2 * RECENT) {
      this.recent = this.recent.slice(-RECENT);
    }
    this.port.applied(entry);
  }

  private release(): void {
    const known = this.known ?? 0;
    for (const seq of this.held.keys()) {
      if (seq <= known) {
        this.held.delete(seq);
      }
    }
    for (let next = this.next(); next; next = this.next()) {
      this.held.delete(next.seq);
      this.apply(next);
    }
    if (this.held.size === 0) {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
  }

  private next(): Entry | undefined {
    return this.known === undefined ? undefined : this.held.get(this.known + 1);
  }

  private wait(ms: number): void {
    if (!this.fetching) {
      this.timer ??= setTimeout(() => void this.fill(), ms);
    }
  }

  private async fill(): Promise<void> {
    this.timer = undefined;
    if (this.syncing || this.known === undefined) {
      return;
    }
    this.fetching = true;
    let missing = true;
    try {
      missing = await this.fetchAll();
    } catch {
      // Nobody answered: the next try, or the next sync, closes the hole.
    } finally {
      this.fetching = false;
    }
    if (missing && this.held.size > 0) {
      this.wait(TRY_AGAIN);
    }
  }

  /** Whether something is missing still. */
  private async fetchAll(): Promise<boolean> {
    for (let pages = 0; pages < MOST_PAGES && this.known !== undefined; pages++) {
      const from = this.known;
      const page = await this.port.fetch(from);
      page.entries.forEach((entry) => this.receive(entry));
      if (!page.hasMore && page.headSeq <= (this.known ?? 0)) {
        // Who answered may not have the end yet that the socket told of.
        return this.held.size > 0;
      }
      if (this.known === from) {
        // The log has a piece that is not for this client.
        break;
      }
    }
    this.giveUp();
    return false;
  }

  private giveUp(): void {
    this.port.limited();
  }
}
