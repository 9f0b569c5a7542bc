/**
 * The state of the first page: ready from what is kept, or a job computes it, which tells both
 * dials of today long before the plans are made.
 */
import type { CurvePoint, EarlyPlan, FirstDials, Job, PlanReport, Position } from "../api/index.ts";
import type { Jobs } from "../jobs/index.ts";
import { budgetStops } from "./compute.ts";
import type { PositionAsked } from "./door.ts";
import type { RunSize } from "./run-size.ts";
import { pageBudget } from "./early-plans.ts";
import { computationId, curveAsked } from "./kept.ts";
import type { SettingShelf } from "./setting-book.ts";
import type { PricedModel } from "./setting.ts";

/** What the state is looked up in. */
export type FirstPageInput = {
  readonly jobs: Pick<Jobs, "load" | "submit">;
  readonly size: RunSize;
  readonly current: () => Promise<PricedModel | null>;
  readonly settingOf: SettingShelf;
  /** What is kept of the usual computation. */
  readonly load: () => Promise<{
    readonly reports: readonly PlanReport[];
    readonly curve: readonly CurvePoint[];
  } | null>;
};

/** What is known of a computation while it goes on. */
export type SoFar = { readonly first?: FirstDials; readonly early?: EarlyPlan };

/** The state, and what it is told by who computes. */
export type FirstPage = {
  readonly position: (asked?: PositionAsked) => Promise<Position>;
  /** Takes the dials of the runs so far, or the latest plan, of a computation by its name. */
  readonly told: (key: string, soFar: SoFar) => void;
};

/** Looks up what the first page shows, and asks for the job where there is something to compute. */
export function firstPage({ jobs, size, current, settingOf, load }: FirstPageInput): FirstPage {
  /** The job this process last asked for, and the computation it was for. */
  let asked: { readonly key: string; readonly job: string } | null = null;
  let latest: { readonly key: string; readonly soFar: SoFar } | null = null;
  const lastFor = async (key: string): Promise<Job | null> =>
    asked?.key === key ? jobs.load(asked.job) : null;
  const computing = (key: string, job: Job): Position => {
    const known = latest?.key === key ? latest.soFar : {};
    return { state: "computing", job, ...known };
  };
  return {
    told: (key, soFar) => {
      const before = latest?.key === key ? latest.soFar : {};
      latest = { key, soFar: { ...before, ...soFar } };
    },
    position: async ({ again = false } = {}) => {
      const model = await current();
      if (model === null) return { state: "empty" };
      const key = computationId(model, size, curveAsked);
      // Asked before what is kept is looked for: a job that ends in between has kept its result.
      const last = await lastFor(key);
      if (last?.state === "waiting" || last?.state === "running") return computing(key, last);
      const kept = await load();
      const plan = kept?.reports.find(({ budgetSek }) => budgetSek === pageBudget);
      if (kept !== null && plan !== undefined)
        return { state: "ready", plan, curve: kept.curve, stale: false };
      // What takes long is left to the job, which then also says why there can be no dials.
      if (settingOf.isAtHand(model)) {
        const made = await settingOf(model);
        if (!made.ok) return { state: "refused", problems: made.problems };
      }
      const isStopped = last?.state === "cancelled" || last?.state === "failed";
      if (last !== null && isStopped && !again) return { state: "computing", job: last };
      const job = await jobs.submit({
        kind: "plan",
        key,
        title: "plan",
        payload: { budgets: [...budgetStops] },
      });
      asked = { key, job: job.id };
      return computing(key, job);
    },
  };
}
