/** The model of everything published, with what leads from it back to what was said. */
import type { StatementsOf } from "@vallgrav/facts";
import type { EvidenceId, Observation } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import type { CurrentModel } from "./door.ts";
import { makeModel } from "./make-model.ts";
import { makeModelApart, type ModelApart } from "./model-apart.ts";

/** The model and the way back. */
export type KnownModel = CurrentModel & {
  readonly statementsOf: StatementsOf;
  /** What was said of who is the same and whom to believe, oldest first. */
  readonly judgements: readonly Observation[];
  readonly evidence: ReadonlyMap<EvidenceId, EvidenceEntry>;
};

async function statementsIn(store: Store): Promise<number> {
  const entries = await store.evidence.list();
  return entries.reduce((sum, { observations }) => sum + observations, 0);
}

async function computeModel(store: Store, apart: ModelApart | null): Promise<KnownModel | null> {
  const statements = apart === null ? 0 : await statementsIn(store);
  const isHere = apart === null || statements < (apart.hereBelow ?? 0);
  const made = isHere ? await makeModel(store) : await makeModelApart(apart, statements);
  if (made === null) return null;
  const { entries, ...rest } = made;
  const evidence = new Map(entries.map((entry) => [entry.evidence.id, entry]));
  return { ...rest, evidence };
}

/** Makes the model once for a state of the facts. A fault is not remembered. */
export function modelBook(
  store: Store,
  apart: ModelApart | null = null,
): () => Promise<KnownModel | null> {
  let known: { readonly revision: number; readonly current: Promise<KnownModel | null> } | null =
    null;
  return async () => {
    const revision = await store.evidence.revision();
    if (known !== null && known.revision === revision) return known.current;
    const entry = { revision, current: computeModel(store, apart) };
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
