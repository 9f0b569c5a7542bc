/**
 * Choosing by hand: a plan with measures added and taken out, its price and its dials, on the runs
 * that the plan's own dials are from.
 */
import { clustersOf, meanBand } from "@vallgrav/dials";
import type { PlanReport, Switched, WhatIf } from "../api/index.ts";
import { joinColumns, lossWeights, outerPerPiece, weighedLosses } from "./columns.ts";
import type { Watch } from "./watch.ts";
import { planningRange } from "./planning-runs.ts";
import { playRange } from "./scenario-planner.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import type { RunSize } from "./run-size.ts";
import { openPool } from "./pool.ts";
import { dialsOf, runIdentity } from "./report.ts";
import type { Prepared } from "./setting.ts";
import type { RunColumns } from "./tasks.ts";

export type HandMade =
  | { readonly ok: true; readonly choice: Uint8Array }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What is wrong between the measures of a choice. */
function faultsOf({ candidates }: Prepared, choice: Uint8Array): readonly ProtectProblem[] {
  const has = (id: string): boolean =>
    candidates.some((candidate, at) => candidate.id === id && choice[at] === 1);
  const fault = (
    code: "protect/measure-excludes" | "protect/measure-needs",
    id: string,
    needed: string,
  ): ProtectProblem => ({ code, severity: "error", at: null, args: { id, needed } });
  return candidates.flatMap(({ id, requires, excludes }, at) =>
    choice[at] !== 1
      ? []
      : [
          ...requires
            .filter((other) => !has(other))
            .map((other) => fault("protect/measure-needs", id, other)),
          ...excludes.filter(has).map((other) => fault("protect/measure-excludes", id, other)),
        ],
  );
}

/**
 * A plan with measures added and taken out. Refused with every reason: a measure that is not in the
 * catalogue, one without what it requires, one beside what it excludes.
 */
export function switched(
  prepared: Prepared,
  { measures }: PlanReport,
  asked: Pick<Switched, "with" | "without">,
): HandMade {
  const at = new Map(prepared.candidates.map(({ id }, index) => [id, index]));
  const unknown = [...asked.with, ...asked.without].filter((id) => !at.has(id));
  if (unknown.length > 0)
    return {
      ok: false,
      problems: unknown.map((id) => ({
        code: "protect/unknown-measure",
        severity: "error",
        at: null,
        args: { id },
      })),
    };
  const choice = new Uint8Array(prepared.candidates.length);
  for (const id of [...measures.map((measure) => measure.id), ...asked.with])
    choice[at.get(id) ?? 0] = 1;
  for (const id of asked.without) choice[at.get(id) ?? 0] = 0;
  const problems = faultsOf(prepared, choice);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, choice };
}

/** Outer draws that are played between two tidings of how far the work is. */
const outerPerStep = 2 * outerPerPiece;

/**
 * Plays a choice made by hand and holds it beside the plan. Cost: the evaluation runs once.
 * @throws the reason of the watch's abort
 */
export async function computeWhatIf(
  prepared: Prepared,
  size: RunSize,
  { plan, choice }: { readonly plan: PlanReport; readonly choice: Uint8Array },
  { signal, progress }: Watch,
): Promise<WhatIf> {
  const { outer, inner } = size;
  const pool = openPool(prepared.setting, size.threads);
  try {
    const none = new Uint8Array(choice.length);
    const weights = lossWeights(
      await playRange(pool, none, planningRange(size, prepared.setting), signal),
    );
    const parts: RunColumns[] = [];
    for (let from = outer; from < 2 * outer; from += outerPerStep) {
      await progress(from - outer, outer, {});
      const to = Math.min(from + outerPerStep, 2 * outer);
      parts.push(await playRange(pool, choice, { from, to, inner }, signal));
    }
    await progress(outer, outer, {});
    const columns = joinColumns(parts);
    const held = prepared.candidates.filter((_, at) => choice[at] === 1);
    const sumOf = (resource: string): number =>
      held.reduce((sum, { costs }) => sum + (costs[resource] ?? 0), 0);
    const before = new Set(plan.measures.map(({ id }) => id));
    const losses = weighedLosses(columns, weights);
    return {
      budgetSek: plan.budgetSek,
      measures: held.map(({ id }) => id),
      added: held.map(({ id }) => id).filter((id) => !before.has(id)),
      removed: [...before].filter((id) => !held.some((one) => one.id === id)),
      costSek: sumOf("sek"),
      hours: sumOf("hours"),
      plan: {
        costSek: plan.costSek,
        hours: plan.hours,
        remains: plan.outOfSample,
        dials: plan.after,
      },
      today: plan.before,
      remains: meanBand(clustersOf(losses, { outer, inner }), 0, Number.POSITIVE_INFINITY),
      dials: dialsOf(prepared, size, columns, weights),
      run: runIdentity(prepared, size, choice).id,
    };
  } finally {
    await pool.close();
  }
}
