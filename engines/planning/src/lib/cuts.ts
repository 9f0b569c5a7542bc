/**
 * Rows of many scenarios added up into few: scenarios that the same measures stand in the way of
 * today make a group, and a cut says what a group costs at least under any plan. A cut made at a
 * plan says there exactly what the rows of its scenarios say one by one, so adding the cuts of each
 * plan the master proposes ends at what all rows together prove.
 */
import type { Choice } from "./problem.ts";
import type { RowPool } from "./row-pool.ts";

/** What a group costs at least: constant − Σ coefficients of what is chosen, weights included. */
export type Cut = {
  readonly group: number;
  readonly constant: number;
  /** By measure. */
  readonly coefficients: ReadonlyMap<number, number>;
};

export type Grouping = {
  /** Group of each scenario. */
  readonly of: Int32Array;
  readonly count: number;
};

/** Most groups: more make each cut say more, and each solve of the master slower. */
const groupLimit = 120;

/**
 * Groups by the measures of the strongest row under no plan. The heaviest groups stand alone, the
 * rest, and scenarios without rows, make one together.
 */
export function groupScenarios(pool: RowPool, weights: Float64Array, measures: number): Grouping {
  const none = new Uint8Array(measures);
  const keys: string[] = [];
  const heavy = new Map<string, number>();
  for (let scenario = 0; scenario < weights.length; scenario += 1) {
    const row = pool.tightest(none, scenario);
    const key = row === null ? "" : row.coefficients.map(({ measure }) => measure).join();
    keys.push(key);
    const loss = (weights[scenario] ?? 0) * (row?.constant ?? 0);
    heavy.set(key, (heavy.get(key) ?? 0) + loss);
  }
  const alone = [...heavy]
    .filter(([key]) => key !== "")
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, groupLimit - 1)
    .map(([key]) => key);
  const numbers = new Map(alone.map((key, at) => [key, at + 1]));
  return {
    of: Int32Array.from(keys, (key) => numbers.get(key) ?? 0),
    count: alone.length + 1,
  };
}

/** The cuts of a plan: for each group the sum of its scenarios' tightest rows there. */
export function cutsAt(
  pool: RowPool,
  grouping: Grouping,
  weights: Float64Array,
  choice: Choice,
): readonly Cut[] {
  const drafts = new Map<
    number,
    { constant: number; readonly coefficients: Map<number, number> }
  >();
  for (let scenario = 0; scenario < weights.length; scenario += 1) {
    const weight = weights[scenario] ?? 0;
    const row = pool.tightest(choice, scenario);
    if (row === null || weight <= 0) continue;
    const group = grouping.of[scenario] ?? 0;
    let draft = drafts.get(group);
    if (draft === undefined) {
      draft = { constant: 0, coefficients: new Map() };
      drafts.set(group, draft);
    }
    draft.constant += weight * row.constant;
    for (const { measure, value } of row.coefficients)
      draft.coefficients.set(measure, (draft.coefficients.get(measure) ?? 0) + weight * value);
  }
  return [...drafts]
    .sort(([a], [b]) => a - b)
    .map(([group, { constant, coefficients }]) => ({
      group,
      constant,
      coefficients: new Map([...coefficients].sort(([a], [b]) => a - b)),
    }));
}

/** What cuts say of a plan in all: the largest of each group, ≥ 0, added up. */
export function cutBound(cuts: readonly Cut[], choice: Choice, groups: number): number {
  const most = new Float64Array(groups);
  for (const cut of cuts) {
    let value = cut.constant;
    for (const [measure, coefficient] of cut.coefficients)
      if (choice[measure] === 1) value -= coefficient;
    if (value > (most[cut.group] ?? 0)) most[cut.group] = value;
  }
  return most.reduce((sum, value) => sum + value, 0);
}

/** Those of the cuts made at a plan that say more there than the cuts known already. */
export function newCuts(
  known: readonly Cut[],
  made: readonly Cut[],
  choice: Choice,
): readonly Cut[] {
  const most = new Map<number, number>();
  const valueOf = ({ constant, coefficients }: Cut): number => {
    let value = constant;
    for (const [measure, coefficient] of coefficients)
      if (choice[measure] === 1) value -= coefficient;
    return value;
  };
  for (const cut of known) most.set(cut.group, Math.max(most.get(cut.group) ?? 0, valueOf(cut)));
  return made.filter((cut) => valueOf(cut) > (most.get(cut.group) ?? 0) + 1e-9);
}
