/** Opens the rooms, listens, and goes down in order: requests, then jobs, then the store. */
import { once } from "node:events";
import type { Server } from "node:http";
import type { Server as SecureServer } from "node:https";
import { isIP } from "node:net";
import { fileURLToPath } from "node:url";
import { msFromInstant } from "@vallgrav/kernel";
import { isProvider } from "@vallgrav/platform/accounts";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { openIdleRooms, type Rooms, type RoomsOptions } from "./compose.ts";
import type { OwnNames } from "./guard.ts";
import { certificateCheckMs, openTls, type OwnTls, type TlsSettings } from "./own-tls.ts";
import { redirectServer } from "./redirect.ts";
import { allRoutes } from "./routes.ts";

/** Where to listen, beside where the data lies. */
export type ServerOptions = Omit<RoomsOptions, "work"> & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Whether the ports after this one will do when it is taken. */
  readonly mayMove: boolean;
  /** Names under which others reach the machine, without port. */
  readonly hosts: readonly string[];
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

/** Why a server did not start. */
export type StartCode =
  /** Something else listens on the port. */
  | "server/port-taken"
  /** The address or port may not be listened on; see `cause`. */
  | "server/cannot-listen"
  /** Others are not served outside TLS unless that is asked for. */
  | "server/needs-tls"
  /** Certificate or key is missing, is none, or they do not belong together; see `cause`. */
  | "server/bad-certificate"
  /** Listening for others needs the names they may use, in VALLGRAV_HOSTS. */
  | "server/needs-host-names"
  /** The provider of sign-in has an address outside TLS, or none, or no client. */
  | "server/bad-provider"
  /** Another process owns the data folder. */
  | "server/home-in-use";

/** The server did not start. */
export class StartFailed extends Error {
  override readonly name: string = "StartFailed";
  readonly code: StartCode;
  constructor(code: StartCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Ports tried after the one asked for. */
const furtherPorts = 9;
const defaultGraceMs = 10_000;
const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];
const webFolder = fileURLToPath(new URL("../../web/dist", import.meta.url));

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), "code");
}

function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** Listens on the first free of the ports. @returns the port */
async function listen(app: FastifyInstance, options: ServerOptions): Promise<number> {
  const { host, port, mayMove } = options;
  const last = Math.min(65_535, mayMove && port !== 0 ? port + furtherPorts : port);
  for (let at = port; ; at += 1)
    try {
      await app.listen({ host, port: at });
      const address = app.server.address();
      return typeof address === "object" && address !== null ? address.port : at;
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE") throw new StartFailed("server/cannot-listen", error);
      if (at >= last) throw new StartFailed("server/port-taken", error);
    }
}

/** TLS as the settings say; null: none. @throws {StartFailed} */
function tlsFor(rooms: Rooms, options: ServerOptions): OwnTls | null {
  if (options.tls === undefined) return null;
  const { keyFolder, now, log } = rooms;
  const names = [...options.hosts, "localhost", "127.0.0.1", "::1"];
  try {
    return openTls(options.tls, { keyFolder, names, nowMs: msFromInstant(now()), log });
  } catch (error) {
    throw new StartFailed("server/bad-certificate", error);
  }
}

/** What sends people on to TLS, listening; null where none is asked for. */
async function redirectOn(
  options: ServerOptions,
  own: OwnNames,
  port: number,
): Promise<Server | null> {
  if (options.redirectPort === undefined || options.tls === undefined) return null;
  const server = redirectServer(own, port);
  try {
    server.listen(options.redirectPort, options.host);
    await once(server, "listening");
    return server;
  } catch (error) {
    const isTaken = codeOf(error) === "EADDRINUSE";
    throw new StartFailed(isTaken ? "server/port-taken" : "server/cannot-listen", error);
  }
}

async function startOn(rooms: Rooms, options: ServerOptions): Promise<RunningServer> {
  let isStopping = false;
  const tls = tlsFor(rooms, options);
  const ownNames = new Set([...loopbackNames, ...options.hosts.map((name) => name.toLowerCase())]);
  const app = await buildApp({
    ...rooms,
    routes: allRoutes(rooms),
    ownNames,
    ...(tls === null ? {} : { tls: tls.options }),
    webFolder,
    isBehindProxy: options.isBehindProxy,
    isStopping: () => isStopping,
  });
  const port = await listen(app, options);
  let redirect: Server | null = null;
  try {
    redirect = await redirectOn(options, ownNames, port);
  } catch (error) {
    await app.close();
    throw error;
  }
  const unfollow = tls?.follow(
    app.server as unknown as SecureServer,
    options.certificateCheckMs ?? certificateCheckMs,
  );
  const stop = async (graceMs: number): Promise<void> => {
    isStopping = true;
    unfollow?.();
    redirect?.closeAllConnections();
    redirect?.close();
    const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
    await Promise.all([app.close(), rooms.jobs.stop()]);
    clearTimeout(timer);
    await rooms.close();
  };
  let stopped: Promise<void> | null = null;
  const shown = isLoopback(options.host) ? options.host : (options.hosts[0] ?? options.host);
  return {
    address: `${tls === null ? "http" : "https"}://${urlHost(shown)}:${port}`,
    close: (graceMs = defaultGraceMs) => (stopped ??= stop(graceMs)),
  };
}

/**
 * Starts the server.
 * @throws {StartFailed} when it cannot or must not listen
 * @throws {StoreError} when the database does not open
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  if (!isLoopback(options.host) && options.hosts.length === 0)
    throw new StartFailed("server/needs-host-names");
  if (!isLoopback(options.host) && options.tls === undefined && options.isPlainForOthers !== true)
    throw new StartFailed("server/needs-tls");
  if (options.provider !== undefined && !isProvider(options.provider))
    throw new StartFailed("server/bad-provider");
  const rooms = await openIdleRooms({ ...options, isServing: true }, true);
  try {
    if (!rooms.isOwner) throw new StartFailed("server/home-in-use");
    const server = await startOn(rooms, options);
    rooms.jobs.start();
    return server;
  } catch (error) {
    await rooms.close();
    throw error;
  }
}
