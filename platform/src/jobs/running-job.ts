/** A job while it runs here: its signal, its live progress, and what has been written of it. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { msFromInstant } from "@vallgrav/kernel";
import type { Json, Problem } from "@vallgrav/kernel";
import type { Job } from "../api/index.ts";
import type { JobChange, JobRecord, JobStore } from "../storage/index.ts";
import type { Clock } from "./clock.ts";
import { jobLimits } from "./job-limits.ts";
import { leaseFrom } from "./lease.ts";
import { factKinds, givesWay } from "./precedence.ts";
import { problemOf } from "./jobs-problem.ts";

/** What a handler is given. */
export type JobContext = {
  readonly job: string;
  /** Aborted when the job is cancelled, taken over, or the process stops: then end soon. */
  readonly signal: AbortSignal;
  /** 1 at the first start; one more after each time that the process ended while the job ran. */
  readonly attempt: number;
  readonly payload: Json;
  /**
   * Tells how far the work is; cheap, awaited at least every 50 ms so that others get their turn.
   * Written at most every 200 ms; who asks this process sees it at once.
   */
  readonly progress: (done: number, total: number | null, counts?: Job["counts"]) => Promise<void>;
  /** Reports a problem of the input; of more than 1 000 only the number is kept. */
  readonly problem: (problem: Problem<string, object>) => void;
  /** What an earlier attempt saved, or null. */
  readonly loadCheckpoint: () => Json | null;
  /** Saves from where another attempt may go on; written before it resolves. */
  readonly saveCheckpoint: (state: Json) => Promise<void>;
};

/** What can be read and done with a job that runs here. */
export type RunningJob = {
  readonly id: string;
  readonly kind: JobRecord["kind"];
  readonly context: JobContext;
  /** What is true now, which may be newer than what is stored. */
  live(): Pick<JobRecord, "done" | "total" | "counts" | "problems">;
  /** Writes a change together with the progress; false when the job is no longer ours. */
  save(change: JobChange): Promise<boolean>;
  /** Renews the lease; takes notice when somebody elsewhere has cancelled the job or taken it. */
  beat(): Promise<void>;
  /** Tells the handler to end, and remembers why. The first reason stays. */
  end(reason: EndReason): void;
  endReason(): EndReason | null;
};

/** Why a handler was told to end; what stopped or gave way goes on later. */
export type EndReason = "cancelled" | "stopped" | "gave-way" | "lost";

type Parts = { readonly store: JobStore; readonly clock: Clock; readonly owner: string };

function problemList(): { add(problem: Problem): void; all(): readonly Problem[] } {
  const kept: Problem[] = [];
  let beyond = 0;
  return {
    add: (problem) => {
      if (kept.length < jobLimits.problems) kept.push(problem);
      else beyond += 1;
    },
    all: () =>
      beyond === 0
        ? [...kept]
        : [...kept, problemOf("jobs/more-problems", { count: beyond }) as Problem],
  };
}

/** Starts keeping account of a job that was just claimed. */
export function runningJobOf(record: JobRecord, { store, clock, owner }: Parts): RunningJob {
  const controller = new AbortController();
  // Problems of an earlier attempt are found again by this one.
  const problems = problemList();
  let progress = { done: record.done, total: record.total, counts: record.counts };
  let checkpoint = record.checkpoint;
  let writtenMs = Number.NEGATIVE_INFINITY;
  let reason: EndReason | null = null;
  const live = () => ({ ...progress, problems: problems.all() });
  const end = (why: EndReason): void => {
    reason ??= why;
    controller.abort();
  };
  const save = async (change: JobChange): Promise<boolean> => {
    writtenMs = msFromInstant(clock.now());
    const isOurs = await store.save(record.id, owner, { ...live(), ...change });
    if (!isOurs) end("lost");
    return isOurs;
  };
  const report = async (): Promise<void> => {
    if (msFromInstant(clock.now()) - writtenMs >= jobLimits.progressMs) await save({});
    // Gives everybody else their turn, the one who cancels among them.
    await nextTurn();
  };
  const context: JobContext = {
    job: record.id,
    signal: controller.signal,
    attempt: record.attempt,
    payload: record.payload,
    progress: (done, total, counts) => {
      progress = { done, total, counts: counts ?? progress.counts };
      return report();
    },
    problem: (problem) => {
      problems.add(problem as Problem);
    },
    loadCheckpoint: () => checkpoint,
    saveCheckpoint: async (state: Json) => {
      checkpoint = state;
      await save({ checkpoint });
      await nextTurn();
    },
  };
  const beat = async (): Promise<void> => {
    if (!(await save({ leaseUntil: leaseFrom(clock.now()) }))) return;
    const stored = await store.load(record.id);
    if (stored?.cancelRequested === true) end("cancelled");
    // Somebody elsewhere may have brought facts.
    if (givesWay(record.kind) && (await store.isWaiting(factKinds))) end("gave-way");
  };
  const { id, kind } = record;
  return { id, kind, context, live, save, beat, end, endReason: () => reason };
}
