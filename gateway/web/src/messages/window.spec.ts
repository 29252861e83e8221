import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry } from "@/api/types";
import { soundEntries, soundEntry } from "@/messages/entries";
import { MOST_ITEMS, MessageWindow } from "@/messages/window";
import { entry, text } from "@/testing/socket";

const changed = vi.fn();
let shown: MessageWindow;

beforeEach(() => {
  shown = new MessageWindow("ann", changed);
  shown.show([text(1), text(2), text(3)], { hasOlder: false, hasNewer: false, toSeq: 3 });
  changed.mockReset();
});

const contents = () => shown.items.map((item) => (item.kind === "message" ? item.message.content : item.entry.kind));
const apply = (...entries: Entry[]) => entries.forEach((one) => shown.apply(one));

describe("a window", () => {
  it("shows messages and what happened to the room, in the order of the log", () => {
    apply(text(4), entry(5, "member.added", { userId: "cy", role: "member" }), text(6));
    expect(contents()).toEqual(["m1", "m2", "m3", "m4", "member.added", "m6"]);
  });

  it("lays edits, deletions and reactions over messages", () => {
    apply(
      entry(4, "edit", { seq: 1, content: "new", mentions: ["ann"] }),
      entry(5, "reaction.added", { seq: 2, emoji: "👍" }),
      entry(6, "reaction.added", { seq: 2, emoji: "👍" }, { actor: "ann" }),
      entry(7, "reaction.added", { seq: 2, emoji: "🎉" }),
      entry(8, "reaction.removed", { seq: 2, emoji: "🎉" }),
      entry(9, "delete", { seq: 3 }),
    );
    expect(shown.message(1)).toMatchObject({
      content: "new",
      mentions: ["ann"],
      editedAt: entry(4, "edit", { seq: 1 }).at,
    });
    expect(shown.message(2)?.reactions).toEqual([{ emoji: "👍", userIds: ["bo", "ann"], mine: true }]);
    expect(shown.message(3)).toMatchObject({ deleted: true, content: "", reactions: [] });
    expect(shown.toSeq).toBe(9);
  });

  it("replaces the item that changes and leaves all others as they are", () => {
    const before = shown.items;
    apply(entry(4, "edit", { seq: 2, content: "new" }));
    const after = shown.items;
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.key).toBe(before[1]?.key);
    expect(after[2]).toBe(before[2]);
  });

  it("keeps an item's identity when the same page is shown again", () => {
    const before = shown.items;
    shown.show([text(1), text(2, "edited", { nowSeq: 4 }), text(3)], { hasOlder: true, hasNewer: false, toSeq: 4 });
    expect(shown.items[0]).toBe(before[0]);
    expect(shown.items[2]).toBe(before[2]);
    expect(shown.message(2)?.content).toBe("edited");
  });

  it("gives people who use the same clientId different keys", () => {
    apply(text(4, "a", { clientId: "same" }), text(5, "b", { clientId: "same", actor: "cy" }));
    expect(new Set(shown.items.map(({ key }) => key)).size).toBe(5);
  });
});

describe("rule 5: a page and what came after it was read", () => {
  it("does not lay over a message what the page has laid over it already", () => {
    const page = [text(1, "second edit", { nowSeq: 5, reactions: { "👍": ["bo"] } }), text(2)];
    shown.show(page, { hasOlder: false, hasNewer: false, toSeq: 5 });
    apply(
      entry(3, "edit", { seq: 1, content: "first edit" }),
      entry(4, "reaction.removed", { seq: 1, emoji: "👍" }),
      entry(5, "edit", { seq: 1, content: "second edit" }),
    );
    expect(shown.message(1)).toMatchObject({ content: "second edit", reactions: [{ emoji: "👍" }] });
  });

  it("lays over it what came after", () => {
    shown.show([text(1, "first", { nowSeq: 3 })], { hasOlder: false, hasNewer: false, toSeq: 3 });
    apply(entry(4, "edit", { seq: 1, content: "now" }));
    expect(shown.message(1)?.content).toBe("now");
  });

  it("shows no message twice that is in the page and comes again", () => {
    apply(text(2), text(3), text(4));
    expect(contents()).toEqual(["m1", "m2", "m3", "m4"]);
  });

  it("shows nothing of the end of the log in a window that is not there, but what changes in it", () => {
    shown.show([text(1), text(2)], { hasOlder: false, hasNewer: true, toSeq: 0 });
    shown.relay([text(90), entry(91, "edit", { seq: 2, content: "new" })]);
    expect(contents()).toEqual(["m1", "new"]);
  });
});

