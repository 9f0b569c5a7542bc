/** Messages there and back, and messages that lie. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dataOctets,
  type DnsMessage,
  type DnsRecord,
  domainNameText,
  isReplyTo,
  questionOf,
  readMessage,
  type RecordData,
  recordTypes,
  type RecordTypeName,
  writeMessage,
  writeQuery,
} from "../../index.ts";
import { addressOctets6, addressText6 } from "./addresses.ts";

const octets = (max: number, min = 0) => fc.uint8Array({ minLength: min, maxLength: max });
const label = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((all) => String.fromCharCode(...all).replace(/[A-Z]/gu, "x"));
const name = fc.array(label, { maxLength: 6 });
const uint8 = fc.integer({ min: 0, max: 0xff });
const uint16 = fc.integer({ min: 0, max: 0xffff });
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const types = fc.uniqueArray(uint16, { maxLength: 8 }).map((all) => all.toSorted((a, b) => a - b));
const key = { flags: uint16, protocol: uint8, algorithm: uint8, key: octets(70) };
const digest = { keyTag: uint16, algorithm: uint8, digestType: uint8, digest: octets(48) };
const of = <K extends string>(kind: K, model: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record({ kind: fc.constant(kind), ...model });

const data = fc.oneof(
  of("A", { address: fc.ipV4() }),
  of("AAAA", { address: octets(16, 16).map(addressText6) }),
  ...(["NS", "CNAME", "DNAME", "PTR"] as const).map((kind) => of(kind, { target: name })),
  of("SOA", {
    primary: name,
    mailbox: name,
    serial: uint32,
    refreshSeconds: uint32,
    retrySeconds: uint32,
    expireSeconds: uint32,
    minimumSeconds: uint32,
  }),
  of("MX", { preference: uint16, exchange: name }),
  of("TXT", { strings: fc.array(octets(255), { minLength: 1, maxLength: 3 }) }),
  of("SRV", { priority: uint16, weight: uint16, port: uint16, target: name }),
  of("CAA", { flags: uint8, tag: fc.constantFrom("issue", "iodef"), value: octets(30) }),
  of("TLSA", { usage: uint8, selector: uint8, matching: uint8, data: octets(32) }),
  ...(["DS", "CDS"] as const).map((kind) => of(kind, digest)),
  ...(["DNSKEY", "CDNSKEY"] as const).map((kind) => of(kind, key)),
  of("RRSIG", {
    covered: uint16,
    algorithm: uint8,
    labels: uint8,
    originalTtl: uint32,
    expiration: uint32,
    inception: uint32,
    keyTag: uint16,
    signer: name,
    signature: octets(64),
  }),
  of("NSEC", { next: name, types }),
  of("NSEC3", {
    hash: uint8,
    flags: uint8,
    iterations: uint16,
    salt: octets(9),
    next: octets(20),
    types,
  }),
  of("NSEC3PARAM", { hash: uint8, flags: uint8, iterations: uint16, salt: octets(9) }),
);

const seen = new Set<string>();

function recordOf(owner: readonly string[], one: RecordData): DnsRecord {
  seen.add(one.kind);
  const type = recordTypes[one.kind as RecordTypeName];
  return { name: owner, type, class: 1, ttlSeconds: 300, rdata: dataOctets(one), data: one };
}

const records = fc.array(
  fc.oneof(
    fc.tuple(name, data).map(([owner, one]) => recordOf(owner, one as RecordData)),
    fc.tuple(name, octets(40)).map(([owner, rdata]): DnsRecord => {
      return { name: owner, type: 999, class: 1, ttlSeconds: 1, rdata, data: { kind: "other" } };
    }),
  ),
  { maxLength: 6 },
);

const message = fc.record({
  id: uint16,
  isResponse: fc.boolean(),
  opcode: fc.integer({ min: 0, max: 15 }),
  isAuthoritative: fc.boolean(),
  isTruncated: fc.boolean(),
  isRecursionDesired: fc.boolean(),
  isRecursionAvailable: fc.boolean(),
  isAuthenticated: fc.boolean(),
  isCheckingDisabled: fc.boolean(),
  rcode: fc.integer({ min: 0, max: 0xfff }),
  questions: fc.array(fc.record({ name, type: uint16, class: uint16 }), { maxLength: 2 }),
  answers: records,
  authority: records,
  additional: records,
  edns: fc.record({
    sizeOctets: uint16,
    version: uint8,
    isDnssecOk: fc.boolean(),
    options: fc.array(fc.record({ code: uint16, octets: octets(9) }), { maxLength: 2 }),
  }),
}) satisfies fc.Arbitrary<DnsMessage>;

const readable = (bytes: Uint8Array) => {
  const got = readMessage(bytes);
  return got.ok ? got.value : got.problem.code;
};

test("[W1] what is written is read as the same, for every type", () => {
  fc.assert(
    fc.property(message, (one) => {
      expect(readMessage(writeMessage(one))).toEqual({ ok: true, value: one });
    }),
  );
  const kinds = Object.keys(recordTypes).filter((kind) => kind !== "OPT");
  expect([...seen].toSorted()).toEqual(kinds.toSorted());
});

/** A response with one answer: the question at 12, the answer after it. */
function response(answer: readonly number[], counts: readonly number[] = [0, 1, 0, 0]): Uint8Array {
  const head = [0, 1, 0x80, 0, ...counts.flatMap((count) => [count >> 8, count & 255])];
  return Uint8Array.from([...head, ...answer]);
}
const tail = [0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 192, 0, 2, 1];

