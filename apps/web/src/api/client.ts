/** The only place that speaks HTTP: same origin, JSON, the house's header on changes. */
import type { Problem } from "@vallgrav/kernel";
import type { ProblemJson } from "@vallgrav/platform/api";
import { forgetEarly, takeEarly } from "./early.ts";

/** The server refused or failed; `status` 0 means that it did not answer at all. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];
  constructor(status: number, code: string, problems: readonly Problem[], cause?: unknown) {
    super(`${status} ${code}`, { cause });
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** Reads a resource, which may have been asked for before the page was there. @throws {ApiError} */
export function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const early = takeEarly(path);
  return early === null ? readAnew<T>(path, signal) : (early as Promise<T>);
}

/** Reads a resource, whatever was asked for before. @throws {ApiError} */
export function readAnew<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, signal === undefined ? {} : { signal });
}

/** Changes under way, by what they ask: the same one is not begun a second time meanwhile. */
const underWay = new Map<string, Promise<unknown>>();

/** What only asks, again and again: its answers are not worth keeping for a day. */
const onlyAsks = /^\/(?:plan|survey|tables|what-if)$/;

/** A key of 128 random bits; `randomUUID` is missing outside TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Sends JSON, or a form with files. What is pressed twice is sent once: the second press waits for
 * the answer of the first. What makes something has a key of its own, so that whatever lies between
 * and sends it again makes nothing twice (rule SV290 of the server).
 * @throws {ApiError}
 */
export function send<T>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  forgetEarly();
  const headers: Record<string, string> = { "x-vallgrav": "1" };
  if (method === "POST" && !onlyAsks.test(path)) headers["idempotency-key"] = newKey();
  if (body instanceof FormData) return request<T>(path, { method, headers, body });
  const text = body === undefined ? null : JSON.stringify(body);
  if (text !== null) headers["content-type"] = "application/json";
  const same = `${method} ${path} ${text ?? ""}`;
  const before = underWay.get(same);
  if (before !== undefined) return before as Promise<T>;
  const asked = request<T>(path, { method, headers, ...(text === null ? {} : { body: text }) });
  underWay.set(same, asked);
  const over = (): void => void underWay.delete(same);
  asked.then(over, over);
  return asked;
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, "web/no-answer", [], cause);
  }
  if (!response.ok) throw await failure(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function failure(response: Response): Promise<ApiError> {
  try {
    const said = (await response.json()) as Partial<ProblemJson>;
    return new ApiError(response.status, said.code ?? "web/unknown", said.problems ?? []);
  } catch (cause) {
    return new ApiError(response.status, "web/unknown", [], cause);
  }
}
