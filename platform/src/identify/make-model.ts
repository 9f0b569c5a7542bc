/** Makes the model of everything published, with what leads back to what was said. */
import { createHash } from "node:crypto";
import {
  type DigestUnderWay,
  judgementsIn,
  newestIn,
  openModel,
  packedHash,
  type PackedModel,
  packModel,
  type Traced,
} from "@vallgrav/facts";
import type { Instant, Observation } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import { alone, takeStatements, type Taking } from "./kept-statements.ts";

/** Everything known, whenever it was learnt. */
const everything = "9999-12-31T23:59:59.999Z" as Instant;

/** What is known of a model beside itself. */
type Beside = {
  readonly hash: string;
  readonly asOf: Instant;
  /** What was said of who is the same and whom to believe, oldest first. */
  readonly judgements: readonly Observation[];
  readonly entries: readonly EvidenceEntry[];
};

/** A model as it was made. */
export type MadeModel = Traced & PackedMade;

/** The same in columns. */
export type PackedMade = Beside & { readonly packed: PackedModel };

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function beginSha256(): DigestUnderWay {
  const hash = createHash("sha256");
  return { add: (piece) => hash.update(piece), end: () => hash.digest("hex") };
}

function oldestFirst(a: Observation, b: Observation): number {
  if (a.validFrom !== b.validFrom) return a.validFrom < b.validFrom ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * The model in columns as of the newest fact; null while nothing is published. Statements are let
 * go as they are taken in.
 * @param taking whether statements are kept, and another thread helps
 */
export async function packStored(
  store: Pick<Store, "evidence">,
  taking: Taking = alone,
): Promise<PackedMade | null> {
  const entries = await store.evidence.list();
  if (entries.length === 0) return null;
  const into = await takeStatements(store, entries, taking);
  const judgements = judgementsIn(into).toSorted(oldestFirst);
  let asOf = newestIn(into);
  const evidence = entries.map((entry) => entry.evidence);
  // A word on lists is a fact, though it is told of no thing.
  for (const { lists, producedAt, receivedAt } of evidence) {
    const said = lists === undefined ? asOf : (producedAt ?? receivedAt);
    if (said > asOf) asOf = said;
  }
  const packed = packModel(into, evidence, { valid: asOf, recorded: everything });
  const hash = packedHash(packed, sha256, beginSha256);
  return { packed, hash, asOf, judgements, entries };
}

/** The model as of the newest fact; null while nothing is published. */
export async function makeModel(store: Pick<Store, "evidence">): Promise<MadeModel | null> {
  const made = await packStored(store);
  if (made === null) return null;
  return { ...openModel(made.packed), ...made };
}
