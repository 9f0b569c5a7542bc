/**
 * Between a sender and a receiver: bytes are passed on and counted, and at given ones the receiver
 * is killed.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import type { Victim } from "./log-receiver.ts";

/** Between sender and receiver: counts what the sender sends, and kills at given places. */
export type Between = {
  readonly port: number;
  readonly killedAt: number[];
  readonly close: () => void;
};

/** The receiver that is there now or soon. */
export type Receiver = { victim: Promise<Victim> };

/** Where the receiver is killed. */
export type Kills = {
  /** About how many bytes the sender sends in all; kills are spread over them. */
  readonly streamBytes: number;
  readonly kills: number;
  /** 0 ≤ x < 1. */
  readonly chance: () => number;
  /** Told of each kill: the how manieth it was. */
  readonly onKill?: (kill: number) => void;
};

/** Stands between sender and receiver; whoever comes while there is none waits for the next. */
export async function standBetween(
  run: Kills,
  receiver: Receiver,
  restart: () => void,
): Promise<Between> {
  const each = run.streamBytes / (run.kills + 1);
  let count = 0;
  let next = run.kills === 0 ? Number.MAX_VALUE : each * (0.5 + run.chance());
  const killedAt: number[] = [];
  const open = new Set<Socket>();
  const kill = (victim: Victim): void => {
    victim.child.kill("SIGKILL");
    for (const one of open) one.destroy();
    restart();
    run.onKill?.(killedAt.length);
  };
  const pass = (from: Socket, [to, victim]: readonly [Socket, Victim], piece: Buffer): void => {
    const left = Math.max(0, Math.floor(next) - count);
    if (killedAt.length >= run.kills || piece.length < left) {
      count += piece.length;
      if (!to.write(piece)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
      return;
    }
    count += left;
    killedAt.push(count);
    next = count + each * (0.5 + run.chance());
    from.pause();
    // Just so many bytes reach it, and then it is no more.
    to.write(piece.subarray(0, left), () => kill(victim));
  };
  const join = (from: Socket, victim: Victim): void => {
    if (from.destroyed) return;
    const to = connect({ port: victim.port, host: "127.0.0.1", noDelay: true });
    to.on("error", () => undefined);
    for (const one of [from, to]) {
      open.add(one);
      one.on("close", () => open.delete(one));
    }
    from.on("data", (piece) => pass(from, [to, victim], Buffer.from(piece)));
    to.pipe(from);
    from.on("close", () => to.destroy());
    to.on("close", () => from.destroy());
  };
  const server: Server = createServer({ noDelay: true }, (from) => {
    from.on("error", () => undefined);
    receiver.victim.then(
      (victim) => join(from, victim),
      () => from.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    killedAt,
    close: () => {
      server.close();
      for (const one of open) one.destroy();
    },
  };
}