describe("quotes", () => {
  const reply = text(4, "yes", { data: { type: "text", content: "yes", replyTo: 1 } });

  it("are made of the message that is answered, where it is known", () => {
    apply(reply);
    expect(shown.message(4)?.quote).toEqual({ seq: 1, actor: "bo", type: "text", excerpt: "m1" });
  });

  it("follow edits and deletions of it", () => {
    apply(reply, entry(5, "edit", { seq: 1, content: "other" }));
    expect(shown.message(4)?.quote).toMatchObject({ excerpt: "other" });
    apply(entry(6, "delete", { seq: 1 }));
    expect(shown.message(4)?.quote).toEqual({ seq: 1, actor: "bo", type: "text", deleted: true });
  });

  it("of a page stay as the page has them", () => {
    const quote = { seq: 1, actor: "bo", type: "text" as const, excerpt: "of the page" };
    shown.show([{ ...reply, quote }], { hasOlder: true, hasNewer: false, toSeq: 4 });
    expect(shown.message(4)?.quote).toEqual(quote);
  });

  it("have 140 code points, none of them cut in two", () => {
    apply(text(4, "👍".repeat(200)), text(5, "", { data: { type: "text", content: "x", replyTo: 4 } }));
    expect([...(shown.message(5)?.quote?.excerpt ?? "")]).toHaveLength(140);
  });
});

describe("changes of one's own", () => {
  const change = {
    clientId: "mine",
    change: { kind: "edit" as const, actor: "ann", at: "2026-01-01T00:00:00.000Z", data: { seq: 2, content: "mine" } },
  };

  it("are shown at once, and taken back when they are refused", () => {
    const before = shown.items[0];
    shown.overlay(2, change);
    expect(contents()).toEqual(["m1", "mine", "m3"]);
    shown.settle(2, "mine");
    expect(contents()).toEqual(["m1", "m2", "m3"]);
    expect(shown.items[0]).toBe(before);
  });

  it("lie over what others do meanwhile, until the log has them", () => {
    shown.overlay(2, change);
    apply(entry(4, "reaction.added", { seq: 2, emoji: "👍" }));
    expect(shown.message(2)).toMatchObject({ content: "mine", reactions: [{ emoji: "👍" }] });
    shown.acknowledge(2, "mine", 6);
    apply(entry(5, "edit", { seq: 2, content: "theirs" }));
    expect(shown.message(2)?.content).toBe("mine");
    apply(entry(6, "edit", { seq: 2, content: "mine, as the log has it" }, { clientId: "mine", actor: "ann" }));
    expect(shown.message(2)?.content).toBe("mine, as the log has it");
    apply(entry(7, "edit", { seq: 2, content: "theirs" }));
    expect(shown.message(2)?.content).toBe("theirs");
  });

  it("end with a page that has them", () => {
    shown.overlay(2, change);
    shown.acknowledge(2, "mine", 6);
    shown.show([text(2, "of the page", { nowSeq: 6 })], { hasOlder: true, hasNewer: false, toSeq: 6 });
    expect(shown.message(2)?.content).toBe("of the page");
  });
});

describe("marks", () => {
  it("say delivered of one's own messages that the log has, and read as far as others have read", () => {
    apply(text(4, "a", { actor: "ann" }), text(5, "b", { actor: "ann" }));
    shown.read(4);
    expect([4, 5].map((seq) => shown.message(seq)?.progress)).toEqual(["read", "delivered"]);
    shown.read(9);
    shown.read(2);
    expect(shown.message(5)?.progress).toBe("read");
    apply(text(6, "c", { actor: "ann" }));
    expect(shown.message(6)?.progress).toBe("read");
    expect(shown.message(1)?.progress).toBe("sent");
  });
});

