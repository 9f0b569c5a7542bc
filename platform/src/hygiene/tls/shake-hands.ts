/** One whole handshake as a careful client makes it, for what a hello alone does not show. */
import type { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import type { TLSSocket } from "node:tls";
import type { HandshakeFacts } from "@vallgrav/domains";
import { certificateFacts, longestChain } from "./certificates.ts";
import { earlyDataIn } from "./early-data.ts";
import { hangUp, openConnection } from "./open-connection.ts";
import type { ProbeLimits, ProbeSurroundings, TlsTarget } from "./tls-target.ts";

/** How long a session ticket is waited for once hands are shaken: it comes at once, if ever. */
const ticketWaitMs = 150;

/** Chain as the server sent it, its own certificate first. */
function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (next !== undefined && chain.length < longestChain) {
    const { fingerprint256 } = next;
    if (chain.some((one) => one.fingerprint256 === fingerprint256)) break;
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

function factsOf(
  socket: TLSSocket,
  target: TlsTarget,
  seen: { readonly staple: boolean; readonly earlyDataBytes: number | null },
): HandshakeFacts {
  const chain = chainOf(socket);
  const [own] = chain;
  const name = target.serverName;
  const isForHost =
    own !== undefined && name !== null && own.checkHost(name, { subject: "never" }) !== undefined;
  const error: unknown = socket.authorizationError;
  const distrust = error instanceof Error ? error.message : String(error);
  return {
    chain: chain.flatMap((one, at) => certificateFacts(one, chain[at + 1]) ?? []),
    distrust: socket.authorized ? null : distrust,
    isForHost,
    application: typeof socket.alpnProtocol === "string" ? socket.alpnProtocol : null,
    hasStaple: seen.staple,
    namesOcsp: own?.infoAccess?.includes("OCSP - URI:") ?? false,
    earlyDataBytes: seen.earlyDataBytes,
    renegotiates: null,
  };
}

/** Speaks TLS on an open connection; null where there is no common ground or no answer in time. */
async function speakTls(
  socket: Socket,
  target: TlsTarget,
  limits: ProbeLimits,
  roots: readonly string[] | null,
): Promise<HandshakeFacts | null> {
  const { promise, resolve } = Promise.withResolvers<HandshakeFacts | null>();
  const seen: { staple: boolean; earlyDataBytes: number | null } = {
    staple: false,
    earlyDataBytes: null,
  };
  const secure = connect({
    socket,
    ...(target.serverName === null ? {} : { servername: target.serverName }),
    ...(roots === null ? {} : { ca: [...roots] }),
    // Observing alone: nothing is said on this connection, and what is wrong becomes a finding.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    requestOCSP: true,
    minVersion: "TLSv1",
    ciphers: "ALL:@SECLEVEL=0",
    ...(target.startTls === null ? { ALPNProtocols: ["h2", "http/1.1"] } : {}),
  });
  const timers: NodeJS.Timeout[] = [];
  const finish = (facts: HandshakeFacts | null): void => {
    for (const timer of timers) clearTimeout(timer);
    hangUp(secure);
    resolve(facts);
  };
  const tell = (): void => {
    finish(factsOf(secure, target, seen));
  };
  const giveUp = (): void => {
    finish(null);
  };
  timers.push(setTimeout(giveUp, limits.answerTimeoutMs));
  secure.once("error", giveUp);
  secure.once("close", giveUp);
  secure.on("OCSPResponse", (response: Buffer | null) => {
    seen.staple = response !== null && response.length > 0;
  });
  secure.on("session", (session: Buffer) => {
    seen.earlyDataBytes = earlyDataIn(session);
    if (secure.getProtocol() === "TLSv1.3") tell();
  });
  secure.once("secureConnect", () => {
    if (secure.getProtocol() === "TLSv1.3") timers.push(setTimeout(tell, ticketWaitMs));
    else tell();
  });
  return promise;
}

/**
 * What one handshake shows: the chain, whether it is trusted here and made out to the name, what is
 * spoken inside, a stapled proof, early data. Null where there was none.
 * @param roots trusted certificates as PEM; null for those that come with the program
 */
export async function shakeHands(
  target: TlsTarget,
  limits: ProbeLimits,
  surroundings: ProbeSurroundings,
  roots: readonly string[] | null,
): Promise<HandshakeFacts | null> {
  const started = surroundings.clock.elapsedMs();
  const socket = await openConnection(target, limits);
  const facts = typeof socket === "string" ? null : await speakTls(socket, target, limits, roots);
  surroundings.log({
    address: target.address,
    port: target.port,
    purpose: "handshake",
    outcome: typeof socket === "string" ? socket : facts === null ? "failed" : "shaken",
    tookMs: surroundings.clock.elapsedMs() - started,
  });
  return facts;
}
