import { describe, expect, it } from "vitest";
import { type Line, lineWriter, type LineOptions, worthTelling } from "./lines";
import type { Item, Message, RoomEntry } from "./model";

const all: LineOptions = { hasOlder: false, hasNewer: false, dividerSeq: null };

function message(seq: number, minute: number, actor = "ana", more: Partial<Message> = {}): Item {
  const at = new Date(2026, 10, 23, 9, minute).toISOString();
  const full: Message = {
    key: `m${String(seq)}`,
    roomId: "room",
    seq,
    at,
    actor,
    mine: false,
    type: "text",
    content: `Message ${String(seq)}`,
    files: [],
    localFiles: [],
    mentions: [],
    deleted: false,
    reactions: [],
    progress: "sent",
    ...more,
  };
  return { kind: "message", key: full.key, message: full };
}

function added(seq: number, minute: number, userId: string, actor = "ana"): Item {
  return event(seq, minute, actor, { kind: "member.added", data: { userId, role: "member" } });
}

function event(seq: number, minute: number, actor: string, what: Pick<RoomEntry, "kind" | "data">): Item {
  const at = new Date(2026, 10, 23, 9, minute).toISOString();
  return {
    kind: "event",
    key: `e${String(seq)}`,
    entry: { roomId: "room", seq, number: 0, at, actor, ...what } as RoomEntry,
  };
}

/** A line in a word. */
function word(line: Line): string {
  switch (line.kind) {
    case "message":
      return `${line.key} ${line.place}`;
    case "event":
      return line.entries.map((entry) => `e${String(entry.seq)}`).join("+");
    default:
      return line.key;
  }
}

function words(items: Item[], options: Partial<LineOptions> = {}): string[] {
  return lineWriter()(items, { ...all, ...options }).map(word);
}

