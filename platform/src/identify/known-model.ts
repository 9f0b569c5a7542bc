/** The model of everything published, with what leads from it back to what was said. */
import type { StatementsOf } from "@vallgrav/facts";
import type { EvidenceId, Observation } from "@vallgrav/kernel";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import type { CurrentModel } from "./current-model.ts";
import { forgetKept, isKept, readKept } from "./kept-model.ts";
import { type MadeModel, makeModel } from "./make-model.ts";
import { makeModelApart, type ModelApart } from "./model-apart.ts";

/** The model and the way back. */
export type KnownModel = CurrentModel & {
  readonly statementsOf: StatementsOf;
  /** What was said of who is the same and whom to believe, oldest first. */
  readonly judgements: readonly Observation[];
  readonly evidence: ReadonlyMap<EvidenceId, EvidenceEntry>;
};

async function madeOf(store: Store, apart: ModelApart | null): Promise<MadeModel | null> {
  if (apart === null) return makeModel(store);
  const entries = await store.evidence.list();
  const statements = entries.reduce((sum, { observations }) => sum + observations, 0);
  const { kept } = apart;
  const isOnDisk = kept !== undefined && isKept(kept, statements);
  // Of more, which somebody withdrew while nobody was asked for the model.
  if (kept !== undefined && !isOnDisk) await forgetKept(kept);
  // Of nothing there is nothing to wait for, and a thread takes half a second to begin.
  if (statements === 0 || statements < (apart.hereBelow ?? 0)) return makeModel(store);
  const known = isOnDisk ? await readKept(kept, entries) : null;
  return known ?? makeModelApart(apart, statements);
}

async function computeModel(store: Store, apart: ModelApart | null): Promise<KnownModel | null> {
  const made = await madeOf(store, apart);
  if (made === null) return null;
  const { entries, ...rest } = made;
  const evidence = new Map(entries.map((entry) => [entry.evidence.id, entry]));
  return { ...rest, evidence };
}

/** The model of everything published. */
export type ModelBook = {
  /**
   * Made once for a state of the facts; a fault is not remembered. While what is known is being
   * changed, the one before: who looks meanwhile waits for nothing.
   */
  readonly current: () => Promise<KnownModel | null>;
  /**
   * Changes what is known, and ends when the model has it, where anybody has looked at a model:
   * whoever changed something sees it at once. A model that cannot be made is no fault of the
   * change; the next to ask hears of it.
   */
  readonly change: <T>(work: () => Promise<T>, how: Changing) => Promise<T>;
};

/** How what is known is changed. */
export type Changing = {
  /** Whether facts are only added. Where they may go, nothing of them stays on disk. */
  readonly isMore: boolean;
  /** Ends the waiting, not the change. */
  readonly signal?: AbortSignal;
};

type Entry = { readonly revision: number; readonly model: Promise<KnownModel | null> };

/** Resolves when somebody wants no more. */
function abortOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Opens the book. @param apart where a thread makes the model; null: it is made in this one */
export function modelBook(store: Store, apart: ModelApart | null = null): ModelBook {
  let known: Entry | null = null;
  /** What was made last; null while nothing was, or the last could not be. */
  let made: { readonly model: KnownModel | null } | null = null;
  let changes = 0;
  const modelAt = async (revision: number): Promise<KnownModel | null> => {
    try {
      return await computeModel(store, apart);
    } finally {
      // What a thread kept of facts that were changed while it worked may have been withdrawn.
      if (apart?.kept !== undefined && (await store.evidence.revision()) !== revision)
        await forgetKept(apart.kept);
    }
  };
  const newest = async (): Promise<KnownModel | null> => {
    const revision = await store.evidence.revision();
    if (known !== null && known.revision === revision) return known.model;
    const entry = { revision, model: modelAt(revision) };
    known = entry;
    try {
      const model = await entry.model;
      if (known === entry) made = { model };
      return model;
    } catch (error) {
      // A fault is not an answer: the next to ask tries again.
      if (known === entry) {
        known = null;
        made = null;
      }
      throw error;
    }
  };
  return {
    current: async () => (changes > 0 && made !== null ? made.model : newest()),
    change: async (work, { isMore, signal }) => {
      changes += 1;
      try {
        const done = await work();
        if (apart?.kept !== undefined) await forgetKept(apart.kept, isMore);
        const worked = made === null ? null : newest().catch(() => null);
        await (signal === undefined ? worked : Promise.race([worked, abortOf(signal)]));
        return done;
      } finally {
        changes -= 1;
      }
    },
  };
}
