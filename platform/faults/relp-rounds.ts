/**
 * rsyslog hands lines over by RELP inside TLS while the receiver is killed at given places of the
 * stream; afterwards every line must be there, and told once.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openSpoolReader } from "../src/detect/spool-reader.ts";
import { makeCertificates, type TestCertificates } from "../src/detect/test/certificates.ts";
import { openStore } from "../src/storage/index.ts";

/** The program of rsyslog; null where it or its parts for RELP and TLS are not installed. */
export function findRsyslog(): string | null {
  const program = "/usr/sbin/rsyslogd";
  const parts = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map((name) => `/usr/lib/${name}/rsyslog`);
  const hasParts = parts.some((folder) => existsSync(join(folder, "omrelp.so")));
  return existsSync(program) && hasParts ? program : null;
}

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
};

/** What came of it. */
export type RelpReport = {
  /** Bytes of the stream, from the sender, at which the receiver was killed. */
  readonly killedAt: readonly number[];
  /** Lines kept on disk, those sent again too. */
  readonly received: number;
  readonly counts: { readonly parsed: number; readonly refused: number; readonly repeated: number };
  /** Hits in the alert: one for each line, if none is lost or told twice. */
  readonly told: number;
  readonly faults: readonly string[];
};

const rule = `
title: Failed password
id: 5a4f0c3e-0000-4000-8000-000000000001
level: medium
logsource: { product: linux, service: sshd }
detection:
  selection: { message|contains: Failed password }
  condition: selection
`;

function config(folder: string, port: number, { authority, client }: TestCertificates): string {
  return `
global(workDirectory="${folder}" net.enableDNS="off")
module(load="imfile" mode="inotify")
module(load="omrelp")
main_queue(queue.type="LinkedList" queue.size="500000" queue.workerThreads="1")
template(name="line" type="string"
  string="<38>1 %TIMESTAMP:::date-rfc3339% srv-1.example.test sshd - - - %msg%")
input(type="imfile" file="${join(folder, "lines.log")}" tag="sshd" ruleset="send")
ruleset(name="send") {
  action(type="omrelp" target="127.0.0.1" port="${port}" template="line" timeout="20"
    tls="on" tls.caCert="${authority}" tls.myCert="${client.certificate}"
    tls.myPrivKey="${client.key}" tls.authMode="name" tls.permittedPeer=["localhost"]
    action.resumeRetryCount="-1" action.resumeInterval="1" action.resumeIntervalMax="1")
}
`;
}

/** The receiver, begun anew whenever it was killed. */
type Victim = { readonly child: ChildProcess; readonly port: number };

