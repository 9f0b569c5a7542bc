/** Published files that others made: archives, and a directory collection as a model. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { type Model, reconcile } from "@vallgrav/facts";
import type { Evidence, EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";

/** One thing that was held against reality. */
export type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
};

const receivedAt = "2026-03-01T08:00:00.000Z" as Instant;

/** Members of a zip archive by its central directory (APPNOTE 4.3.12), stored or deflated. */
export function membersOf(zip: Buffer): ReadonlyMap<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameBytes);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const isDeflated = zip.readUInt16LE(at + 10) === 8;
    if (!name.endsWith("/")) members.set(name, isDeflated ? inflateRawSync(packed) : packed);
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}

/** A directory collection: its model, and its distinct rights as the collector lists them. */
export type Collection = { readonly model: Model; readonly keys: ReadonlySet<string> };

/** The collection of three domains. @throws where a file of it is refused */
export function collectionIn(shared: string): Collection {
  const observations: Observation[] = [];
  const evidence: Evidence[] = [];
  const keys = new Set<string>();
  const archive = readFileSync(join(shared, "sharphound-v6/ad_sampledata.zip"));
  for (const [name, bytes] of membersOf(archive)) {
    const id = createHash("sha256").update(bytes).digest("hex") as EvidenceId;
    const reading = read({ name, bytes, evidence: id, receivedAt });
    if (!reading.ok) throw new Error(`${name} is refused`);
    observations.push(...reading.observations);
    for (const key of reading.rights.keys) keys.add(key);
    const { reader, scope } = reading;
    evidence.push({
      id,
      name,
      sizeBytes: bytes.length,
      producedAt: receivedAt,
      receivedAt,
      by: "-",
      reader,
      scope,
      keepUntil: null,
      secrecy: "open",
    });
  }
  const model = reconcile(observations, evidence, { valid: receivedAt, recorded: receivedAt });
  return { model, keys };
}
