import { expect, it } from "vitest";
import { matches } from "./filter";

it.each([
  ["Product design", "", true],
  ["Product design", "des", true],
  ["Product design", "DES pro", true],
  ["Zoë Müller", "zoe mu", true],
  ["Product design", "sign", false],
  ["Product design", "product x", false],
  ["C++ (core)", "c++", true],
  ["C++ (core)", ".*", false],
])("%j is found by %j: %s", (name, typed, expected) => {
  expect(matches(name, typed)).toBe(expected);
});
