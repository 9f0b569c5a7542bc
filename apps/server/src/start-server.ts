/** Opens the rooms, listens, and goes down in order: requests, then jobs, then the store. */
import type { Server } from "node:http";
import type { Server as SecureServer } from "node:https";
import { fileURLToPath } from "node:url";
import { msFromInstant } from "@vallgrav/kernel";
import { examineBreached, isProvider } from "@vallgrav/platform/accounts";
import { systemClock } from "@vallgrav/platform/jobs";
import {
  createDetect,
  dutyOf,
  type IntakeSettings,
  type Watching,
} from "@vallgrav/platform/detect";
import { buildApp } from "./app.ts";
import { openIdleRooms, type Rooms } from "./compose.ts";
import type { RoomsOptions } from "./ground.ts";
import { watchingOf } from "./detect/watching-of.ts";
import {
  addressOf,
  checkListening,
  isLoopback,
  listenOn,
  type ListenOptions,
  redirectOn,
  type RunningServer,
  tlsFor,
} from "./listening.ts";
import { certificateCheckMs } from "./own-tls.ts";
import { StartFailed } from "./start-failed.ts";
import { tellRegularly } from "./tell-regularly.ts";
import { allRoutes } from "./routes.ts";
import { limitVisitors } from "./visitors.ts";

/** Where to listen, beside where the data lies. */
export type ServerOptions = Omit<RoomsOptions, "work"> &
  ListenOptions & {
    /** Names under which others reach the machine, without port. */
    readonly hosts: readonly string[];
    /** Ways in for logs; left out: none is open. */
    readonly intake?: IntakeSettings;
  };

/** The rooms, and the watch where there is one. */
type Served = Rooms & { readonly watching: Watching | null };

const defaultGraceMs = 10_000;
const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];
const webFolder = fileURLToPath(new URL("../../web/dist", import.meta.url));

async function startOn(rooms: Served, options: ServerOptions): Promise<RunningServer> {
  let isStopping = false;
  const { keyFolder, now, log } = rooms;
  const place = { keyFolder, names: options.hosts, nowMs: msFromInstant(now()), log };
  const detect = createDetect({ ...rooms, watching: () => rooms.watching });
  const duty = dutyOf(rooms);
  const tls = tlsFor(options.tls, place);
  const ownNames = new Set([...loopbackNames, ...options.hosts.map((name) => name.toLowerCase())]);
  const app = await buildApp({
    ...rooms,
    routes: allRoutes({ ...rooms, detect, duty }),
    ownNames,
    ...(tls === null ? {} : { tls: tls.options }),
    webFolder,
    isBehindProxy: options.isBehindProxy,
    isStopping: () => isStopping,
  });
  const nowMs = (): number => msFromInstant(now());
  limitVisitors(app.server, { isBehindProxy: options.isBehindProxy, log, nowMs });
  const listen = (host: string, port: number) => app.listen({ host, port });
  const port = await listenOn(app.server, options, listen);
  let redirect: Server | null = null;
  try {
    redirect = await redirectOn(options, { own: ownNames, port, tls });
  } catch (error) {
    await app.close();
    throw error;
  }
  const unfollow = tls?.follow(
    app.server as unknown as SecureServer,
    options.certificateCheckMs ?? certificateCheckMs,
  );
  const regularly = (work: () => Promise<unknown>, everyMs: number, failure: string) =>
    tellRegularly(work, { clock: systemClock, log, everyMs, failure });
  const endTelling = regularly(rooms.webhooks.outbox.work, 5_000, "webhooks/not-told");
  const endLooking = regularly(() => rooms.hygiene.checkDue(), 600_000, "hygiene/not-due");
  const endCollecting = regularly(() => rooms.graph.collectDue(), 60_000, "watch/not-due");
  const stop = async (graceMs: number): Promise<void> => {
    isStopping = true;
    unfollow?.();
    endTelling();
    endLooking();
    endCollecting();
    redirect?.closeAllConnections();
    redirect?.close();
    const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
    await Promise.all([app.close(), rooms.jobs.stop(), rooms.watching?.close(graceMs)]);
    clearTimeout(timer);
    await rooms.close();
  };
  let stopped: Promise<void> | null = null;
  const shown = isLoopback(options.host) ? options.host : (options.hosts[0] ?? options.host);
  return {
    address: addressOf(shown, port, tls !== null),
    close: (graceMs = defaultGraceMs) => (stopped ??= stop(graceMs)),
  };
}

/**
 * Starts the server.
 * @throws {StartFailed} when it cannot or must not listen
 * @throws {StoreError} when the database does not open
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  checkListening(options, options.hosts);
  if (options.provider !== undefined && !isProvider(options.provider))
    throw new StartFailed("server/bad-provider");
  if (options.breached !== undefined && !(await examineBreached(options.breached)).isGood)
    throw new StartFailed("server/bad-breached");
  const rooms = await openIdleRooms({ ...options, isServing: true }, true);
  let watching: Watching | null = null;
  try {
    if (!rooms.isOwner) throw new StartFailed("server/home-in-use");
    watching = await watchingOf(rooms, options.intake);
    const server = await startOn({ ...rooms, watching }, options);
    rooms.jobs.start();
    return server;
  } catch (error) {
    await watching?.close(0);
    await rooms.close();
    throw error;
  }
}
