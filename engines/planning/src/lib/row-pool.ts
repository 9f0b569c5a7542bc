/**
 * The rows found so far, per scenario: what each scenario costs at least, under any plan. Rows are
 * valid for every plan and every budget, so one pool serves a whole curve. A plan may also be asked
 * about in part, a measure chosen to one half, which is how the relaxation asks.
 */
import type { Row } from "./problem.ts";

/** Shares of measures chosen, 0–1 each; whole plans are points too. */
export type Point = Uint8Array | Float64Array;

/** A row as the pool keeps it: measure `measures[k]` takes away `values[k]`. */
export type KeptRow = {
  readonly constant: number;
  readonly measures: Int32Array;
  readonly values: Float64Array;
};

export type RowPool = {
  /** Takes a row in; false where it says nothing new. */
  readonly add: (row: Row) => boolean;
  /** What a scenario costs at least at a point, ≥ 0. Stops at the first row nothing can beat. */
  readonly bound: (point: Point, scenario: number) => number;
  /** The row that says most of a scenario at a point, or null where all say 0 or less. */
  readonly tightest: (point: Point, scenario: number) => KeptRow | null;
  readonly count: () => number;
};

function valueAt({ constant, measures, values }: KeptRow, point: Point, enough: number): number {
  let value = constant;
  for (let at = 0; at < measures.length; at += 1) {
    const share = point[measures[at] ?? 0] ?? 0;
    if (share === 0) continue;
    value -= share * (values[at] ?? 0);
    if (value <= enough) return value;
  }
  return value;
}

/** Whether `a` says at least as much as `b` under every plan. Measures of both ascend. */
function covers(a: KeptRow, b: KeptRow): boolean {
  if (a.constant < b.constant) return false;
  let at = 0;
  for (let mine = 0; mine < a.measures.length; mine += 1) {
    const measure = a.measures[mine] ?? 0;
    while ((b.measures[at] ?? measure) < measure) at += 1;
    if (b.measures[at] !== measure || (b.values[at] ?? 0) < (a.values[mine] ?? 0)) return false;
  }
  return true;
}

function keptOf({ constant, coefficients }: Row): KeptRow {
  const sorted = coefficients
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => a.measure - b.measure);
  return {
    constant,
    measures: Int32Array.from(sorted, ({ measure }) => measure),
    values: Float64Array.from(sorted, ({ value }) => Math.min(value, constant)),
  };
}

/** An empty pool for so many scenarios. Rows of a scenario are kept largest constant first. */
export function rowPool(scenarios: number): RowPool {
  const pool: KeptRow[][] = Array.from({ length: scenarios }, () => []);
  let count = 0;
  let most = 0;
  const tightest = (point: Point, scenario: number): KeptRow | null => {
    let best: KeptRow | null = null;
    most = 0;
    for (const row of pool[scenario] ?? []) {
      if (row.constant <= most) break;
      const value = valueAt(row, point, most);
      if (value > most) {
        most = value;
        best = row;
      }
    }
    return best;
  };
  return {
    add: (row) => {
      const known = pool[row.scenario];
      if (known === undefined || row.constant <= 0) return false;
      const made = keptOf(row);
      if (known.some((other) => covers(other, made))) return false;
      const kept = known.filter((other) => !covers(made, other));
      count += kept.length + 1 - known.length;
      kept.push(made);
      pool[row.scenario] = kept.sort((a, b) => b.constant - a.constant);
      return true;
    },
    bound: (point, scenario) => {
      tightest(point, scenario);
      return most;
    },
    tightest,
    count: () => count,
  };
}
