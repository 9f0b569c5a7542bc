/**
 * One request by HTTPS to a machine that somebody has named: inside TLS with its certificate
 * verified, no redirect followed, and never more or longer than the limits.
 */
import { request } from "node:https";
import { rootCertificates } from "node:tls";
import { tlsLeast } from "../../tls/index.ts";

/** A request. */
export type OutsideRequest = {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** What is said to it. */
export type OutsideAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole of it. */
  readonly body: Uint8Array;
};

/** How requests are made. */
export type OutsideSetting = {
  /** Certificates to believe beside the system's, PEM; null: none. */
  readonly authorities: string | null;
  /** Longest answer in bytes. */
  readonly mostBytes: number;
  /** From the first byte to the last, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** No whole answer came; the code is the system's, or `too-large`, `cut-off`. */
export class OutsideAway extends Error {
  override readonly name: string = "OutsideAway";
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

function codeOf(error: unknown): string {
  const code: unknown = Reflect.get(Object(error), "code");
  return typeof code === "string" ? code : "failed";
}

/** Sends a request and takes its answer whole. @throws {OutsideAway} @throws when aborted */
export function askOutside(
  { method, url, headers, body }: OutsideRequest,
  { authorities, mostBytes, timeoutMs, signal }: OutsideSetting,
): Promise<OutsideAnswer> {
  if (url.protocol !== "https:") return Promise.reject(new OutsideAway("not-https"));
  const ca = authorities === null ? {} : { ca: [authorities, ...rootCertificates] };
  const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const { promise, resolve, reject } = Promise.withResolvers<OutsideAnswer>();
  const failed = (error: unknown): void => {
    reject(signal.aborted ? signal.reason : new OutsideAway(codeOf(error), { cause: error }));
  };
  const asked = request(
    url,
    {
      ...tlsLeast,
      ...ca,
      method,
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: { "user-agent": "Vallgrav", ...length, ...headers },
    },
    (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on("data", (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size <= mostBytes) return;
        failed({ code: "too-large" });
        answer.destroy();
      });
      answer.on("error", failed);
      answer.on("close", () => {
        if (!answer.complete) failed({ code: "cut-off" });
      });
      answer.on("end", () => {
        const status = answer.statusCode ?? 0;
        if (answer.complete)
          resolve({ status, headers: answer.headers, body: Buffer.concat(parts) });
      });
    },
  );
  asked.on("error", failed);
  asked.end(body ?? undefined);
  return promise;
}
