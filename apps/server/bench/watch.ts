/**
 * Logs that come in at a steady pace with all rules on:
 * `node apps/server/bench/watch.ts SHARED [EVENTS_PER_SECOND] [SECONDS] [SHARE_OF_SAMPLES]`.
 * Half of the events come by Splunk's collector, half by RELP, each answered when it is on the
 * disk; the server is a process of its own and holds the archive's rules. Most events are ordinary
 * ones made here, nearly half of them starts of programs; the rest, one in a hundred, are the
 * archive's samples, of which each matches some rule. Prints what was sent, answered, gone through
 * and matched, how far the rules lag behind, memory and processor time, and fails where an event
 * is missing at the end, the lag keeps growing, or memory passes 1 GB.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { Agent, request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Instant } from "@vallgrav/kernel";
import { noIntake } from "@vallgrav/platform/detect";
import { openStore } from "@vallgrav/platform/storage";
import { logToStderr, startServer } from "../src/index.ts";

const token = "vgs_bench";
const mostBytes = 1_000_000_000;
const host = "127.0.0.1";
const [httpPort, relpPort] = [18_088, 16_514];

/** The archive's sample events, as one line each. */
function samplesOf(shared: string): readonly string[] {
  const folder = join(shared, "sigma-regression_data");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .toSorted()
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split(/^(?=\{)/m))
    .filter((text) => text.trim() !== "")
    .map((text) => JSON.stringify(JSON.parse(text)));
}

type Kind = readonly [channel: string, id: number, data: Readonly<Record<string, string>>];

const programs = ["journal", "diarium", "karta", "ekonomi", "tidbok", "arkiv", "skola"];

/** An ordinary event, by its number. Five kinds, two of five starts of programs. */
function ordinaryKind(number: number): Kind {
  const program = `C:\\Program Files\\Kommun\\${programs[number % programs.length] ?? ""}.exe`;
  const user = `EXEMPEL\\anna.a${number % 500}`;
  const guid = `{5770385f-c22a-43e0-${String(number % 10_000).padStart(4, "0")}-06f5698ffbd9}`;
  const sysmon = "Microsoft-Windows-Sysmon/Operational";
  const base = {
    ProcessGuid: guid,
    ProcessId: String(number % 65_536),
    Image: program,
    User: user,
  };
  switch (number % 5) {
    case 0:
    case 1:
      return [
        sysmon,
        1,
        {
          ...base,
          CommandLine: `"${program}" --type=renderer --lang=sv --client-id=${number}`,
          CurrentDirectory: "C:\\Windows\\system32\\",
          ParentImage: "C:\\Windows\\explorer.exe",
          ParentCommandLine: "C:\\Windows\\explorer.exe /factory",
          OriginalFileName: "program.exe",
          IntegrityLevel: "Medium",
          Hashes: `SHA256=${number.toString(16).padStart(64, "0")}`,
        },
      ];
    case 2:
      return [
        sysmon,
        3,
        { ...base, Protocol: "tcp", DestinationIp: "192.0.2.7", DestinationPort: "443" },
      ];
    case 3:
      return [
        sysmon,
        11,
        { ...base, TargetFilename: `C:\\Users\\anna\\Documents\\protokoll-${number}.docx` },
      ];
    default:
      return [
        "Security",
        4624,
        { TargetUserName: `anna.a${number % 500}`, LogonType: "3", IpAddress: "192.0.2.9" },
      ];
  }
}

function ordinary(number: number): string {
  const [channel, id, data] = ordinaryKind(number);
  const isSysmon = channel !== "Security";
  const name = isSysmon ? "Microsoft-Windows-Sysmon" : "Microsoft-Windows-Security-Auditing";
  return JSON.stringify({
    Event: {
      System: {
        Provider: { "#attributes": { Name: name } },
        EventID: id,
        Channel: channel,
        Computer: `PC${number % 300}.exempel.test`,
        TimeCreated: { "#attributes": { SystemTime: new Date().toISOString() } },
        EventRecordID: number,
      },
      EventData: data,
    },
  });
}

/** Makes events by their numbers; so many of a thousand are samples. */
function eventsOf(shared: string, ofThousand: number): (number: number) => string {
  const samples = samplesOf(shared);
  return (number) =>
    (number * 7919) % 1_000 < ofThousand
      ? (samples[number % samples.length] ?? "").replace('"Event":{', `"Turn":${number},"Event":{`)
      : ordinary(number);
}

/** What a sender has done. */
type Sending = { sent: number; answered: number };

type Sender = { readonly send: (lines: readonly string[]) => void; readonly end: () => void };

