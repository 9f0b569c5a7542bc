/**
 * rsyslog hands lines over by RELP inside TLS while the receiver is killed at given places of the
 * stream; afterwards every line must be there, and told once.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { makeCertificates, type TestCertificates } from "../src/detect/test/certificates.ts";
import {
  type Books,
  goneThrough,
  makeHome,
  readBooks,
  senderConfig,
  startSender,
  startVictim,
  stopVictim,
  type Victim,
} from "./log-receiver.ts";

/** What is asked of a run. */
export type RelpRun = {
  readonly rsyslog: string;
  /** An empty folder. */
  readonly folder: string;
  readonly lines: number;
  readonly kills: number;
  /** 0 ≤ x < 1. */
  readonly chance: () => number;
  /** Time for the whole. */
  readonly mostMs: number;
  /** Told of each kill: the how manieth it was. */
  readonly onKill?: (kill: number) => void;
};

/** What came of it. */
export type RelpReport = {
  /** Bytes of the stream, from the sender, at which the receiver was killed. */
  readonly killedAt: readonly number[];
  readonly received: number;
  readonly counts: Books["counts"];
  /** Hits in the alert: one for each line, if none is lost or told twice. */
  readonly told: number;
  readonly faults: readonly string[];
};

function config(folder: string, port: number, { authority, client }: TestCertificates): string {
  return `module(load="omrelp")${senderConfig(
    folder,
    `action(type="omrelp" target="127.0.0.1" port="${port}" template="line" timeout="20"
    tls="on" tls.caCert="${authority}" tls.myCert="${client.certificate}"
    tls.myPrivKey="${client.key}" tls.authMode="name" tls.permittedPeer=["localhost"]
    action.resumeRetryCount="-1" action.resumeInterval="1" action.resumeIntervalMax="1")`,
  )}`;
}

/** Between sender and receiver: counts what the sender sends, and kills at given places. */
type Between = {
  readonly port: number;
  readonly killedAt: number[];
  readonly close: () => void;
};

/** The receiver that is there now or soon. */
type Receiver = { victim: Promise<Victim> };

async function stand(run: RelpRun, receiver: Receiver, restart: () => void): Promise<Between> {
  // The stream is about so long; kills are spread over it.
  const each = (run.lines * 215) / (run.kills + 1);
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
    // Whoever comes while there is no receiver waits for the next one.
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

function judge(lines: number, killedAt: readonly number[], books: Books): RelpReport {
  const { received, times, counts, told } = books;
  const faults: string[] = [];
  const check = (isSo: boolean, what: string): void => {
    if (!isSo) faults.push(what);
  };
  const { parsed, refused, repeated } = counts;
  let missing = 0;
  for (let number = 1; number <= lines; number += 1) if (!times.has(number)) missing += 1;
  check(missing === 0, `${missing} of ${lines} lines are lost`);
  check(times.size === lines, `${times.size} different numbers stand in ${lines} lines`);
  check(told === lines, `${told} hits are told of ${lines} lines`);
  check(
    received === parsed + refused + repeated,
    `${received} received, ${parsed} parsed, ${refused} refused, ${repeated} repeated`,
  );
  check(
    parsed === lines && repeated === received - lines,
    `of ${received - lines} lines sent again ${repeated} are known as such`,
  );
  return { killedAt, received, counts, told, faults };
}

/** Plays the whole. */
export async function relpRounds(run: RelpRun): Promise<RelpReport> {
  const home = makeHome(run.folder, run.lines);
  const certificates = makeCertificates(run.folder);
  const start = (): Promise<Victim> => startVictim(home, certificates, ["relp", 0]);
  const failures: string[] = [];
  const receiver: Receiver = { victim: start() };
  await receiver.victim;
  const between = await stand(run, receiver, () => {
    receiver.victim = start();
    receiver.victim.catch((error: unknown) => failures.push(String(error)));
  });
  const sender = startSender(
    run.rsyslog,
    run.folder,
    config(run.folder, between.port, certificates),
  );
  const untilMs = performance.now() + run.mostMs;
  try {
    while (performance.now() < untilMs && failures.length === 0) {
      await pause(500);
      await receiver.victim;
      if (between.killedAt.length >= run.kills && (await goneThrough(home)) >= run.lines) break;
    }
  } finally {
    await sender.stop();
    await receiver.victim.then(stopVictim).catch((error: unknown) => failures.push(String(error)));
    between.close();
  }
  const report = judge(run.lines, between.killedAt, await readBooks(home));
  return { ...report, faults: [...failures, ...report.faults] };
}
