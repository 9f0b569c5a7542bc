/**
 * One request for a page, at an address that is cleared, within limits; redirects are not followed.
 */
import { type Agent, type IncomingMessage, request as requestPlain } from "node:http";
import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent, request as requestSecure } from "node:https";
import { constants, createGunzip } from "node:zlib";
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

/** The first of what was packed; as much as can be unpacked where it is cut or broken. */
async function unpacked(packed: Buffer, most: number): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const parts: Buffer[] = [];
  let size = 0;
  const tell = (): void => {
    gunzip.destroy();
    resolve(Buffer.concat(parts).subarray(0, most));
  };
  gunzip.on("data", (part: Buffer) => {
    parts.push(part);
    size += part.length;
    // A bomb goes off no further.
    if (size >= most) tell();
  });
  gunzip.on("end", tell);
  gunzip.on("error", tell);
  gunzip.end(packed);
  return promise;
}

/** A body as text, unpacked where it was asked for packed. */
async function bodyOf(
  { headers }: IncomingMessage,
  octets: Buffer,
  { bodyBytes }: PageLimits,
): Promise<string> {
  const isPacked = headers["content-encoding"]?.trim().toLowerCase() === "gzip";
  const plain = isPacked ? await unpacked(octets, bodyBytes) : octets;
  return plain.toString("utf8");
}

/** A connection that several pages of one host may be asked on, one after another. */
export type PageConnection = Disposable & { readonly agent: Agent };

/** Opens nothing before the first page is asked for; what is open ends when it is disposed of. */
export function openPageConnection(scheme: PageTarget["scheme"]): PageConnection {
  const one = { keepAlive: true, maxSockets: 1 };
  const agent = scheme === "https" ? new SecureAgent(one) : new PlainAgent(one);
  return { agent, [Symbol.dispose]: () => agent.destroy() };
}

/** What came, and whether it may be that the other side had just ended a kept connection. */
type Came = { readonly reply: HttpReply; readonly isStale: boolean };

async function ask(
  target: PageTarget,
  limits: PageLimits,
  connection: PageConnection | null,
): Promise<Came> {
  const { promise, resolve } = Promise.withResolvers<Came>();
  const isSecure = target.scheme === "https";
  const send = isSecure ? requestSecure : requestPlain;
  const isUsual = target.port === (isSecure ? 443 : 80);
  const request = send({
    host: target.address,
    port: target.port,
    path: target.path,
    agent: connection?.agent ?? false,
    maxHeaderSize: limits.headerBytes,
    headers: {
      host: isUsual ? target.host : `${target.host}:${target.port}`,
      "user-agent": "vallgrav-check",
      accept: "text/html, text/plain",
      "accept-encoding": target.mayCompress ? "gzip" : "identity",
      ...(connection === null ? { connection: "close" } : {}),
    },
    // Observing alone: what is wrong with the certificate is a finding of its own.
    ...(isSecure ? { servername: target.host, rejectUnauthorized: false } : {}),
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    giveUp("silent");
  }, limits.timeoutMs);
  // Once an answer is whole the connection may go while it is unpacked.
  let isTelling = false;
  const giveUp = (kind: "closed" | "silent"): void => {
    if (!isTelling) finish({ kind });
  };
  const finish = (reply: HttpReply): void => {
    clearTimeout(timer);
    request.destroy();
    resolve({ reply, isStale: request.reusedSocket && reply.kind !== "reply" && !isLate });
  };
  request.on("error", (error: NodeJS.ErrnoException) => {
    giveUp(error.code === "ECONNREFUSED" ? "closed" : "silent");
  });
  request.on("close", () => giveUp("silent"));
  request.on("response", (message) => {
    const parts: Buffer[] = [];
    let size = 0;
    const tell = (): void => {
      isTelling = true;
      const octets = Buffer.concat(parts).subarray(0, limits.bodyBytes);
      const status = message.statusCode ?? 0;
      void bodyOf(message, octets, limits).then((body) =>
        finish({ kind: "reply", status, headers: headersOf(message), body }),
      );
    };
    message.on("data", (chunk: Buffer) => {
      parts.push(chunk);
      size += chunk.length;
      if (size >= limits.bodyBytes) tell();
    });
    message.on("end", tell);
    message.on("error", () => giveUp("silent"));
  });
  request.end();
  return promise;
}

/** The world that asking needs. */
export type PageSurroundings = {
  readonly clock: PaceClock;
  readonly log: (entry: ProbeEntry) => void;
};

/**
 * What came of the request, which stands in the log. Never throws, never goes elsewhere.
 * @param connection asked on it where it is still open; null: on one of its own
 */
export async function fetchPage(
  target: PageTarget,
  limits: PageLimits,
  { clock, log }: PageSurroundings,
  connection: PageConnection | null = null,
): Promise<HttpReply> {
  const startedMs = clock.elapsedMs();
  const first = await ask(target, limits, connection);
  const { reply } = first.isStale ? await ask(target, limits, null) : first;
  log({
    address: target.address,
    port: target.port,
    purpose: `GET ${target.scheme}://${target.host}${target.path}`,
    outcome: reply.kind === "reply" ? String(reply.status) : reply.kind,
    tookMs: clock.elapsedMs() - startedMs,
  });
  return reply;
}