test("[W2] pointers lead back, and a name ends", () => {
  const first = [1, 0x61, 0, ...tail];
  const second = (pointer: number) =>
    readable(response([...first, 1, 0x62, 0xc0, pointer, ...tail], [0, 2, 0, 0]));
  expect(second(12)).toMatchObject({ answers: [{ name: ["a"] }, { name: ["b", "a"] }] });
  expect(readable(response([0xc0, 12, ...tail]))).toBe("domains/bad-message");
  expect(readable(response([0xc0, 14, 0, ...tail]))).toBe("domains/bad-message");
  expect(readable(response([1, 0x61, 0xc0, 12, ...tail]))).toBe("domains/bad-message");
  expect(readable(response([0x40, 0, ...tail]))).toBe("domains/bad-message");
  // Each pointer leads to the one before it: 127 are followed, 128 are not.
  const chain = (length: number) => {
    const at = 12 + 11;
    const targets = Array.from({ length }, (_, index) => at + Math.max(0, index * 2));
    const pointers = targets.flatMap((target) => [0xc0 | (target >> 8), target & 255]);
    const size = pointers.length + 2;
    const held = [0, 3, 231, 0, 1, 0, 0, 0, 0, size >> 8, size & 255, 0, 0, ...pointers];
    const last = at + length * 2;
    return readable(response([...held, 0xc0 | (last >> 8), last & 255, ...tail], [0, 2, 0, 0]));
  };
  expect(chain(126)).toMatchObject({ answers: [{}, { name: [] }] });
  expect(chain(127)).toBe("domains/bad-message");
  const long = Array.from({ length: 4 }, () => [63, ...Array.from({ length: 63 }, () => 0x61)]);
  expect(readable(response([...long.flat(), 0, ...tail]))).toBe("domains/bad-message");
});

test("[W3] a frame that lies refuses the message, with the octet", () => {
  expect(readMessage(response([1, 0x61, 0, ...tail], [0, 2, 0, 0]))).toMatchObject({
    problem: { code: "domains/bad-message", args: { start: 29 } },
  });
  const lying = [...tail];
  lying[9] = 5;
  expect(readMessage(response([0, ...lying]))).toMatchObject({
    problem: { code: "domains/bad-message", args: { start: 23 } },
  });
  expect(readMessage(new Uint8Array(11))).toMatchObject({
    problem: { code: "domains/bad-message", args: { start: 11 } },
  });
  expect(readMessage(response([], [0, 4_096, 1, 0]))).toMatchObject({
    problem: { code: "domains/too-many-records", args: { count: 4_097, limit: 4_096 } },
  });
  expect(readMessage(new Uint8Array(65_536))).toMatchObject({
    problem: { code: "domains/message-too-long", args: { octets: 65_536, limit: 65_535 } },
  });
});