describe("lines of a conversation", () => {
  it("put messages of one person within five minutes together", () => {
    const items = [message(1, 0), message(2, 3), message(3, 8), message(4, 20), message(5, 21, "budi")];
    expect(words(items).slice(2)).toEqual(["m1 head", "m2 middle", "m3 tail", "m4 only", "m5 only"]);
  });

  it("begin each day with its name", () => {
    const evening = message(2, 0, "ana", { at: new Date(2026, 10, 23, 23, 59).toISOString() });
    const night = message(3, 0, "ana", { at: new Date(2026, 10, 24, 0, 1).toISOString() });
    expect(words([message(1, 0), evening, night])).toEqual([
      "start",
      "day 2026-11-23",
      "m1 only",
      "m2 only",
      "day 2026-11-24",
      "m3 only",
    ]);
  });

  it("never go a day back for a clock that is behind", () => {
    const late = message(2, 0, "me", { mine: true, at: new Date(2026, 10, 22, 23, 59).toISOString() });
    expect(words([message(1, 0), late])).toEqual(["start", "day 2026-11-23", "m1 only", "m2 only"]);
  });

  it("have the divider in front of the first unread message of somebody else, and no group across it", () => {
    const items = [message(1, 0), message(2, 1, "me", { mine: true }), message(3, 2, "ana"), message(4, 3, "ana")];
    expect(words(items, { dividerSeq: 1 }).slice(2)).toEqual(["m1 only", "m2 only", "unread", "m3 head", "m4 tail"]);
    expect(words(items, { dividerSeq: 3 }).slice(2)).toEqual(["m1 only", "m2 only", "m3 only", "unread", "m4 only"]);
    expect(words(items, { dividerSeq: 4 })).not.toContain("unread");
    expect(words(items, { dividerSeq: null })).not.toContain("unread");
  });

  it("have no divider at the top while it may belong further up", () => {
    const items = [message(11, 0), message(12, 1)];
    expect(words(items, { dividerSeq: 5, hasOlder: true })).not.toContain("unread");
    expect(words(items, { dividerSeq: 5 })).toContain("unread");
  });

  it("tell who made a room and whom they added, but not that they are in it", () => {
    const made = event(1, 0, "ana", { kind: "room.created", data: { type: "group", name: "Harbour" } });
    const items = [made, added(2, 0, "ana"), added(3, 0, "budi"), added(4, 0, "citra")];

    expect(lineWriter()(items, all).map(word)).toEqual(["start", "day 2026-11-23", "e1", "e3+e4"]);
  });

  it("tell that somebody came by themselves apart from whom they added", () => {
    const items = [added(5, 0, "ana"), added(6, 0, "budi")];

    expect(lineWriter()(items, all).map(word)).toEqual(["start", "day 2026-11-23", "e5", "e6"]);
  });

  it("tell those that one person added in one breath in one line", () => {
    const items = [added(1, 0, "budi"), added(2, 0, "citra"), added(3, 30, "dewi"), added(4, 31, "eka", "budi")];
    expect(words(items).slice(2)).toEqual(["e1+e2", "e3", "e4"]);
  });

  it("leave out what everybody knows: a private room's events, and that a founder is a member", () => {
    const items = [added(2, 0, "ana", "ana"), added(3, 0, "budi", "ana"), added(9, 1, "citra", "citra"), message(4, 2)];
    expect(worthTelling(items, "group").map(({ key }) => key)).toEqual(["e3", "e9", "m4"]);
    expect(worthTelling(items, "private").map(({ key }) => key)).toEqual(["m4"]);
  });

  it("say whether there is more at either end", () => {
    expect(words([message(1, 0)], { hasOlder: true, hasNewer: true })).toEqual([
      "older",
      "day 2026-11-23",
      "m1 only",
      "newer",
    ]);
  });

  it("stay the same objects when messages come at the end", () => {
    const write = lineWriter();
    const items = [message(1, 0), message(2, 1)];
    const first = write(items, all);
    const second = write([...items, message(3, 2)], all);
    expect(second.slice(0, 3)).toEqual(first.slice(0, 3));
    expect(second[2]).toBe(first[2]);
    expect(second.map(word).slice(2)).toEqual(["m1 head", "m2 middle", "m3 tail"]);
  });

  it("stay the same objects when older messages come on top", () => {
    const write = lineWriter();
    const items = [message(5, 10), message(6, 11), message(7, 30)];
    const first = write(items, { ...all, hasOlder: true });
    const second = write([message(4, 9), ...items], all);
    expect(second.map(word)).toEqual(["start", "day 2026-11-23", "m4 head", "m5 middle", "m6 tail", "m7 only"]);
    expect(second.at(-1)).toBe(first.at(-1));
    expect(second.at(-2)).toBe(first.at(-2));
  });

  it("are the same whether they are written at once or piece by piece", () => {
    const items: Item[] = [];
    for (let seq = 1; seq <= 60; seq++) {
      const minute = seq * 2 + (seq % 7 === 0 ? 9 : 0);
      items.push(
        seq % 5 === 0 ? added(seq, minute, `u${String(seq)}`) : message(seq, minute, seq % 11 < 6 ? "ana" : "budi"),
      );
      if (seq % 10 === 0) {
        items.push(added(seq + 1000, minute, "more"));
      }
    }
    const write = lineWriter();
    for (let length = 0; length <= items.length; length++) {
      const some = items.slice(0, length);
      expect(write(some, { ...all, dividerSeq: 30 }).map(word)).toEqual(words(some, { dividerSeq: 30 }));
    }
  });

  it("follow a message that changed", () => {
    const write = lineWriter();
    const items = [message(1, 0), message(2, 1), message(3, 2)];
    write(items, all);
    const edited = message(2, 1, "ana", { content: "Else" });
    const lines = write([items[0] as Item, edited, items[2] as Item], all);
    expect(lines[3]).toMatchObject({ message: { content: "Else" }, place: "middle" });
  });

  it("cost little for a message at the end of a hundred thousand", () => {
    const items = Array.from({ length: 100_000 }, (_, i) => message(i + 1, i));
    const write = lineWriter();
    const spent = (work: () => void): number => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    const all100k = spent(() => write(items, all));
    const twenty = spent(() => {
      for (let i = 1; i <= 20; i++) {
        items.push(message(100_000 + i, 100_000 + i));
        write([...items], all);
      }
    });
    // Written anew each time they would cost twenty times as much.
    expect(twenty).toBeLessThan(all100k * 5);
  });
});
