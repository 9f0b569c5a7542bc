/** Messages from octets. Source: RFC 1035 §4, RFC 6891 §6. */
import { type Result, succeed } from "@vallgrav/kernel";
import { type DomainsProblem, refuse } from "../domains-problem.ts";
import type { DnsMessage, DnsQuestion, Edns } from "./message.ts";
import { Malformed, type Octets, take, uint16, uint32, uint8 } from "./octets.ts";
import { plainRdata } from "./rdata-names.ts";
import { readData } from "./read-data.ts";
import type { DnsRecord } from "./record.ts";
import { recordTypes } from "./record-types.ts";
import { foldLabel, readLabels, readName } from "./wire-name.ts";

/** Most records that a message is read to hold; real ones stay far below. */
export const mostRecords = 4_096;

/** Longest message there can be over TCP. */
export const longestMessage = 65_535;

function readQuestion(from: Octets): DnsQuestion {
  return { name: readName(from), type: uint16(from), class: uint16(from) };
}

/** Data of another class than the internet's is not ours to read. */
function readRecord(from: Octets): DnsRecord {
  const name = readLabels(from).map(foldLabel);
  const [type, klass, ttl] = [uint16(from), uint16(from), uint32(from)];
  const end = uint16(from) + from.at;
  if (end > from.end) throw new Malformed("cut", from.at);
  const within: Octets = { bytes: from.bytes, at: from.at, end };
  from.at = end;
  // A negative time to live is none (RFC 2181 §8).
  const ttlSeconds = ttl > 0x7fff_ffff ? 0 : ttl;
  const head = { name, type, class: klass, ttlSeconds };
  if (type === recordTypes.OPT)
    return { ...head, ttlSeconds: ttl, rdata: take(within, end - within.at), data: other };
  const began = within.at;
  try {
    const rdata = plainRdata(type, within);
    return { ...head, rdata, data: readData(type, rdata) };
  } catch (error) {
    // What is wrong with one record's names is that record's fault: its frame still holds.
    if (!(error instanceof Malformed)) throw error;
    return { ...head, rdata: from.bytes.slice(began, end), data: { kind: "malformed" } };
  }
}

const other = { kind: "other" } as const;

function ednsOf(records: readonly DnsRecord[]): { edns: Edns; rcodeHigh: number } | null {
  const found = records.find(({ type }) => type === recordTypes.OPT);
  if (found === undefined) return null;
  const from: Octets = { bytes: found.rdata, at: 0, end: found.rdata.length };
  const options: { code: number; octets: Uint8Array }[] = [];
  while (from.at < from.end) options.push({ code: uint16(from), octets: take(from, uint16(from)) });
  const flags = found.ttlSeconds;
  return {
    rcodeHigh: flags >>> 24,
    edns: {
      sizeOctets: found.class,
      version: (flags >>> 16) & 0xff,
      isDnssecOk: (flags & 0x8000) !== 0,
      options,
    },
  };
}

function read(bytes: Uint8Array): Result<DnsMessage, DomainsProblem> {
  const from: Octets = { bytes, at: 0, end: bytes.length };
  const [id, high, low] = [uint16(from), uint8(from), uint8(from)];
  const counts = [uint16(from), uint16(from), uint16(from), uint16(from)] as const;
  const [asked, answers, authority, additional] = counts;
  const count = asked + answers + authority + additional;
  if (count > mostRecords) return refuse("domains/too-many-records", { count, limit: mostRecords });
  const some = <T>(length: number, one: (from: Octets) => T): T[] =>
    Array.from({ length }, () => one(from));
  const questions = some(asked, readQuestion);
  const sections = [answers, authority, additional].map((length) => some(length, readRecord));
  const [, , added = []] = sections;
  const found = ednsOf(added);
  return succeed({
    id,
    isResponse: (high & 0x80) !== 0,
    opcode: (high >>> 3) & 0xf,
    isAuthoritative: (high & 4) !== 0,
    isTruncated: (high & 2) !== 0,
    isRecursionDesired: (high & 1) !== 0,
    isRecursionAvailable: (low & 0x80) !== 0,
    isAuthenticated: (low & 0x20) !== 0,
    isCheckingDisabled: (low & 0x10) !== 0,
    rcode: (low & 0xf) + (found === null ? 0 : found.rcodeHigh * 16),
    questions,
    answers: sections[0] ?? [],
    authority: sections[1] ?? [],
    additional: added.filter(({ type }) => type !== recordTypes.OPT),
    edns: found?.edns ?? null,
  });
}

/**
 * A message. Octets after it are passed over, as servers do. Data that is none of its type makes
 * its record `malformed` and spoils no other; a frame that lies refuses the whole message, with the
 * octet from which it cannot be read. Cost: linear in the length of the names, which pointers
 * multiply by at most 255.
 */
export function readMessage(bytes: Uint8Array): Result<DnsMessage, DomainsProblem> {
  const octets = bytes.length;
  if (octets > longestMessage)
    return refuse("domains/message-too-long", { octets, limit: longestMessage });
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof Malformed) return refuse("domains/bad-message", { start: error.octet });
    throw error;
  }
}
