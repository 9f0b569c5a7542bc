/**
 * Rows of many scenarios added up into few: scenarios that the same measures stand in the way of
 * today make a group, and a cut says what a group costs at least under any plan. A cut made at a
 * point says there exactly what the rows of its scenarios say one by one, so adding the cuts of
 * each point the relaxation proposes ends at what all rows together prove.
 */
import { type KeptRow, type Point, type RowPool, rowValue } from "./row-pool.ts";
import type { Valuation } from "./valuation.ts";

/** What a group costs at least: constant − Σ coefficients · shares chosen, weights included. */
export type Cut = {
  readonly group: number;
  constant: number;
  /** Per measure. */
  readonly coefficients: Float64Array;
};

export type Grouping = {
  /** Group of each scenario. */
  readonly of: Int32Array;
  readonly count: number;
};

/** Most groups: more make each cut say more, and each solve slower. */
const groupLimit = 128;

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
    const key = row === null ? "" : row.measures.join();
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

/** All scenarios in one group: how cuts are made where the weights are not the same everywhere. */
export function oneGroup(scenarios: number): Grouping {
  return { of: new Int32Array(scenarios), count: 1 };
}

/** The tightest rows of a point, and what they say. */
function rowsAt(pool: RowPool, scenarios: number, point: Point) {
  const rows: (KeptRow | null)[] = [];
  const values = new Float64Array(scenarios);
  for (let scenario = 0; scenario < scenarios; scenario += 1) {
    const row = pool.tightest(point, scenario);
    rows.push(row);
    if (row !== null) values[scenario] = rowValue(row, point);
  }
  return { rows, values };
}

/**
 * The cuts of a point: for each group the sum of its scenarios' tightest rows there, by the weights
 * that the valuation has there.
 * @param grouping {@link oneGroup} unless the valuation is linear
 */
export function cutsAt(
  pool: RowPool,
  grouping: Grouping,
  valuation: Valuation,
  point: Point,
): readonly Cut[] {
  const cuts = Array.from({ length: grouping.count }, (_, group): Cut => ({
    group,
    constant: 0,
    coefficients: new Float64Array(point.length),
  }));
  const { rows, values } = rowsAt(pool, grouping.of.length, point);
  const weights = valuation.weightsAt(values);
  for (const [scenario, row] of rows.entries()) {
    const weight = weights[scenario] ?? 0;
    const cut = cuts[grouping.of[scenario] ?? 0];
    if (row === null || cut === undefined || weight === 0) continue;
    cut.constant += weight * row.constant;
    for (let at = 0; at < row.measures.length; at += 1) {
      const measure = row.measures[at] ?? 0;
      cut.coefficients[measure] = (cut.coefficients[measure] ?? 0) + weight * (row.values[at] ?? 0);
    }
  }
  return cuts;
}

/** What a cut says at a point. */
export function cutValue({ constant, coefficients }: Cut, point: Point): number {
  let value = constant;
  for (let at = 0; at < point.length; at += 1) value -= (coefficients[at] ?? 0) * (point[at] ?? 0);
  return value;
}
