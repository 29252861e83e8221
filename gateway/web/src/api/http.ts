import axios, { type AxiosError, type InternalAxiosRequestConfig } from "axios";
import { problemOf } from "@/api/problem";
import { tokens } from "@/auth/tokens";

export { problemOf, Refusal } from "@/api/problem";

declare module "axios" {
  interface AxiosRequestConfig {
    /** Whether a repeat does no harm though the method does not say so: it carries a clientId. */
    repeatable?: boolean;
    /** How often it was repeated. */
    repeats?: number;
  }
}

/** A repeat is worth waiting this long for, in milliseconds; what takes longer is told to the person. */
const PATIENCE = 10_000;
const REPEATS = 2;

/** The API, with the access token of who is signed in. */
export const http = axios.create({ baseURL: "/api/v1" });

http.interceptors.request.use(async (config) => {
  config.headers.setAuthorization(`Bearer ${await tokens.fresh()}`);
  return config;
});

http.interceptors.response.use(undefined, async (error: AxiosError) => {
  const config = error.config;
  if (!config || config.signal?.aborted) {
    throw error;
  }
  config.repeats = (config.repeats ?? 0) + 1;
  const problem = problemOf(error);
  if (problem.code === "unauthenticated" && config.repeats === 1) {
    tokens.refuse(tokenOf(config));
    return http.request(config);
  }
  const wait = problem.retryAfterMs ?? 1000;
  const asked = problem.status === 429 || problem.status === 503;
  if (asked && mayRepeat(config) && wait <= PATIENCE && config.repeats <= REPEATS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    return http.request(config);
  }
  throw error;
});

function mayRepeat(config: InternalAxiosRequestConfig): boolean {
  return config.repeatable === true || ["get", "head", "put"].includes(config.method ?? "get");
}

function tokenOf(config: InternalAxiosRequestConfig): string {
  return String(config.headers.getAuthorization() ?? "").replace("Bearer ", "");
}
