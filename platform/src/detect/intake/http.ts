/**
 * The HTTP doors that shippers know: Elasticsearch's bulk and Splunk's event collector. Only what
 * these need is answered; a source shows its token, and nothing of the municipality can be read.
 */
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecure } from "node:https";
import { createGunzip } from "node:zlib";
import { SpoolRefused } from "../spool.ts";
import type { ReceivedLine } from "../spool-format.ts";
import { bulkLines, bulkAnswer, elasticAnswer } from "./elastic.ts";
import type { HttpAnswer, KeptLine } from "./http-asked.ts";
import {
  type Certificates,
  intakeLimits,
  type IntakeRoom,
  type Listener,
  tellPlace,
  tlsOptions,
  TooLarge,
} from "./intake.ts";
import type { Place } from "./place.ts";
import { collectorAnswer, collectorLines } from "./collector.ts";
import { limitConnections } from "./connections.ts";
import { lineKey, newRequests, type RequestMark, requestMark, type Requests } from "./requests.ts";

/** Which source a token is of; null: of none, or of one that has ended. */
export type SourceOfToken = (token: string) => Promise<string | null>;

/** Takes alerts that another product's webhook sends; answers how many are new. */
export type TakeAlerts = (source: string, body: Uint8Array) => Promise<object>;

/** The token that a request shows: as an API key, by Basic, as a bearer's, or as Splunk's. */
export function tokenShown(authorization: string | undefined): string | null {
  const [, scheme = "", value = ""] = /^(\w+) (\S{1,1024})$/.exec(authorization ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
    case "splunk":
      return value;
    case "apikey":
    case "basic": {
      const text = Buffer.from(value, "base64").toString("utf8");
      return text.slice(text.indexOf(":") + 1);
    }
    default:
      return null;
  }
}

/** Bytes of bodies that are held at once, all requests together. */
export type Holding = {
  /** @throws {SpoolRefused} where that would be too many: the sender comes again */
  readonly hold: (bytes: number) => void;
  readonly release: (bytes: number) => void;
};

/** Nothing is held yet. */
export function newHolding(mostBytes: number = intakeLimits.bodiesBytes): Holding {
  let held = 0;
  return {
    hold: (bytes) => {
      if (held + bytes > mostBytes) throw new SpoolRefused("too much is being received");
      held += bytes;
    },
    release: (bytes) => {
      held -= bytes;
    },
  };
}

/** Pieces together, each held as it comes: many at once meet the ceiling before they are there. */
async function gathered(
  from: AsyncIterable<Uint8Array>,
  hold: (bytes: number) => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of from) {
    size += piece.length;
    if (size > intakeLimits.bodyBytes) throw new TooLarge();
    hold(piece.length);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function bodyOf(
  request: IncomingMessage,
  hold: (bytes: number) => void,
): Promise<Uint8Array> {
  const body = await gathered(request as AsyncIterable<Uint8Array>, hold);
  if (request.headers["content-encoding"] !== "gzip") return body;
  const unpacking = createGunzip({ chunkSize: 65_536 });
  unpacking.end(body);
  return gathered(unpacking as AsyncIterable<Uint8Array>, hold);
}

function send(response: ServerResponse, { status, body }: HttpAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    // Elastic's clients talk to nothing that does not say so.
    "x-elastic-product": "Elasticsearch",
  });
  response.end(text);
}

const refusals = {
  401: { error: "no such token", status: 401, text: "Invalid token", code: 4 },
  404: { error: "not here", status: 404, text: "Not here", code: 404 },
  413: { error: "too large", status: 413, text: "Too large", code: 27 },
  429: { error: "the buffer is full", status: 429, text: "Server is busy", code: 9 },
  503: { error: "failed", status: 503, text: "Server is busy", code: 9 },
  400: { error: "not readable", status: 400, text: "Invalid data format", code: 6 },
} as const;

function refusal(status: keyof typeof refusals): HttpAnswer {
  return { status, body: refusals[status] };
}

/** What every request of a listener shares. */
type Door = {
  readonly room: IntakeRoom;
  readonly sourceOf: SourceOfToken;
  readonly takeAlerts: TakeAlerts;
  readonly holding: Holding;
  readonly requests: Requests;
};

/** Keeps lines of a request; a sender that had no answer sends the whole of it again. */
async function keep(
  { room, requests }: Door,
  [source, mark]: readonly [source: string, mark: RequestMark],
  lines: readonly KeptLine[],
): Promise<void> {
  const { watch, nowMs } = room;
  const receivedMs = nowMs();
  const mayRepeat = requests.mayRepeat(mark);
  const received = lines.map(({ bytes, key }, place): ReceivedLine => ({
    source,
    receivedMs,
    // What its sender gave a name is the same whenever it comes.
    mayRepeat: mayRepeat || key !== null,
    key: key ?? lineKey(mark, place),
    bytes,
  }));
  await watch.take(received);
}

