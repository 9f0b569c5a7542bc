/** Plays the samples of a scene in threads; the same bits for any number of them. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { AttackGraph, RunRange, Scene } from "@vallgrav/mal";

/** Samples per piece of work. A sample is an outer draw of its own: nothing is shared. */
const piece = 5_000;

function shared<T extends Int32Array | Uint8Array | Float64Array>(array: T): T {
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** The graph with its arrays in memory that threads read together. */
function sharedGraph(graph: AttackGraph): AttackGraph {
  return {
    ...graph,
    stepOf: shared(graph.stepOf),
    assetOf: shared(graph.assetOf),
    kinds: shared(graph.kinds),
    existence: shared(graph.existence),
    defenceOn: shared(graph.defenceOn),
    childOffsets: shared(graph.childOffsets),
    children: shared(graph.children),
    parentOffsets: shared(graph.parentOffsets),
    parents: shared(graph.parents),
    firstNode: shared(graph.firstNode),
  };
}

type Answers = {
  readonly resolve: (times: Float64Array) => void;
  readonly reject: (error: Error) => void;
};

/** A thread that answers one range at a time. */
function openThread(workerData: Scene): {
  readonly play: (range: RunRange) => Promise<Float64Array>;
  readonly close: () => Promise<unknown>;
} {
  const worker = new Worker(new URL("./simulate-worker.ts", import.meta.url), { workerData });
  let waiting: Answers | null = null;
  let broken: Error | null = null;
  const end = (error: Error): void => {
    broken ??= error;
    waiting?.reject(broken);
  };
  worker.on("message", (times: Float64Array) => waiting?.resolve(times));
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread has ended")));
  return {
    play: async (range) =>
      new Promise((resolve, reject) => {
        if (broken !== null) return reject(broken);
        waiting = { resolve, reject };
        return worker.postMessage(range, []);
      }),
    close: async () => worker.terminate(),
  };
}

/**
 * Days until each objective of a scene in each sample, sample by sample; Infinity for never.
 * @param threads null: one per processor, at most four
 */
export async function playScene(
  scene: Scene,
  samples: number,
  threads: number | null,
): Promise<Float64Array> {
  const objectives = scene.objectives.length;
  const times = new Float64Array(samples * objectives);
  const pieces = Math.ceil(samples / piece);
  const wanted = threads ?? Math.min(4, availableParallelism());
  const workerData = { ...scene, graph: sharedGraph(scene.graph) };
  const crew = Array.from({ length: Math.min(wanted, pieces) }, () => openThread(workerData));
  let next = 0;
  const work = async ({ play }: (typeof crew)[number]): Promise<void> => {
    for (let at = next; at < pieces; at = next) {
      next += 1;
      const outerFrom = at * piece;
      const outerTo = Math.min(samples, outerFrom + piece);
      times.set(await play({ outerFrom, outerTo, inner: 1 }), outerFrom * objectives);
    }
  };
  try {
    await Promise.all(crew.map(work));
    return times;
  } finally {
    await Promise.all(crew.map(({ close }) => close()));
  }
}
