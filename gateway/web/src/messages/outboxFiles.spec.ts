import { File as NodeFile } from "node:buffer";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "@/api/problem";
import type { Asked, MessageEntry } from "@/api/types";
import { useConnection } from "@/live/connection";
import { useOutbox } from "@/messages/outbox";
import { kept } from "@/offline/database";
import { problem } from "@/testing/server";
import { text } from "@/testing/socket";
import { pass } from "@/testing/time";
import { World } from "@/testing/world";

const { uploadFile } = vi.hoisted(() => ({ uploadFile: vi.fn() }));
vi.mock("@/media/upload", () => ({ uploadFile }));

type Sent = Asked["message.send"]["data"];
let world: World;
/** What the server has, by clientId: it takes each once. */
let taken: Map<string, MessageEntry>;

beforeEach(async () => {
  // Those of the database, which takes no others.
  vi.stubGlobal("File", NodeFile);
  world = await World.begin();
  taken = new Map();
  uploadFile.mockReset();
  world.sockets.answers["message.send"] = take;
});
afterEach(() => {
  useConnection().stop();
  vi.useRealTimers();
});

function take(sent: Sent) {
  const before = taken.get(sent.clientId);
  const { roomId, clientId, type, content } = sent;
  const data = { type, ...(content && { content }) };
  const seq = world.head(roomId) + 1;
  const message = before ?? (text(seq, content, { roomId, actor: "ann", clientId, data }) as MessageEntry);
  if (!before) {
    taken.set(clientId, message);
    world.write(message);
  }
  return { message, duplicate: before !== undefined };
}

const draft = (content: string, files: File[] = []) => ({ content, files, mentions: [] });
const sent = (sockets = world.sockets) => sockets.all.flatMap((socket) => socket.of("message.send"));
const stored = () => kept((db) => db.count("outbox"), -1);
const progress = (roomId = "r1") =>
  useOutbox()
    .of(roomId)
    .map((message) => message.progress);
const refuse =
  (status: number, code: string, more = {}) =>
  () => {
    throw new Refusal((problem(status, code, more) as { data: never }).data);
  };

describe("files", () => {
  const file = (name: string, type = "image/png") => new File(["12345"], name, { type });

  it("are uploaded first, with progress, and the type says what they are", async () => {
    let finish: () => void = () => {};
    uploadFile.mockImplementation(async (_file, { onProgress }) => {
      onProgress(0.5);
      await new Promise<void>((resolve) => (finish = resolve));
      return { id: "a1" };
    });
    await world.connect();
    await useOutbox().send("r1", draft("look", [file("a.png")]));
    await pass();
    await vi.waitFor(() => expect(uploadFile).toHaveBeenCalled());
    await pass();
    const [local] = useOutbox().of("r1")[0]?.localFiles ?? [];
    expect(local).toMatchObject({ name: "a.png", size: 5, progress: 0.5, state: "uploading" });
    expect(sent()).toEqual([]);
    finish();
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ type: "image", content: "look", attachmentIds: ["a1"] });
  });

  it("of different kinds make a message of files", async () => {
    uploadFile.mockImplementation(async ({ name }: File) => ({ id: name }));
    await world.connect();
    await useOutbox().send("r1", draft("", [file("a.png"), file("b.pdf", "application/pdf")]));
    await pass();
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ type: "file", attachmentIds: ["a.png", "b.pdf"] });
    expect(sent()[0]).not.toHaveProperty("content");
  });

  it("are what the server found them to be, whatever the browser called them", async () => {
    uploadFile.mockResolvedValueOnce({ id: "a1", contentType: "application/octet-stream" });
    await world.connect();
    await useOutbox().send("r1", draft("", [file("a.svg", "image/svg+xml")]));
    await pass();
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ type: "file", attachmentIds: ["a1"] });
  });

  it("that are uploaded are not uploaded again after a reload", async () => {
    uploadFile.mockResolvedValueOnce({ id: "a1" }).mockReturnValueOnce(new Promise(() => {}));
    await world.connect();
    await useOutbox().send("r1", draft("", [file("a.png"), file("b.png")]));
    await pass();
    await vi.waitFor(() => expect(uploadFile).toHaveBeenCalledTimes(2));
    await pass();
    useConnection().stop();
    uploadFile.mockResolvedValueOnce({ id: "b1" });
    await world.reload();
    await world.connect();
    await pass();
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(uploadFile).toHaveBeenCalledTimes(3);
    expect(sent()[0]?.attachmentIds).toEqual(["a1", "b1"]);
  });

  it("that are refused make the message fail, and say which", async () => {
    uploadFile.mockImplementation(refuse(415, "content-mismatch"));
    await world.connect();
    await useOutbox().send("r1", draft("", [file("a.png")]));
    await pass();
    await vi.waitFor(() => expect(progress()).toEqual(["failed"]));
    expect(useOutbox().of("r1")[0]).toMatchObject({
      problem: { code: "content-mismatch" },
      localFiles: [{ state: "failed", problem: { code: "content-mismatch" } }],
    });
  });

  it("stop uploading when the message is discarded", async () => {
    let signal: AbortSignal | undefined;
    uploadFile.mockImplementation((_file, options) => {
      signal = options.signal;
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal?.reason)));
    });
    await world.connect();
    await useOutbox().send("r1", draft("", [file("a.png")]));
    await pass();
    await vi.waitFor(() => expect(uploadFile).toHaveBeenCalled());
    await useOutbox().discard(useOutbox().of("r1")[0]?.key ?? "");
    await pass();
    expect(signal?.aborted).toBe(true);
    expect(sent()).toEqual([]);
    expect(await stored()).toBe(0);
  });
});
