/**
 * What the rows say of a plan and of those a few measures larger: searches ask about hundreds of
 * neighbours of one plan, and adding a measure changes only the scenarios whose tightest row it
 * touches.
 */
import { type RowPool, rowValue } from "./row-pool.ts";
import type { Choice } from "./problem.ts";
import type { Valuation } from "./valuation.ts";

export type Outlook = {
  /** No plan that chooses these measures and no others leaves less. */
  readonly total: number;
  /** The same with measures added. Cost: scenarios whose tightest row one of them touches. */
  readonly withAdded: (measures: readonly number[]) => number;
};

/** Looks from one plan. Cost: all rows once. Valid while no row is added. */
export function outlookFrom(
  pool: RowPool,
  scenarios: number,
  valuation: Valuation,
  plan: Choice,
): Outlook {
  const values = new Float64Array(scenarios);
  const touched: number[][] = Array.from(plan, () => []);
  for (let scenario = 0; scenario < scenarios; scenario += 1) {
    const row = pool.tightest(plan, scenario);
    if (row === null) continue;
    values[scenario] = rowValue(row, plan);
    for (const measure of row.measures) touched[measure]?.push(scenario);
  }
  const total = valuation.value(values);
  const weights = valuation.weightsAt(values);
  const seen = new Int32Array(scenarios);
  const larger = plan.slice();
  let look = 0;
  return {
    total,
    withAdded: (measures) => {
      for (const measure of measures) larger[measure] = 1;
      look += 1;
      let gained = 0;
      const changed = valuation.isLinear ? null : values.slice();
      for (const measure of measures)
        for (const scenario of plan[measure] === 1 ? [] : (touched[measure] ?? [])) {
          if (seen[scenario] === look) continue;
          seen[scenario] = look;
          const least = pool.bound(larger, scenario);
          if (changed !== null) changed[scenario] = least;
          gained += (weights[scenario] ?? 0) * ((values[scenario] ?? 0) - least);
        }
      for (const measure of measures) larger[measure] = plan[measure] ?? 0;
      return changed === null ? total - gained : valuation.value(changed);
    },
  };
}
