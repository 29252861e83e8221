import type { Entry, Quote } from "@/api/types";
import { changed, fold, type Folded, isMessage, isModifier, isRoomEntry, lay, quoteOf } from "@/messages/fold";
import type { Item, Message, Progress, RoomEntry } from "@/messages/model";
import { type Row, Rows } from "@/messages/rows";

/** So many items are kept of a room at once; beyond, those go that are farthest from where it grows. */
export const MOST_ITEMS = 2000;

/** A change of one's own that the log does not have yet. */
export interface Overlay {
  clientId: string;
  change: Parameters<typeof changed>[1];
  /** The entry that the log has for it. */
  doneSeq?: number;
}

/** A row as it lies in the database. */
export type KeptRow = Folded | RoomEntry;

/**
 * A stretch of a room's log without holes, folded: what its conversation shows. It follows the end of the log unless `hasNewer`. Items whose
 * content does not change keep their identity; a change costs what it changes, not the length of the stretch.
 */
export class MessageWindow {
  private readonly rows = new Rows();
  /** Which messages answer a message. */
  private readonly answers = new Map<number, Set<number>>();
  private readonly overlays = new Map<number, Overlay[]>();
  private readSeq = 0;
  hasOlder = false;
  hasNewer = false;
  /** Without `hasNewer`: all up to this seq is in the window, or was laid over it. */
  toSeq = 0;

  constructor(
    private readonly me: string,
    private readonly onChange: () => void,
  ) {}

  get items(): Item[] {
    return this.rows.list.map((row) => row.item);
  }

  get firstSeq(): number | undefined {
    return this.rows.first;
  }

  get lastSeq(): number | undefined {
    return this.rows.last;
  }

  message(seq: number): Message | undefined {
    const item = this.rows.get(seq)?.item;
    return item?.kind === "message" ? item.message : undefined;
  }

  has(seq: number): boolean {
    return this.rows.get(seq) !== undefined;
  }

  clear(): void {
    this.overlays.clear();
    this.put([], { hasOlder: false, hasNewer: false, toSeq: 0 });
  }

  /** Shows this stretch instead of what was there. `toSeq`: it is known up to there, with what was laid over it. */
  show(entries: Entry[], reach: { hasOlder: boolean; hasNewer: boolean; toSeq: number }): void {
    this.put(this.rowsOf(entries), reach);
  }

  /** Shows what lay in the database. */
  restore(kept: KeptRow[], hasOlder: boolean, toSeq: number): void {
    const rows = kept.map((one) => ("message" in one ? this.rowOf(one) : { seq: one.seq, item: eventOf(one) }));
    this.put(rows, { hasOlder, hasNewer: false, toSeq });
  }

  /** The last rows, to be restored; undefined while the window is not at the end of the log. */
  keep(most: number): { rows: KeptRow[]; hasOlder: boolean; toSeq: number } | undefined {
    if (this.hasNewer || this.rows.list.length === 0) {
      return undefined;
    }
    const rows = this.rows.list.slice(-most).map((row) => row.folded ?? (row.item as { entry: RoomEntry }).entry);
    return { rows, hasOlder: this.hasOlder || rows.length < this.rows.list.length, toSeq: this.toSeq };
  }

  prepend(entries: Entry[], hasOlder: boolean): void {
    const first = this.firstSeq ?? Infinity;
    this.rows.list = [...this.rowsOf(entries.filter(({ seq }) => seq < first)), ...this.rows.list];
    this.hasOlder = hasOlder;
    if (this.rows.list.length > MOST_ITEMS) {
      this.rows.list.length = MOST_ITEMS;
      this.hasNewer = true;
    }
    this.arrived(this.rows.list);
  }

