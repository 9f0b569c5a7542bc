/**
 * Fuzzes validation: recorded answers of servers with octets changed, with records of other answers
 * put in and with records taken away. Nothing of that may be believed that says something else.
 */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { readMessage, writeMessage } from "../src/index.ts";
import type {
  DnsMessage,
  DnsQuestion,
  DnsRecord,
  DnsReply,
  DnssecPort,
  Validated,
} from "../src/index.ts";
import {
  asked,
  cases as recordedCases,
  countingPort,
  keyOf,
  recordedReplies,
  recordedReply,
  sessionOver,
} from "./recorded-tree.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

type Next = (below: number) => number;

/** What a verdict says of the name, however it is written: letters' case and order say nothing. */
function said({ outcome, records, aliases }: Validated): string {
  const told = records.map(({ name, type, data }) => `${name.join(".")} ${type} ${textOf(data)}`);
  const names = aliases.map((one) => one.join("."));
  return [outcome, ...new Set(told.sort()), ...names].join("\n").toLowerCase();
}

function textOf(data: DnsRecord["data"]): string {
  return JSON.stringify(data, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
  );
}

/** Checks signatures, and remembers those of the recording: most of a changed tree is as it was. */
function rememberingPort(): DnssecPort & { isLearning: boolean } {
  const port = countingPort();
  const known = new Map<string, boolean>();
  const latin = (octets: Uint8Array): string => Buffer.from(octets).toString("latin1");
  const remembering = {
    isLearning: true,
    digest: (...given: Parameters<DnssecPort["digest"]>) => port.digest(...given),
    verify: (given: Parameters<DnssecPort["verify"]>[0]): boolean => {
      const { algorithm, key, signature, octets } = given;
      const name = `${algorithm} ${latin(signature)} ${latin(key)} ${latin(octets)}`;
      const found = known.get(name) ?? port.verify(given);
      if (remembering.isLearning) known.set(name, found);
      return found;
    },
  };
  return remembering;
}

/** A question of the recording, what it comes to, and what is asked on the way. */
type Case = {
  readonly question: DnsQuestion;
  /**
   * Whether it may be secure: it is, or it heals. What makes it bogus is then an unsigned record
   * beside a proof that needs none, which may go, or one octet of an address, which may come back.
   */
  readonly maySecure: boolean;
  readonly said: string;
  readonly ways: readonly string[];
};

/** The address that was signed where the recording tells another: that was changed afterwards. */
const signedAddress = { rdata: Uint8Array.of(192, 0, 2, 1), address: "192.0.2.1" };

/** An answer with the address that was signed. */
function withSigned(message: DnsMessage): DnsMessage {
  const { rdata, address } = signedAddress;
  const answers = message.answers.map((record) =>
    record.data.kind === "A" ? { ...record, rdata, data: { ...record.data, address } } : record,
  );
  return { ...message, answers };
}

/** What a case comes to, and where it is bogus for what was changed, what it was before. */
function verdictOf(port: DnssecPort, question: DnsQuestion) {
  const session = sessionOver({ port });
  const verdict = session.validate(question);
  const { questions } = session;
  if (verdict.reason !== "signature-wrong") return { verdict, questions };
  const replyOf = (next: DnsQuestion): DnsReply => {
    const message = recordedReplies.get(keyOf(next));
    return message === undefined || keyOf(next) !== keyOf(question)
      ? recordedReply(next)
      : { kind: "answer", message: withSigned(message) };
  };
  const before = sessionOver({ port, replyOf }).validate(question);
  return { verdict: before.status === "secure" ? before : verdict, questions };
}

function casesOf(port: DnssecPort): readonly Case[] {
  return recordedCases.map(([name, type]) => {
    const question = asked(name, type);
    const { verdict, questions } = verdictOf(port, question);
    const ways = [...new Set(questions.map(keyOf))].filter((key) => recordedReplies.has(key));
    const heals = verdict.reason === "signatures-missing" && verdict.outcome === "no-name";
    return { question, maySecure: verdict.status === "secure" || heals, said: said(verdict), ways };
  });
}

const sections = ["answers", "authority"] as const;

/** A message with a record taken away, or with one of another answer put in. */
function otherRecords(message: DnsMessage, next: Next, all: readonly DnsRecord[]): DnsMessage {
  const section = sections[next(2)] ?? "answers";
  const records = [...message[section]];
  const at = next(records.length + 1);
  const foreign = all[next(all.length)];
  if (next(3) === 0) records.splice(at, 1);
  else if (foreign !== undefined) records.splice(at, next(2), foreign);
  return { ...message, [section]: records };
}

/** Octets that mean much: lengths, pointers, types, high bits. */
const telling = [0, 1, 2, 5, 6, 12, 16, 39, 43, 46, 47, 48, 50, 0x40, 0x80, 0xc0, 0xff];

/** A message with some octets changed; null where it can no longer be read. */
function otherOctets(message: DnsMessage, next: Next): DnsMessage | null {
  const octets = writeMessage(message).slice();
  for (let edits = 1 + next(4); edits > 0; edits -= 1)
    octets[next(octets.length)] = next(3) > 0 ? next(256) : (telling[next(telling.length)] ?? 0);
  const read = readMessage(octets);
  return read.ok ? read.value : null;
}

const silence: DnsReply = { kind: "silence", reason: "timeout" };

function changed(message: DnsMessage, next: Next, all: readonly DnsRecord[]): DnsReply {
  let other: DnsMessage | null = message;
  for (let edits = next(3); edits > 0; edits -= 1) other = otherRecords(other, next, all);
  if (other === message || next(2) === 0) other = otherOctets(other, next);
  return other === null ? silence : { kind: "answer", message: other };
}

/** Validates for so many seconds; fails where it throws, or takes as signed what nobody signed. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("dnssec"), String(seed));
  let count = 0;
  const next: Next = (below) => block(key, (count += 1), 0).high % below;
  const port = rememberingPort();
  const tried = casesOf(port);
  port.isLearning = false;
  const all = [...recordedReplies.values()].flatMap((one) => [...one.answers, ...one.authority]);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const one = tried[next(tried.length)];
    // The last that is asked for is seldom what is said of the name itself; the first is.
    const way = one?.ways[next(2) === 0 ? 0 : next(one.ways.length)];
    const message = recordedReplies.get(way ?? "");
    if (one === undefined || message === undefined) throw new RangeError("nothing recorded");
    const reply = changed(message, next, all);
    const replyOf = (question: DnsQuestion): DnsReply =>
      keyOf(question) === way ? reply : recordedReply(question);
    const where = `case ${cases} of seed ${seed}: ${keyOf(one.question)} by ${way}`;
    try {
      const verdict = sessionOver({ port, replyOf }).validate(one.question);
      if (verdict.status !== "secure") continue;
      if (!one.maySecure) failures.push(`${where}: is secure`);
      else if (said(verdict) !== one.said) failures.push(`${where}: says another thing`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
  }
  return { name: "signed answers of DNS", cases, failures };
}
