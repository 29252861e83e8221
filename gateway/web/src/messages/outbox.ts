import { defineStore } from "pinia";
import { computed, shallowReactive, watch } from "vue";
import { isPassing, problemOf, Refusal } from "@/api/problem";
import type { Entry, Quote } from "@/api/types";
import { useSession } from "@/auth/session";
import { backoff } from "@/live/backoff";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import type { Draft, LocalFile, Message } from "@/messages/model";
import { hold } from "@/messages/pump";
import { messageOf, requestOf, type Waiting, type WaitingFile, waitingOf } from "@/messages/waiting";
import { kept } from "@/offline/database";

interface Shown {
  waiting: Waiting;
  message: Message;
  /** It lies in the database, so that another tab may send it. */
  stored: boolean;
}

/** What tabs tell each other. */
type Told =
  | { kind: "changed" | "gone"; clientId: string }
  | { kind: "progress"; clientId: string; patch: Partial<Message> }
  | { kind: "file"; clientId: string; fileId: string; patch: Partial<LocalFile> };

/**
 * Messages on their way: they survive a reload, keep their clientId for ever, and go one at a time in each room, in their order (client rule
 * 6). One tab sends for all.
 */
export const useOutbox = defineStore("outbox", () => {
  const session = useSession();
  const connection = useConnection();
  const logs = useLogs();
  const shown = shallowReactive(new Map<string, Shown>());
  const pumping = new Set<string>();
  const uploads = new Map<string, AbortController>();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("whispra-outbox");
  let mine = false;
  let last = 0;

  const byRoom = computed(() => {
    const rooms = new Map<string, Message[]>();
    for (const { message } of [...shown.values()].sort((a, b) => a.waiting.order - b.waiting.order)) {
      rooms.set(message.roomId, [...(rooms.get(message.roomId) ?? []), message]);
    }
    return rooms;
  });

  /** Messages of a room that the log has not brought back yet, in their order. */
  const of = (roomId: string): Message[] => byRoom.value.get(roomId) ?? [];

  async function load(): Promise<void> {
    const all = await kept((db) => db.getAll("outbox"), []);
    all.filter((one) => one.actor === session.me?.id && !shown.has(one.clientId)).forEach((one) => show(one, true));
  }

  /** Another tab sent until now: what it did lies in the database. */
  async function takeOver(): Promise<void> {
    const all = await kept((db) => db.getAll("outbox"), null);
    const there = new Set(all?.map(({ clientId }) => clientId));
    for (const [clientId, { stored, message }] of shown) {
      if (all && stored && !there.has(clientId) && message.progress !== "sent") {
        settleOne(clientId);
      }
    }
    all
      ?.filter((one) => one.actor === session.me?.id && shown.get(one.clientId)?.message.progress !== "sending")
      .forEach((one) => show(one, true));
  }

  /** Shown at once; on its way when it lies in the database. */
  async function send(roomId: string, draft: Draft, quote?: Quote): Promise<void> {
    const at = new Date(Date.now() + connection.clockOffset).toISOString();
    const order = Math.max(last + 1, Date.now());
    const waiting = waitingOf(draft, { roomId, actor: session.me?.id ?? "", order, at, quote });
    show(waiting, false);
    await keep(waiting);
    tell({ kind: "changed", clientId: waiting.clientId });
    void pump(roomId);
  }

  function show(waiting: Waiting, stored: boolean): void {
    last = Math.max(last, waiting.order);
    release(waiting.clientId);
    shown.set(waiting.clientId, { waiting, message: messageOf(waiting), stored });
  }

  function change(clientId: string, patch: Partial<Message>): void {
    const there = shown.get(clientId);
    if (there) {
      shown.set(clientId, { ...there, message: { ...there.message, ...patch } });
    }
  }

  function changeFile(clientId: string, fileId: string, patch: Partial<LocalFile>): void {
    const files = shown.get(clientId)?.message.localFiles ?? [];
    change(clientId, { localFiles: files.map((file) => (file.id === fileId ? { ...file, ...patch } : file)) });
  }

  function progress(clientId: string, patch: Partial<Message>): void {
    change(clientId, patch);
    tell({ kind: "progress", clientId, patch });
  }

  /** What the database does not take (it is full, or there is none) goes from this tab, and is lost with it. */
  async function keep(waiting: Waiting): Promise<void> {
    const stored = await kept(async (db) => Boolean(await db.put("outbox", waiting)), false);
    const there = shown.get(waiting.clientId);
    if (there) {
      there.stored = stored;
    } else if (stored) {
      await erase(waiting.clientId);
    }
  }

  const erase = (clientId: string) => kept((db) => db.delete("outbox", clientId), undefined);
  const tell = (told: Told) => channel?.postMessage(told);

  async function pump(roomId: string): Promise<void> {
    if (pumping.has(roomId)) {
      return;
    }
    pumping.add(roomId);
    try {
      for (let next = nextOf(roomId); next && connection.state === "live"; next = nextOf(roomId)) {
        await deliver(next);
      }
    } finally {
      pumping.delete(roomId);
    }
  }

  function nextOf(roomId: string): Waiting | undefined {
    return [...shown.values()]
      .filter(({ message, stored }) => message.roomId === roomId && message.progress === "waiting" && (mine || !stored))
      .sort((a, b) => a.waiting.order - b.waiting.order)[0]?.waiting;
  }

  async function deliver(waiting: Waiting): Promise<void> {
    const { clientId } = waiting;
    for (let tries = 1; shown.has(clientId); tries++) {
      try {
        progress(clientId, { progress: "sending" });
        for (const file of waiting.files.filter(({ attachmentId }) => !attachmentId)) {
          await uploadOne(waiting, file);
        }
        if (shown.has(clientId)) {
          const { message } = await connection.ask("message.send", requestOf(waiting));
          await sent(clientId, message);
        }
        return;
      } catch (error) {
        const problem = problemOf(error);
        if (!shown.has(clientId)) {
          return;
        }
        if (!isPassing(problem) && problem.code !== "unauthenticated") {
          await keep(Object.assign(waiting, { problem }));
          progress(clientId, { progress: "failed", problem });
          return;
        }
        progress(clientId, { progress: "waiting" });
        if (connection.state !== "live") {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.max(backoff(tries), problem.retryAfterMs ?? 0)));
      }
    }
  }

  /** Acknowledged: it is in the log. It is shown from here until the log brings it. */
  async function sent(clientId: string, { seq, number, at }: Entry): Promise<void> {
    await erase(clientId);
    progress(clientId, { progress: "sent", seq, number, at });
    if ((logs.log(shown.get(clientId)?.waiting.roomId ?? "").seq ?? 0) >= seq) {
      settleOne(clientId);
    }
  }

  async function uploadOne(waiting: Waiting, file: WaitingFile): Promise<void> {
    const { clientId } = waiting;
    const report = (patch: Partial<LocalFile>) => {
      changeFile(clientId, file.id, patch);
      tell({ kind: "file", clientId, fileId: file.id, patch });
    };
    const abort = new AbortController();
    uploads.set(clientId, abort);
    report({ state: "uploading" });
    try {
      const { uploadFile } = await import("@/media/upload");
      const named = new File([file.blob], file.name, { type: file.blob.type });
      const onProgress = (part: number) => report({ progress: part, state: part < 1 ? "uploading" : "checking" });
      const { id, contentType } = await uploadFile(named, { signal: abort.signal, onProgress });
      Object.assign(file, { attachmentId: id, contentType });
    } catch (error) {
      const problem = problemOf(error);
      report(isPassing(problem) ? { state: "waiting", progress: 0 } : { state: "failed", problem });
      throw new Refusal(problem);
    } finally {
      uploads.delete(clientId);
    }
    report({ state: "ready", progress: 1 });
    await keep(waiting);
  }

  async function retry(clientId: string): Promise<void> {
    const there = shown.get(clientId);
    if (there?.message.progress !== "failed") {
      return;
    }
    const waiting = { ...there.waiting, files: there.waiting.files.map((file) => ({ ...file })) };
    if (waiting.problem?.code.startsWith("attachment-")) {
      // What was uploaded is gone: it is uploaded again.
      waiting.files.forEach((file) => {
        delete file.attachmentId;
        delete file.contentType;
      });
    }
    delete waiting.problem;
    show(waiting, there.stored);
    await keep(waiting);
    tell({ kind: "changed", clientId });
    void pump(waiting.roomId);
  }

  /** It is not sent, if it was not sent already; what is uploading is given up. */
  async function discard(clientId: string): Promise<void> {
    settleOne(clientId);
    await erase(clientId);
    tell({ kind: "gone", clientId });
  }

  function settleOne(clientId: string): void {
    uploads.get(clientId)?.abort();
    release(clientId);
    shown.delete(clientId);
  }

  function release(clientId: string): void {
    shown.get(clientId)?.message.localFiles.forEach(({ previewUrl }) => previewUrl && URL.revokeObjectURL(previewUrl));
  }

  /** An entry that is in the log for certain: a message of one's own has arrived, whatever became of its answer. */
  function settle(entry: Entry): void {
    if (entry.kind === "message" && entry.clientId && entry.actor === session.me?.id && shown.has(entry.clientId)) {
      void discard(entry.clientId);
    }
  }

  async function hear(told: Told): Promise<void> {
    const { clientId } = told;
    if (told.kind === "progress") {
      change(clientId, told.patch);
    } else if (told.kind === "file") {
      changeFile(clientId, told.fileId, told.patch);
    } else if (told.kind === "gone") {
      settleOne(clientId);
    } else {
      const found = await kept((db) => db.get("outbox", clientId), undefined);
      if (found && found.actor === session.me?.id) {
        show(found, true);
        void pump(found.roomId);
      }
    }
  }

  const pumpAll = () => [...byRoom.value.keys()].forEach((roomId) => void pump(roomId));
  hold("whispra-outbox", () => connection.state === "live" && session.me !== null, {
    async begin() {
      await takeOver();
      mine = connection.state === "live";
      pumpAll();
    },
    end: () => (mine = false),
  });
  watch(
    () => connection.state,
    (state) => state === "live" && pumpAll(),
  );
  watch(
    () => session.me?.id,
    (id) => id && void load(),
    { immediate: true },
  );
  channel?.addEventListener("message", (event: MessageEvent<Told>) => void hear(event.data));
  logs.follow({ applied: settle });
  session.whenOver(() => {
    uploads.forEach((abort) => abort.abort());
    [...shown.keys()].forEach(settleOne);
  });

  return { of, send, retry, discard, settle };
});
