/**
 * Makes the model in a thread of its own, which reads the store itself: reconciling some hundred
 * thousand statements takes seconds, and the server must answer meanwhile. The model comes over in
 * parts, each taken in between two requests; what the parts share is held once again.
 */
import { Worker } from "node:worker_threads";
import {
  type Asset,
  type Model,
  type Relation,
  type Report,
  type StatementIndex,
  statementsOf,
} from "@vallgrav/facts";
import type { EvidenceId, ObservationId } from "@vallgrav/kernel";
import { sharedTexts } from "./lean.ts";
import type { MadeModel } from "./make-model.ts";

/** Where the thread reads, and the ceiling of its memory. */
export type ModelApart = {
  /** Address of the store. */
  readonly address: string;
  readonly heapMebibytes: number;
};

/** Ceiling of memory that the most statements that may be published stay below. */
export const modelHeapMebibytes = 4_096;

/** A model without what comes in parts, and ids as evidence and ordinal. */
export type ModelRest = Omit<MadeModel, "model" | "statementsOf" | "index" | "ids"> & {
  readonly model: Omit<Model, "assets" | "relations">;
  readonly index: StatementIndex;
  readonly evidence: readonly EvidenceId[];
  readonly evidenceOf: Uint32Array;
  readonly ordinals: Uint32Array;
};

/** What is known of a model that was made in a thread. */
type ModelTaken = Omit<MadeModel, "index" | "ids">;

/** What the thread says; parts come from behind, and each waits for an answer. */
export type ModelSaid =
  | { readonly kind: "assets"; readonly part: readonly Asset[] }
  | { readonly kind: "relations"; readonly part: readonly Relation[] }
  | { readonly kind: "done"; readonly rest: ModelRest | null };

/** Makes equal texts of reports one again, which every copy between threads takes apart. */
function settling(): { asset: (one: Asset) => Asset; relation: (one: Relation) => Relation } {
  const text = sharedTexts();
  const report = ({
    observation,
    evidence,
    source,
    kind,
    standing,
    validFrom,
  }: Report): Report => ({
    observation,
    evidence: text(evidence),
    source: text(source),
    kind: text(kind),
    standing: text(standing),
    validFrom: text(validFrom),
  });
  type AnyFact = Asset["facts"][string];
  const fact = <T extends AnyFact | Asset["present"]>(one: T): T => ({
    ...one,
    standing: text(one.standing),
    since: text(one.since),
    by: one.by.map(report),
    against: one.against.map((other) => ({ ...other, by: other.by.map(report) })),
  });
  return {
    asset: (one) => ({
      ...one,
      kind: text(one.kind),
      lastSeen: text(one.lastSeen),
      present: fact(one.present),
      facts: Object.fromEntries(
        Object.entries(one.facts).map(([name, each]) => [text(name), fact(each)]),
      ),
    }),
    relation: (one) => ({
      ...one,
      kind: text(one.kind),
      from: text(one.from),
      to: text(one.to),
      lastSeen: text(one.lastSeen),
      present: fact(one.present),
    }),
  };
}

/** The whole of what came in parts. */
function taken(
  rest: ModelRest,
  assets: readonly Asset[],
  relations: readonly Relation[],
): ModelTaken {
  const { model, index, evidence, evidenceOf, ordinals, ...others } = rest;
  const idAt = (at: number): ObservationId | undefined => {
    const id = evidence[evidenceOf[at] ?? -1];
    return id === undefined ? undefined : (`${id}#${ordinals[at]}` as ObservationId);
  };
  return {
    ...others,
    model: { ...model, assets: assets.toReversed(), relations: relations.toReversed() },
    statementsOf: statementsOf(index, idAt),
  };
}

/**
 * As `makeModel`, in a thread; the thread is gone when this ends.
 * @throws what the thread threw
 */
export async function makeModelApart({
  address,
  heapMebibytes,
}: ModelApart): Promise<ModelTaken | null> {
  const worker = new Worker(new URL("./model-worker.ts", import.meta.url), {
    workerData: address,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  const settle = settling();
  const assets: Asset[] = [];
  const relations: Relation[] = [];
  try {
    const { promise, resolve, reject } = Promise.withResolvers<ModelTaken | null>();
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the thread of the model ended with ${code}`)));
    worker.on("message", (said: ModelSaid) => {
      if (said.kind === "done") {
        const { rest } = said;
        resolve(rest === null ? null : taken(rest, assets, relations));
        return;
      }
      if (said.kind === "assets")
        for (const one of said.part.toReversed()) assets.push(settle.asset(one));
      else for (const one of said.part.toReversed()) relations.push(settle.relation(one));
      worker.postMessage(null, []);
    });
    return await promise;
  } finally {
    await worker.terminate();
  }
}
