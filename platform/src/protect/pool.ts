/**
 * Worker threads that play runs. Work is cut into fixed pieces whatever the number of threads, and
 * pieces are put together in their order, so the figures are the same for any number.
 */
import { Worker } from "node:worker_threads";
import { youngMebibytes } from "../jobs/heap-ceiling.ts";
import type { Setting } from "./setting.ts";
import type { Task, TaskResult } from "./tasks.ts";

export type Pool = {
  /**
   * Runs tasks, at most one per thread at a time, those of one lane in one thread; results in the
   * order of the tasks. An abort ends it at once, whatever the threads are at: a piece of a large
   * municipality may take a minute. The pool can only be closed then.
   */
  readonly run: <T extends Task>(
    tasks: readonly T[],
    signal?: AbortSignal,
  ) => Promise<readonly TaskResult<T>[]>;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
};
type Thread = { readonly worker: Worker; waiting: Waiting | null; broken: Error | null };

function startThread(settings: readonly Setting[]): Thread {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: youngMebibytes },
  });
  const thread: Thread = { worker, waiting: null, broken: null };
  const taken = (): Waiting | null => {
    const { waiting } = thread;
    thread.waiting = null;
    return waiting;
  };
  const end = (error: Error): void => {
    thread.broken ??= error;
    taken()?.reject(thread.broken);
  };
  worker.on("message", (result: unknown) => taken()?.resolve(result));
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread has ended")));
  worker.unref();
  return thread;
}

async function ask(thread: Thread, task: Task): Promise<unknown> {
  // A thread that broke between two tasks answers no more.
  if (thread.broken !== null) throw thread.broken;
  return new Promise((resolve, reject) => {
    thread.waiting = { resolve, reject };
    thread.worker.ref();
    // Copied, nothing handed over.
    thread.worker.postMessage(task, []);
  }).finally(() => thread.worker.unref());
}

/** What is awaited, or the reason of an abort as soon as there is one. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  signal.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/**
 * Starts the threads. Each holds the settings: about the size of the graph, which those of several
 * attackers share, and of each attacker's scene.
 */
export function openPool(settings: Setting | readonly Setting[], threads: number): Pool {
  const all = Array.isArray(settings) ? (settings as readonly Setting[]) : [settings as Setting];
  const crew = Array.from({ length: Math.max(1, threads) }, () => startThread(all));
  let isAbandoned = false;
  return {
    run: async <T extends Task>(tasks: readonly T[], signal?: AbortSignal) => {
      // Threads may still be at what they were asked, and would answer that.
      if (isAbandoned) throw new Error("a pool that was aborted is asked nothing more");
      const results: TaskResult<T>[] = [];
      const own: number[][] = crew.map(() => []);
      const anyones: number[] = [];
      for (const [at, { lane }] of tasks.entries())
        (lane === undefined ? anyones : own[lane % crew.length])?.push(at);
      const work = async (thread: Thread, member: number): Promise<void> => {
        const queue = own[member] ?? [];
        for (;;) {
          const at = queue.shift() ?? anyones.shift();
          if (at === undefined) return;
          signal?.throwIfAborted();
          const task = tasks[at];
          if (task !== undefined) results[at] = (await ask(thread, task)) as TaskResult<T>;
        }
      };
      const whole = Promise.all(crew.map(work));
      if (signal === undefined) await whole;
      else
        try {
          await unlessAborted(whole, signal);
        } finally {
          isAbandoned = signal.aborted;
        }
      return results;
    },
    close: async () => {
      await Promise.all(crew.map(({ worker }) => worker.terminate()));
    },
  };
}
