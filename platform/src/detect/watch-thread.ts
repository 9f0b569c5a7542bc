/** The thread of rules, seen from the server: asked for one stretch of lines after the other. */
import { Worker } from "node:worker_threads";
import type { DataKey, TuningRecord } from "../storage/index.ts";
import type { ListedRule } from "./rule-list.ts";
import type { Watched } from "./watcher.ts";

/** What the thread begins with. */
export type ThreadGiven = {
  readonly folder: string;
  /** For files of the folder that are sealed. */
  readonly keys: readonly DataKey[];
  /** Number of the first line that it tells of. */
  readonly from: number;
  readonly rulePaths: readonly string[];
  readonly tunings: readonly TuningRecord[];
};

/** What the thread is asked: lines whose numbers are below, as many as it takes at once. */
export type ThreadAsked = { readonly below: number };

/** The rules that the thread holds. */
export type HeldRules = {
  /** Those that alert, and that some reader has events for. */
  readonly active: number;
  readonly refused: number;
  readonly files: readonly string[];
  readonly list: readonly ListedRule[];
};

/** What the thread says. */
export type ThreadSaid =
  | ({ readonly kind: "ready" } & HeldRules)
  | {
      readonly kind: "watched";
      readonly from: number;
      readonly next: number;
      readonly watched: Watched;
    };

/** Lines gone through. */
export type Stretch = Extract<ThreadSaid, { readonly kind: "watched" }>;

/** A thread at work. */
export type WatchThread = {
  /** Answers when the rules are compiled. */
  readonly ready: Promise<HeldRules>;
  /** The next lines below a number. One question at a time. @throws what ended the thread */
  readonly ask: (below: number) => Promise<Stretch>;
  readonly close: () => Promise<void>;
};

/** Starts the thread. */
export function startWatchThread(given: ThreadGiven): WatchThread {
  const worker = new Worker(new URL("./watch-worker.ts", import.meta.url), { workerData: given });
  let answered: ((stretch: Stretch) => void) | null = null;
  let failed: ((error: Error) => void) | null = null;
  let broken: Error | null = null;
  let isReady: (rules: HeldRules) => void = () => undefined;
  let isBroken: (error: Error) => void = () => undefined;
  const ready = new Promise<HeldRules>((resolve, reject) => {
    isReady = resolve;
    isBroken = reject;
  });
  // Whoever closes before the rules are compiled does not wait for them.
  ready.catch(() => undefined);
  const end = (error: Error): void => {
    broken ??= error;
    isBroken(broken);
    failed?.(broken);
  };
  worker.on("message", (said: ThreadSaid) => {
    if (said.kind === "ready") isReady(said);
    else answered?.(said);
  });
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread of rules has ended")));
  return {
    ready,
    ask: async (below) => {
      if (broken !== null) throw broken;
      return new Promise<Stretch>((resolve, reject) => {
        answered = resolve;
        failed = reject;
        worker.postMessage({ below } satisfies ThreadAsked, []);
      });
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
