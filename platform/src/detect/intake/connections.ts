/** How many connections a way in has at once, in all and of one address. */
import type { Server, Socket } from "node:net";
import { intakeLimits, type IntakeRoom, plainAddress } from "./intake.ts";

const tellEveryMs = 60_000;

/**
 * Turns connections away that are too many: one address takes no more than its share, so that it
 * shuts nobody else out. How many were turned away is told at once and then once a minute.
 */
export function limitConnections(
  server: Server,
  { nowMs, onFailure }: Pick<IntakeRoom, "nowMs" | "onFailure">,
): void {
  const byAddress = new Map<string, number>();
  let turnedAway = 0;
  let toldMs = -Infinity;
  const turnAway = (): void => {
    turnedAway += 1;
    if (Math.abs(nowMs() - toldMs) < tellEveryMs) return;
    onFailure("watch/too-many-connections", new Error(`${turnedAway} were turned away`));
    turnedAway = 0;
    toldMs = nowMs();
  };
  server.maxConnections = intakeLimits.connections;
  server.on("drop", turnAway);
  server.on("connection", (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress);
    const count = (byAddress.get(address) ?? 0) + 1;
    byAddress.set(address, count);
    socket.once("close", () => {
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left === 0) byAddress.delete(address);
      else byAddress.set(address, left);
    });
    if (count <= intakeLimits.connectionsOfOne) return;
    turnAway();
    socket.destroy();
  });
}
