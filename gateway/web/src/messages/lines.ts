import type { Item, Message, RoomEntry } from "./model";
import { dayOf } from "./times";

/** Where a message stands among those that its author sent in one breath. */
export type Place = "only" | "head" | "middle" | "tail";

/** What the conversation shows, one under the other. */
export type Line =
  | { kind: "older"; key: "older" }
  | { kind: "start"; key: "start" }
  | { kind: "newer"; key: "newer" }
  | { kind: "day"; key: string; day: string }
  | { kind: "unread"; key: "unread" }
  | { kind: "event"; key: string; entries: RoomEntry[] }
  | { kind: "message"; key: string; message: Message; place: Place };

export interface LineOptions {
  /** There is more before the first item. */
  hasOlder: boolean;
  /** There is more after the last item. */
  hasNewer: boolean;
  /** The last seq that was read when the room was opened; the divider stands behind it. */
  dividerSeq: number | null;
}

/** Messages of one person in so many milliseconds stand together. */
const ONE_BREATH = 5 * 60_000;

const UNREAD: Line = { kind: "unread", key: "unread" };

interface Written {
  items: Item[];
  options: LineOptions;
  lines: Line[];
  /** For each item: how many lines stood before it was written. */
  before: number[];
}

/**
 * Makes lines of items. The function remembers its last answer: a line that stays the same stays the same object, and items that only
 * grew at the end cost what is new.
 */
export function lineWriter(): (items: Item[], options: LineOptions) => Line[] {
  let last: Written | undefined;
  return (items, options) => {
    last = write(items, options, last);
    return last.lines;
  };
}

function write(items: Item[], options: LineOptions, last: Written | undefined): Written {
  const from = last && sameOptions(last.options, options) ? firstToWrite(last, items) : 0;
  const cut = from > 0 ? (last?.before[from] ?? 0) : 0;
  const known = new Map(last?.lines.slice(cut).map((line) => [line.key, line]));
  const lines: Line[] = from > 0 && last ? last.lines.slice(0, cut) : [top(options)];
  const before = from > 0 && last ? last.before.slice(0, from) : [];
  let day = dayAtEnd(lines);
  let divided = from > 0 && lines.includes(UNREAD);

  for (let i = from; i < items.length; i++) {
    const item = items[i] as Item;
    before.push(lines.length);
    if (isFounding(items[i - 1], item)) {
      continue;
    }
    const own = dayOf(timeOfItem(item));
    // Clocks differ: what is not in the log yet never takes the conversation a day back.
    if (own > day) {
      day = own;
      lines.push({ kind: "day", key: `day ${day}`, day });
    }
    if (!divided && isUnread(items, i, options)) {
      divided = true;
      lines.push(UNREAD);
    }
    const above = lines.at(-1);
    if (item.kind === "event" && above?.kind === "event" && addedTogether(above.entries, item.entry)) {
      lines[lines.length - 1] = { ...above, entries: [...above.entries, item.entry] };
    } else if (item.kind === "event") {
      lines.push({ kind: "event", key: item.key, entries: [item.entry] });
    } else {
      const next = items[i + 1];
      const cutBelow = !divided && isUnread(items, i + 1, options);
      const joinsAbove = above?.kind === "message" && inOneBreath(above.message, item.message);
      const joinsBelow = next?.kind === "message" && !cutBelow && inOneBreath(item.message, next.message);
      lines.push({ kind: "message", key: item.key, message: item.message, place: placeOf(joinsAbove, joinsBelow) });
    }
  }
  for (let i = cut; i < lines.length; i++) {
    const line = lines[i] as Line;
    lines[i] = same(known.get(line.key), line);
  }
  if (options.hasNewer) {
    lines.push({ kind: "newer", key: "newer" });
  }
  return { items, options, lines, before };
}

function top(options: LineOptions): Line {
  return options.hasOlder ? { kind: "older", key: "older" } : { kind: "start", key: "start" };
}

