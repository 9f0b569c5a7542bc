/**
 * The rows found so far, per scenario: what each scenario costs at least, under any plan. Rows are
 * valid for every plan and every budget, so one pool serves a whole curve.
 */
import type { Choice, Row } from "./problem.ts";

export type RowPool = {
  /** Takes a row in; false where it says nothing new. */
  readonly add: (row: Row) => boolean;
  /** What a scenario costs at least under a plan, ≥ 0. Cost: rows of the scenario times their length. */
  readonly bound: (choice: Choice, scenario: number) => number;
  /** The rows of a scenario, in the order they were found. */
  readonly rowsOf: (scenario: number) => readonly Row[];
  readonly count: () => number;
};

function valueAt(row: Row, choice: Choice): number {
  let value = row.constant;
  for (const { measure, value: coefficient } of row.coefficients)
    if (choice[measure] === 1) value -= coefficient;
  return value;
}

/** Whether `a` says at least as much as `b` under every plan. */
function covers(a: Row, b: Row): boolean {
  if (a.constant < b.constant) return false;
  const inB = new Map(b.coefficients.map(({ measure, value }) => [measure, value]));
  return a.coefficients.every(({ measure, value }) => value <= (inB.get(measure) ?? 0));
}

/** An empty pool for so many scenarios. */
export function rowPool(scenarios: number): RowPool {
  const pool: Row[][] = Array.from({ length: scenarios }, () => []);
  let count = 0;
  return {
    add: (row) => {
      const known = pool[row.scenario];
      if (known === undefined || row.constant <= 0) return false;
      if (known.some((other) => covers(other, row))) return false;
      const kept = known.filter((other) => !covers(row, other));
      count += kept.length + 1 - known.length;
      kept.push(row);
      pool[row.scenario] = kept;
      return true;
    },
    bound: (choice, scenario) => {
      let most = 0;
      for (const row of pool[scenario] ?? []) {
        const value = valueAt(row, choice);
        if (value > most) most = value;
      }
      return most;
    },
    rowsOf: (scenario) => pool[scenario] ?? [],
    count: () => count,
  };
}
