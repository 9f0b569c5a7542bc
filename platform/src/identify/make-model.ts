/** Makes the model of everything published, with what leads back to what was said. */
import { createHash } from "node:crypto";
import { modelHash, reconcileTraced, type Traced } from "@vallgrav/facts";
import type { Instant, Observation } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import { leanly } from "./lean.ts";

/** Everything known, whenever it was learnt. */
const everything = "9999-12-31T23:59:59.999Z" as Instant;

/** A model as it was made. */
export type MadeModel = Traced & {
  readonly hash: string;
  readonly asOf: Instant;
  /** What was said of who is the same and whom to believe, oldest first. */
  readonly judgements: readonly Observation[];
  readonly entries: readonly EvidenceEntry[];
};

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isJudgement({ says }: Observation): boolean {
  return "sameAs" in says || "trust" in says;
}

function oldestFirst(a: Observation, b: Observation): number {
  if (a.validFrom !== b.validFrom) return a.validFrom < b.validFrom ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** The model as of the newest fact; null while nothing is published. Holds all of it in memory. */
export async function makeModel(store: Pick<Store, "evidence">): Promise<MadeModel | null> {
  const entries = await store.evidence.list();
  if (entries.length === 0) return null;
  const observations: Observation[] = [];
  const judgements: Observation[] = [];
  const lean = leanly();
  let asOf = "" as Instant;
  for await (const batch of store.evidence.observations())
    for (const observation of batch) {
      observations.push(lean(observation));
      if (isJudgement(observation)) judgements.push(observation);
      if (observation.validFrom > asOf) asOf = observation.validFrom;
    }
  const traced = reconcileTraced(
    observations,
    entries.map(({ evidence }) => evidence),
    { valid: asOf, recorded: everything },
  );
  const hash = modelHash(traced.model, sha256);
  return { ...traced, hash, asOf, judgements: judgements.sort(oldestFirst), entries };
}