/** What is asked for; empty where the target of a request is no address: nothing is there. */
function pathOf(target: string): string {
  return URL.parse(target.startsWith("/") ? `http://watch${target}` : target)?.pathname ?? "";
}

async function answer(
  request: IncomingMessage,
  door: Door,
  hold: (bytes: number) => void,
): Promise<HttpAnswer> {
  const { room, sourceOf, takeAlerts, requests } = door;
  requests.came(request.socket);
  const token = tokenShown(request.headers.authorization);
  const source = token === null ? null : await sourceOf(token);
  if (source === null) return refusal(401);
  const asked = { method: request.method ?? "", path: pathOf(request.url ?? "/") };
  const plain = elasticAnswer(asked) ?? collectorAnswer(asked);
  if (plain !== null) {
    request.resume();
    return plain;
  }
  const isBulk = /^(?:\/[^/]+)?\/_bulk$/.test(asked.path);
  const isCollector = /^\/services\/collector(?:\/(?:event|raw)(?:\/1\.0)?)?$/.test(asked.path);
  if (asked.path === "/alerts" && asked.method === "POST")
    return { status: 200, body: await takeAlerts(source, await bodyOf(request, hold)) };
  if ((!isBulk && !isCollector) || !["POST", "PUT"].includes(asked.method)) return refusal(404);
  if (room.watch.isFull()) return refusal(429);
  const body = await bodyOf(request, hold);
  const mark = requestMark(asked.path, body);
  if (isCollector) {
    const lines = collectorLines(asked.path, body);
    if (lines === null) return refusal(400);
    hold(lines.length * intakeLimits.lineOverhead);
    const kept = lines.map((bytes): KeptLine => ({
      // One that is too long is kept as a refused one.
      bytes: bytes.length > intakeLimits.lineBytes ? new Uint8Array(0) : bytes,
      key: null,
    }));
    await keep(door, [source, mark], kept);
    return { status: 200, body: { text: "Success", code: 0, ackId: 0 }, mark };
  }
  const { lines, actions } = bulkLines(body);
  hold(actions.length * intakeLimits.lineOverhead);
  await keep(door, [source, mark], lines);
  return { status: 200, body: bulkAnswer(actions), mark };
}

/** Whether what failed was what was sent: packed bytes that are none, or a body that broke off. */
function isOfSender(code: unknown): boolean {
  return typeof code === "string" && (code.startsWith("Z_") || code === "ECONNRESET");
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  door: Door,
): Promise<void> {
  const { room, holding } = door;
  let held = 0;
  const hold = (bytes: number): void => {
    holding.hold(bytes);
    held += bytes;
  };
  try {
    const given = await answer(request, door, hold);
    const { mark } = given;
    if (mark !== undefined)
      response.once("finish", () => door.requests.answered(request.socket, mark));
    send(response, given);
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), "code");
    if (error instanceof TooLarge) send(response, refusal(413));
    else if (error instanceof SpoolRefused) send(response, refusal(429));
    else if (isOfSender(code)) send(response, refusal(400));
    else {
      // Ours, as a store that does not answer: the sender keeps it and comes again.
      room.onFailure("watch/connection", error);
      send(response, refusal(503));
    }
  } finally {
    holding.release(held);
    // What was not read of the body must not be taken for the next request.
    if (!request.complete) request.destroy();
  }
}

/** Listens for shippers' requests, over TLS where there are certificates. */
export async function listenHttp(
  place: Place,
  certificates: Certificates | null,
  given: Omit<Door, "holding" | "requests">,
): Promise<Listener> {
  const door: Door = { ...given, holding: newHolding(), requests: newRequests() };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void serve(request, response, door);
  };
  const server =
    certificates === null
      ? createPlain(handle)
      : createSecure(
          // Shippers show a token; certificates are asked of nobody here.
          tlsOptions({ ...certificates, authority: null }),
          handle,
        );
  limitConnections(server, given.room);
  server.requestTimeout = 120_000;
  // Shippers send now and then by one connection: one that is closed in the moment it is used
  // costs them a request.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 20_000;
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: place.host, port: place.port }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : place.port);
    });
  });
  return {
    name: tellPlace(certificates === null ? "http" : "https", place, port),
    port,
    close: async (graceMs) => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
