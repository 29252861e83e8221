import { AxiosError, type AxiosAdapter, type InternalAxiosRequestConfig } from "axios";
import { http } from "@/api/http";
import { bare } from "@/auth/tokens";

export interface Asking {
  method: string;
  /** Below `/api/v1`. */
  path: string;
  params: Record<string, unknown>;
  body: unknown;
  token: string;
}

export type Answer = { status?: number; data?: unknown; headers?: Record<string, string> } | "nobody";

/** What a test answers in place of the services. Put before axios' wire, so that all above it is real. */
export class FakeServer {
  readonly asked: Asking[] = [];
  private readonly answers: [method: string, path: RegExp, answer: (asking: Asking) => Answer | Promise<Answer>][] = [];

  constructor() {
    bare.defaults.adapter = http.defaults.adapter = this.adapter;
  }

  /** The latest answer for a request counts. */
  on(method: string, path: string | RegExp, answer: (asking: Asking) => Answer | Promise<Answer>): this {
    this.answers.unshift([method, typeof path === "string" ? new RegExp(`^${path}$`) : path, answer]);
    return this;
  }

  requests(method: string, path: string): Asking[] {
    return this.asked.filter((asking) => asking.method === method && asking.path === path);
  }

  private readonly adapter: AxiosAdapter = async (config) => {
    const asking = askingOf(config);
    this.asked.push(asking);
    const found = this.answers.find(([method, path]) => method === asking.method && path.test(asking.path));
    const answer = found ? await found[2](asking) : problem(404, "not-found");
    if (answer === "nobody") {
      throw new AxiosError("Network Error", AxiosError.ERR_NETWORK, config);
    }
    const status = answer.status ?? 200;
    const response = { status, statusText: "", data: answer.data, headers: answer.headers ?? {}, config };
    if (status < 400) {
      return response;
    }
    throw new AxiosError(`${status}`, AxiosError.ERR_BAD_REQUEST, config, null, response);
  };
}

export function problem(status: number, code: string, more: object = {}): Exclude<Answer, "nobody"> {
  return { status, data: { type: "about:blank", title: code, status, detail: code, code, traceId: "t", ...more } };
}

/** What signing in answers. Tokens differ, and live ten minutes. */
export function signedIn(id: string, n = 1, sid = "s1") {
  const claims = btoa(JSON.stringify({ sub: id, sid, iat: 1000, exp: 1600, jti: n }));
  const user = { id, name: id, email: `${id}@example.org` };
  return { user, accessToken: `h.${claims}.s`, expiresAt: new Date(Date.now() + 600_000).toISOString() };
}

function askingOf(config: InternalAxiosRequestConfig): Asking {
  return {
    method: (config.method ?? "get").toUpperCase(),
    path: config.url ?? "",
    params: config.params ?? {},
    body: typeof config.data === "string" ? JSON.parse(config.data) : config.data,
    token: String(config.headers.getAuthorization() ?? "").replace("Bearer ", ""),
  };
}
