/**
 * The rows found so far, per scenario: what each scenario costs at least, under any plan. Rows are
 * valid for every plan and every budget, so one pool serves a whole curve.
 */
import type { Choice, Row } from "./problem.ts";

export type RowPool = {
  /** Takes a row in; false where it says nothing new. */
  readonly add: (row: Row) => boolean;
  /** What a scenario costs at least under a plan, ≥ 0. Stops at the first row nothing can beat. */
  readonly bound: (choice: Choice, scenario: number) => number;
  /** The row that says most of a scenario under a plan, or null where all say 0 or less. */
  readonly tightest: (choice: Choice, scenario: number) => Row | null;
  readonly count: () => number;
};

function valueAt(row: Row, choice: Choice, enough: number): number {
  let value = row.constant;
  for (const { measure, value: coefficient } of row.coefficients)
    if (choice[measure] === 1) {
      value -= coefficient;
      if (value <= enough) return value;
    }
  return value;
}

/** Whether `a` says at least as much as `b` under every plan. */
function covers(a: Row, b: Row): boolean {
  if (a.constant < b.constant) return false;
  return a.coefficients.every(
    ({ measure, value }) =>
      value <= (b.coefficients.find((other) => other.measure === measure)?.value ?? 0),
  );
}

/** An empty pool for so many scenarios. Rows of a scenario are kept largest constant first. */
export function rowPool(scenarios: number): RowPool {
  const pool: Row[][] = Array.from({ length: scenarios }, () => []);
  let count = 0;
  const tightest = (choice: Choice, scenario: number): { row: Row | null; value: number } => {
    let best: Row | null = null;
    let most = 0;
    for (const row of pool[scenario] ?? []) {
      if (row.constant <= most) break;
      const value = valueAt(row, choice, most);
      if (value > most) {
        most = value;
        best = row;
      }
    }
    return { row: best, value: most };
  };
  return {
    add: (row) => {
      const known = pool[row.scenario];
      if (known === undefined || row.constant <= 0) return false;
      if (known.some((other) => covers(other, row))) return false;
      const kept = known.filter((other) => !covers(row, other));
      count += kept.length + 1 - known.length;
      kept.push(row);
      pool[row.scenario] = kept.sort((a, b) => b.constant - a.constant);
      return true;
    },
    bound: (choice, scenario) => tightest(choice, scenario).value,
    tightest: (choice, scenario) => tightest(choice, scenario).row,
    count: () => count,
  };
}
