/** How many connections a way in has at once, in all and of one network. */
import type { Server, Socket } from "node:net";
import { networkOf } from "../../accounts/network-of.ts";
import { intakeLimits, type IntakeRoom, plainAddress } from "./intake.ts";

const tellEveryMs = 60_000;
/** A network with fewer connections keeps them, also where there is room for nobody else. */
const mayKeep = 8;
/** Connections that are taken beyond those there may be, while others go for them. */
const changing = 32;

type Held = Map<string, Set<Socket>>;

/**
 * The connection that goes where there is room for no more: of the network that has most of them
 * the one that has said least. Null where nobody has many. Linear in the connections.
 */
function leastWanted(held: Held): Socket | null {
  let most: ReadonlySet<Socket> = new Set();
  for (const sockets of held.values()) if (sockets.size > most.size) most = sockets;
  if (most.size <= mayKeep) return null;
  let least: Socket | null = null;
  // The oldest first: of two that have said as little, it has had its time.
  for (const socket of most) if (socket.bytesRead < (least?.bytesRead ?? Infinity)) least = socket;
  return least;
}

/**
 * Turns connections away that are too many: one network takes no more than its share (of version 6
 * it has 64 bits, and addresses without end), and where there is room for no more, those go first
 * that have most and say least, so that a few who say nothing shut nobody out. How many were turned
 * away is told at once and then once a minute.
 */
export function limitConnections(
  server: Server,
  { nowMs, onFailure }: Pick<IntakeRoom, "nowMs" | "onFailure">,
  limits: { readonly connections: number; readonly connectionsOfOne: number } = intakeLimits,
): void {
  const held: Held = new Map();
  let open = 0;
  let turnedAway = 0;
  let toldMs = -Infinity;
  const turnAway = (): void => {
    turnedAway += 1;
    if (Math.abs(nowMs() - toldMs) < tellEveryMs) return;
    onFailure("watch/too-many-connections", new Error(`${turnedAway} were turned away`));
    turnedAway = 0;
    toldMs = nowMs();
  };
  const forget = (from: string, socket: Socket): void => {
    const sockets = held.get(from);
    if (sockets?.delete(socket) !== true) return;
    open -= 1;
    if (sockets.size === 0) held.delete(from);
  };
  const fromOf = new WeakMap<Socket, string>();
  const drop = (socket: Socket): void => {
    turnAway();
    forget(fromOf.get(socket) ?? "", socket);
    socket.destroy();
  };
  server.maxConnections = limits.connections + changing;
  server.on("drop", turnAway);
  server.on("connection", (socket: Socket) => {
    const from = networkOf(plainAddress(socket.remoteAddress));
    const sockets = held.get(from) ?? new Set<Socket>();
    held.set(from, sockets.add(socket));
    fromOf.set(socket, from);
    open += 1;
    socket.once("close", () => forget(from, socket));
    if (sockets.size > limits.connectionsOfOne) drop(socket);
    else if (open > limits.connections) drop(leastWanted(held) ?? socket);
  });
}