  append(entries: Entry[], hasNewer: boolean, toSeq: number): void {
    const last = this.lastSeq ?? 0;
    const rows = this.rowsOf(entries.filter(({ seq }) => seq > last));
    this.rows.list = [...this.rows.list, ...rows];
    this.hasNewer = hasNewer;
    this.toSeq = hasNewer ? 0 : Math.max(last, toSeq);
    this.trimOlder();
    this.arrived(rows);
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

  /** What came after a page was read is laid over it (client rule 5). */
  relay(entries: Entry[]): void {
    entries.filter(isModifier).forEach((entry) => this.lay(entry));
  }

  /** How a message reads while a change of one's own is on its way. */
  overlay(seq: number, overlay: Overlay): void {
    this.overlays.set(seq, [...(this.overlays.get(seq) ?? []), overlay]);
    this.renew([this.rows.get(seq)]);
  }

  /** The log has it at this entry, which comes by itself: until then it reads on like this. */
  acknowledge(seq: number, clientId: string, doneSeq: number): void {
    const overlays = this.overlays.get(seq)?.map((one) => (one.clientId === clientId ? { ...one, doneSeq } : one));
    if (overlays) {
      this.overlays.set(seq, overlays);
      this.renew([this.rows.get(seq)]);
    }
  }

  /** It came, was refused, or is as it was. */
  settle(seq: number, clientId: string): void {
    const left = this.overlays.get(seq)?.filter((overlay) => overlay.clientId !== clientId) ?? [];
    if (left.length > 0) {
      this.overlays.set(seq, left);
    } else {
      this.overlays.delete(seq);
    }
    this.renew([this.rows.get(seq)]);
  }

  /** Somebody else has read up to here. */
  read(seq: number): void {
    const before = this.readSeq;
    if (seq > before) {
      this.readSeq = seq;
      const passed = this.rows.list.slice(this.rows.indexFrom(before + 1), this.rows.indexFrom(seq + 1));
      this.renew(passed.filter((row) => row.folded?.message.mine));
    }
  }

  /** What a message that is quoted here says. */
  quote(seq: number, quote: Quote): void {
    const rows = [...(this.answers.get(seq) ?? [])].flatMap((answer) => this.rows.get(answer) ?? []);
    rows.forEach((row) => quoting(row, quote));
    this.renew(rows);
  }

  private put(rows: Row[], reach: { hasOlder: boolean; hasNewer: boolean; toSeq: number }): void {
    const same = (row: Row) => {
      const there = this.rows.get(row.seq);
      return there?.item.key === row.item.key && there.folded?.nowSeq === row.folded?.nowSeq ? there : row;
    };
    this.rows.list = rows.map(same);
    this.answers.clear();
    Object.assign(this, reach);
    this.arrived(this.rows.list);
  }

  private push(entry: Entry): void {
    const rows = this.rowsOf([entry]);
    if (rows.length > 0) {
      this.rows.list.push(...rows);
      this.trimOlder();
      this.arrived(rows);
    }
  }

  private lay(entry: Entry): void {
    const { seq } = entry.data as { seq: number };
    if (entry.clientId && this.overlays.has(seq)) {
      this.settle(seq, entry.clientId);
    }
    const row = this.rows.get(seq);
    const after = row?.folded && lay(row.folded, entry, this.me);
    if (!row || !after || after === row.folded) {
      return;
    }
    row.folded = after;
    this.renew([row]);
    const quote = this.answers.has(seq) ? quoteOf(after.message) : undefined;
    if (quote) {
      this.quote(seq, quote);
    }
  }

  private trimOlder(): void {
    const { list } = this.rows;
    // By pieces, so that a long window does not move its rows with each message.
    if (list.length > MOST_ITEMS) {
      list.splice(0, list.length - MOST_ITEMS + 100);
      this.hasOlder = true;
    }
  }

  private rowsOf(entries: Entry[]): Row[] {
    return entries.flatMap((entry): Row[] => {
      if (isMessage(entry)) {
        return [this.rowOf(fold(entry, this.me))];
      }
      return isRoomEntry(entry) ? [{ seq: entry.seq, item: eventOf(entry as RoomEntry) }] : [];
    });
  }

  private rowOf(folded: Folded): Row {
    const { seq } = folded.message as Message & { seq: number };
    return { seq, folded, item: this.present(seq, folded) };
  }

  /** Notes who answers whom, and gives answers the quotes that the window itself knows; those of a page stay. */
  private arrived(rows: Row[]): void {
    for (const row of rows) {
      const message = row.folded?.message;
      if (message?.replyTo !== undefined) {
        this.answers.set(message.replyTo, (this.answers.get(message.replyTo) ?? new Set()).add(row.seq));
        const quoted = message.quote ? undefined : this.rows.get(message.replyTo)?.folded;
        const quote = quoted && quoteOf(quoted.message);
        if (quote) {
          quoting(row, quote);
          row.item = this.present(row.seq, row.folded as Folded);
        }
      }
    }
    this.onChange();
  }

  private renew(rows: (Row | undefined)[]): void {
    let any = false;
    for (const row of rows) {
      if (row?.folded) {
        row.item = this.present(row.seq, row.folded);
        any = true;
      }
    }
    if (any) {
      this.onChange();
    }
  }

  private present(seq: number, folded: Folded): Item {
    const overlays = (this.overlays.get(seq) ?? []).filter(({ doneSeq }) => !doneSeq || doneSeq > folded.nowSeq);
    const message = overlays.reduce((before, { change }) => changed(before, change, this.me), folded.message);
    const progress: Progress = message.mine ? (seq <= this.readSeq ? "read" : "delivered") : "sent";
    return {
      kind: "message",
      key: message.key,
      message: progress === message.progress ? message : { ...message, progress },
    };
  }
}

function quoting(row: Row, quote: Quote): void {
  if (row.folded) {
    row.folded = { ...row.folded, message: { ...row.folded.message, quote } };
  }
}

function eventOf(entry: RoomEntry): Item {
  return { kind: "event", key: `${entry.roomId}:${entry.seq}`, entry };
}
