/**
 * One door for several organisations. Behind it each has a process, a home, keys and accounts of
 * its own, so that no fault of ours can mix them: the door knows nothing but names of the machine.
 */
import { Agent, createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import { join } from "node:path";
import { bareHeaders, hostOf } from "../guard.ts";
import {
  addressOf,
  begin,
  checkListening,
  isLoopback,
  listenOn,
  type ListenOptions,
  redirectOn,
  type RunningServer,
  tlsFor,
} from "../listening.ts";
import type { Log } from "../log.ts";
import { certificateCheckMs, type OwnTls } from "../own-tls.ts";
import { Refusal } from "../route.ts";
import { limitVisitors } from "../visitors.ts";
import { answerRefusal, forward, type From } from "./forward.ts";
import { type ChildOptions, keepChild, type KeptChild } from "./keep-child.ts";
import { readOrganisations } from "./read-organisations.ts";

/** What the door needs. */
export type OrganisationsOptions = ListenOptions &
  Pick<ChildOptions, "program" | "env" | "firstWaitMs"> & {
    /** Folder with a folder for each organisation. */
    readonly folder: string;
    readonly log: Log;
  };

const defaultGraceMs = 10_000;
/** Longest time for a request to arrive; uploads need it. */
const requestTimeoutMs = 900_000;

function fromOf(request: IncomingMessage, isSecure: boolean, isBehindProxy: boolean): From {
  const address = request.socket.remoteAddress ?? "";
  const seen = { address, protocol: isSecure ? "https" : "http" } as const;
  if (!isBehindProxy || !isLoopback(address.replace(/^::ffff:/, ""))) return seen;
  const { "x-forwarded-for": told, "x-forwarded-proto": over } = request.headers;
  return {
    address: typeof told === "string" ? told : address,
    protocol: over === "https" ? "https" : seen.protocol,
  };
}

type Door = {
  readonly children: ReadonlyMap<string, KeptChild>;
  readonly isBehindProxy: boolean;
  readonly tls: OwnTls | null;
};

/** The server that hands requests on by the name of the machine they are for. */
function doorOf({ children, isBehindProxy, tls }: Door, agent: Agent): Server {
  const options = { requestTimeout: requestTimeoutMs, requireHostHeader: false };
  const server =
    tls === null ? createServer(options) : createSecureServer({ ...options, ...tls.options });
  server.on("request", (request, response) => {
    const { host } = request.headers;
    const name = host === undefined ? null : hostOf(host);
    const child = name === null ? undefined : children.get(name);
    if (host === undefined || !(request.url ?? "").startsWith("/"))
      return answerRefusal(response, new Refusal(400, "request/malformed"));
    if (child === undefined)
      return answerRefusal(response, new Refusal(421, "request/unknown-host"));
    const port = child.port();
    if (port === null) return answerRefusal(response, new Refusal(503, "server/not-ready"));
    return forward(request, response, {
      port,
      agent,
      from: fromOf(request, tls !== null, isBehindProxy),
    });
  });
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return;
    const lines = Object.entries(bareHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(
      `HTTP/1.1 400 Bad Request\r\n${lines.join("")}connection: close\r\ncontent-length: 0\r\n\r\n`,
    );
  });
  return server;
}

/**
 * Starts a server for each organisation and the door in front of them.
 * @throws {StartFailed} when settings cannot be used, or the door cannot or must not listen
 */
export async function startOrganisations(options: OrganisationsOptions): Promise<RunningServer> {
  const organisations = readOrganisations(options.folder);
  const hosts = organisations.flatMap((one) => one.hosts);
  checkListening(options, hosts);
  const { log } = options;
  const keyFolder = join(options.folder, "door-keys");
  const tls = tlsFor(options.tls, { keyFolder, names: hosts, nowMs: Date.now(), log });
  const kept = organisations.map((one) => [one, keepChild(one, options)] as const);
  const children = new Map(kept.flatMap(([{ hosts: own }, child]) => own.map((at) => [at, child])));
  const closeChildren = (graceMs: number) =>
    Promise.all(kept.map(([, child]) => child.close(graceMs)));
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const { isBehindProxy } = options;
  const server = doorOf({ children, isBehindProxy, tls }, agent);
  limitVisitors(server, { isBehindProxy, log, nowMs: Date.now });
  let redirect: Server | null = null;
  let port: number;
  try {
    await Promise.all(kept.map(([, child]) => child.begun));
    port = await listenOn(server, options, (host, at) => begin(server, host, at));
    redirect = await redirectOn(options, { own: new Set(hosts), port, tls });
  } catch (error) {
    server.close();
    await closeChildren(0);
    throw error;
  }
  const unfollow = tls?.follow(
    server as unknown as SecureServer,
    options.certificateCheckMs ?? certificateCheckMs,
  );
  const stop = async (graceMs: number): Promise<void> => {
    unfollow?.();
    redirect?.closeAllConnections();
    redirect?.close();
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    await closeChildren(graceMs);
    clearTimeout(timer);
    server.closeAllConnections();
    agent.destroy();
  };
  let stopped: Promise<void> | null = null;
  const shown = isLoopback(options.host) ? options.host : (hosts[0] ?? options.host);
  return {
    address: addressOf(shown, port, tls !== null),
    close: (graceMs = defaultGraceMs) => (stopped ??= stop(graceMs)),
  };
}
