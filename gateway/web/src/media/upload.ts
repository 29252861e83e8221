import axios, { type AxiosProgressEvent } from "axios";
import { http, problemOf } from "@/api/http";
import type { Announcement, Attachment, Begun } from "@/api/types";

/** What is uploaded: of a form, of the clipboard, or kept for later. */
export type NamedBlob = Blob & { readonly name: string };

export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** From 0 to 1; at 1 the server looks at the file. */
  onProgress?: ((part: number) => void) | undefined;
}

/** As the contract restricts a type: without parameters. */
const TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/i;
const UNKNOWN = "application/octet-stream";
const NAME_UNITS = 1000;
const PATIENCE_MS = 1000;
const LONGEST_PATIENCE_MS = 30_000;
/** A store that takes nothing for so long is behind a wall. */
const SILENCE_MS = 30_000;

let reach: "unknown" | "direct" | "gateway" = "unknown";

/** Forgets whether this browser reaches the store, as for another server. */
export function forgetReach(): void {
  reach = "unknown";
}

/**
 * Uploads a file: straight to the store, or through the gateway where browsers do not reach it. A 429 or 503 is waited for and tried once
 * more.
 *
 * @throws what `problemOf` understands; `cancelled` when the signal says so, and then nothing of it stays
 */
export async function uploadFile(file: NamedBlob, options: UploadOptions = {}): Promise<Attachment> {
  options.signal?.throwIfAborted();
  if (reach === "gateway") {
    return throughGateway(file, options);
  }
  let begun: Begun;
  try {
    begun = await announce(file, options);
  } catch (error) {
    if (problemOf(error).code !== "direct-upload-off") {
      throw error;
    }
    reach = "gateway";
    return throughGateway(file, options);
  }
  return direct(begun, file, options);
}

async function direct(begun: Begun, file: NamedBlob, options: UploadOptions): Promise<Attachment> {
  try {
    const arrived = await put(begun, file, options);
    if (arrived) {
      reach = "direct";
      options.onProgress?.(1);
    }
    try {
      // Also after a silence: only the answer may have been lost.
      return await complete(begun.id, options);
    } catch (error) {
      if (arrived || problemOf(error).code !== "upload-missing") {
        throw error;
      }
    }
    giveUp(begun.id);
    const attachment = await throughGateway(file, options);
    if (reach === "unknown") {
      reach = "gateway";
    }
    return attachment;
  } catch (error) {
    if (options.signal?.aborted) {
      giveUp(begun.id);
    }
    throw error;
  }
}

async function announce(file: NamedBlob, { signal }: UploadOptions): Promise<Begun> {
  const type = file.type.split(";", 1)[0]?.trim() ?? "";
  const announcement: Announcement = {
    name: [...file.name].slice(0, NAME_UNITS / 2).join("") || "file",
    contentType: TYPE.test(type) && type.length <= 127 ? type : UNKNOWN,
    size: file.size,
  };
  const { data } = await patiently(() => http.post<Begun>("/attachments", announcement, { ...of(signal) }), signal);
  return data;
}

/** Whether the store says that it has the file. */
async function put(begun: Begun, file: NamedBlob, { signal, onProgress }: UploadOptions): Promise<boolean> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const heard = (event: AxiosProgressEvent) => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
    onProgress?.(share(event));
  };
  const signals = signal ? [signal, silence.signal] : [silence.signal];
  try {
    await axios.put(begun.upload.url, file, {
      headers: begun.upload.headers,
      signal: AbortSignal.any(signals),
      onUploadProgress: heard,
    });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function complete(id: string, { signal }: UploadOptions): Promise<Attachment> {
  const ask = () => http.post<Attachment>(`/attachments/${id}/complete`, undefined, { ...of(signal), timeout: 0 });
  return (await patiently(ask, signal)).data;
}

async function throughGateway(file: NamedBlob, { signal, onProgress }: UploadOptions): Promise<Attachment> {
  const form = new FormData();
  form.append("file", file, file.name || "file");
  const ask = () =>
    http.post<Attachment>("/attachments", form, {
      ...of(signal),
      timeout: 0,
      onUploadProgress: (event) => onProgress?.(share(event)),
    });
  return (await patiently(ask, signal)).data;
}

/** It would count for its owner's share until it is forgotten. */
function giveUp(id: string): void {
  http.delete(`/attachments/${id}`).catch(() => undefined);
}

async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status !== 429 && problem.status !== 503) {
      throw error;
    }
    await pause(Math.min(problem.retryAfterMs ?? PATIENCE_MS, LONGEST_PATIENCE_MS), signal);
    return ask();
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
}

function share({ loaded, total }: AxiosProgressEvent): number {
  return total ? Math.min(1, loaded / total) : 0;
}

function of(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
