import type { Entry, Quote } from "@/api/types";
import { changed, fold, type Folded, isMessage, isModifier, isRoomEntry, lay, quoteOf } from "@/messages/fold";
import type { Item, Message, Progress, RoomEntry } from "@/messages/model";

/** So many items are kept of a room at once; beyond, those go that are farthest from where it grows. */
export const MOST_ITEMS = 2000;

/** A change of one's own that the log does not have yet. */
export interface Overlay {
  clientId: string;
  change: Parameters<typeof changed>[1];
}

interface Row {
  seq: number;
  item: Item;
  folded?: Folded;
}

/**
 * A stretch of a room's log without holes, folded: what its conversation shows. It follows the log while it is `live`, that is: while its
 * newer end is the log's. Items whose content does not change keep their identity.
 */
export class MessageWindow {
  private rows: Row[] = [];
  private readonly repliesTo = new Map<number, Set<number>>();
  private readonly overlays = new Map<number, Overlay[]>();
  private readSeq = 0;
  hasOlder = false;
  hasNewer = false;
  /** All up to this seq is in the window, or was laid over it. */
  toSeq = 0;

  constructor(
    private readonly me: string,
    private readonly changedOne: () => void,
  ) {}

  get items(): Item[] {
    return this.rows.map((row) => row.item);
  }

  get firstSeq(): number | undefined {
    return this.rows[0]?.seq;
  }

  get lastSeq(): number | undefined {
    return this.rows.at(-1)?.seq;
  }

  message(seq: number): Message | undefined {
    const item = this.row(seq)?.item;
    return item?.kind === "message" ? item.message : undefined;
  }

  has(seq: number): boolean {
    return this.row(seq) !== undefined;
  }

  /** Forgets all. */
  clear(): void {
    this.rows = [];
    this.repliesTo.clear();
    this.hasOlder = this.hasNewer = false;
    this.toSeq = 0;
    this.changedOne();
  }

  /** Shows this stretch instead of what was there. `toSeq`: it is known up to there, with what was laid over it. */
  show(entries: Entry[], { hasOlder, hasNewer, toSeq }: { hasOlder: boolean; hasNewer: boolean; toSeq: number }): void {
    const former = new Map(this.rows.map((row) => [row.item.key, row]));
    this.repliesTo.clear();
    this.rows = this.rowsOf(entries).map((row) => {
      const before = former.get(row.item.key);
      return before && before.folded?.nowSeq === row.folded?.nowSeq && before.seq === row.seq ? before : row;
    });
    this.hasOlder = hasOlder;
    this.hasNewer = hasNewer;
    this.toSeq = toSeq;
    this.requote();
    this.changedOne();
  }

  prepend(entries: Entry[], hasOlder: boolean): void {
    const first = this.firstSeq ?? Infinity;
    this.rows = [...this.rowsOf(entries.filter((entry) => entry.seq < first)), ...this.rows];
    this.hasOlder = hasOlder;
    if (this.rows.length > MOST_ITEMS) {
      this.rows.length = MOST_ITEMS;
      this.hasNewer = true;
    }
    this.requote();
    this.changedOne();
  }

  append(entries: Entry[], hasNewer: boolean, toSeq: number): void {
    const last = this.lastSeq ?? 0;
    this.rows.push(...this.rowsOf(entries.filter((entry) => entry.seq > last)));
    this.hasNewer = hasNewer;
    if (!hasNewer) {
      this.toSeq = Math.max(this.toSeq, toSeq);
    }
    this.trimOlder();
    this.requote();
    this.changedOne();
  }

  /** Follows the log: the next entry of it, or one that was applied before. */
  apply(entry: Entry): void {
    if (isModifier(entry)) {
      this.lay(entry);
    } else if (!this.hasNewer && entry.seq > this.toSeq) {
      this.push(entry);
    }
    if (!this.hasNewer) {
      this.toSeq = Math.max(this.toSeq, entry.seq);
    }
  }

  /** How a message reads while a change of one's own is on its way. */
  overlay(seq: number, overlay: Overlay): void {
    this.overlays.set(seq, [...(this.overlays.get(seq) ?? []), overlay]);
    this.renew(seq);
  }

  /** The log has it, or refused it. */
  settle(seq: number, clientId: string): void {
    const left = this.overlays.get(seq)?.filter((overlay) => overlay.clientId !== clientId);
    if (left?.length) {
      this.overlays.set(seq, left);
    } else {
      this.overlays.delete(seq);
    }
    this.renew(seq);
  }