test("[W4] data that is none of its type spoils its record alone", () => {
  const txt = [0, 0, 16, 0, 1, 0, 0, 0, 9, 0, 3, 9, 0x61, 0x62];
  const mx = [0, 0, 15, 0, 1, 0, 0, 0, 9, 0, 4, 0, 5, 0xc0, 0xff];
  const strange = [0, 3, 231, 0, 1, 0, 0, 0, 9, 0, 2, 7, 8];
  const got = readable(response([...txt, ...mx, ...strange, 0, ...tail], [0, 4, 0, 0]));
  expect(got).toMatchObject({
    answers: [
      { data: { kind: "malformed" }, rdata: Uint8Array.of(9, 0x61, 0x62) },
      { data: { kind: "malformed" } },
      { data: { kind: "other" }, rdata: Uint8Array.of(7, 8) },
      { data: { kind: "A", address: "192.0.2.1" } },
    ],
  });
});

test("[W4] a TXT record of 64 KB is read whole", () => {
  const strings = Array.from({ length: 254 }, () => new Uint8Array(255).fill(0x61));
  const one = recordOf([], { kind: "TXT", strings });
  const whole = writeMessage({ ...emptyMessage, answers: [one] });
  expect(whole.length).toBe(12 + 11 + 254 * 256);
  expect(readMessage(whole)).toMatchObject({ value: { answers: [{ data: { strings } }] } });
});

const emptyMessage: DnsMessage = {
  id: 0,
  isResponse: true,
  opcode: 0,
  isAuthoritative: false,
  isTruncated: false,
  isRecursionDesired: false,
  isRecursionAvailable: false,
  isAuthenticated: false,
  isCheckingDisabled: false,
  rcode: 0,
  questions: [],
  answers: [],
  authority: [],
  additional: [],
  edns: null,
};

test("[W5] any octets are read or refused", () => {
  fc.assert(
    fc.property(message, fc.array(fc.tuple(fc.nat(600), uint8), { maxLength: 8 }), (one, edits) => {
      const bytes = writeMessage(one);
      for (const [at, octet] of edits) if (at < bytes.length) bytes[at] = octet;
      const got = readMessage(bytes);
      if (!got.ok) expect(got.problem.code).toMatch(/^domains\//u);
    }),
  );
  fc.assert(fc.property(octets(200), (bytes) => void readMessage(bytes)));
});

test("[W7] a question is spelled by chance, and the answer must repeat it", () => {
  const question = questionOf(["www", "example", "se"], "A");
  const spelling = Uint8Array.of(0b1010_1010, 0xff);
  const query = writeQuery(question, { id: 0x1234, isRecursionDesired: true, spelling });
  const text = String.fromCharCode(...query.subarray(12, 28));
  expect(text).toBe("\u0003wWw\u0007ExAmPLE\u0002SE\0");
  expect(readable(query)).toMatchObject({
    id: 0x1234,
    isRecursionDesired: true,
    isCheckingDisabled: true,
    questions: [question],
    edns: { isDnssecOk: true, sizeOctets: 1_232, version: 0 },
  });
  const reply = query.slice();
  expect(isReplyTo(query, reply)).toBe(false);
  reply[2] = 0x80;
  expect(isReplyTo(query, reply)).toBe(true);
  for (const at of [0, 1, 5, 13, 20, 30]) {
    const other = reply.slice();
    other[at] = (other[at] ?? 0) ^ 0x20;
    expect(isReplyTo(query, other), String(at)).toBe(false);
  }
  expect(isReplyTo(query, reply.subarray(0, 20))).toBe(false);
});

test("[W8] addresses are written in one form", () => {
  const written = (text: string) => addressText6(addressOctets6(text));
  const texts = ["::", "::1", "2001:db8::1", "2001:db8:0:1:1:1:1:1", "2001:0:0:1::1", "1::"];
  expect(texts.map(written)).toEqual([...texts.slice(0, 4), "2001:0:0:1::1", "1::"]);
  expect(written("2001:db8:0:0:1:0:0:1")).toBe("2001:db8::1:0:0:1");
});

test("[N5] names off the wire never look alike", () => {
  expect(domainNameText(["a.b", "se"])).toBe(String.raw`a\.b.se`);
  expect(domainNameText(["a\\", "\0 ~\u00ff"])).toBe(String.raw`a\\.\000\032~\255`);
});
