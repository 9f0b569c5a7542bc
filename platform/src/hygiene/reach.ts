/** Whether somebody listens at an address: one connection, on which nothing is said. */
import { connect } from "node:net";
import type { ProbeSurroundings } from "./tls/tls-target.ts";

/**
 * `closed`: the other machine said no. `unknown`: nothing came in time, or this machine has no way
 * there, as most often where it has no IPv6.
 */
export type Reached = "open" | "closed" | "unknown";

/** Knocks. Never throws. */
export async function reach(
  target: { readonly address: string; readonly port: number; readonly purpose: string },
  timeoutMs: number,
  { clock, log }: ProbeSurroundings,
): Promise<Reached> {
  const { address, port, purpose } = target;
  const startedMs = clock.elapsedMs();
  const { promise, resolve } = Promise.withResolvers<Reached>();
  const socket = connect({ host: address, port });
  const timer = setTimeout(() => resolve("unknown"), timeoutMs);
  socket.once("connect", () => resolve("open"));
  socket.on("error", (error: NodeJS.ErrnoException) => {
    resolve(error.code === "ECONNREFUSED" ? "closed" : "unknown");
  });
  const outcome = await promise;
  clearTimeout(timer);
  socket.destroy();
  log({ address, port, purpose, outcome, tookMs: clock.elapsedMs() - startedMs });
  return outcome;
}