describe("hostile entries", () => {
  it("of unknown kinds and with nonsense in them change nothing, and do not stop what comes after", () => {
    const nonsense = [
      { ...text(4), kind: "poll" },
      { ...text(5), data: undefined },
      { ...text(6), data: null },
      { ...text(7), data: { type: 7, content: { a: 1 } } },
      { ...text(8), kind: "edit", data: { seq: "1" } },
      { ...text(9), kind: "edit", data: { seq: 1, content: 5, mentions: "x" } },
      { ...text(10), kind: "reaction.added", data: { seq: 1 } },
      { ...text(11), kind: "member.added", data: "x" },
      { ...text(12), kind: "delete", data: { seq: 999 } },
      { ...text(13), data: { type: "text", content: 5, attachments: "x", mentions: 4, replyTo: "1" } },
    ] as unknown as Entry[];
    apply(...nonsense, text(14));
    expect(contents()).toEqual(["m1", "m2", "m3", "", "m14"]);
    expect(shown.message(13)).toMatchObject({ content: "", files: [], mentions: [] });
    expect(shown.message(1)).toMatchObject({ content: "m1", reactions: [] });
  });

  it("that cannot have a place in a log are no entries", () => {
    const good = text(1);
    const bad = [null, 5, {}, { ...good, seq: "1" }, { ...good, seq: 0 }, { ...good, seq: 1.5 }, { ...good, kind: 3 }];
    expect(bad.map((one) => soundEntry(one))).toEqual(bad.map(() => undefined));
    expect(soundEntry({ ...good, roomId: "r2" }, "r1")).toBeUndefined();
    expect(soundEntries("nothing", "r1")).toEqual([]);
    expect(soundEntries([text(3), text(1), text(3), null], "r1").map(({ seq }) => seq)).toEqual([1, 3]);
  });
});

describe("bounds", () => {
  it("drops the oldest when it grows at the end, and the newest when it grows at the beginning", () => {
    const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => text(from + i));
    shown.show(many(5000, MOST_ITEMS), { hasOlder: false, hasNewer: false, toSeq: 5000 + MOST_ITEMS - 1 });
    apply(text(5000 + MOST_ITEMS));
    expect(shown.items.length).toBeLessThanOrEqual(MOST_ITEMS);
    expect(shown).toMatchObject({ hasOlder: true, hasNewer: false, lastSeq: 5000 + MOST_ITEMS });
    shown.prepend(many(3000, 200), true);
    expect(shown.items).toHaveLength(MOST_ITEMS);
    expect(shown).toMatchObject({ firstSeq: 3000, hasNewer: true });
    shown.append(many(5000 + MOST_ITEMS - 10, 11), false, 7000);
    expect(shown.hasNewer).toBe(false);
  });

  it("folds 10,000 entries in well under a second, and one more in no time", () => {
    const started = process.cpuUsage();
    for (let seq = 4; seq < 10_004; seq++) {
      const target = Math.max(1, seq - (seq % 50) - 1);
      const of = [
        text(seq, `m${seq}`, { actor: seq % 7 ? "bo" : "ann", data: { type: "text", content: "x", replyTo: target } }),
        entry(seq, "reaction.added", { seq: target, emoji: "👍" }, { actor: `u${seq}` }),
        entry(seq, "edit", { seq: target, content: `e${seq}` }),
      ];
      shown.apply(of[seq % 5 === 0 ? 1 : seq % 11 === 0 ? 2 : 0] as Entry);
    }
    expect(shown.toSeq).toBe(10_003);
    // Of the processor, because the clock also counts what others do. In microseconds.
    expect(process.cpuUsage(started).user).toBeLessThan(900_000);
    const before = shown.items;
    shown.apply(text(10_004));
    expect(shown.items.slice(0, -1).every((item, i) => item === before[i])).toBe(true);
  });

  it("comes back from the database as it was", () => {
    apply(
      text(4, "mine", { actor: "ann" }),
      entry(5, "member.role", { userId: "bo", role: "admin" }),
      entry(6, "delete", { seq: 1 }),
    );
    const kept = structuredClone(shown.keep(200));
    const again = new MessageWindow("ann", () => {});
    again.restore(kept?.rows ?? [], kept?.hasOlder ?? false, kept?.toSeq ?? 0);
    expect(again.items).toEqual(shown.items);
    expect(again.toSeq).toBe(6);
    again.apply(entry(7, "edit", { seq: 2, content: "later" }));
    expect(again.message(2)?.content).toBe("later");
    expect(shown.keep(2)).toMatchObject({ hasOlder: true });
  });
});