  /** Somebody else has read up to here. */
  read(seq: number): void {
    if (seq <= this.readSeq) {
      return;
    }
    this.readSeq = seq;
    let touched = false;
    for (let i = this.indexFrom(seq + 1) - 1; i >= 0; i--) {
      const row = this.rows[i] as Row;
      if (row.item.kind !== "message" || !row.item.message.mine) {
        continue;
      }
      if (row.item.message.progress === "read") {
        break;
      }
      this.present(row);
      touched = true;
    }
    if (touched) {
      this.changedOne();
    }
  }

  /** What the message that others quote says. */
  quote(seq: number, quote: Quote): void {
    let touched = false;
    for (const reply of this.repliesTo.get(seq) ?? []) {
      const row = this.row(reply);
      if (row?.folded && !row.folded.message.deleted) {
        row.folded = { ...row.folded, message: { ...row.folded.message, quote } };
        this.present(row);
        touched = true;
      }
    }
    if (touched) {
      this.changedOne();
    }
  }

  /** Seqs of messages that are quoted here, and of which it is not known what they say. */
  unknownQuotes(): number[] {
    const unknown = (seq: number) => this.row(seq)?.folded?.message.quote === undefined;
    return [...this.repliesTo].filter(([, replies]) => [...replies].some(unknown)).map(([seq]) => seq);
  }

  private push(entry: Entry): void {
    const rows = this.rowsOf([entry]);
    if (rows.length > 0) {
      this.rows.push(...rows);
      this.trimOlder();
      this.requote(rows);
      this.changedOne();
    }
  }

  private lay(entry: Entry): void {
    const seq = (entry.data as { seq: number }).seq;
    const row = this.row(seq);
    if (entry.clientId && this.overlays.has(seq)) {
      this.settle(seq, entry.clientId);
    }
    if (!row?.folded) {
      return;
    }
    const after = lay(row.folded, entry, this.me);
    if (after === row.folded) {
      return;
    }
    row.folded = after;
    this.present(row);
    this.follow(row);
    this.changedOne();
  }

  /** Quotes follow what they quote. */
  private follow(row: Row): void {
    const quote = row.folded && quoteOf(row.folded.message);
    if (quote && this.repliesTo.has(row.seq)) {
      this.quote(row.seq, quote);
    }
  }

  private renew(seq: number): void {
    const row = this.row(seq);
    if (row) {
      this.present(row);
      this.changedOne();
    }
  }

  private trimOlder(): void {
    if (this.rows.length > MOST_ITEMS) {
      this.rows.splice(0, this.rows.length - MOST_ITEMS);
      this.hasOlder = true;
    }
  }

  private rowsOf(entries: Entry[]): Row[] {
    return entries.flatMap((entry) => {
      if (isMessage(entry)) {
        const row: Row = { seq: entry.seq, folded: fold(entry, this.me), item: undefined as never };
        this.present(row);
        if (row.folded?.message.replyTo !== undefined) {
          const { replyTo } = row.folded.message;
          this.repliesTo.set(replyTo, (this.repliesTo.get(replyTo) ?? new Set()).add(entry.seq));
        }
        return [row];
      }
      return isRoomEntry(entry) ? [{ seq: entry.seq, item: eventOf(entry as RoomEntry) }] : [];
    });
  }

  private requote(rows: Row[] = this.rows): void {
    for (const row of rows) {
      const message = row.folded?.message;
      const quoted = message?.replyTo === undefined || message.quote ? undefined : this.row(message.replyTo)?.folded;
      const quote = quoted && quoteOf(quoted.message);
      if (row.folded && message && quote) {
        row.folded = { ...row.folded, message: { ...message, quote } };
        this.present(row);
      }
    }
  }

  private present(row: Row): void {
    const folded = row.folded as Folded;
    const overlays = this.overlays.get(row.seq) ?? [];
    const message = overlays.reduce((before, { change }) => changed(before, change, this.me), folded.message);
    const progress: Progress = message.mine ? (row.seq <= this.readSeq ? "read" : "delivered") : "sent";
    row.item = {
      kind: "message",
      key: message.key,
      message: progress === message.progress ? message : { ...message, progress },
    };
  }

  private row(seq: number): Row | undefined {
    const row = this.rows[this.indexFrom(seq)];
    return row?.seq === seq ? row : undefined;
  }

  /** The index of the first row that is not before this seq. */
  private indexFrom(seq: number): number {
    let from = 0;
    let to = this.rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.rows[middle] as Row).seq < seq) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}

function eventOf(entry: RoomEntry): Item {
  return { kind: "event", key: `${entry.roomId}:${entry.seq}`, entry };
}
