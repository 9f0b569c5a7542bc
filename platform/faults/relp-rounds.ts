/**
 * rsyslog hands lines over by RELP inside TLS while the receiver is killed at given places of the
 * stream; afterwards every line must be there, and told once.
 */
import { setTimeout as pause } from "node:timers/promises";
import { makeCertificates, type TestCertificates } from "../src/detect/test/certificates.ts";
import { type Kills, type Receiver, standBetween } from "./between.ts";
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
export type RelpRun = Omit<Kills, "streamBytes"> & {
  readonly rsyslog: string;
  /** An empty folder. */
  readonly folder: string;
  readonly lines: number;
  /** Time for the whole. */
  readonly mostMs: number;
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

/**
 * Bytes of the stream a line takes at least, frame and TLS included: 180 where many go in one
 * record. Kills are spread over so many, so that the last falls before the lines are through.
 */
const leastBytes = 150;

function config(folder: string, port: number, { authority, client }: TestCertificates): string {
  return `module(load="omrelp")${senderConfig(
    folder,
    `action(type="omrelp" target="127.0.0.1" port="${port}" template="line" timeout="20"
    tls="on" tls.caCert="${authority}" tls.myCert="${client.certificate}"
    tls.myPrivKey="${client.key}" tls.authMode="name" tls.permittedPeer=["localhost"]
    action.resumeRetryCount="-1" action.resumeInterval="1" action.resumeIntervalMax="1")`,
  )}`;
}

/** Holds the books against what was sent: `lines` of them, numbered, each to be told once. */
export function judge(lines: number, killedAt: readonly number[], books: Books): RelpReport {
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
  const streamBytes = run.lines * leastBytes;
  const between = await standBetween({ ...run, streamBytes }, receiver, () => {
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
      if ((await goneThrough(home)) >= run.lines) break;
    }
  } finally {
    await sender.stop();
    await receiver.victim.then(stopVictim).catch((error: unknown) => failures.push(String(error)));
    between.close();
  }
  const { killedAt } = between;
  if (killedAt.length < run.kills) failures.push(`${killedAt.length} of ${run.kills} kills fell`);
  const report = judge(run.lines, killedAt, await readBooks(home));
  return { ...report, faults: [...failures, ...report.faults] };
}
