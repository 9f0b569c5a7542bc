/** The model of everything published, with what leads from it back to what was said. */
import { createHash } from "node:crypto";
import { modelHash, reconcileTraced, type StatementsOf } from "@vallgrav/facts";
import type { EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import type { CurrentModel } from "./door.ts";

/** Everything known, whenever it was learnt. */
const everything = "9999-12-31T23:59:59.999Z" as Instant;

/** The model and the way back. */
export type KnownModel = CurrentModel & {
  readonly statementsOf: StatementsOf;
  /** What was said of who is the same and whom to believe, oldest first. */
  readonly judgements: readonly Observation[];
  readonly evidence: ReadonlyMap<EvidenceId, EvidenceEntry>;
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

async function computeModel(store: Store): Promise<KnownModel | null> {
  const entries = await store.evidence.list();
  if (entries.length === 0) return null;
  const observations: Observation[] = [];
  let asOf = "" as Instant;
  for await (const batch of store.evidence.observations())
    for (const observation of batch) {
      observations.push(observation);
      if (observation.validFrom > asOf) asOf = observation.validFrom;
    }
  const { model, statementsOf } = reconcileTraced(
    observations,
    entries.map(({ evidence }) => evidence),
    { valid: asOf, recorded: everything },
  );
  return {
    model,
    hash: modelHash(model, sha256),
    asOf,
    statementsOf,
    judgements: observations.filter(isJudgement).sort(oldestFirst),
    evidence: new Map(entries.map((entry) => [entry.evidence.id, entry])),
  };
}

/** Makes the model once for a state of the facts. A fault is not remembered. */
export function modelBook(store: Store): () => Promise<KnownModel | null> {
  let known: { readonly revision: number; readonly current: Promise<KnownModel | null> } | null =
    null;
  return async () => {
    const revision = await store.evidence.revision();
    if (known !== null && known.revision === revision) return known.current;
    const entry = { revision, current: computeModel(store) };
    known = entry;
    try {
      return await entry.current;
    } catch (error) {
      // A fault is not an answer: the next to ask tries again.
      if (known === entry) known = null;
      throw error;
    }
  };
}
