/**
 * Scenarios put together for the master programme. Where scenarios have rows over the same measures
 * in the same order of size, their sum can stand for them: it is still a bound for every plan, and
 * where coefficients equal constants it loses nothing at any plan. A group that turns out to lose
 * something is split again.
 */
import type { Choice } from "./problem.ts";
import type { RowPool } from "./row-pool.ts";

/** A row of a group: weighted sums over its scenarios. */
export type GroupRow = {
  readonly constant: number;
  /** By measure index, ascending. */
  readonly coefficients: ReadonlyMap<number, number>;
};

export type Group = {
  /** Measures of its rows, in order; equal for all its scenarios. */
  readonly key: string;
  readonly scenarios: readonly number[];
  readonly rows: readonly GroupRow[];
};

type Draft = {
  readonly scenarios: number[];
  readonly rows: { constant: number; readonly coefficients: Map<number, number> }[];
};

/** Puts scenarios with rows together; those whose key is in `split` stand alone. */
export function groupsOf(
  pool: RowPool,
  weights: Float64Array,
  split: ReadonlySet<string>,
): readonly Group[] {
  const drafts = new Map<string, Draft & { readonly key: string }>();
  for (let scenario = 0; scenario < weights.length; scenario += 1) {
    const weight = weights[scenario] ?? 0;
    const rows = [...pool.rowsOf(scenario)].sort((a, b) => b.constant - a.constant);
    if (rows.length === 0 || weight <= 0) continue;
    const supports = rows.map(({ coefficients }) =>
      coefficients
        .map(({ measure }) => measure)
        .sort((a, b) => a - b)
        .join(","),
    );
    const key = supports.join(";");
    const name = split.has(key) ? `${key}#${scenario}` : key;
    let draft = drafts.get(name);
    if (draft === undefined) {
      draft = {
        key,
        scenarios: [],
        rows: rows.map(() => ({ constant: 0, coefficients: new Map() })),
      };
      drafts.set(name, draft);
    }
    draft.scenarios.push(scenario);
    for (const [index, row] of rows.entries()) {
      const sum = draft.rows[index];
      if (sum === undefined) continue;
      sum.constant += weight * row.constant;
      for (const { measure, value } of row.coefficients)
        sum.coefficients.set(measure, (sum.coefficients.get(measure) ?? 0) + weight * value);
    }
  }
  return [...drafts.values()];
}

/** What a group costs at least under a plan, by its summed rows. */
export function groupBound(group: Group, choice: Choice): number {
  let most = 0;
  for (const row of group.rows) {
    let value = row.constant;
    for (const [measure, coefficient] of row.coefficients)
      if (choice[measure] === 1) value -= coefficient;
    if (value > most) most = value;
  }
  return most;
}
