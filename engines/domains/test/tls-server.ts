/** A server in memory that reads hellos and answers by a policy; for tests of the scan alone. */
import type { ProbeOutcome } from "../src/index.ts";
import { answerTo, tlsSuiteKind } from "./tls-answers.ts";

/** What the server takes and how it behaves. */
export type ServerPolicy = {
  /** Suites by version number, in the server's own order. */
  readonly suites: Readonly<Record<number, readonly number[]>>;
  readonly order: "server" | "client";
  /** Curves and groups, in its own order. */
  readonly groups: readonly number[];
  /** The curve of its certificate: a hello without it is refused below TLS 1.3. */
  readonly certificateCurve: number | null;
  /** Hashes it signs with, by their number in TLS 1.2. */
  readonly hashes: readonly number[];
  readonly prime: Uint8Array;
  readonly compresses: boolean;
  /** Extensions it knows: 0xff01, 0x0017. */
  readonly extensions: readonly number[];
  /** Suites of a hello that it reads; left out: all. */
  readonly reads?: number;
};

/** What a hello says, as far as the server cares. */
export type HelloRead = {
  readonly version: number;
  readonly suites: readonly number[];
  readonly compression: readonly number[];
  readonly extensions: ReadonlyMap<number, Uint8Array>;
};

const number16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

const list16 = (bytes: Uint8Array, from: number, to: number): number[] => {
  const values: number[] = [];
  for (let at = from; at + 1 < to; at += 2) values.push(number16(bytes, at));
  return values;
};

/** The parts of a hello's record, read without care for what is malformed. */
export function readHelloRecord(record: Uint8Array): HelloRead {
  let at = 5 + 4;
  const version = number16(record, at);
  at += 34;
  at += 1 + (record[at] ?? 0);
  const suitesEnd = at + 2 + number16(record, at);
  const suites = list16(record, at + 2, suitesEnd);
  at = suitesEnd;
  const compression = [...record.subarray(at + 1, at + 1 + (record[at] ?? 0))];
  at += 1 + compression.length + 2;
  const extensions = new Map<number, Uint8Array>();
  while (at + 4 <= record.length) {
    const size = number16(record, at + 2);
    extensions.set(number16(record, at), record.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return { version: extensions.has(0x2b) ? 0x0304 : version, suites, compression, extensions };
}

const listOf = (hello: HelloRead, type: number): readonly number[] => {
  const body = hello.extensions.get(type);
  return body === undefined ? [] : list16(body, 2, body.length);
};

const refusal = (description: number): ProbeOutcome => ({ kind: "alert", description });

/** Which of two lists' common values comes first in the one that rules. */
const agreed = (ruling: readonly number[], other: readonly number[]): number | undefined =>
  ruling.find((one) => other.includes(one));

/** Whether the server can go on with this suite: it needs a curve or a hash for some. */
function isPossible(policy: ServerPolicy, hello: HelloRead, suite: number): boolean {
  const kind = tlsSuiteKind(suite);
  const groups = listOf(hello, 0x0a);
  if (kind.isOverCurve && agreed(policy.groups, groups) === undefined) return false;
  if (kind.isOverCurve && policy.certificateCurve !== null && hello.version !== 0x0304)
    if (!groups.includes(policy.certificateCurve)) return false;
  if (!kind.isSigned || hello.version !== 0x0303) return true;
  return listOf(hello, 0x0d).some((scheme) => policy.hashes.includes(scheme >> 8));
}

/** The server's answer to one hello. */
export function answerHello(policy: ServerPolicy, record: Uint8Array): ProbeOutcome {
  if ((record[0] ?? 0) & 0x80) return { kind: "closed" };
  const hello = readHelloRecord(record);
  const isOurs = policy.order === "server";
  const all = policy.suites[hello.version];
  if (all === undefined) return refusal(70);
  const own = all.filter((suite) => isPossible(policy, hello, suite));
  const offered = hello.suites.slice(0, policy.reads ?? hello.suites.length);
  const [ruling, other] = isOurs ? [own, offered] : [offered, own];
  const suite = agreed(ruling, other);
  if (suite === undefined) return refusal(40);
  const groups = listOf(hello, 0x0a);
  const group = (isOurs ? agreed(policy.groups, groups) : agreed(groups, policy.groups)) ?? null;
  const shares = hello.extensions.get(0x33);
  const hasShare = shares !== undefined && shares.length > 2 && number16(shares, 2) === group;
  if (hello.version === 0x0304 && group === null) return refusal(40);
  const hash = policy.hashes.find((one) => listOf(hello, 0x0d).some((two) => two >> 8 === one));
  return answerTo({
    version: hello.version,
    suite,
    compression: policy.compresses && hello.compression.includes(1) ? 1 : 0,
    isRetry: hello.version === 0x0304 && !hasShare,
    group,
    scheme: hash === undefined ? null : hash * 256 + 1,
    prime: policy.prime,
    extensions: policy.extensions.filter((one) => hello.extensions.has(one)),
  });
}
