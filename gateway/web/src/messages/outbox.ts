import { defineStore } from "pinia";
import { computed, shallowReactive } from "vue";
import { http } from "@/api/http";
import { isPassing, problemOf, Refusal } from "@/api/problem";
import type { Attachment, Entry, MessageType, Problem } from "@/api/types";
import { useSession } from "@/auth/session";
import { backoff } from "@/live/backoff";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import type { Draft, LocalFile, Message } from "@/messages/model";
import { kept } from "@/offline/database";

/** A file of a message that is not sent yet. */
export interface WaitingFile {
  id: string;
  blob: Blob;
  name: string;
  attachmentId?: string;
}

/** A message that is not in the log yet, as it lies in the database. */
export interface Waiting {
  clientId: string;
  roomId: string;
  /** The person who wrote it. */
  actor: string;
  /** Its place: messages of a room go out in this order. */
  order: number;
  at: string;
  type: MessageType;
  content: string;
  replyTo?: number;
  mentions: string[];
  files: WaitingFile[];
  /** Why it was refused. It stays until it is tried again or discarded. */
  problem?: Problem;
}

export type Upload = (
  file: File,
  options: { signal: AbortSignal; onProgress: (part: number) => void },
) => Promise<Attachment>;

interface Shown {
  waiting: Waiting;
  message: Message;
}

/** Messages on their way: they survive a reload, keep their clientId for ever, and go one at a time in each room (client rule 6). */
export const useOutbox = defineStore("outbox", () => {
  const session = useSession();
  const connection = useConnection();
  const shown = shallowReactive(new Map<string, Shown>());
  const running = new Map<string, AbortController>();
  let upload: Upload = async (file, { signal, onProgress }) => {
    const onUploadProgress = ({ progress }: { progress?: number }) => onProgress(progress ?? 0);
    return (await http.postForm<Attachment>("/attachments", { file }, { signal, onUploadProgress })).data;
  };
  let last = 0;
  let loaded: Promise<void> | null = null;

  const byRoom = computed(() => {
    const rooms = new Map<string, Message[]>();
    [...shown.values()]
      .sort((a, b) => a.waiting.order - b.waiting.order)
      .forEach(({ message }) => rooms.set(message.roomId, [...(rooms.get(message.roomId) ?? []), message]));
    return rooms;
  });

  /** Messages of a room that the log has not brought back yet, in their order. */
  const of = (roomId: string): Message[] => byRoom.value.get(roomId) ?? [];

  function load(): Promise<void> {
    loaded ??= kept((db) => db.getAll("outbox"), []).then((all) => {
      all.filter((one) => one.actor === session.me?.id && !shown.has(one.clientId)).forEach(show);
    });
    return loaded;
  }

  async function send(roomId: string, draft: Draft): Promise<void> {
    const waiting: Waiting = {
      clientId: crypto.randomUUID(),
      roomId,
      actor: session.me?.id ?? "",
      order: (last = Math.max(last + 1, Date.now())),
      at: new Date(Date.now() + connection.clockOffset).toISOString(),
      type: typeOf(draft.files),
      content: draft.content,
      mentions: draft.mentions,
      files: draft.files.map((file) => ({ id: crypto.randomUUID(), blob: file, name: file.name })),
      ...(draft.replyTo !== undefined && { replyTo: draft.replyTo }),
    };
    show(waiting);
    await keep(waiting);
    void pump(roomId);
  }

  function show(waiting: Waiting): void {
    last = Math.max(last, waiting.order);
    shown.set(waiting.clientId, { waiting, message: messageOf(waiting) });
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

  const keep = (waiting: Waiting) => kept((db) => db.put("outbox", waiting), "");
  const erase = (clientId: string) => kept((db) => db.delete("outbox", clientId), undefined);

  async function pump(roomId: string): Promise<void> {
    if (running.has(roomId) || connection.state !== "live") {
      return;
    }
    const abort = new AbortController();
    running.set(roomId, abort);
    try {
      for (let next = nextOf(roomId); next && !abort.signal.aborted; next = nextOf(roomId)) {
        await deliver(next, abort.signal);
      }
    } finally {
      running.delete(roomId);
    }
  }

  function nextOf(roomId: string): Waiting | undefined {
    return [...shown.values()]
      .filter(({ message }) => message.roomId === roomId && message.progress === "waiting")
      .sort((a, b) => a.waiting.order - b.waiting.order)[0]?.waiting;
  }

  async function deliver(waiting: Waiting, signal: AbortSignal): Promise<void> {
    const { clientId, roomId } = waiting;
    for (let tries = 1; ; tries++) {
      try {
        change(clientId, { progress: "sending" });
        await uploadAll(waiting, signal);
        const { message } = await connection.ask("message.send", request(waiting));
        await erase(clientId);
        change(clientId, { progress: "sent", seq: message.seq, number: message.number, at: message.at });
        return;
      } catch (error) {
        const problem = problemOf(error);
        if (!shown.has(clientId)) {
          return;
        }
        if (!isPassing(problem)) {
          waiting.problem = problem;
          await keep(waiting);
          change(clientId, { progress: "failed", problem });
          return;
        }
        change(clientId, { progress: "waiting" });
        if (connection.state !== "live") {
          running.get(roomId)?.abort();
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.max(backoff(tries), problem.retryAfterMs ?? 0)));
      }
    }
  }

  async function uploadAll(waiting: Waiting, signal: AbortSignal): Promise<void> {
    for (const file of waiting.files.filter(({ attachmentId }) => !attachmentId)) {
      const report = (patch: Partial<LocalFile>) => changeFile(waiting.clientId, file.id, patch);
      report({ state: "uploading" });
      try {
        const named = new File([file.blob], file.name, { type: file.blob.type });
        const onProgress = (part: number) => report({ progress: part, state: part < 1 ? "uploading" : "checking" });
        file.attachmentId = (await upload(named, { signal, onProgress })).id;
      } catch (error) {
        const problem = problemOf(error);
        report({ state: isPassing(problem) ? "waiting" : "failed", problem });
        throw new Refusal(problem);
      }
      report({ state: "ready", progress: 1 });
      await keep(waiting);
    }
  }

  async function retry(clientId: string): Promise<void> {
    const there = shown.get(clientId);
    if (there?.message.progress !== "failed") {
      return;
    }
    const waiting = { ...there.waiting };
    delete waiting.problem;
    show(waiting);
    await keep(waiting);
    void pump(waiting.roomId);
  }

  async function discard(clientId: string): Promise<void> {
    const there = shown.get(clientId);
    shown.delete(clientId);
    there?.message.localFiles.forEach(({ previewUrl }) => previewUrl && URL.revokeObjectURL(previewUrl));
    await erase(clientId);
  }

  function settle(entry: Entry): void {
    if (entry.kind === "message" && entry.clientId && entry.actor === session.me?.id && shown.has(entry.clientId)) {
      void discard(entry.clientId);
    }
  }

  const pumpAll = () => [...byRoom.value.keys()].forEach((roomId) => void pump(roomId));
  connection.on("ready", () => void load().then(pumpAll));
  useLogs().follow({ applied: settle });
  session.whenOver(() => {
    running.forEach((abort) => abort.abort());
    shown.clear();
    loaded = null;
  });

  return { of, load, send, retry, discard, settle, uploadWith: (other: Upload) => void (upload = other) };
});

