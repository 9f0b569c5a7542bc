/** Jobs as tests need them: handlers, a clock to move, what was logged, a gate to wait at. */
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import type { Store } from "../../storage/index.ts";
import { jobsOf } from "../index.ts";
import type {
  Clock,
  JobContext,
  JobHandler,
  JobKind,
  JobRequest,
  Jobs,
  JobsOptions,
} from "../index.ts";

/** A clock that only moves, and only beats, when told to. */
export type ManualClock = Clock & { ms: number; beat(): void };

/** A clock at the beginning of 2026. */
export function manualClock(): ManualClock {
  const repeated = new Set<() => void>();
  const clock: ManualClock = {
    ms: Date.UTC(2026, 0, 1),
    now: () => instantFromMs(clock.ms) as Instant,
    repeat: (_, work) => {
      repeated.add(work);
      return () => repeated.delete(work);
    },
    beat: () => {
      for (const work of repeated) work();
    },
  };
  return clock;
}

/** Jobs with all that a test looks at. */
export type Worker = {
  readonly jobs: Jobs;
  readonly clock: ManualClock;
  readonly logged: string[];
};

/** Jobs over a store with these handlers; ids are job-1, job-2 … */
export function workerOn(
  store: Store,
  handlers: Partial<Record<JobKind, JobHandler>>,
  options: {
    readonly clock?: ManualClock;
    readonly isAlone?: boolean;
    readonly ended?: JobsOptions["ended"];
    readonly fetchKind?: JobsOptions["fetchKind"];
  } = {},
): Worker {
  const logged: string[] = [];
  const clock = options.clock ?? manualClock();
  let made = 0;
  const jobs = jobsOf({
    store: store.jobs,
    clock,
    newId: () => {
      made += 1;
      return `job-${made}`;
    },
    log: (about, error) => logged.push(`${about}: ${String(error)}`),
    ...(options.ended === undefined ? {} : { ended: options.ended }),
    ...(options.fetchKind === undefined ? {} : { fetchKind: options.fetchKind }),
    ...(options.isAlone === undefined ? {} : { isAlone: options.isAlone }),
  });
  for (const [kind, handler] of Object.entries(handlers)) jobs.register(kind as JobKind, handler);
  return { jobs, clock, logged };
}

/** An import to be done. */
export function request(title: string, change: Partial<JobRequest> = {}): JobRequest {
  return { kind: "import", key: null, title, payload: { title }, ...change };
}

/** A handler that waits at a gate, or until it is told to end. */
export function gated() {
  const entered = Promise.withResolvers<JobContext>();
  const gate = Promise.withResolvers<void>();
  const handler: JobHandler = async (context) => {
    entered.resolve(context);
    const told = Promise.withResolvers<never>();
    context.signal.addEventListener("abort", () => {
      told.reject(new Error("told to end"));
    });
    await Promise.race([gate.promise, told.promise]);
    return { by: context.attempt };
  };
  return { handler, entered: entered.promise, open: gate.resolve };
}