/** Sends lines by RELP; the socket holds back what the receiver does not take. */
async function relpSender(sending: Sending): Promise<Sender> {
  const socket = connect({ port: relpPort, host, noDelay: true });
  await once(socket, "connect");
  socket.write("1 open 30 relp_version=0\ncommands=syslog\n");
  let number = 1;
  // What is not answered is missing at the end, and told there.
  socket.on("error", (error) => console.log(`RELP: ${error.message}`));
  socket.on("data", (piece: Buffer) => {
    sending.answered += piece.toString("latin1").split("rsp 6 200 OK").length - 1;
  });
  return {
    send: (lines) => {
      const frames = lines.map((line) => {
        number = number >= 999_999_999 ? 2 : number + 1;
        return `${number} syslog ${Buffer.byteLength(line)} ${line}\n`;
      });
      sending.sent += lines.length;
      socket.write(frames.join(""));
    },
    end: () => socket.destroy(),
  };
}

/** Sends lines by the collector, a request at a time, again until it is answered. */
function collectorSender(sending: Sending): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const headers = { authorization: `Splunk ${token}` };
  const path = "/services/collector/raw";
  const ask = async (body: string, lines: number): Promise<void> => {
    for (;;) {
      const asking = request({ agent, host, port: httpPort, method: "POST", path, headers });
      try {
        asking.end(body);
        const [answer] = (await once(asking, "response")) as [IncomingMessage];
        answer.resume();
        if (answer.statusCode === 200) break;
      } catch {
        // The connection was closed in the moment it was used: the request is sent again.
      }
      await pause(100);
    }
    sending.answered += lines;
  };
  return {
    send: (lines) => {
      sending.sent += lines.length;
      void ask(lines.join("\n"), lines.length);
    },
    end: () => agent.destroy(),
  };
}

/** A figure of a process by its name in /proc, in kB; nothing elsewhere. */
function memoryOf(pid: number, name: "VmHWM" | "VmRSS"): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return Number.NaN;
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(readFileSync(file, "utf8"));
  return Number(found?.[1] ?? Number.NaN) * 1_024;
}

function cpuSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

type Counted = {
  gone: number;
  matched: number;
  repeated: number;
  refused: number;
  dropped: number;
};

async function counted(home: string): Promise<Counted> {
  const store = await openStore(join(home, "vallgrav.db"), { recover: false });
  try {
    const all: Counted = { gone: 0, matched: 0, repeated: 0, refused: 0, dropped: 0 };
    for (const { counts } of await store.watch.sources()) {
      all.gone += counts.parsed + counts.refused + counts.repeated;
      all.matched += counts.matched;
      all.repeated += counts.repeated;
      all.refused += counts.refused;
      all.dropped += counts.dropped;
    }
    return all;
  } finally {
    await store.close();
  }
}

async function serve(home: string): Promise<void> {
  const store = await openStore(join(home, "vallgrav.db"));
  await store.watch.addSource({
    id: "bench",
    name: "Bench",
    kind: "http",
    tokenHash: createHash("sha256").update(token).digest("hex"),
    silentAfterMinutes: null,
    createdAt: new Date().toISOString() as Instant,
    endedAt: null,
    lastAt: null,
    counts: { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 },
  });
  await store.close();
  const server = await startServer({
    home,
    database: undefined,
    host,
    port: 0,
    mayMove: false,
    hosts: [],
    isBehindProxy: false,
    size: { outer: 2, inner: 2, seed: "watch", threads: 1 },
    intake: { ...noIntake, http: { host, port: httpPort }, relp: { host, port: relpPort } },
    log: logToStderr,
  });
  console.log(server.address);
  process.once("SIGTERM", () => void server.close(5_000).then(() => process.exit(0)));
}

const everyMs = 50;
const tellMs = 10_000;

/** What a run is made of. */
type Run = {
  readonly home: string;
  readonly pid: number;
  readonly rate: number;
  readonly seconds: number;
  readonly make: (number: number) => string;
  readonly sending: Sending;
  readonly beganMs: number;
  lag: number;
  mostLag: number;
};

/** Says how far it is. */
async function tell(run: Run): Promise<Counted> {
  const { home, pid, sending, beganMs } = run;
  const now = await counted(home);
  run.lag = sending.answered - now.gone;
  run.mostLag = Math.max(run.mostLag, run.lag);
  const figures = [
    ((performance.now() - beganMs) / 1_000).toFixed(0),
    sending.sent,
    sending.answered,
    now.gone,
    now.matched,
    run.lag,
    (memoryOf(pid, "VmRSS") / 1e6).toFixed(0),
    cpuSeconds(pid).toFixed(1),
  ];
  console.log(figures.map((one) => String(one).padStart(12)).join(""));
  return now;
}

