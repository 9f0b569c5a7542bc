/** The thread behind `makeModelApart`: reads the store, makes the model, hands it over in parts. */
import { parentPort, workerData } from "node:worker_threads";
import type { EvidenceId, ObservationId } from "@vallgrav/kernel";
import { openStore } from "../storage/index.ts";
import { makeModel } from "./make-model.ts";
import type { ModelRest, ModelSaid } from "./model-apart.ts";

/** Most of each in one part: the other side takes it in at once, in some ten milliseconds. */
const assetsAtOnce = 250;
const relationsAtOnce = 1_500;

function say(said: ModelSaid): void {
  // Copied, nothing handed over.
  parentPort?.postMessage(said, []);
}

async function tell(said: ModelSaid): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  parentPort?.once("message", resolve);
  say(said);
  await promise;
}

/** Ids as evidence and ordinal, which the store makes sure they are. */
function numbered(
  ids: readonly ObservationId[],
): Pick<ModelRest, "evidence" | "evidenceOf" | "ordinals"> {
  const numbers = new Map<string, number>();
  const [evidenceOf, ordinals] = [new Uint32Array(ids.length), new Uint32Array(ids.length)];
  for (const [at, id] of ids.entries()) {
    const sign = id.lastIndexOf("#");
    const evidence = id.slice(0, sign);
    const number = numbers.get(evidence) ?? numbers.size;
    numbers.set(evidence, number);
    evidenceOf[at] = number;
    ordinals[at] = Number(id.slice(sign + 1));
  }
  return { evidence: [...numbers.keys()] as EvidenceId[], evidenceOf, ordinals };
}

// Whoever owns the data clears what was left half; here it is only read.
const store = await openStore(workerData as string, { recover: false });
const made = await makeModel(store);
await store.close();
if (made === null) say({ kind: "done", rest: null });
else {
  const { model, statementsOf: _, index, ids, ...others } = made;
  const { assets, relations, ...rest } = model;
  // From behind, and forgotten once told: two whole copies would not fit.
  const [leftAssets, leftRelations] = [[...assets], [...relations]];
  (model.assets as unknown[]).length = 0;
  (model.relations as unknown[]).length = 0;
  while (leftAssets.length > 0)
    await tell({ kind: "assets", part: leftAssets.splice(-assetsAtOnce) });
  while (leftRelations.length > 0)
    await tell({ kind: "relations", part: leftRelations.splice(-relationsAtOnce) });
  say({ kind: "done", rest: { ...others, model: rest, index, ...numbered(ids) } });
}
