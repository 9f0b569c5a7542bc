/**
 * Reads what a server answers to a hello: its own hello, an alert, or something that is no TLS at
 * all. Reads as far as it was asked to and says how many octets it needs to go on.
 */
import { Malformed, counted, hexOf, joined, left, take, uint16, uint8 } from "../dns/octets.ts";
import type { Octets } from "../dns/octets.ts";
import { framed, octetsOf, uint24 } from "./framed.ts";
import { readKeyExchange } from "./key-exchange.ts";
import type { KeyExchange } from "./key-exchange.ts";
import { versionOf } from "./parameters.ts";
import type { TlsVersion } from "./parameters.ts";

/** How much of an answer is read before it is refused. */
export type AnswerLimits = {
  /** Most octets of one answer. */
  readonly bytes: number;
  /** Most records: an honest server sends a handful, a hostile one may send one octet in each. */
  readonly records: number;
};

/** Limits that every honest answer keeps, certificates of 50 000 octets included. */
export const answerLimits: AnswerLimits = { bytes: 65_536, records: 256 };

/** What the server chose. */
export type ServerHello = {
  readonly version: TlsVersion;
  readonly suite: number;
  /** 0 none, 1 DEFLATE. */
  readonly compression: number;
  /** The server asks for another hello, with a share of the group it names (RFC 8446 §4.1.4). */
  readonly isRetry: boolean;
  /** The group of the exchange as far as the hello says it: in TLS 1.3 alone. */
  readonly group: number | null;
  /** Numbers of its extensions, as sent. */
  readonly extensions: readonly number[];
  /** The server's part of the exchange, where it was read and the suite has one. */
  readonly exchange: KeyExchange | null;
  /** DER certificates the server sent in the open, its own first. */
  readonly certificates: readonly Uint8Array[];
};

/** Why an answer could not be read. */
export type AnswerFault = "not-tls" | "malformed" | "too-long";

/** What the octets so far come to. */
export type ServerAnswer =
  /** Right so far; nothing more can be said before there are `needed` octets in all. */
  | { readonly kind: "more"; readonly needed: number }
  | { readonly kind: "hello"; readonly hello: ServerHello }
  /** The server's reason as a number (RFC 8446 §6): 40 handshake failure, 70 version … */
  | { readonly kind: "alert"; readonly description: number }
  | { readonly kind: "ssl2"; readonly suites: readonly number[] }
  | { readonly kind: "broken"; readonly fault: AnswerFault };

/** How far to read: to the hello, or on to the server's part of the key exchange. */
export type AnswerDepth = "hello" | "exchange";

/** SHA-256 of "HelloRetryRequest", which stands for the random number in one (RFC 8446 §4.1.3). */
const retryRandom = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

const broken = (fault: AnswerFault): ServerAnswer => ({ kind: "broken", fault });

type Messages = {
  readonly handshake: Uint8Array;
  readonly alert: number | null;
  /** Where the octets end inside a record: how many there must be for the next one. */
  readonly needed: number;
};

/** One record at a place: its contents, or how many octets there must be to read it. */
type AtRecord =
  | { readonly type: number; readonly content: Uint8Array }
  | { readonly needed: number }
  | AnswerFault;

/** The record at `at`; what else may follow a handshake, encrypted, ends the reading. */
function recordAt(bytes: Uint8Array, at: number): AtRecord {
  if (bytes.length <= at) return { needed: at + 5 };
  const type = bytes[at] ?? 0;
  if ((type !== 21 && type !== 22) || (bytes.length > at + 1 && bytes[at + 1] !== 3))
    return at === 0 ? "not-tls" : { needed: Number.POSITIVE_INFINITY };
  if (bytes.length < at + 5) return { needed: at + 5 };
  const size = (bytes[at + 3] ?? 0) * 256 + (bytes[at + 4] ?? 0);
  const end = at + 5 + size;
  if (size === 0 || size > 18_432 || (type === 21 && size < 2)) return "malformed";
  return bytes.length < end ? { needed: end } : { type, content: bytes.subarray(at + 5, end) };
}

/** Joins the records' contents up to a fatal alert, or tells the fault where they are none. */
function joinRecords(bytes: Uint8Array, limits: AnswerLimits): Messages | AnswerFault {
  const parts: Uint8Array[] = [];
  for (let at = 0, count = 0; ; count += 1) {
    const record = recordAt(bytes, at);
    if (typeof record === "string") return record;
    const isFull = "needed" in record && record.needed > limits.bytes;
    if (count >= limits.records || (isFull && record.needed !== Number.POSITIVE_INFINITY))
      return "too-long";
    if ("needed" in record) return join(parts, null, record.needed);
    const [level, description = 0] = record.content;
    if (record.type === 22) parts.push(record.content);
    // A warning alone (level 1) is passed over: "unrecognised name" may come before the hello.
    else if (level === 2 || description === 0) return join(parts, description, at);
    at += 5 + record.content.length;
  }
}

function join(parts: readonly Uint8Array[], alert: number | null, needed: number): Messages {
  return { handshake: joined(parts), alert, needed };
}

