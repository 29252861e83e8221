import { describe, expect, it } from "vitest";
import type { Entry } from "@/api/types";
import { applied } from "@/rooms/follow";
import type { RoomView } from "@/rooms/room";
import { entry, text } from "@/testing/socket";

const room: RoomView = {
  id: "r1",
  type: "group",
  name: "Garden",
  memberCount: 3,
  role: "member",
  at: "2026-01-01T00:00:00.000Z",
  headSeq: 3,
  number: 3,
  unread: 0,
  mentions: 0,
  muted: false,
  archived: false,
  lastReadSeq: 3,
};
const after = (...entries: Entry[]) => entries.reduce((before, one) => applied(before, one, "ann").room, room);

describe("a room of the list", () => {
  it("takes each entry once, also when its log is read again", () => {
    const once = after(text(4), entry(5, "member.added", { userId: "di", role: "member" }));
    expect(once).toMatchObject({ unread: 1, memberCount: 4, headSeq: 5 });
    expect(applied(once, text(4), "ann").room).toBe(once);
  });

  it("follows what is said of the room and of one's own role", () => {
    const avatarUrl = "/api/v1/attachments/a1/content";
    const made = after(
      entry(4, "room.updated", { name: "Yard", description: "For all", avatarUrl, history: "joined" }),
      entry(5, "member.role", { userId: "ann", role: "admin" }),
      entry(6, "member.removed", { userId: "bo", reason: "left" }),
    );
    expect(made).toMatchObject({
      name: "Yard",
      description: "For all",
      avatarId: "a1",
      history: "joined",
      role: "admin",
    });
    expect(made.memberCount).toBe(2);
    expect(
      after(entry(4, "room.updated", { avatarUrl }), entry(5, "room.updated", { avatarUrl: "" })).avatarId,
    ).toBeUndefined();
  });

  it("shows a file by its type, and the beginning of a long message in whole characters", () => {
    expect(after(text(4, "", { data: { type: "image" } })).preview).toBe("image");
    expect([...(after(text(4, "👍".repeat(150))).preview ?? "")]).toHaveLength(100);
  });

  it("goes on behind entries that are unknown or nonsense", () => {
    const nonsense = [
      { ...text(4), kind: "poll" },
      { ...text(5), data: null },
      { ...text(6), data: { type: "text", content: 5, mentions: 7 } },
      { ...text(7), kind: "room.updated", data: { name: 5, avatarUrl: 6 } },
      { ...text(8), number: "x" },
    ] as unknown as Entry[];
    expect(after(...nonsense)).toMatchObject({ headSeq: 8, name: "Garden", number: 7, unread: 2, mentions: 0 });
  });
});
