/**
 * Makes the model in a thread of its own, which reads the store itself: reconciling some hundred
 * thousand statements takes seconds, and the server must answer meanwhile. The model comes over in
 * parts, each taken in between two requests, and its columns are handed over without a copy.
 */
import { Worker } from "node:worker_threads";
import { openModel, type PackedModel } from "@vallgrav/facts";
import type { MadeModel, PackedMade } from "./make-model.ts";

/** Where the thread reads, and the ceiling of its memory. */
export type ModelApart = {
  /** Address of the store. */
  readonly address: string;
  readonly heapMebibytes: number;
  /** A model of fewer statements is made in this thread, which has loaded all it takes. */
  readonly hereBelow?: number;
};

/** Ceiling of memory that the most statements that may be published stay below. */
export const modelHeapMebibytes = 2_048;

/**
 * What making a model of so many statements needs of memory beside its columns, with a third to
 * spare (measured: 3.9 million statements, 350 mebibytes alive at most). A ceiling that is much
 * higher is filled with what could have been thrown away.
 */
function usualMebibytes(statements: number): number {
  return Math.ceil(224 + statements / 12_000);
}

/** Lists that come in parts, and what each item of them is. */
export type ModelParts = {
  readonly values: PackedModel["book"]["columns"]["values"][number];
  readonly heads: PackedModel["heads"][number];
  readonly assets: PackedModel["book"]["assets"][number];
};

/** What the thread says; parts come from behind, and each waits for an answer. */
export type ModelSaid =
  | {
      readonly [K in keyof ModelParts]: {
        readonly kind: "part";
        readonly of: K;
        readonly part: readonly ModelParts[K][];
      };
    }[keyof ModelParts]
  | { readonly kind: "done"; readonly rest: PackedMade | null };

/** The lists so far, back to front. */
type Taken = { readonly [K in keyof ModelParts]: ModelParts[K][] };

/** Makes equal short texts one again, which every copy between threads takes apart. */
function settling(): (asset: ModelParts["assets"]) => ModelParts["assets"] {
  const known = new Map<string, string>();
  const text = <T extends string>(one: T): T => {
    const first = known.get(one);
    if (first === undefined) known.set(one, one);
    return (first ?? one) as T;
  };
  return ({ id, kind, claims }) => ({
    id,
    kind: text(kind),
    claims: claims.map(({ space, value, within }) =>
      within === undefined
        ? { space: text(space), value }
        : { space: text(space), value, within: text(within) },
    ),
  });
}

/** The whole of what came in parts, opened. */
function opened(rest: PackedMade, { values, heads, assets }: Taken): MadeModel {
  const { packed, ...beside } = rest;
  const columns = { ...packed.book.columns, values: values.toReversed() };
  const book = { ...packed.book, columns, assets: assets.toReversed() };
  const whole = { ...packed, book, heads: heads.toReversed() };
  return { ...openModel(whole), packed: whole, ...beside };
}

function isOutOfMemory(error: unknown): boolean {
  return Reflect.get(Object(error), "code") === "ERR_WORKER_OUT_OF_MEMORY";
}

/**
 * As `makeModel`, in a thread; the thread is gone when this ends.
 * @param statements about how many there are
 * @param usual the ceiling of a first thread; what needs more gets a second one with all there is
 * @throws what the thread threw
 */
export async function makeModelApart(
  { address, heapMebibytes }: ModelApart,
  statements: number,
  usual: number = usualMebibytes(statements),
): Promise<MadeModel | null> {
  if (usual >= heapMebibytes) return madeWithin(address, heapMebibytes);
  try {
    return await madeWithin(address, usual);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return madeWithin(address, heapMebibytes);
  }
}

async function madeWithin(address: string, heapMebibytes: number): Promise<MadeModel | null> {
  const worker = new Worker(new URL("./model-worker.ts", import.meta.url), {
    workerData: address,
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  const settle = settling();
  const taken: Taken = { values: [], heads: [], assets: [] };
  try {
    const { promise, resolve, reject } = Promise.withResolvers<MadeModel | null>();
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the thread of the model ended with ${code}`)));
    worker.on("message", (said: ModelSaid) => {
      if (said.kind === "done") {
        resolve(said.rest === null ? null : opened(said.rest, taken));
        return;
      }
      if (said.of === "assets")
        for (const one of said.part.toReversed()) taken.assets.push(settle(one));
      else if (said.of === "heads") taken.heads.push(...said.part.toReversed());
      else taken.values.push(...said.part.toReversed());
      worker.postMessage(null, []);
    });
    return await promise;
  } finally {
    await worker.terminate();
  }
}
