/**
 * Jobs: long work, one at a time, facts before calculations, with progress, cancellation and
 * resumption. The store holds the truth; this is its worker.
 */
import { randomUUID } from "node:crypto";
import type { Instant, Json } from "@vallgrav/kernel";
import type { Job } from "../api/index.ts";
import type { JobRecord, JobStore } from "../storage/index.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { jobLimits } from "./job-limits.ts";
import { JobRefused, problemOf, problemOfFault } from "./jobs-problem.ts";
import { leaseFrom } from "./lease.ts";
import { bringsFacts, factKinds, givesWay } from "./precedence.ts";
import { runningJobOf } from "./running-job.ts";
import type { JobContext, RunningJob } from "./running-job.ts";

/** Kinds of job that the API knows. */
export type JobKind = Job["kind"];

/**
 * Does the work and gives its result. A refused input is thrown as {@link JobRefused}; anything
 * else it throws is logged and becomes `jobs/failed`.
 */
export type JobHandler = (context: JobContext) => Promise<Json>;

/** A job to be done. */
export type JobRequest = {
  readonly kind: JobKind;
  /** Same kind and key while waiting or running: the same job. Null: always a new one. */
  readonly key: string | null;
  readonly title: string;
  readonly payload: Json;
};

/** What jobs need from outside. */
export type JobsOptions = {
  readonly store: JobStore;
  readonly clock?: Clock;
  readonly newId?: () => string;
  /** Where errors go that are no business of the user's: what it was about, and the error. */
  readonly log: (about: string, error: unknown) => void;
  /**
   * Whether this is the only worker of the store (the default): then what was running when it
   * starts is resumed at once. Otherwise it waits until the other's lease is out.
   */
  readonly isAlone?: boolean;
  /** Told of each job that this process has brought to its end. */
  readonly ended?: (job: Job) => Promise<void>;
  /** Asked before a kind of job that nothing is registered for is given up: may register it. */
  readonly fetchKind?: (kind: string) => Promise<void>;
};

/** The jobs of one store, and the worker for them in this process. */
export type Jobs = {
  /** Says how a kind of job is done; before `start`. */
  register(kind: JobKind, handler: JobHandler): void;
  /** Begins working: first what was interrupted, then what waits, in order. */
  start(): void;
  /** Adds a job, or returns the one under way with the same kind and key. */
  submit(request: JobRequest): Promise<Job>;
  /** Ends a waiting job; tells a running one to end. Null when the id is unknown. */
  cancel(id: string): Promise<Job | null>;
  load(id: string): Promise<Job | null>;
  /** The newest 200, newest first. */
  list(): Promise<readonly Job[]>;
  /** What a done job gave; null before. */
  loadResult(id: string): Promise<Json | null>;
  /** The job when it has ended, or null when the id is unknown. Needs a worker somewhere. */
  wait(id: string): Promise<Job | null>;
  /** Stops working; a job that runs goes back to waiting and is resumed at the next start. */
  stop(): Promise<void>;
};

type Parts = Required<JobsOptions> & {
  readonly handlers: ReadonlyMap<JobKind, JobHandler>;
  readonly owner: string;
};

function isOver(job: Pick<Job, "state">): boolean {
  return job.state !== "waiting" && job.state !== "running";
}

function publicOf(record: JobRecord, running: RunningJob | null): Job {
  const { id, kind, title, state, attempt, createdAt, endedAt } = record;
  const live = running?.id === id && state === "running" ? running.live() : record;
  const { done, total, counts, problems } = live;
  return { id, kind, title, state, done, total, counts, problems, attempt, createdAt, endedAt };
}

/** Runs the handler of a claimed job and writes how it ended. */
async function perform(parts: Parts, record: JobRecord, running: RunningJob): Promise<void> {
  const { handlers, clock, log } = parts;
  const over = (state: Job["state"], result: Json | null = null): Promise<boolean> =>
    running.save({ state, result, endedAt: clock.now(), leaseUntil: null });
  const failed = (problem: ReturnType<typeof problemOfFault>): Promise<boolean> => {
    running.context.problem(problem);
    return over("failed");
  };
  if (record.cancelRequested) running.end("cancelled");
  if (!handlers.has(record.kind)) await parts.fetchKind(record.kind);
  const handler = handlers.get(record.kind);
  if (record.attempt > jobLimits.attempts)
    await failed(problemOf("jobs/given-up", { attempts: jobLimits.attempts }));
  else if (handler === undefined)
    await failed(problemOf("jobs/unknown-kind", { kind: record.kind }));
  else if (running.endReason() === "cancelled") await over("cancelled");
  else {
    let result: Json;
    try {
      result = await handler(running.context);
    } catch (error) {
      const reason = running.endReason();
      if (reason === "lost") return;
      if (reason === "cancelled") await over("cancelled");
      else if (reason === "stopped" || reason === "gave-way") {
        // Not the job's fault: this start does not count against it.
        const attempt = record.attempt - 1;
        await running.save({ state: "waiting", owner: null, leaseUntil: null, attempt });
      } else if (error instanceof JobRefused) {
        for (const problem of error.problems) running.context.problem(problem);
        await over("failed");
      } else {
        log(`job ${record.id}`, error);
        await failed(problemOfFault(error, record.id));
      }
      return;
    }
    await over("done", result);
  }
}

