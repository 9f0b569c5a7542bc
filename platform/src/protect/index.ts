/**
 * The protect room: from the model to both dials, plans under a budget and the ways in. What is
 * computed is kept under the hash of all it was computed from, so it is never computed twice and
 * never shown for other facts than its own.
 */
import { canonicalJson, type Json } from "@vallgrav/kernel";
import { costOf, measures, selectorCount } from "@vallgrav/knowledge";
import type { Instant } from "@vallgrav/kernel";
import type { CurvePoint, PlanReport, Position, Ways } from "../api/index.ts";
import type { CurrentModel, Identify } from "../identify/door.ts";
import { type JobContext, JobRefused, type Jobs } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import { budgetStops, computePlans } from "./compute.ts";
import { computeWays } from "./compute-ways.ts";
import type { MeasureView, PlanAnswer, Protect, RunSize } from "./door.ts";
import { explainRun } from "./explain-run.ts";
import { hashOf } from "./language.ts";
import { sourceName } from "./report.ts";
import { engineVersion, makeSetting, type SettingResult } from "./setting.ts";

export type { MeasureView, PlanAnswer, Protect, ProtectProblem, RunSize } from "./door.ts";
export { budgetStops } from "./compute.ts";
export { defaultThreads } from "./pool.ts";

/** Sizes unless the user says otherwise: dials.md §0.7. */
export const defaultSize: Omit<RunSize, "threads"> = { outer: 100, inner: 20, seed: "1" };

export type ProtectInput = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly identify: Identify;
  readonly size: RunSize;
  readonly now: () => Instant;
};

/** What a computation keeps. */
type Kept = {
  readonly reports: readonly PlanReport[];
  readonly curve: readonly CurvePoint[];
  readonly ways: Ways;
};

type Payload = { readonly budgets: readonly number[] };

/** The name of a computation: all it is computed from, but not the number of threads. */
function computationId(current: CurrentModel, size: RunSize, budgets: readonly number[]): string {
  const { outer, inner, seed } = size;
  return hashOf(
    canonicalJson({
      model: current.hash,
      asOf: current.asOf,
      engineVersion,
      outer,
      inner,
      seed,
      budgets,
    }),
  );
}

async function compute(
  input: ProtectInput,
  context: Pick<JobContext, "signal" | "progress" | "problem">,
  budgets: readonly number[],
): Promise<SettingResult> {
  const { store, identify, size } = input;
  const current = await identify.current();
  if (current === null)
    return {
      ok: false,
      problems: [{ code: "protect/no-model", severity: "error", at: null, args: {} }],
    };
  const made = await makeSetting(current, size);
  if (!made.ok) return made;
  const watch = {
    signal: context.signal,
    progress: (done: number, total: number, counts: Readonly<Record<string, number>>) =>
      context.progress(done, total, counts),
  };
  const { reports, curve } = await computePlans(made.prepared, size, budgets, watch);
  const ways = await computeWays(made.prepared, size, context.signal);
  const kept: Kept = { reports, curve, ways };
  await store.runs.save({
    id: computationId(current, size, budgets),
    kind: "plans",
    identity: { ...made.prepared.identity } as unknown as Json,
    result: canonicalJson(kept),
    at: input.now(),
  });
  return made;
}

/** Opens the room. */
export function createProtect(input: ProtectInput): Protect {
  const { store, jobs, identify, size } = input;
  jobs.register("plan", async (context) => {
    const { budgets } = context.payload as unknown as Payload;
    const made = await compute(input, context, budgets);
    if (!made.ok) throw new JobRefused(made.problems);
    return { ok: true };
  });
  const load = async (budgets: readonly number[]): Promise<Kept | null> => {
    const current = await identify.current();
    if (current === null) return null;
    const run = await store.runs.load(computationId(current, size, budgets));
    return run === null ? null : (JSON.parse(run.result) as Kept);
  };
  return {
    position: async () => positionOf(input, load),
    plan: async (budgetSek) => planOf(input, load, budgetSek),
    storedPlan: async (budgetSek) => {
      const kept = await load(budgetStops);
      return kept?.reports.find((report) => report.budgetSek === budgetSek) ?? null;
    },
    ways: async () => {
      const kept = await load(budgetStops);
      return kept?.ways ?? null;
    },
    measures: async () => measureViews(identify, size),
    explain: async (runId, sample) => {
      const kept = await load(budgetStops);
      const current = await identify.current();
      if (kept === null || current === null) return null;
      const made = await makeSetting(current, size);
      return made.ok ? explainRun(made.prepared, size, kept.reports, { runId, sample }) : null;
    },
  };
}

type Load = (budgets: readonly number[]) => Promise<Kept | null>;

/** The page's own budget: the leadership's 1.2 million, where it is a stop. */
const pageBudget = 1_200_000;

async function positionOf(input: ProtectInput, load: Load): Promise<Position> {
  const { identify, jobs, size } = input;
  const status = await identify.status();
  const counts = new Map(status.assets.map(({ kind, count }) => [kind, count]));
  const missing: ("directory" | "register")[] = [];
  if ((counts.get("domain") ?? 0) === 0) missing.push("directory");
  if ((counts.get("service") ?? 0) === 0) missing.push("register");
  if (missing.length > 0) return { state: "empty", missing };
  const kept = await load(budgetStops);
  const plan = kept?.reports.find(({ budgetSek }) => budgetSek === pageBudget);
  if (kept !== null && plan !== undefined)
    return { state: "ready", plan, curve: kept.curve, stale: false };
  const current = await identify.current();
  if (current === null) return { state: "empty", missing: ["directory", "register"] };
  const made = await makeSetting(current, size);
  if (!made.ok) return { state: "refused", problems: made.problems };
  const job = await jobs.submit({
    kind: "plan",
    key: computationId(current, size, budgetStops),
    title: "plan",
    payload: { budgets: [...budgetStops] },
  });
  return { state: "computing", job };
}

async function planOf(input: ProtectInput, load: Load, budgetSek: number): Promise<PlanAnswer> {
  const stops = budgetStops.includes(budgetSek) ? budgetStops : [...budgetStops, budgetSek];
  const find = async (): Promise<PlanReport | undefined> =>
    (await load(stops))?.reports.find((report) => report.budgetSek === budgetSek);
  const known = await find();
  if (known !== undefined) return { ok: true, report: known };
  const nothing = {
    signal: new AbortController().signal,
    progress: async () => {},
    problem: () => {},
  };
  const made = await compute(input, nothing, stops);
  if (!made.ok) return made;
  const report = await find();
  if (report === undefined) throw new Error("a computed plan is kept");
  return { ok: true, report };
}

async function measureViews(identify: Identify, size: RunSize): Promise<readonly MeasureView[]> {
  const current = await identify.current();
  const made = current === null ? null : await makeSetting(current, size);
  const candidates = made?.ok === true ? made.prepared.candidates : null;
  return measures.map((measure, at) => {
    const none = costOf(measure.cost, (selector) => selectorCount(selector, emptyContext));
    return {
      id: measure.id,
      name: measure.name,
      text: measure.text,
      costSek: candidates?.[at]?.costSek ?? none.sek,
      hours: candidates?.[at]?.hours ?? none.hours,
      source: sourceName(measure.source),
      assumption: measure.source.kind === "assumption",
    };
  });
}

const emptyContext = {
  people: new Set<string>(),
  privileged: new Set<string>(),
  "service-accounts": new Set<string>(),
  servers: new Set<string>(),
  "vital-systems": new Set<string>(),
  "vital-backups": new Set<string>(),
};
