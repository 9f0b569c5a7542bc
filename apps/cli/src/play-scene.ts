/** Plays the samples of a scene in threads; the same bits for any number of them. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Contracted, RunRange, Scene } from "@vallgrav/mal";
import { contractScene, placeIn } from "@vallgrav/mal";

/** Samples per piece of work, at most. A sample is an outer draw of its own: nothing is shared. */
const largestPiece = 5_000;

/** Pieces for each thread, so that one that is slowed down does not keep the others waiting. */
const piecesEach = 8;

type Answers = {
  readonly resolve: (times: Float64Array) => void;
  readonly reject: (error: Error) => void;
};

/** A thread that answers one range at a time. */
function openThread(workerData: Contracted): {
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
  const wanted = threads ?? Math.min(4, availableParallelism());
  const piece = Math.min(largestPiece, Math.ceil(samples / (wanted * piecesEach)));
  const pieces = Math.ceil(samples / piece);
  const workerData = placeIn(contractScene(scene, []), (bytes) => new SharedArrayBuffer(bytes));
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