/** The extensions' numbers, with the version and the group that they may name. */
function readExtensions(from: Octets, isRetry: boolean) {
  const seen: number[] = [];
  let version: number | null = null;
  let group: number | null = null;
  const all = left(from) === 0 ? from : framed(from, 2);
  while (left(all) > 0) {
    const type = uint16(all);
    const body = framed(all, 2);
    seen.push(type);
    if (type === 0x002b) version = uint16(body);
    if (type === 0x0033) {
      group = uint16(body);
      if (!isRetry) framed(body, 2);
    }
  }
  return { seen, version, group };
}

/**
 * Reads a ServerHello's body (RFC 8446 §4.1.3, RFC 5246 §7.4.1.3).
 * @throws {Malformed} where it is none
 */
function readHello(body: Octets): ServerHello {
  const legacy = uint16(body);
  const isRetry = hexOf(take(body, 32)) === retryRandom;
  const session = counted(body);
  const suite = uint16(body);
  const compression = uint8(body);
  const extensions = readExtensions(body, isRetry);
  const version = versionOf(extensions.version ?? legacy);
  if (session.length > 32 || version === null || version === "ssl2")
    throw new Malformed("hello", body.at);
  return {
    version,
    suite,
    compression,
    isRetry,
    group: extensions.group,
    extensions: extensions.seen,
    exchange: null,
    certificates: [],
  };
}

/** The certificates of a message of TLS 1.2 and earlier (RFC 5246 §7.4.2). */
function readCertificates(body: Octets): readonly Uint8Array[] {
  const certificates: Uint8Array[] = [];
  const list = framed(body, 3);
  while (left(list) > 0 && certificates.length < 20) certificates.push(framed(list, 3).bytes);
  return certificates;
}

/** SSLv2's answer (SSL 2.0 specification §2.6): two octets of length, then a hello or an error. */
function readSsl2(bytes: Uint8Array): ServerAnswer {
  const size = ((bytes[0] ?? 0) & 0x7f) * 256 + (bytes[1] ?? 0);
  if (size < 3) return broken("not-tls");
  if (bytes.length < 3) return { kind: "more", needed: 3 };
  if (bytes[2] === 0) return { kind: "alert", description: 40 };
  if (bytes[2] !== 4 || size < 11) return broken("not-tls");
  if (bytes.length < 2 + size) return { kind: "more", needed: 2 + size };
  const from: Octets = { bytes, at: 7, end: 2 + size };
  const certificate = uint16(from);
  const ciphers = uint16(from);
  uint16(from);
  take(from, certificate);
  const list = octetsOf(take(from, ciphers));
  const suites: number[] = [];
  while (left(list) > 0) suites.push(uint24(list));
  return { kind: "ssl2", suites };
}

/** The next message, or null where it is not whole yet. */
function messageIn(from: Octets): { readonly type: number; readonly body: Octets } | null {
  if (left(from) < 4) return null;
  const size = uint24({ ...from, at: from.at + 1 });
  return left(from) < 4 + size ? null : { type: uint8(from), body: framed(from, 3) };
}

/**
 * Goes on behind the hello to the server's part of the exchange; the hello as far as it was read.
 */
function readOn(hello: ServerHello, from: Octets): { readonly done: boolean; hello: ServerHello } {
  let read = hello;
  for (let next = messageIn(from); next !== null; next = messageIn(from)) {
    const { type, body } = next;
    if (type === 11) read = { ...read, certificates: readCertificates(body) };
    if (type === 12)
      return { done: true, hello: { ...read, exchange: readKeyExchange(read, body) } };
    if (type === 14) return { done: true, hello: read };
  }
  return { done: false, hello: read };
}

function readAnswer(bytes: Uint8Array, depth: AnswerDepth, limits: AnswerLimits): ServerAnswer {
  if (bytes.length < 2) return { kind: "more", needed: 5 };
  if (((bytes[0] ?? 0) & 0x80) !== 0) return readSsl2(bytes);
  const messages = joinRecords(bytes, limits);
  if (typeof messages === "string") return broken(messages);
  const { handshake, alert } = messages;
  const more: ServerAnswer =
    alert !== null
      ? { kind: "alert", description: alert }
      : messages.needed === Number.POSITIVE_INFINITY
        ? broken("malformed")
        : { kind: "more", needed: messages.needed };
  if (handshake.length > 0 && handshake[0] !== 2) return broken("malformed");
  const from = octetsOf(handshake);
  const first = messageIn(from);
  if (first === null) return more;
  const hello = readHello(first.body);
  if (depth === "hello" || hello.version === "tls1.3") return { kind: "hello", hello };
  const read = readOn(hello, from);
  return read.done ? { kind: "hello", hello: read.hello } : more;
}

/**
 * What `bytes`, all that came so far, say. Total: any octets give an answer. Linear in the octets;
 * read again only when there are as many as `needed` says, it stays so over the whole answer.
 */
export function readServerAnswer(
  bytes: Uint8Array,
  depth: AnswerDepth,
  limits: AnswerLimits = answerLimits,
): ServerAnswer {
  try {
    return readAnswer(bytes, depth, limits);
  } catch (error) {
    if (error instanceof Malformed) return broken("malformed");
    throw error;
  }
}
