/** How many connections the server has at once: a few addresses must not take the memory of all. */
import type { Server } from "node:net";
import { limitConnections } from "@vallgrav/platform/detect";
import { type Log, logFailure } from "./log.ts";

/** Connections in all and of one network: a browser has six, a terminal server hundreds. */
export const visitorLimits = { connections: 10_000, connectionsOfOne: 2_000 } as const;

/**
 * Limits connections, unless a proxy stands before us: then all come from it, and counting them is
 * its work. How many were turned away is logged at once and then once a minute.
 */
export function limitVisitors(
  server: Server,
  {
    isBehindProxy,
    log,
    nowMs,
  }: { readonly isBehindProxy: boolean; readonly log: Log; readonly nowMs: () => number },
  limits: { readonly connections: number; readonly connectionsOfOne: number } = visitorLimits,
): void {
  if (isBehindProxy) return;
  const onFailure = (_code: string, error: unknown): void => {
    logFailure(log, "server/too-many-connections", error);
  };
  limitConnections(server, { nowMs, onFailure }, limits);
}