/** The worker: claims and performs until there is nothing to do. */
function workerOf(parts: Parts, onEnd: (id: string) => Promise<void>) {
  const { store, clock, owner, log } = parts;
  let running: RunningJob | null = null;
  let working: Promise<void> | null = null;
  let isWoken = false;
  const state = { isStopped: true };
  const claimNext = (takeOver: boolean): Promise<JobRecord | null> => {
    const now: Instant = clock.now();
    const leaseUntil = leaseFrom(now);
    return store.claim({ owner, now, leaseUntil, takeOver, first: factKinds });
  };
  const workThrough = async (first: boolean): Promise<void> => {
    let takeOver = first && parts.isAlone;
    while (!state.isStopped) {
      isWoken = false;
      const record = await claimNext(takeOver);
      takeOver = false;
      if (record === null) {
        // Somebody may have added a job while we were told that there is none.
        if (isWoken) continue;
        return;
      }
      running = runningJobOf(record, parts);
      if (state.isStopped) running.end("stopped");
      try {
        await perform(parts, record, running);
      } finally {
        running = null;
        await onEnd(record.id);
      }
    }
  };
  const wake = (first = false): void => {
    isWoken = true;
    if (state.isStopped || working !== null) return;
    working = workThrough(first)
      // The store is away; the next heartbeat tries again.
      .catch((error: unknown) => {
        log("jobs", error);
      })
      .finally(() => {
        working = null;
        // Woken in the moment between the last look and here.
        if (isWoken) wake();
      });
  };
  return {
    running: () => running,
    wake,
    start: () => {
      state.isStopped = false;
      wake(true);
    },
    stop: async () => {
      state.isStopped = true;
      running?.end("stopped");
      await working;
    },
  };
}

/** People and programs waiting for a job to end. */
function waitersOf(load: (id: string) => Promise<Job | null>) {
  const waiting = new Map<string, ((job: Job | null) => void)[]>();
  const look = async (id: string): Promise<void> => {
    if (!waiting.has(id)) return;
    const job = await load(id);
    if (job !== null && !isOver(job)) return;
    for (const resolve of waiting.get(id) ?? []) resolve(job);
    waiting.delete(id);
  };
  return {
    look,
    lookAtAll: async () => {
      for (const id of waiting.keys()) await look(id);
    },
    wait: async (id: string): Promise<Job | null> => {
      const { promise, resolve } = Promise.withResolvers<Job | null>();
      waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
      await look(id);
      return promise;
    },
  };
}

/** What stopped with the process has not ended: it goes on at the next start. */
async function tellEnd({ ended, log }: Parts, job: Job | null): Promise<void> {
  if (job === null || !isOver(job)) return;
  try {
    await ended(job);
  } catch (error) {
    log("jobs", error);
  }
}

function usual(): Omit<Required<JobsOptions>, "log" | "store"> {
  const nothing = (): Promise<void> => Promise.resolve();
  const tell = { ended: nothing, fetchKind: nothing };
  return { clock: systemClock, newId: randomUUID, isAlone: true, ...tell };
}

/** Jobs over a store. */
export function jobsOf(options: JobsOptions): Jobs {
  const handlers = new Map<JobKind, JobHandler>();
  const parts: Parts = { ...usual(), ...options, handlers, owner: randomUUID() };
  const { store, clock, log } = parts;
  const load = async (id: string): Promise<Job | null> => {
    const record = await store.load(id);
    return record === null ? null : publicOf(record, worker.running());
  };
  const waiters = waitersOf(load);
  const worker = workerOf(parts, async (id) => {
    await waiters.look(id);
    await tellEnd(parts, await load(id));
  });
  let isBeating = false;
  const beat = async (): Promise<void> => {
    if (isBeating) return;
    isBeating = true;
    try {
      const running = worker.running();
      if (running === null) worker.wake();
      else await running.beat();
      await waiters.lookAtAll();
    } catch (error) {
      log("jobs", error);
    } finally {
      isBeating = false;
    }
  };
  let stopBeating: (() => void) | null = null;
  return {
    register: (kind, handler) => {
      handlers.set(kind, handler);
    },
    start: () => {
      stopBeating ??= clock.repeat(jobLimits.heartbeatMs, () => void beat());
      worker.start();
    },
    submit: async ({ kind, key, title, payload }) => {
      const createdAt = clock.now();
      const record = await store.add({ id: parts.newId(), kind, key, title, payload, createdAt });
      const running = worker.running();
      if (bringsFacts(kind) && running !== null && givesWay(running.kind)) running.end("gave-way");
      worker.wake();
      return publicOf(record, worker.running());
    },
    cancel: async (id) => {
      const record = await store.cancel(id, clock.now());
      if (record === null) return null;
      if (worker.running()?.id === id) worker.running()?.end("cancelled");
      await waiters.look(id);
      return publicOf(record, worker.running());
    },
    load,
    list: async () => {
      const records = await store.list(jobLimits.listed);
      return records.map((record) => publicOf(record, worker.running()));
    },
    loadResult: async (id) => (await store.load(id))?.result ?? null,
    wait: (id) => waiters.wait(id),
    stop: async () => {
      stopBeating?.();
      stopBeating = null;
      await worker.stop();
    },
  };
}
