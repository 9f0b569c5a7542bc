/** The only place that speaks HTTP: same origin, JSON, the house's header on changes. */
import type { Problem } from "@vallgrav/kernel";
import type { ProblemJson } from "@vallgrav/platform/api";

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

/** Reads a resource. @throws {ApiError} */
export function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, signal === undefined ? {} : { signal });
}

/** Sends JSON, or a form with files. @throws {ApiError} */
export function send<T>(method: "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "x-vallgrav": "1" };
  if (body === undefined) return request<T>(path, { method, headers });
  if (body instanceof FormData) return request<T>(path, { method, headers, body });
  headers["content-type"] = "application/json";
  return request<T>(path, { method, headers, body: JSON.stringify(body) });
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
