import { describe, expect, it } from "vitest";
import { mentionsIn, suggest } from "./mentions";

const people = [
  { id: "ana", name: "Ana" },
  { id: "putri", name: "Ana Putri" },
  { id: "jose", name: "José (Ops)" },
  { id: "rex", name: ".*" },
];
const mentioned = (text: string) => mentionsIn(text, people);

describe("whom a text mentions", () => {
  it("are those whose name stands behind an @, in its order and once", () => {
    expect(mentioned("@José (Ops) ask @Ana, and @Ana again")).toEqual(["jose", "ana"]);
  });

  it("is the one with the longer name", () => {
    expect(mentioned("hi @Ana Putri")).toEqual(["putri"]);
    expect(mentioned("hi @Ana Putrisari")).toEqual(["ana"]);
  });

  it("is nobody in an address, in a longer word or without the name", () => {
    expect(mentioned("mail@Ana.example")).toEqual([]);
    expect(mentioned("@Anabel @ana @")).toEqual([]);
  });

  it("takes names as letters, not as patterns", () => {
    expect(mentioned("@anything")).toEqual([]);
    expect(mentioned("@.*")).toEqual(["rex"]);
  });

  it("is the first of those who are called the same", () => {
    expect(mentionsIn("@Ana", [{ id: "other", name: "Ana" }, ...people])).toEqual(["other"]);
  });

  it("are fifty at most", () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ id: `u${i}`, name: `Person ${i}` }));
    expect(mentionsIn(many.map(({ name }) => `@${name}`).join(" "), many)).toHaveLength(50);
  });
});

describe("whom to suggest", () => {
  it("are those who begin so before those with such a word, whatever the accents", () => {
    expect(suggest(people, "jose", 5).map(({ id }) => id)).toEqual(["jose"]);
    expect(suggest(people, "P", 5).map(({ id }) => id)).toEqual(["putri"]);
    expect(suggest(people, "ana", 5).map(({ id }) => id)).toEqual(["ana", "putri"]);
  });

  it("are all of them for a bare @, but no more than there is room for", () => {
    expect(suggest(people, "", 3)).toHaveLength(3);
  });
});
