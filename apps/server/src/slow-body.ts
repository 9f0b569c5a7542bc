/**
 * How slowly the body of a request may come. Who sends a byte now and then holds a connection and
 * whoever waits for the body; as long as uploads may take, that would be a quarter of an hour.
 */
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Refusal } from "./route.ts";

/** The slowest pace of a body. */
export type BodyPace = {
  /** Time during which a body may come as slowly as it likes, ms. */
  readonly graceMs: number;
  /** What must have come afterwards for every second that we waited for it, bytes. */
  readonly bytesPerSecond: number;
  /** How often is looked, ms. */
  readonly lookEveryMs: number;
};

/** Half a minute, and then 16 KiB a second: a poor mobile line sends four times as much. */
export const bodyPace: BodyPace = { graceMs: 30_000, bytesPerSecond: 16_384, lookEveryMs: 1_000 };

/** A body under way. */
type Coming = {
  readonly reply: FastifyReply;
  /** Bytes that had come on the connection before it. */
  readonly before: number;
  /** How long the sender was waited for. */
  waitedMs: number;
};

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Ends it: by an answer, or where that has gone out without waiting for the body, at once. */
function end(request: IncomingMessage, reply: FastifyReply): void {
  const refusal = new Refusal(408, "request/too-slow");
  // Node tells nobody of a body that is cut off behind its answer: who reads it would wait forever.
  const cut = (): void => void request.destroy(refusal);
  if (reply.sent) cut();
  else {
    reply.raw.once("close", cut);
    // The connection is of no more use to anybody, and goes with the answer.
    void reply.header("connection", "close").send(refusal);
  }
}

/**
 * Answers bodies that come too slowly by 408, whatever route they are for. Only while a sender is
 * waited for does time count: not while the disk or this process is behind.
 */
export function limitSlowBodies(app: FastifyInstance, pace: BodyPace = bodyPace): void {
  const coming = new Map<IncomingMessage, Coming>();
  const look = (): void => {
    for (const [request, body] of coming) {
      if (request.complete) coming.delete(request);
      // Full to the brim: the sender is the one who waits.
      if (request.complete || request.readableLength >= request.readableHighWaterMark) continue;
      body.waitedMs += pace.lookEveryMs;
      if (body.waitedMs < pace.graceMs) continue;
      const wanted = (body.waitedMs / 1_000) * pace.bytesPerSecond;
      if (request.socket.bytesRead - body.before >= wanted) continue;
      coming.delete(request);
      end(request, body.reply);
    }
  };
  const looking = setInterval(look, pace.lookEveryMs).unref();
  app.addHook("onClose", async () => clearInterval(looking));
  app.addHook("onRequest", async ({ raw }, reply) => {
    if (!hasBody(raw)) return;
    coming.set(raw, { reply, before: raw.socket.bytesRead, waitedMs: 0 });
    raw.once("close", () => coming.delete(raw));
  });
}
