/**
 * Whether a client may ask a server for another handshake on the same connection, below TLS 1.3:
 * one handshake costs the server more than the client. Asked once; how many more it would take is
 * not tried on anybody's server.
 */
import type { Socket } from "node:net";
import { connect } from "node:tls";
import { hangUp, openConnection } from "./open-connection.ts";
import type { ProbeLimits, ProbeSurroundings, TlsTarget } from "./tls-target.ts";

async function askAgain(
  socket: Socket,
  { serverName }: TlsTarget,
  limits: ProbeLimits,
): Promise<boolean | null> {
  const { promise, resolve } = Promise.withResolvers<boolean | null>();
  const secure = connect({
    socket,
    ...(serverName === null ? {} : { servername: serverName }),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
    ciphers: "ALL:@SECLEVEL=0",
  });
  const timer = setTimeout(() => resolve(isShaken ? false : null), limits.answerTimeoutMs);
  let isShaken = false;
  // Servers refuse by an alert, or by hanging up.
  const refused = (): void => resolve(isShaken ? false : null);
  secure.on("error", refused);
  secure.on("close", refused);
  secure.once("secureConnect", () => {
    isShaken = true;
    const isBegun = secure.renegotiate({ rejectUnauthorized: false }, (error) => {
      resolve(error === null);
    });
    if (isBegun === false) resolve(null);
  });
  const renegotiates = await promise;
  clearTimeout(timer);
  hangUp(secure);
  return renegotiates;
}

/** Whether the server goes along; null where hands were not shaken at all. Never throws. */
export async function renegotiate(
  target: TlsTarget,
  limits: ProbeLimits,
  { clock, log }: ProbeSurroundings,
): Promise<boolean | null> {
  const startedMs = clock.elapsedMs();
  const socket = await openConnection(target, limits);
  const renegotiates = typeof socket === "string" ? null : await askAgain(socket, target, limits);
  const end = renegotiates === null ? "failed" : renegotiates ? "accepted" : "refused";
  const outcome = typeof socket === "string" ? socket : end;
  const { address, port } = target;
  const tookMs = clock.elapsedMs() - startedMs;
  log({ address, port, purpose: "renegotiation", outcome, tookMs });
  return renegotiates;
}
