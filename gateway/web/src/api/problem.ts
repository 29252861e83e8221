import { isAxiosError, isCancel } from "axios";
import type { Problem } from "@/api/types";

/** A refusal, thrown: by the socket, by uploads, by whatever does not speak through axios. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = "Refusal";
  }
}

/** A problem that this client found itself. Its status is 0. */
export function ownProblem(code: string, detail = ""): Problem {
  return { type: "about:blank", title: code, status: 0, detail, code, traceId: "" };
}

/** Whether this is a problem as the server tells them. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && typeof (value as Problem).code === "string";
}

/** Whether the same request may succeed later: nobody answered, or the server asks for patience. */
export function isPassing(problem: Problem): boolean {
  return ["offline", "timeout"].includes(problem.code) || [408, 429].includes(problem.status) || problem.status >= 500;
}

/**
 * Anything thrown as a Problem. Nobody answered: `offline`; given up by this client: `cancelled`; an answer that is no problem (of a
 * proxy, say): by its status.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) {
    return error.problem;
  }
  if (isCancel(error) || (error instanceof DOMException && error.name === "AbortError")) {
    return ownProblem("cancelled");
  }
  if (isAxiosError(error)) {
    return error.response ? answered(error.response) : ownProblem("offline", error.message);
  }
  return ownProblem("internal", error instanceof Error ? error.message : String(error));
}

function answered(response: { status: number; data: unknown; headers?: unknown }): Problem {
  const { status, data } = response;
  const retryAfterMs = retryAfter(response.headers);
  const hint = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (isProblem(data)) {
    return { ...hint, ...data, status };
  }
  const code =
    status === 429 ? "too-many-requests" : status === 413 ? "too-large" : status > 501 ? "unavailable" : "internal";
  return { ...ownProblem(code), status, ...hint };
}

function retryAfter(headers: unknown): number | undefined {
  const value = (headers as Record<string, unknown> | undefined)?.["retry-after"];
  const seconds = typeof value === "string" ? Number(value) : NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
