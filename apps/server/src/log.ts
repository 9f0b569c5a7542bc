/**
 * What the server writes about itself: one JSON line per event on standard error. An event has a
 * name and plain values that the caller picks one by one, so no request, header or body gets in.
 */
import { randomUUID } from "node:crypto";

/** Plain values beside an event. Never what somebody typed, a cookie or a token. */
export type LogValues = Readonly<Record<string, string | number | boolean | null>>;

/** Writes an event. */
export type Log = (level: "info" | "warning" | "error", event: string, values?: LogValues) => void;

/** Lines on standard error. */
export const logToStderr: Log = (level, event, values = {}) => {
  const at = new Date().toISOString();
  process.stderr.write(`${JSON.stringify({ at, level, event, ...values })}\n`);
};

function storyOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const story = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? story : `${story}\ncaused by ${storyOf(error.cause)}`;
}

/** Logs an error nobody expected; returns the reference by which the line is found again. */
export function logFailure(log: Log, event: string, error: unknown): string {
  const reference = randomUUID();
  log("error", event, { reference, error: storyOf(error) });
  return reference;
}
