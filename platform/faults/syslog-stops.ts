/**
 * rsyslog sends plain syslog inside TLS, which nobody answers, while the receiver is stopped in
 * order and started again in the midst of the stream; afterwards every line must be there.
 */
import { once } from "node:events";
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makeCertificates, type TestCertificates } from "../src/detect/test/certificates.ts";
import {
  type Books,
  goneThrough,
  makeHome,
  numberedLine,
  readBooks,
  senderConfig,
  startSender,
  startVictim,
  stopVictim,
} from "./log-receiver.ts";

/** What is asked of a run. */
export type StopsRun = {
  readonly rsyslog: string;
  /** An empty folder. */
  readonly folder: string;
  readonly lines: number;
  readonly stops: number;
  /** Time for the whole. */
  readonly mostMs: number;
};

/** What came of it. */
export type StopsReport = {
  readonly stops: number;
  /** Lines kept on disk; a sender that was cut off may send some again. */
  readonly received: number;
  readonly counts: Books["counts"];
  readonly faults: readonly string[];
};

/** Pieces in which a stretch of lines is written, and the pause between two. */
const pieces = 20;
const pieceMs = 25;

function config(folder: string, port: number, { authority, client }: TestCertificates): string {
  return `
global(defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="${authority}"
  defaultNetstreamDriverCertFile="${client.certificate}"
  defaultNetstreamDriverKeyFile="${client.key}")
${senderConfig(
  folder,
  `action(type="omfwd" target="127.0.0.1" port="${port}" protocol="tcp" template="line"
    TCP_Framing="octet-counted" streamDriver="gtls" streamDriverMode="1"
    streamDriverAuthMode="x509/name" streamDriverPermittedPeers="localhost"
    action.resumeRetryCount="-1" action.resumeInterval="1" action.resumeIntervalMax="1")`,
)}`;
}

/** A port that is free now and stays the receiver's over its stops. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function judge({ lines, stops }: StopsRun, books: Books): StopsReport {
  const { received, times, counts, told } = books;
  const faults: string[] = [];
  const check = (isSo: boolean, what: string): void => {
    if (!isSo) faults.push(what);
  };
  let missing = 0;
  for (let number = 1; number <= lines; number += 1) if (!times.has(number)) missing += 1;
  check(missing === 0, `${missing} of ${lines} lines are lost`);
  check(times.size === lines, `${times.size} different numbers stand in ${lines} lines`);
  const { parsed, refused, repeated } = counts;
  check(
    received === parsed + refused && repeated === 0,
    `${received} received, ${parsed} parsed, ${refused} refused, ${repeated} repeated`,
  );
  check(told === parsed, `${told} hits are told of ${parsed} lines`);
  return { stops, received, counts, faults };
}

/** Plays the whole. */
export async function syslogStops(run: StopsRun): Promise<StopsReport> {
  const { folder, lines, stops } = run;
  const home = makeHome(folder, 0);
  const certificates = makeCertificates(folder);
  const file = join(folder, "lines.log");
  writeFileSync(file, "");
  const port = await freePort();
  let victim = await startVictim(home, certificates, ["tls", port]);
  const sender = startSender(run.rsyslog, folder, config(folder, port, certificates));
  let written = 0;
  const write = async (until: number, some: number): Promise<void> => {
    while (written < until) {
      const from = written + 1;
      written = Math.min(until, written + some);
      const text = Array.from({ length: written - from + 1 }, (_, at) => numberedLine(from + at));
      appendFileSync(file, text.join(""));
      await pause(pieceMs);
    }
  };
  const untilMs = performance.now() + run.mostMs;
  const arrived = async (some: number): Promise<void> => {
    // Seldom: whoever looks holds the database for as long.
    while (performance.now() < untilMs && (await goneThrough(home)) < some) await pause(500);
  };
  try {
    const each = Math.ceil(lines / (stops + 1));
    for (let stop = 0; stop <= stops; stop += 1) {
      const until = Math.min(lines, (stop + 1) * each);
      const writing = write(until, Math.ceil(each / pieces));
      // In the midst of the stretch: lines come before, while it stops, and while it is away.
      await arrived(1);
      await pause((pieces * pieceMs) / 2);
      if (stop < stops) {
        await stopVictim(victim);
        victim = await startVictim(home, certificates, ["tls", port]);
      }
      await writing;
    }
    await arrived(lines);
  } finally {
    await sender.stop();
    await stopVictim(victim);
  }
  return judge(run, await readBooks(home));
}
