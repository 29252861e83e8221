import axios, { AxiosError, type AxiosAdapter, type InternalAxiosRequestConfig } from "axios";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { http, problemOf } from "@/api/http";
import type { OwnUser } from "@/api/types";
import { tokens } from "@/auth/tokens";
import { forgetReach, uploadFile } from "./upload";

type Answer = { status: number; data?: unknown } | "nobody";
interface Asked {
  method: string;
  url: string;
  config: InternalAxiosRequestConfig;
}

const ready = { id: "a1", name: "beach.png", contentType: "image/png", size: 4, status: "ready" };
const begun = {
  id: "a1",
  status: "pending",
  upload: {
    method: "PUT",
    url: "https://store.example/incoming/a1?signed=1",
    headers: { "Content-Type": "image/png", "If-None-Match": "*" },
    expiresAt: "2030-01-01T00:00:00Z",
  },
};
const problem = (status: number, code: string, more = {}) => ({
  status,
  data: { type: "about:blank", title: code, status, detail: code, code, traceId: "t", ...more },
});

const asked: Asked[] = [];
let answers: Record<string, Answer[]>;
const adapters = { api: http.defaults.adapter, store: axios.defaults.adapter };

/** Server and store: each address has its answers, the last of which stays. */
const edge: AxiosAdapter = async (config) => {
  const method = (config.method ?? "get").toUpperCase();
  asked.push({ method, url: config.url ?? "", config });
  const queue = answers[`${method} ${config.url}`] ?? [];
  const answer = queue.length > 1 ? queue.shift() : queue[0];
  await new Promise((resolve, reject) => {
    setTimeout(resolve, 0);
    (config.signal as AbortSignal | undefined)?.addEventListener("abort", () =>
      reject(new AxiosError("canceled", AxiosError.ERR_CANCELED, config)),
    );
    if (config.signal?.aborted) {
      reject(new AxiosError("canceled", AxiosError.ERR_CANCELED, config));
    }
  });
  if (answer === undefined || answer === "nobody") {
    throw new AxiosError("Network Error", AxiosError.ERR_NETWORK, config);
  }
  config.onUploadProgress?.({ loaded: 2, total: 4, bytes: 2, lengthComputable: true });
  const response = { ...answer, data: answer.data, statusText: "", headers: {}, config };
  if (answer.status >= 400) {
    throw new AxiosError("refused", undefined, config, undefined, response);
  }
  return response;
};

const calls = () => asked.map(({ method, url }) => `${method} ${url}`);
const beach = () => new File(["abcd"], "beach.png", { type: "image/png" });
const announced = () => JSON.parse(String(asked[0]?.config.data)) as unknown;

beforeEach(() => {
  asked.length = 0;
  forgetReach();
  tokens.take({ user: {} as OwnUser, accessToken: "token", expiresAt: "2100-01-01T00:00:00Z" });
  http.defaults.adapter = edge;
  axios.defaults.adapter = edge;
  answers = {
    "POST /attachments": [{ status: 201, data: begun }],
    [`PUT ${begun.upload.url}`]: [{ status: 200 }],
    "POST /attachments/a1/complete": [{ status: 200, data: ready }],
    "DELETE /attachments/a1": [{ status: 204 }],
  };
});

afterEach(() => {
  vi.useRealTimers();
  Object.assign(http.defaults, { adapter: adapters.api });
  Object.assign(axios.defaults, { adapter: adapters.store });
});

describe("a file that goes straight to the store", () => {
  it("is announced, put and completed", async () => {
    await expect(uploadFile(beach())).resolves.toEqual(ready);
    expect(calls()).toEqual(["POST /attachments", `PUT ${begun.upload.url}`, "POST /attachments/a1/complete"]);
    expect(announced()).toEqual({ name: "beach.png", contentType: "image/png", size: 4 });
  });

  it("carries exactly the given headers and no token", async () => {
    await uploadFile(beach());
    const sent = asked[1]?.config.headers.toJSON() ?? {};
    expect(sent).toMatchObject(begun.upload.headers);
    expect(Object.keys(sent).filter((name) => name !== "Accept")).toEqual(Object.keys(begun.upload.headers));
  });

  it("says how far it is, and one when the server has it all", async () => {
    const parts: number[] = [];
    await uploadFile(beach(), { onProgress: (part) => parts.push(part) });
    expect(parts).toEqual([0.5, 1]);
  });

  it("is of an unknown type where the browser's word for it is none", async () => {
    for (const type of ["", "text/plain; charset=utf-8", "nonsense", `a/${"b".repeat(200)}`]) {
      asked.length = 0;
      await uploadFile(new File(["abcd"], "note.txt", { type }));
      expect(announced()).toMatchObject({
        contentType: type.startsWith("text") ? "text/plain" : "application/octet-stream",
      });
    }
  });

  it("is announced with a name that the contract takes, however long", async () => {
    await uploadFile(new File(["abcd"], "🏖️".repeat(4000)));
    const { name } = announced() as { name: string };
    expect(name.length).toBeLessThanOrEqual(1000);
    expect(() => encodeURIComponent(name)).not.toThrow();
  });

  it("is refused with the server's reason", async () => {
    answers["POST /attachments"] = [problem(413, "too-large")];
    const refusal: unknown = await uploadFile(beach()).catch((error: unknown) => error);
    expect(problemOf(refusal).code).toBe("too-large");
    expect(calls()).toEqual(["POST /attachments"]);
  });

  it("is not sent another way when its content was rejected", async () => {
    answers["POST /attachments/a1/complete"] = [problem(415, "content-mismatch")];
    const refusal: unknown = await uploadFile(beach()).catch((error: unknown) => error);
    expect(problemOf(refusal).code).toBe("content-mismatch");
    expect(calls()).toHaveLength(3);
  });
});