function request({ roomId, clientId, type, content, files, replyTo, mentions }: Waiting) {
  const attachmentIds = files.flatMap(({ attachmentId }) => attachmentId ?? []);
  return {
    roomId,
    clientId,
    type,
    ...(content && { content }),
    ...(attachmentIds.length > 0 && { attachmentIds }),
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions.length > 0 && { mentions }),
  };
}

function typeOf(files: File[]): MessageType {
  const are = (kind: string) => files.every((file) => file.type.startsWith(kind));
  return files.length === 0
    ? "text"
    : are("image/")
      ? "image"
      : are("video/")
        ? "video"
        : are("application/pdf")
          ? "pdf"
          : "file";
}

function messageOf(waiting: Waiting): Message {
  const { problem, replyTo } = waiting;
  return {
    key: waiting.clientId,
    roomId: waiting.roomId,
    at: waiting.at,
    actor: waiting.actor,
    mine: true,
    type: waiting.type,
    content: waiting.content,
    files: [],
    localFiles: waiting.files.map(localFile),
    mentions: waiting.mentions,
    deleted: false,
    reactions: [],
    progress: problem ? "failed" : "waiting",
    ...(problem && { problem }),
    ...(replyTo !== undefined && { replyTo }),
  };
}

function localFile({ id, blob, name, attachmentId }: WaitingFile): LocalFile {
  return {
    id,
    name,
    size: blob.size,
    contentType: blob.type,
    progress: attachmentId ? 1 : 0,
    state: attachmentId ? "ready" : "waiting",
    ...(/^(image|video)\//.test(blob.type) && { previewUrl: URL.createObjectURL(blob) }),
  };
}
