/** Answers of real servers about a tree of zones, and validation over them. */
import { createHash, createPublicKey, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  type DnsMessage,
  type DnsQuestion,
  type DnsReply,
  dnssecLimits,
  type DnssecLimits,
  type DnssecPort,
  domainNameText,
  openDnssec,
  parseDomainName,
  questionOf,
  readMessage,
  type RecordTypeName,
  recordTypeText,
  type TrustAnchor,
  type Validated,
} from "../src/index.ts";

type Recording = {
  readonly nowSeconds: number;
  readonly anchor: string;
  readonly cases: readonly (readonly [string, RecordTypeName, string, string | null, string])[];
  readonly replies: readonly (readonly [name: string, type: string, octets: string])[];
};

const file = new URL("../fixtures/dnssec-replies.json", import.meta.url);
const recording = JSON.parse(readFileSync(file, "utf8")) as Recording;

/** When the answers were given, and what was asked and said of them. */
export const { nowSeconds, cases } = recording;

function read(octets: string): DnsMessage {
  const got = readMessage(new Uint8Array(Buffer.from(octets, "base64")));
  if (!got.ok) throw new Error(got.problem.code);
  return got.value;
}

/** `name type` → message. */
export const recordedReplies: ReadonlyMap<string, DnsMessage> = new Map(
  recording.replies.map(([name, type, octets]) => [`${name} ${type}`, read(octets)]),
);

/** The digest of the root's key. */
export const rootAnchor: TrustAnchor = (() => {
  const [keyTag, algorithm, digestType, hex = ""] = recording.anchor.split(" ").slice(3);
  const digest = new Uint8Array(Buffer.from(hex, "hex"));
  const numbers = [keyTag, algorithm, digestType].map(Number) as [number, number, number];
  const ds = { keyTag: numbers[0], algorithm: numbers[1], digestType: numbers[2], digest };
  return { zone: [], ds: [ds] };
})();

/** A question as the recording has it. */
export function asked(name: string, type: RecordTypeName): DnsQuestion {
  const parsed = parseDomainName(name.replace("*", "_star"));
  if (!parsed.ok) throw new Error(name);
  return questionOf(
    parsed.value.map((label) => (label === "_star" ? "*" : label)),
    type,
  );
}

/** How a question reads in the recording. */
export function keyOf({ name, type }: DnsQuestion): string {
  return `${domainNameText(name)} ${recordTypeText(type)}`;
}

const url = (octets: Uint8Array): string => Buffer.from(octets).toString("base64url");

/** Keys as they are checked with, by how they are written: to open one costs as much as a check. */
const openKeys = new Map<string, KeyObject>();

function openKey(algorithm: number, key: Uint8Array): KeyObject {
  const name = `${algorithm} ${url(key)}`;
  const [x, y] = [url(key.subarray(0, 32)), url(key.subarray(32))];
  const jwk =
    algorithm === 13 ? { kty: "EC", crv: "P-256", x, y } : { kty: "OKP", crv: "Ed25519", x };
  const found = openKeys.get(name) ?? createPublicKey({ key: jwk, format: "jwk" });
  // Fuzzers make keys without end.
  if (openKeys.size < 1_000) openKeys.set(name, found);
  return found;
}

/** The two algorithms that the recorded zones have, and how often a signature was checked. */
export function countingPort(): DnssecPort & { checks: number; hashes: number } {
  const port = {
    checks: 0,
    hashes: 0,
    verify: ({ algorithm, key, signature, octets }: Parameters<DnssecPort["verify"]>[0]) => {
      port.checks += 1;
      try {
        const known = openKey(algorithm, key);
        const digest = algorithm === 13 ? "sha256" : null;
        return verify(digest, octets, { key: known, dsaEncoding: "ieee-p1363" }, signature);
      } catch {
        return false;
      }
    },
    digest: (name: string, octets: Uint8Array) => {
      port.hashes += 1;
      return new Uint8Array(createHash(name).update(octets).digest());
    },
  };
  return port;
}

/** What differs from the recording. */
export type Otherwise = {
  readonly replyOf?: (question: DnsQuestion) => DnsReply;
  readonly anchors?: readonly TrustAnchor[];
  readonly nowSeconds?: number;
  readonly limits?: Partial<DnssecLimits>;
  readonly port?: DnssecPort;
};

/** What was recorded; what was not is silence. */
export function recordedReply(question: DnsQuestion): DnsReply {
  const message = recordedReplies.get(keyOf(question));
  return message === undefined
    ? { kind: "silence", reason: "timeout" }
    : { kind: "answer", message };
}

/** A session over the recording: validates, and counts what it asked. */
export function sessionOver(otherwise: Otherwise = {}): {
  readonly questions: DnsQuestion[];
  validate(question: DnsQuestion): Validated;
} {
  const session = openDnssec({
    anchors: otherwise.anchors ?? [rootAnchor],
    nowSeconds: otherwise.nowSeconds ?? nowSeconds,
    port: otherwise.port ?? countingPort(),
    limits: { ...dnssecLimits, ...otherwise.limits },
  });
  const questions: DnsQuestion[] = [];
  const replyOf = otherwise.replyOf ?? recordedReply;
  return {
    questions,
    validate(question) {
      const work = session.validate(question);
      let step = work.next();
      while (step.done !== true) {
        questions.push(step.value);
        step = work.next(replyOf(step.value));
      }
      return step.value;
    },
  };
}