/** Where the items begin to differ, and one before: that one may have been the last of its group and be in its middle now. */
function firstToWrite(last: Written, items: Item[]): number {
  const most = Math.min(last.items.length, items.length);
  let from = 0;
  while (from < most && sameItem(last.items[from] as Item, items[from] as Item)) {
    from++;
  }
  from = Math.max(0, from - 1);
  const sharesLine = (i: number) => (last.before[i + 1] ?? last.lines.length) === last.before[i];
  while (from > 0 && sharesLine(from)) {
    from--;
  }
  return from;
}

function dayAtEnd(lines: Line[]): string {
  const line = lines.findLast((candidate) => candidate.kind === "day");
  return line?.kind === "day" ? line.day : "";
}

function isUnread(items: Item[], i: number, { dividerSeq, hasOlder }: LineOptions): boolean {
  const item = items[i];
  if (dividerSeq === null || item?.kind !== "message" || item.message.mine || (item.message.seq ?? 0) <= dividerSeq) {
    return false;
  }
  // Whether there are unread messages above the first item is not known while older ones are not loaded.
  return !hasOlder || seqOfItem(items[0] as Item) <= dividerSeq;
}

function inOneBreath(above: Message, below: Message): boolean {
  const pause = Date.parse(below.at) - Date.parse(above.at);
  return above.actor === below.actor && pause <= ONE_BREATH && dayOf(above.at) === dayOf(below.at);
}

/** Whoever makes a room is in it: that is not told. */
function isFounding(above: Item | undefined, item: Item): boolean {
  return (
    item.kind === "event" &&
    item.entry.kind === "member.added" &&
    item.entry.data.userId === item.entry.actor &&
    above?.kind === "event" &&
    above.entry.kind === "room.created" &&
    above.entry.actor === item.entry.actor
  );
}

function addedTogether(above: RoomEntry[], entry: RoomEntry): boolean {
  const first = above[0] as RoomEntry;
  return (
    entry.kind === "member.added" &&
    first.kind === "member.added" &&
    first.actor === entry.actor &&
    first.data.userId !== first.actor &&
    entry.data.userId !== entry.actor &&
    Date.parse(entry.at) - Date.parse(first.at) <= ONE_BREATH
  );
}

function placeOf(joinsAbove: boolean, joinsBelow: boolean): Place {
  if (joinsAbove) {
    return joinsBelow ? "middle" : "tail";
  }
  return joinsBelow ? "head" : "only";
}

function timeOfItem(item: Item): string {
  return item.kind === "message" ? item.message.at : item.entry.at;
}

function seqOfItem(item: Item): number {
  return item.kind === "message" ? (item.message.seq ?? Infinity) : item.entry.seq;
}

function sameItem(a: Item, b: Item): boolean {
  if (a.kind === "message") {
    return b.kind === "message" && a.message === b.message;
  }
  return b.kind === "event" && a.entry === b.entry;
}

function sameOptions(a: LineOptions, b: LineOptions): boolean {
  return a.hasOlder === b.hasOlder && a.hasNewer === b.hasNewer && a.dividerSeq === b.dividerSeq;
}

/** The line as it was, if it says the same. */
function same(was: Line | undefined, is: Line): Line {
  if (!was || was.kind !== is.kind) {
    return is;
  }
  if (was.kind === "message" && is.kind === "message") {
    return was.message === is.message && was.place === is.place ? was : is;
  }
  if (was.kind === "event" && is.kind === "event") {
    const equal = was.entries.length === is.entries.length && was.entries.every((entry, i) => entry === is.entries[i]);
    return equal ? was : is;
  }
  return was;
}

/** The items that are worth a line: of a private room no events, of a group not that its founder is in it. */
export function worthTelling(items: Item[], type: "group" | "private"): Item[] {
  return items.filter((item) => {
    if (item.kind === "message") {
      return true;
    }
    const { entry } = item;
    const founder = entry.kind === "member.added" && entry.data.userId === entry.actor && entry.seq <= 2;
    return type === "group" && !founder;
  });
}
