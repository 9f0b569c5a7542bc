/** Listening: on which address and port, for whom, inside TLS or not; and why it did not happen. */
import { isAcmeUsable } from "@vallgrav/platform/tls";
import { once } from "node:events";
import type { Server } from "node:http";
import { isIP } from "node:net";
import type { OwnNames } from "./guard.ts";
import { openTls, type OwnPlace, type OwnTls, type TlsSettings } from "./own-tls.ts";
import { redirectServer } from "./redirect.ts";
import { StartFailed } from "./start-failed.ts";

/** Where to listen, and for whom. */
export type ListenOptions = {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Whether the ports after this one will do when it is taken. */
  readonly mayMove: boolean;
  /** Whether a proxy on this machine stands in front; only then its X-Forwarded headers count. */
  readonly isBehindProxy: boolean;
  /** Certificate and key of our own; left out: plain HTTP. */
  readonly tls?: TlsSettings | undefined;
  /** Whether others may be served outside TLS; else only this machine is. */
  readonly isPlainForOthers?: boolean;
  /** Port on which whoever comes without TLS is sent on to it; left out: none. */
  readonly redirectPort?: number | undefined;
  /** Milliseconds between looks at the files of the certificate. */
  readonly certificateCheckMs?: number;
};

/** A server that listens. */
export type RunningServer = {
  /** Address for a browser on this machine. */
  readonly address: string;
  /** Stops; requests under way get their answer if it comes within `graceMs` (default 10 000). */
  readonly close: (graceMs?: number) => Promise<void>;
};

/** Ports tried after the one asked for. */
const furtherPorts = 9;

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), "code");
}

/** The address for a browser, with the name or number of the machine that is shown. */
export function addressOf(shown: string, port: number, isSecure: boolean): string {
  return `${isSecure ? "https" : "http"}://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}

/**
 * Refuses what would serve others without their names, or outside TLS unasked.
 * @throws {StartFailed}
 */
export function checkListening(options: ListenOptions, hosts: readonly string[]): void {
  checkAcme(options, hosts);
  if (isLoopback(options.host)) return;
  if (hosts.length === 0) throw new StartFailed("server/needs-host-names");
  if (options.tls === undefined && options.isPlainForOthers !== true)
    throw new StartFailed("server/needs-tls");
}

/** Refuses an authority that could never vouch for us. @throws {StartFailed} */
function checkAcme({ tls, redirectPort }: ListenOptions, hosts: readonly string[]): void {
  if (typeof tls !== "object" || !("acme" in tls)) return;
  const { acme } = tls;
  if (redirectPort === undefined || !acme.hasAgreed || !isAcmeUsable(acme, hosts))
    throw new StartFailed("server/bad-acme");
}

/** Listens on the first free of the ports. @returns the port @throws {StartFailed} */
export async function listenOn(
  server: Server,
  { host, port, mayMove }: ListenOptions,
  listen: (host: string, port: number) => Promise<unknown>,
): Promise<number> {
  const last = Math.min(65_535, mayMove && port !== 0 ? port + furtherPorts : port);
  for (let at = port; ; at += 1)
    try {
      await listen(host, at);
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : at;
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE") throw new StartFailed("server/cannot-listen", error);
      if (at >= last) throw new StartFailed("server/port-taken", error);
    }
}

/** A plain server that begins to listen. */
export async function begin(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

/** TLS as the settings say; null: none. @throws {StartFailed} */
export function tlsFor(
  settings: TlsSettings | undefined,
  place: Omit<OwnPlace, "hosts">,
): OwnTls | null {
  if (settings === undefined) return null;
  const names = [...place.names, "localhost", "127.0.0.1", "::1"];
  try {
    return openTls(settings, { ...place, names, hosts: place.names });
  } catch (error) {
    throw new StartFailed("server/bad-certificate", error);
  }
}

/** What sends people on to TLS, listening; null where none is asked for. @throws {StartFailed} */
export async function redirectOn(
  options: ListenOptions,
  {
    own,
    port,
    tls,
  }: { readonly own: OwnNames; readonly port: number; readonly tls: OwnTls | null },
): Promise<Server | null> {
  if (options.redirectPort === undefined || options.tls === undefined) return null;
  const server = redirectServer(own, port, tls?.proofs ?? null);
  try {
    await begin(server, options.host, options.redirectPort);
    return server;
  } catch (error) {
    const isTaken = codeOf(error) === "EADDRINUSE";
    throw new StartFailed(isTaken ? "server/port-taken" : "server/cannot-listen", error);
  }
}
