/** Messages as octets. Source: RFC 1035 §4, RFC 6891 §6. */
import type { DnsMessage, DnsQuestion, Edns } from "./message.ts";
import { joined, octets16, octets32 } from "./octets.ts";
import type { DnsRecord } from "./record.ts";
import { recordTypes } from "./record-types.ts";
import { nameOctets } from "./wire-name.ts";

/** Where names stood that later ones may point at, by their labels. */
type Written = { readonly parts: (Uint8Array | readonly number[])[]; length: number };

function put(into: Written, part: Uint8Array | readonly number[]): void {
  into.parts.push(part);
  into.length += part.length;
}

/** The owner's name: as much of it as has not stood before, then a pointer. */
function putName(into: Written, name: readonly string[], before: Map<string, number>): void {
  for (let index = 0; index < name.length; index += 1) {
    const key = name.slice(index).join("\u0100");
    const known = before.get(key);
    if (known !== undefined) return put(into, octets16(0xc000 | known));
    if (into.length < 0x4000) before.set(key, into.length);
    put(into, nameOctets(name.slice(index, index + 1)).slice(0, -1));
  }
  return put(into, [0]);
}

function putRecord(into: Written, record: DnsRecord, before: Map<string, number>): void {
  putName(into, record.name, before);
  put(into, [
    ...octets16(record.type),
    ...octets16(record.class),
    ...octets32(record.ttlSeconds),
    ...octets16(record.rdata.length),
  ]);
  put(into, record.rdata);
}

function ednsRecord(edns: Edns, rcode: number): DnsRecord {
  const flags = edns.isDnssecOk ? 0x8000 : 0;
  const options = edns.options.flatMap(({ code, octets }) => [
    [...octets16(code), ...octets16(octets.length)],
    octets,
  ]);
  return {
    name: [],
    type: recordTypes.OPT,
    class: edns.sizeOctets,
    ttlSeconds: (rcode >>> 4) * 0x100_0000 + edns.version * 0x1_0000 + flags,
    rdata: joined(options),
    data: { kind: "other" },
  };
}

/**
 * The message in wire form; owners' names are compressed, names within data are not. Records are
 * written by their `rdata`. What it writes, {@link readMessage} reads as the same, if it is no
 * longer than 65 535 octets.
 */
export function writeMessage(message: DnsMessage): Uint8Array {
  const { edns, rcode } = message;
  const added = edns === null ? [] : [ednsRecord(edns, rcode)];
  const sections = [message.answers, message.authority, [...message.additional, ...added]];
  const bit = (isSet: boolean, value: number): number => (isSet ? value : 0);
  const into: Written = { parts: [], length: 0 };
  put(into, [
    ...octets16(message.id),
    bit(message.isResponse, 0x80) +
      message.opcode * 8 +
      bit(message.isAuthoritative, 4) +
      bit(message.isTruncated, 2) +
      bit(message.isRecursionDesired, 1),
    bit(message.isRecursionAvailable, 0x80) +
      bit(message.isAuthenticated, 0x20) +
      bit(message.isCheckingDisabled, 0x10) +
      (rcode & 0xf),
    ...octets16(message.questions.length),
    ...sections.flatMap(({ length }) => octets16(length)),
  ]);
  const before = new Map<string, number>();
  for (const question of message.questions) {
    putName(into, question.name, before);
    put(into, [...octets16(question.type), ...octets16(question.class)]);
  }
  for (const records of sections) for (const record of records) putRecord(into, record, before);
  return joined(into.parts);
}

/** How a question is put. */
export type QueryOptions = {
  /** 0–65 535, unguessable. */
  readonly id: number;
  /** Ask a resolver to find out; false asks a server for what it has. */
  readonly isRecursionDesired: boolean;
  /**
   * A bit per letter of the name, unguessable: where it is set, the letter is written large, and
   * the answer must repeat that. Source: draft-vixie-dnsext-dns0x20.
   */
  readonly spelling: Uint8Array;
  /** Version of EDNS that is claimed; left out: 0, the only one there is. */
  readonly version?: number;
  /** Code of an empty option that goes along; left out: none. */
  readonly option?: number;
};

/** Longest answer over UDP that is asked for: it passes everywhere unfragmented. */
export const largestUdp = 1_232;

/**
 * A question in wire form that asks for signatures too, and for answers that nobody has checked: we
 * check them.
 */
export function writeQuery(question: DnsQuestion, options: QueryOptions): Uint8Array {
  const octets = writeMessage({
    id: options.id,
    isResponse: false,
    opcode: 0,
    isAuthoritative: false,
    isTruncated: false,
    isRecursionDesired: options.isRecursionDesired,
    isRecursionAvailable: false,
    isAuthenticated: false,
    isCheckingDisabled: true,
    rcode: 0,
    questions: [question],
    answers: [],
    authority: [],
    additional: [],
    edns: {
      sizeOctets: largestUdp,
      version: options.version ?? 0,
      isDnssecOk: true,
      options:
        options.option === undefined ? [] : [{ code: options.option, octets: new Uint8Array() }],
    },
  });
  const { spelling } = options;
  const end = headLength + nameOctets(question.name).length;
  for (let at = headLength, letter = 0; at < end; at += 1) {
    const octet = octets[at] ?? 0;
    if (octet < 0x61 || octet > 0x7a) continue;
    const isLarge = (((spelling[letter >>> 3] ?? 0) >>> (letter & 7)) & 1) === 1;
    if (isLarge) octets[at] = octet - 0x20;
    letter += 1;
  }
  return octets;
}

const headLength = 12;

/**
 * Whether the octets claim to answer this very query: same id, a response, the question repeated
 * letter by letter. What is not, is somebody else's and is passed over. Source: RFC 5452 §9.1.
 */
export function isReplyTo(query: Uint8Array, reply: Uint8Array): boolean {
  const end = questionEnd(query);
  if (reply.length < end) return false;
  const isSame = (at: number): boolean => query[at] === reply[at];
  if (!isSame(0) || !isSame(1) || ((reply[2] ?? 0) & 0xf8) !== 0x80) return false;
  for (let at = headLength; at < end; at += 1) if (!isSame(at)) return false;
  return reply[4] === 0 && reply[5] === 1;
}

/** Where the one question of our own query ends: labels of at most 63 octets, type, class. */
function questionEnd(query: Uint8Array): number {
  let at = headLength;
  while ((query[at] ?? 0) !== 0) at += (query[at] ?? 0) + 1;
  return at + 5;
}
