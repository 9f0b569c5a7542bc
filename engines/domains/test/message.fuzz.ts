/** Fuzzes messages: good ones with octets changed, moved and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { dataOctets, readMessage, recordTypes, writeMessage } from "../src/index.ts";
import type { DnsRecord, RecordData, RecordTypeName } from "../src/index.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const name = ["www", "example", "se"];
const some = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

const data: readonly RecordData[] = [
  { kind: "A", address: "192.0.2.1" },
  { kind: "MX", preference: 10, exchange: name },
  { kind: "TXT", strings: [some, new Uint8Array(255)] },
  { kind: "CAA", flags: 0, tag: "issue", value: some },
  { kind: "NSEC", next: name, types: [1, 2, 46, 257] },
  { kind: "NSEC3", hash: 1, flags: 0, iterations: 0, salt: some, next: some, types: [1, 6] },
  {
    kind: "RRSIG",
    covered: 1,
    algorithm: 13,
    labels: 3,
    originalTtl: 60,
    expiration: 2,
    inception: 1,
    keyTag: 7,
    signer: name,
    signature: some,
  },
];

function recordOf(one: RecordData): DnsRecord {
  const type = recordTypes[one.kind as RecordTypeName];
  return { name, type, class: 1, ttlSeconds: 60, rdata: dataOctets(one), data: one };
}

const good = writeMessage({
  id: 1,
  isResponse: true,
  opcode: 0,
  isAuthoritative: true,
  isTruncated: false,
  isRecursionDesired: false,
  isRecursionAvailable: false,
  isAuthenticated: false,
  isCheckingDisabled: false,
  rcode: 0,
  questions: [{ name, type: 1, class: 1 }],
  answers: data.map(recordOf),
  authority: data.map(recordOf),
  additional: [],
  edns: { sizeOctets: 1_232, version: 0, isDnssecOk: true, options: [{ code: 15, octets: some }] },
});

/** What one message of at most 64 KB may take. */
const mostMs = 1_000;

/** Octets that mean much: lengths, pointers, high bits. */
const telling = [0, 1, 2, 0x3f, 0x40, 0x80, 0xc0, 0xff, 12];

/**
 * Reads changed messages for so many seconds; fails where one throws or is slow.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("DNS messages"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const repeats = next(50) === 0 ? 60 : 1;
    const bytes = new Uint8Array(good.length * repeats);
    for (let copy = 0; copy < repeats; copy += 1) bytes.set(good, copy * good.length);
    // One change alone would soon give the same message again.
    for (let edits = 2 + next(8); edits > 0; edits -= 1) {
      const at = next(3) === 0 ? next(12) : next(bytes.length);
      bytes[at] = next(2) === 0 ? next(256) : (telling[next(telling.length)] ?? 0);
    }
    const cut = bytes.subarray(0, next(8) > 0 ? bytes.length : next(bytes.length));
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = spentMs();
    try {
      readMessage(cut);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "DNS messages", cases, failures };
}
