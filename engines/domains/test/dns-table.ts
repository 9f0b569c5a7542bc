/** Answers questions of DNS from a table; for tests and conformance alone. */
import type { DnsLane, DnsQuestion, DnsRecord, DnsReply, RecordData } from "../src/index.ts";
import { classIn, recordTypes, recordTypeText } from "../src/index.ts";

/** Data by name and type; `silent` where no answer comes, `refused` where the server fails. */
export type DnsTable = Readonly<Record<string, readonly RecordData[] | "silent" | "refused">>;

function octetsOf(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) octets[at] = text.charCodeAt(at);
  return octets;
}

/** Data of a TXT record. */
export const txt = (...strings: readonly string[]): RecordData => ({
  kind: "TXT",
  strings: strings.map(octetsOf),
});

/** Data of an address record of either family. */
export const address = (text: string): RecordData => ({
  kind: text.includes(":") ? "AAAA" : "A",
  address: text,
});

/** Data of an MX record. */
export const mx = (preference: number, host: string): RecordData => ({
  kind: "MX",
  preference,
  exchange: host === "." ? [] : host.toLowerCase().split("."),
});

const numberOf = (kind: string): number => Reflect.get(recordTypes, kind) as number;

function replyOf(rcode: number, answers: readonly DnsRecord[]): DnsReply {
  const message = {
    id: 0,
    isResponse: true,
    opcode: 0,
    isAuthoritative: false,
    isTruncated: false,
    isRecursionDesired: true,
    isRecursionAvailable: true,
    isAuthenticated: false,
    isCheckingDisabled: true,
    rcode,
    questions: [],
    answers,
    authority: [],
    additional: [],
    edns: null,
  };
  return { kind: "answer", message };
}

/** What a resolver with this table would say; keys are `name TYPE`, or `name` for a bare name. */
export function answerFrom(table: DnsTable, question: DnsQuestion): DnsReply {
  const name = question.name.join(".");
  const found = table[`${name} ${recordTypeText(question.type)}`];
  if (found === "silent") return { kind: "silence", reason: "timeout" };
  if (found === "refused") return replyOf(2, []);
  const isThere =
    found !== undefined ||
    Object.keys(table).some((key) => key === name || key.startsWith(`${name} `));
  const answers = (found ?? []).map((data): DnsRecord => ({
    name: question.name,
    type: numberOf(data.kind),
    class: classIn,
    ttlSeconds: 300,
    rdata: new Uint8Array(),
    data,
  }));
  return replyOf(isThere ? 0 : 3, answers);
}

/** Walks a lane to its end, and counts the questions. */
export function walkDns<T>(
  lane: DnsLane<T>,
  table: DnsTable,
): { readonly value: T; readonly questions: readonly string[] } {
  const questions: string[] = [];
  let step = lane.next();
  while (step.done !== true) {
    questions.push(`${step.value.name.join(".")} ${recordTypeText(step.value.type)}`);
    if (questions.length > 500) throw new Error("asks without end");
    step = lane.next(answerFrom(table, step.value));
  }
  return { value: step.value, questions };
}
