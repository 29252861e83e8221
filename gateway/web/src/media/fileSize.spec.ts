import { expect, it } from "vitest";
import { fileSize } from "./fileSize";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [340_400, "340 kB"],
  [1_250_000, "1.3 MB"],
  [104_857_600, "105 MB"],
  [5_000_000_000_000, "5,000 GB"],
])("%d bytes are %j", (bytes, words) => {
  expect(fileSize(bytes, "en")).toBe(words);
});

it("speaks the language", () => {
  expect(fileSize(1_250_000, "id")).toBe("1,3 MB");
});