/** Sends at the pace, all senders the same. */
async function send(run: Run, senders: readonly Sender[]): Promise<void> {
  const { rate, seconds, beganMs, make } = run;
  const perTick = Math.round((rate * everyMs) / 1_000 / senders.length);
  let number = 1;
  let toldMs = beganMs;
  for (let tick = 0; tick < (seconds * 1_000) / everyMs; tick += 1) {
    for (const sender of senders)
      sender.send(Array.from({ length: perTick }, () => make((number += 1))));
    if (performance.now() - toldMs > tellMs) {
      toldMs += tellMs;
      void tell(run);
    }
    // What fell behind the clock is caught up with: the pace is that of the whole.
    await pause(Math.max(0, beganMs + (tick + 1) * everyMs - performance.now()));
  }
}

/** Says what came of it. @returns whether all of it is as it should be */
function judge(run: Run, last: Counted, [sentMs, doneMs]: readonly [number, number]): boolean {
  const { sending, beganMs, pid, rate, lag, mostLag } = run;
  const peak = memoryOf(pid, "VmHWM");
  const seconds = (sentMs - beganMs) / 1_000;
  const pace = (sending.sent / seconds).toFixed(0);
  const perEvent = ((cpuSeconds(pid) / sending.sent) * 1e6).toFixed(1);
  console.log(
    `${sending.sent} events in ${seconds.toFixed(1)} s, ${pace}/s; ` +
      `all gone through ${((doneMs - sentMs) / 1_000).toFixed(1)} s after the last\n` +
      `answered ${sending.answered}, gone through ${last.gone}, matched ${last.matched}, ` +
      `refused ${last.refused}, repeated ${last.repeated}, dropped ${last.dropped}\n` +
      `largest lag ${mostLag} events, memory at its peak ${(peak / 1e6).toFixed(0)} MB, ` +
      `processor ${perEvent} µs an event`,
  );
  const faults = [
    last.gone === sending.sent ? [] : `${sending.sent - last.gone} events are missing`,
    last.repeated + last.dropped === 0 ? [] : "events were dropped or taken for repeated ones",
    peak < mostBytes ? [] : "memory passed 1 GB",
    lag < rate * 10 ? [] : "the rules fell more than ten seconds behind",
  ].flat();
  for (const fault of faults) console.log(`FAULT ${fault}`);
  return faults.length === 0;
}

async function play(home: string, pid: number, words: readonly string[]): Promise<boolean> {
  const [shared = "", rate = "10000", time = "20", share = "0.01"] = words;
  const sending: Sending = { sent: 0, answered: 0 };
  const senders = [await relpSender(sending), collectorSender(sending)];
  const make = eventsOf(shared, Number(share) * 1_000);
  // The first event waits until the rules are read and compiled: that is another measurement.
  senders[1]?.send([make(1)]);
  const openedMs = performance.now();
  while ((await counted(home)).gone < 1) await pause(250);
  const readyMs = performance.now() - openedMs;
  console.log(`rules at work after ${(readyMs / 1_000).toFixed(1)} s by the clock`);
  const run: Run = {
    home,
    pid,
    rate: Number(rate),
    seconds: Number(time),
    make,
    sending,
    beganMs: performance.now(),
    lag: 0,
    mostLag: 0,
  };
  const heads = "seconds sent answered gone-through matched lag memory-MB cpu-s".split(" ");
  console.log(heads.map((one) => one.padStart(12)).join(""));
  await send(run, senders);
  const sentMs = performance.now();
  let last = await tell(run);
  while (last.gone < sending.sent && performance.now() < sentMs + 120_000) {
    await pause(500);
    last = await counted(home);
  }
  for (const sender of senders) sender.end();
  return judge(run, last, [sentMs, performance.now()]);
}

async function main(words: readonly string[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "vallgrav-bench-watch-"));
  mkdirSync(join(home, "rules"));
  copyFileSync(join(words[0] ?? "", "sigma-rules.zip"), join(home, "rules", "sigma-rules.zip"));
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "serve", home], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const listens = once(createInterface({ input: child.stdout }), "line").then(() => true);
    const isUp = await Promise.race([listens, once(child, "exit").then(() => false)]);
    if (!isUp) throw new Error("the server did not start");
    process.exitCode = (await play(home, child.pid ?? 0, words)) ? 0 : 1;
  } finally {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await Promise.race([once(child, "exit"), pause(20_000)]);
      child.kill("SIGKILL");
    }
    rmSync(home, { recursive: true, force: true });
  }
}

const [, , mode = "", ...rest] = process.argv;
await (mode === "serve" ? serve(rest[0] ?? "") : main([mode, ...rest].filter(Boolean)));
