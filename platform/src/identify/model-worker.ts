/** The thread behind `makeModelApart`: reads the store, makes the model, hands it over in parts. */
import { parentPort, workerData } from "node:worker_threads";
import { inOneMemory } from "../jobs/one-memory.ts";
import { openStore } from "../storage/index.ts";
import { packStored } from "./make-model.ts";
import { helperOf } from "./help-apart.ts";
import { keeping, type ModelKeeper, modelKey, statementsFile } from "./kept-model.ts";
import type { ModelQuestion, ModelSaid } from "./model-apart.ts";
import type { ModelPart, ModelParts } from "./model-parts.ts";

/** Most of a list in one part: the other side takes it in at once, in some ten milliseconds. */
const atOnce = 5_000;

/** Says a part and waits until the other side has taken it in. */
async function tell(said: ModelSaid): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  parentPort?.once("message", resolve);
  parentPort?.postMessage(said, []);
  await promise;
}

/** Tells a list from behind, and forgets what was told: two whole copies would not fit. */
async function tellAll<K extends keyof ModelParts>(
  of: K,
  list: readonly ModelParts[K][],
  keeper: ModelKeeper | null,
): Promise<void> {
  // The list was made for this thread alone, which has no other use for it.
  const left = list as ModelParts[K][];
  while (left.length > 0) {
    const part = { kind: "part", of, part: left.splice(-atOnce) } as ModelPart;
    keeper?.add(part);
    await tell(part);
  }
}

// Whoever owns the data clears what was left half; here it is only read, once from end to end.
const { address, keep } = workerData as ModelQuestion;
const store = await openStore(address, { recover: false, cacheKibibytes: 4_096 });
const made = await packStored(store, {
  file: keep === null ? null : statementsFile(keep),
  helper: helperOf(address),
});
await store.close();
if (made === null) parentPort?.postMessage({ kind: "done", rest: null } satisfies ModelSaid, []);
else {
  const { book, heads } = made.packed;
  const keeper = keep === null ? null : keeping(keep, modelKey(made.entries));
  await tellAll("values", book.columns.values, keeper);
  await tellAll("heads", heads, keeper);
  await tellAll("assets", book.assets, keeper);
  // Before its columns are shared, for such cannot be written.
  keeper?.end(made);
  const said: ModelSaid = { kind: "done", rest: inOneMemory(made) };
  parentPort?.postMessage(said, []);
}
