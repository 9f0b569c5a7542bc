/**
 * One request for a page, at an address that is cleared, within limits; redirects are not followed.
 */
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { HttpReply } from "@vallgrav/domains";
import type { PaceClock } from "../pace.ts";
import type { ProbeEntry } from "../tls/tls-target.ts";

/** What is asked for, and where. */
export type PageTarget = {
  readonly scheme: "http" | "https";
  /** The name asked for. */
  readonly host: string;
  /** Where it is asked: an address, not a name. */
  readonly address: string;
  readonly port: number;
  readonly path: string;
  /** Whether a compressed answer is welcome; only whether it came so is then of interest. */
  readonly mayCompress: boolean;
};

/** How much and how long. */
export type PageLimits = {
  readonly timeoutMs: number;
  /** Octets of a body that are read; the rest is left. */
  readonly bodyBytes: number;
  readonly headerBytes: number;
};

/** Limits that an honest page keeps. */
export const pageLimits: PageLimits = {
  timeoutMs: 10_000,
  bodyBytes: 524_288,
  headerBytes: 65_536,
};

/** Headers as they came, line by line: repeated ones are not joined. */
function headersOf(message: IncomingMessage): readonly (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2)
    lines.push([(message.rawHeaders[at] ?? "").toLowerCase(), message.rawHeaders[at + 1] ?? ""]);
  return lines;
}

async function ask(target: PageTarget, limits: PageLimits): Promise<HttpReply> {
  const { promise, resolve } = Promise.withResolvers<HttpReply>();
  const isSecure = target.scheme === "https";
  const send = isSecure ? requestSecure : requestPlain;
  const isUsual = target.port === (isSecure ? 443 : 80);
  const request = send({
    host: target.address,
    port: target.port,
    path: target.path,
    agent: false,
    maxHeaderSize: limits.headerBytes,
    headers: {
      host: isUsual ? target.host : `${target.host}:${target.port}`,
      "user-agent": "vallgrav-check",
      accept: "text/html, text/plain",
      "accept-encoding": target.mayCompress ? "gzip" : "identity",
      connection: "close",
    },
    // Observing alone: what is wrong with the certificate is a finding of its own.
    ...(isSecure ? { servername: target.host, rejectUnauthorized: false } : {}),
  });
  const timer = setTimeout(() => request.destroy(), limits.timeoutMs);
  const finish = (reply: HttpReply): void => {
    clearTimeout(timer);
    request.destroy();
    resolve(reply);
  };
  request.on("error", (error: NodeJS.ErrnoException) => {
    finish({ kind: error.code === "ECONNREFUSED" ? "closed" : "silent" });
  });
  request.on("close", () => {
    finish({ kind: "silent" });
  });
  request.on("response", (message) => {
    const parts: Buffer[] = [];
    let size = 0;
    const tell = (): void => {
      const body = Buffer.concat(parts).subarray(0, limits.bodyBytes).toString("utf8");
      const status = message.statusCode ?? 0;
      finish({ kind: "reply", status, headers: headersOf(message), body });
    };
    message.on("data", (chunk: Buffer) => {
      parts.push(chunk);
      size += chunk.length;
      if (size >= limits.bodyBytes) tell();
    });
    message.on("end", tell);
    message.on("error", () => {
      finish({ kind: "silent" });
    });
  });
  request.end();
  return promise;
}

/** The world that asking needs. */
export type PageSurroundings = {
  readonly clock: PaceClock;
  readonly log: (entry: ProbeEntry) => void;
};

/** What came of the request, which stands in the log. Never throws, never goes elsewhere. */
export async function fetchPage(
  target: PageTarget,
  limits: PageLimits,
  { clock, log }: PageSurroundings,
): Promise<HttpReply> {
  const startedMs = clock.elapsedMs();
  const reply = await ask(target, limits);
  log({
    address: target.address,
    port: target.port,
    purpose: `GET ${target.scheme}://${target.host}${target.path}`,
    outcome: reply.kind === "reply" ? String(reply.status) : reply.kind,
    tookMs: clock.elapsedMs() - startedMs,
  });
  return reply;
}
