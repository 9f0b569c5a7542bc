/**
 * A shipper hands lines over by Splunk's collector and Elasticsearch's bulk in turn, and sends a
 * request again until it is answered, while the receiver is killed at given places of the stream;
 * afterwards every line must be there, and told once.
 */
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { makeCertificates } from "../src/detect/test/certificates.ts";
import { type Kills, type Receiver, standBetween } from "./between.ts";
import {
  goneThrough,
  makeHome,
  readBooks,
  startVictim,
  stopVictim,
  victimToken,
  type Victim,
} from "./log-receiver.ts";
import { judge, type RelpReport } from "./relp-rounds.ts";

/** What is asked of a run. */
export type HttpRun = Omit<Kills, "streamBytes"> & {
  /** An empty folder. */
  readonly folder: string;
  readonly lines: number;
  readonly mostMs: number;
};

/** Lines of one request. */
const together = 50;

type Sent = { readonly path: string; readonly body: string };

function lineOf(number: number): string {
  const time = new Date(Date.UTC(2026, 10, 30) + number).toISOString();
  const said = `Failed password number ${number} for anna.a from 192.0.2.7 port 22 ssh2`;
  return `<38>1 ${time} srv-1.example.test sshd - - - ${said}`;
}

/** Requests for all lines; every third one is a bulk. */
function requestsFor(lines: number): readonly Sent[] {
  return Array.from({ length: Math.ceil(lines / together) }, (_, place): Sent => {
    const from = place * together + 1;
    const numbers = Array.from(
      { length: Math.min(together, lines - from + 1) },
      (_n, at) => from + at,
    );
    switch (place % 3) {
      case 0: {
        const events = numbers.map((number) => JSON.stringify({ event: lineOf(number) }));
        return { path: "/services/collector/event", body: events.join("\n") };
      }
      case 1:
        return { path: "/services/collector/raw", body: numbers.map(lineOf).join("\n") };
      default: {
        const pairs = numbers.map(
          (number) => `{"create":{"_index":"logs"}}\n${JSON.stringify(windowsEvent(number))}\n`,
        );
        return { path: "/_bulk", body: pairs.join("") };
      }
    }
  });
}

/** An event as Winlogbeat writes it. */
function windowsEvent(number: number): object {
  return {
    "@timestamp": new Date(Date.UTC(2026, 10, 30) + number).toISOString(),
    winlog: {
      channel: "Security",
      provider_name: "Microsoft-Windows-Security-Auditing",
      event_id: 4625,
      computer_name: "srv-1.example.test",
      event_data: {
        TargetUserName: "anna.a",
        FailureReason: `Failed password number ${number} `,
      },
    },
  };
}

/** Sends once. @returns the status; null where no answer came */
async function ask(agent: Agent, port: number, { path, body }: Sent): Promise<number | null> {
  const headers = {
    authorization: `Bearer ${victimToken}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  const asking = request({ agent, port, host: "127.0.0.1", method: "POST", path, headers });
  asking.setTimeout(20_000, () => asking.destroy());
  try {
    asking.end(body);
    const [answer] = (await once(asking, "response")) as [IncomingMessage];
    for await (const _ of answer);
    return answer.statusCode ?? null;
  } catch {
    return null;
  }
}

/** Plays the whole. */
export async function httpRounds(run: HttpRun): Promise<RelpReport> {
  const home = makeHome(run.folder, 0);
  const certificates = makeCertificates(run.folder);
  const start = (): Promise<Victim> => startVictim(home, certificates, ["http", 0]);
  const failures: string[] = [];
  const receiver: Receiver = { victim: start() };
  await receiver.victim;
  const sent = requestsFor(run.lines);
  const streamBytes = sent.reduce((sum, { body }) => sum + body.length + 200, 0);
  const between = await standBetween({ ...run, streamBytes }, receiver, () => {
    receiver.victim = start();
    receiver.victim.catch((error: unknown) => failures.push(String(error)));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const untilMs = performance.now() + run.mostMs;
  const isTime = (): boolean => performance.now() < untilMs && failures.length === 0;
  try {
    for (const one of sent)
      while (isTime()) {
        const status = await ask(agent, between.port, one);
        if (status === 200) break;
        if (status !== null && status !== 429 && status !== 503)
          failures.push(`answered with ${status}`);
        await pause(50);
      }
    while (isTime() && (await goneThrough(home)) < run.lines) await pause(500);
  } finally {
    agent.destroy();
    await receiver.victim.then(stopVictim).catch((error: unknown) => failures.push(String(error)));
    between.close();
  }
  const report = judge(run.lines, between.killedAt, await readBooks(home));
  return { ...report, faults: [...failures, ...report.faults] };
}
