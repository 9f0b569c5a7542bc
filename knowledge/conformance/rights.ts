/**
 * Every access right of a published directory collection: a link of the attack language, or a
 * reason why it gives an intruder nothing. Counts are of distinct rights (holder, right, object,
 * own or inherited), as the collector lists them.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { type Model, reconcile } from "@vallgrav/facts";
import type { DirectoryRight, Evidence, EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import { municipalInstance } from "../src/index.ts";
import { fieldsOfRight, rightsWithoutStep } from "../src/municipal/rights.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

const receivedAt = "2026-03-01T08:00:00.000Z" as Instant;
const listed = 10_667;
const mostSkipped = 100;

/** Members of a zip archive by its central directory (APPNOTE 4.3.12), stored or deflated. */
function membersOf(zip: Buffer): ReadonlyMap<string, Uint8Array> {
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

type Collection = { readonly model: Model; readonly keys: ReadonlySet<string> };

function collectionIn(shared: string): Collection {
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

/** What became of each distinct right, counted by right and kind of object. */
function fatesOf({ model, keys }: Collection): ReadonlyMap<string, Map<string, number>> {
  const { instance, look } = municipalInstance(model);
  const links = new Set(instance.links.map(({ from, field, to }) => `${from} ${field} ${to}`));
  const assets = new Map(
    model.assets.flatMap(({ claims, id }) => claims.map(({ value }) => [value, id] as const)),
  );
  const reasons = new Set(rightsWithoutStep.map(({ right, kind }) => `${right} ${kind}`));
  const fates = new Map<string, Map<string, number>>();
  const count = (fate: string, what: string): void => {
    const found = fates.get(fate) ?? new Map<string, number>();
    fates.set(fate, found.set(what, (found.get(what) ?? 0) + 1));
  };
  for (const key of keys) {
    const [object = "", holder = "", right = ""] = key.split(" ");
    const [to, from] = [assets.get(object), assets.get(holder)];
    const kind = to === undefined ? undefined : look.byId.get(to)?.kind;
    if (to === undefined || from === undefined || kind === undefined) count("unknown", right);
    else if (from === to) count("over itself", right);
    else {
      const fields = fieldsOfRight(right as DirectoryRight, kind);
      const isLinked = fields.some((field) => links.has(`${from} ${field} ${to}`));
      const isReasoned = reasons.has(`${right} ${kind}`);
      count(isLinked ? "step" : isReasoned ? "reason" : "skipped", `${right} over ${kind}`);
    }
  }
  return fates;
}

function sumOf(counts: ReadonlyMap<string, number> | undefined): number {
  return [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}

function told(counts: ReadonlyMap<string, number> | undefined): string {
  return [...(counts ?? [])].map(([what, count]) => `${what} ${count}`).join(", ");
}

/** Runs every comparison. @param shared folder of the sample data */
export function run(shared: string): readonly Comparison[] {
  const collection = collectionIn(shared);
  const fates = fatesOf(collection);
  const steps = fates.get("step") ?? new Map<string, number>();
  const kinds = new Set([...steps.keys()].map((what) => what.split(" ")[0]));
  const skipped = sumOf(fates.get("skipped")) + sumOf(fates.get("unknown"));
  const counts = [...fates].map(([fate, found]) => `${fate} ${sumOf(found)}`).join(", ");
  return [
    {
      name: "distinct rights listed",
      passed: collection.keys.size === listed,
      detail: `${collection.keys.size}: ${counts}`,
    },
    {
      name: "all 22 kinds of right become steps",
      passed: kinds.size === 22,
      detail: told(steps),
    },
    {
      name: `at most ${mostSkipped} rights skipped`,
      passed: skipped <= mostSkipped,
      detail: `${skipped}: ${told(fates.get("skipped"))} ${told(fates.get("unknown"))}`,
    },
  ];
}
