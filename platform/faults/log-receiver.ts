/** What runs with logs share: rsyslog as the sender, a receiver in its own process, its books. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openSpoolReader } from "../src/detect/spool-reader.ts";
import type { TestCertificates } from "../src/detect/test/certificates.ts";
import { type DataKey, dataKeyOf, openStore } from "../src/storage/index.ts";

/** The program of rsyslog; null where it or its parts for RELP and TLS are not installed. */
export function findRsyslog(): string | null {
  const program = "/usr/sbin/rsyslogd";
  const parts = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map((name) => `/usr/lib/${name}/rsyslog`);
  const hasParts = parts.some((folder) =>
    ["omrelp.so", "lmnsd_gtls.so"].every((name) => existsSync(join(folder, name))),
  );
  return existsSync(program) && hasParts ? program : null;
}

/** Rules of which one holds of every line that is sent. */
const rules = `
title: Failed password
id: 5a4f0c3e-0000-4000-8000-000000000001
level: medium
logsource: { product: linux, service: sshd }
detection:
  selection: { message|contains: Failed password }
  condition: selection
---
title: Failed sign-in
id: 5a4f0c3e-0000-4000-8000-000000000003
level: medium
logsource: { product: windows, service: security }
detection:
  selection: { EventID: 4625, FailureReason|contains: Failed password }
  condition: selection
`;

/** What the source of HTTP shows. */
export const victimToken = "vgs_a-token-of-no-house";

/** What the receiver seals its buffer by. */
export const victimKey: DataKey = dataKeyOf(new Uint8Array(32).fill(7));

/** A line of the file, by its number. */
export function numberedLine(number: number): string {
  return `Failed password number ${number} for anna.a from 192.0.2.7 port 22 ssh2\n`;
}

/** Makes a home with the rule in a folder, and the file of numbered lines. @returns the home */
export function makeHome(folder: string, lines: number): string {
  const home = join(folder, "home");
  mkdirSync(join(home, "rules"), { recursive: true });
  writeFileSync(join(home, "rules", "rules.yml"), rules);
  const text = Array.from({ length: lines }, (_, at) => numberedLine(at + 1));
  writeFileSync(join(folder, "lines.log"), text.join(""));
  return home;
}

/** What every configuration begins with: the file of lines is read from its beginning. */
export function senderConfig(folder: string, action: string): string {
  return `
global(workDirectory="${folder}" net.enableDNS="off")
module(load="imfile" mode="inotify")
main_queue(queue.type="LinkedList" queue.size="500000" queue.workerThreads="1")
template(name="line" type="string"
  string="<38>1 %TIMESTAMP:::date-rfc3339% srv-1.example.test sshd - - - %msg%")
input(type="imfile" file="${join(folder, "lines.log")}" tag="sshd" ruleset="send")
ruleset(name="send") {
  ${action}
}
`;
}

/** rsyslog at work. */
export type Sender = { readonly stop: () => Promise<void> };

/** Starts rsyslog with a configuration. */
export function startSender(program: string, folder: string, config: string): Sender {
  const file = join(folder, "rsyslog.conf");
  writeFileSync(file, config);
  const sender = spawn(program, ["-n", "-f", file, "-i", join(folder, "rsyslog.pid")], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  return {
    stop: async () => {
      sender.kill("SIGTERM");
      await Promise.race([once(sender, "exit"), pause(10_000)]);
      sender.kill("SIGKILL");
    },
  };
}

/** The receiver, begun anew whenever it has ended. */
export type Victim = { readonly child: ChildProcess; readonly port: number };

/** Starts the receiver; it listens when this answers. */
export async function startVictim(
  home: string,
  { server, authority }: TestCertificates,
  [kind, port]: readonly [kind: "http" | "relp" | "tls", port: number],
): Promise<Victim> {
  const program = fileURLToPath(new URL("./watch-victim.ts", import.meta.url));
  const words = [home, server.certificate, server.key, authority, kind, String(port)];
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("the receiver has no output");
  const said = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const ended = once(child, "exit").then(() => null);
  const first = await Promise.race([said, ended]);
  if (first === null) throw new Error("the receiver did not start");
  return { child, port: Number(first[0]) };
}

/** Stops the receiver in order. @throws where it does not end well */
export async function stopVictim({ child }: Victim): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`the receiver ended with ${String(code)}`);
}

/** What the receiver has in its books. */
export type Books = {
  /** Lines kept on disk, those sent again too. */
  readonly received: number;
  /** How often each number stands among them. */
  readonly times: ReadonlyMap<number, number>;
  readonly counts: { readonly parsed: number; readonly refused: number; readonly repeated: number };
  /** Hits in the alerts. */
  readonly told: number;
};

function linesIn(folder: string): Pick<Books, "received" | "times"> {
  const reader = openSpoolReader(folder, 1, [victimKey]);
  const times = new Map<number, number>();
  let received = 0;
  for (;;) {
    const some = reader.read(Number.MAX_SAFE_INTEGER, 10_000);
    if (some.length === 0) break;
    received += some.length;
    for (const { bytes } of some) {
      const found = /Failed password number (\d+) /.exec(Buffer.from(bytes).toString());
      const number = Number(found?.[1] ?? 0);
      times.set(number, (times.get(number) ?? 0) + 1);
    }
  }
  reader.close();
  return { received, times };
}

/** Reads the books of a home whose receiver has ended. */
export async function readBooks(home: string): Promise<Books> {
  const store = await openStore(join(home, "vallgrav.db"));
  const sources = await store.watch.sources();
  const alerts = await store.watch.alerts({}, 1_000);
  await store.close();
  const sum = (name: keyof Books["counts"]): number =>
    sources.reduce((total, { counts }) => total + counts[name], 0);
  return {
    ...linesIn(join(home, "watch")),
    counts: { parsed: sum("parsed"), refused: sum("refused"), repeated: sum("repeated") },
    told: alerts.reduce((total, { count }) => total + count, 0),
  };
}

/** How many lines the store has gone through, while the receiver works. */
export async function goneThrough(home: string): Promise<number> {
  const store = await openStore(join(home, "vallgrav.db"), { recover: false });
  try {
    const sources = await store.watch.sources();
    return sources.reduce((sum, { counts }) => sum + counts.parsed, 0);
  } finally {
    await store.close();
  }
}