describe("a file that cannot go straight to the store", () => {
  const multipart = () => {
    answers["POST /attachments"]?.push({ status: 201, data: ready });
  };

  it("goes through the gateway where the server says so, and the next one at once", async () => {
    answers["POST /attachments"] = [problem(409, "direct-upload-off")];
    multipart();
    await expect(uploadFile(beach())).resolves.toEqual(ready);
    const form = asked[1]?.config.data as FormData;
    expect((form.get("file") as File).name).toBe("beach.png");
    await uploadFile(beach());
    expect(calls()).toEqual(["POST /attachments", "POST /attachments", "POST /attachments"]);
  });

  it("goes through the gateway where nobody answers, and what was begun is given up", async () => {
    answers[`PUT ${begun.upload.url}`] = ["nobody"];
    answers["POST /attachments/a1/complete"] = [problem(409, "upload-missing")];
    multipart();
    await expect(uploadFile(beach())).resolves.toEqual(ready);
    expect(calls()).toContain("DELETE /attachments/a1");
    expect(calls().at(-1)).toBe("POST /attachments");
  });

  it("is not sent twice where only the store's answer was lost", async () => {
    answers[`PUT ${begun.upload.url}`] = ["nobody"];
    await expect(uploadFile(beach())).resolves.toEqual(ready);
    expect(calls().at(-1)).toBe("POST /attachments/a1/complete");
  });

  it("does not wait for a wall for ever", async () => {
    vi.useFakeTimers();
    http.defaults.adapter = edge;
    axios.defaults.adapter = (config) =>
      new Promise((_, reject) => {
        (config.signal as AbortSignal).addEventListener("abort", () => reject(new AxiosError("canceled")));
      });
    answers["POST /attachments/a1/complete"] = [problem(409, "upload-missing")];
    multipart();
    const uploaded = uploadFile(beach());
    await vi.advanceTimersByTimeAsync(31_000);
    await expect(uploaded).resolves.toEqual(ready);
  });

  it("fails as offline where the gateway does not answer either", async () => {
    answers[`PUT ${begun.upload.url}`] = ["nobody"];
    answers["POST /attachments/a1/complete"] = ["nobody"];
    const failure: unknown = await uploadFile(beach()).catch((error: unknown) => error);
    expect(problemOf(failure).code).toBe("offline");
  });
});

describe("a server that is busy", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it("is asked once more when it said", async () => {
    answers["POST /attachments/a1/complete"]?.unshift(problem(503, "unavailable", { retryAfterMs: 4000 }));
    const uploaded = uploadFile(beach());
    await vi.advanceTimersByTimeAsync(3900);
    expect(asked).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(200);
    await expect(uploaded).resolves.toEqual(ready);
    expect(asked).toHaveLength(4);
  });

  it("is not asked a third time", async () => {
    answers["POST /attachments"] = [problem(429, "too-many-uploads", { retryAfterMs: 10 })];
    const failure = uploadFile(beach()).catch((error: unknown) => problemOf(error).code);
    await vi.advanceTimersByTimeAsync(1000);
    await expect(failure).resolves.toBe("too-many-uploads");
    expect(asked).toHaveLength(2);
  });

  it("is not waited for by who cancels", async () => {
    answers["POST /attachments"] = [problem(429, "too-many-uploads", { retryAfterMs: 20_000 })];
    const cancel = new AbortController();
    const failure = uploadFile(beach(), { signal: cancel.signal }).catch((error: unknown) => problemOf(error).code);
    await vi.advanceTimersByTimeAsync(100);
    cancel.abort();
    await expect(failure).resolves.toBe("cancelled");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
  });
});

describe("cancelling", () => {
  it("asks nobody when it came before the beginning", async () => {
    await expect(uploadFile(beach(), { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(asked).toHaveLength(0);
  });

  it("takes back what was begun", async () => {
    const cancel = new AbortController();
    const failure = uploadFile(beach(), { signal: cancel.signal, onProgress: () => cancel.abort() }).catch(
      (error: unknown) => problemOf(error).code,
    );
    await expect(failure).resolves.toBe("cancelled");
    expect(calls()).toContain("DELETE /attachments/a1");
    expect(calls().filter((call) => call === "POST /attachments")).toHaveLength(1);
  });
});