async function startVictim(home: string, { server, authority }: TestCertificates): Promise<Victim> {
  const program = fileURLToPath(new URL("./watch-victim.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    [program, home, server.certificate, server.key, authority],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  if (child.stdout === null) throw new Error("the receiver has no output");
  const said = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const ended = once(child, "exit").then(() => null);
  const first = await Promise.race([said, ended]);
  if (first === null) throw new Error("the receiver did not start");
  return { child, port: Number(first[0]) };
}

/** Between sender and receiver: counts what the sender sends, and kills at given places. */
type Between = {
  readonly port: number;
  readonly killedAt: number[];
  readonly close: () => void;
};

async function stand(run: RelpRun, state: { victim: Victim | null }, restart: () => void) {
  // The stream is about so long; kills are spread over it.
  const each = (run.lines * 215) / (run.kills + 1);
  let count = 0;
  let next = run.kills === 0 ? Number.MAX_VALUE : each * (0.5 + run.chance());
  const killedAt: number[] = [];
  const open = new Set<Socket>();
  const pass = (from: Socket, to: Socket, piece: Buffer): void => {
    const left = Math.max(0, Math.floor(next) - count);
    if (killedAt.length >= run.kills || piece.length < left) {
      count += piece.length;
      if (!to.write(piece)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
      return;
    }
    // Just so many bytes reach it, and then it is no more.
    to.write(piece.subarray(0, left), () => {
      state.victim?.child.kill("SIGKILL");
      state.victim = null;
      for (const one of open) one.destroy();
      restart();
    });
    count += left;
    killedAt.push(count);
    next = count + each * (0.5 + run.chance());
    from.pause();
  };
  const server: Server = createServer((from) => {
    const { victim } = state;
    from.on("error", () => undefined);
    if (victim === null) {
      from.destroy();
      return;
    }
    const to = connect(victim.port, "127.0.0.1");
    to.on("error", () => undefined);
    for (const one of [from, to]) {
      open.add(one);
      one.on("close", () => open.delete(one));
    }
    from.on("data", (piece) => pass(from, to, Buffer.from(piece)));
    to.pipe(from);
    from.on("close", () => to.destroy());
    to.on("close", () => from.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const between: Between = {
    port: (server.address() as AddressInfo).port,
    killedAt,
    close: () => {
      server.close();
      for (const one of open) one.destroy();
    },
  };
  return between;
}

/** Numbers of the lines that lie in the buffer, and how many lines there are in all. */
function linesIn(folder: string): { readonly numbers: ReadonlySet<number>; readonly all: number } {
  const reader = openSpoolReader(folder, 1);
  const numbers = new Set<number>();
  let all = 0;
  for (;;) {
    const some = reader.read(Number.MAX_SAFE_INTEGER, 10_000);
    if (some.length === 0) break;
    all += some.length;
    for (const { bytes } of some) {
      const found = /Failed password number (\d+) /.exec(Buffer.from(bytes).toString());
      if (found !== null) numbers.add(Number(found[1]));
    }
  }
  reader.close();
  return { numbers, all };
}

async function judge(
  home: string,
  lines: number,
  killedAt: readonly number[],
): Promise<RelpReport> {
  const { numbers, all } = linesIn(join(home, "watch"));
  const store = await openStore(join(home, "vallgrav.db"));
  const sources = await store.watch.sources();
  const alerts = await store.watch.alerts({}, 1_000);
  await store.close();
  const sum = (name: "parsed" | "refused" | "repeated"): number =>
    sources.reduce((total, { counts }) => total + counts[name], 0);
  const counts = { parsed: sum("parsed"), refused: sum("refused"), repeated: sum("repeated") };
  const told = alerts.reduce((total, { count }) => total + count, 0);
  const faults: string[] = [];
  const check = (isSo: boolean, what: string): void => {
    if (!isSo) faults.push(what);
  };
  check(numbers.size === lines, `${lines - numbers.size} of ${lines} lines are lost`);
  check(told === lines, `${told} hits are told of ${lines} lines`);
  const { parsed, refused, repeated } = counts;
  check(
    all === parsed + refused + repeated,
    `${all} received, ${parsed} parsed, ${refused} refused, ${repeated} repeated`,
  );
  return { killedAt, received: all, counts, told, faults };
}

/** How many lines the store has gone through. */
async function goneThrough(home: string): Promise<number> {
  const store = await openStore(join(home, "vallgrav.db"), { recover: false });
  try {
    const [source] = await store.watch.sources();
    return source?.counts.parsed ?? 0;
  } finally {
    await store.close();
  }
}

/** Plays the whole. */
export async function relpRounds(run: RelpRun): Promise<RelpReport> {
  const home = join(run.folder, "home");
  mkdirSync(join(home, "rules"), { recursive: true });
  writeFileSync(join(home, "rules", "rule.yml"), rule);
  const certificates = makeCertificates(run.folder);
  const text = Array.from(
    { length: run.lines },
    (_, at) => `Failed password number ${at + 1} for anna.a from 192.0.2.7 port 22 ssh2\n`,
  );
  writeFileSync(join(run.folder, "lines.log"), text.join(""));
  const state: { victim: Victim | null } = { victim: await startVictim(home, certificates) };
  const failures: string[] = [];
  const restart = (): void => {
    startVictim(home, certificates).then(
      (victim) => (state.victim = victim),
      (error: unknown) => failures.push(String(error)),
    );
  };
  const between = await stand(run, state, restart);
  const file = join(run.folder, "rsyslog.conf");
  writeFileSync(file, config(run.folder, between.port, certificates));
  const sender = spawn(run.rsyslog, ["-n", "-f", file, "-i", join(run.folder, "rsyslog.pid")], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  const untilMs = performance.now() + run.mostMs;
  try {
    while (performance.now() < untilMs && failures.length === 0) {
      await pause(500);
      if (state.victim !== null && (await goneThrough(home)) >= run.lines) break;
    }
  } finally {
    sender.kill("SIGTERM");
    await Promise.race([once(sender, "exit"), pause(10_000)]);
    sender.kill("SIGKILL");
    const last = state.victim;
    if (last !== null) {
      last.child.kill("SIGTERM");
      await once(last.child, "exit");
    }
    between.close();
  }
  const report = await judge(home, run.lines, between.killedAt);
  return { ...report, faults: [...failures, ...report.faults] };
}
