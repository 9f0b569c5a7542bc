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
  /** What a scenario costs at least at a point, ≥ 0. */
  readonly bound: (point: Point, scenario: number) => number;
  /** The row that says most of a scenario at a point, or null where all say 0 or less. */
  readonly tightest: (point: Point, scenario: number) => KeptRow | null;
  readonly count: () => number;
};

/** What a row says at a point. */
export function rowValue({ constant, measures, values }: KeptRow, point: Point): number {
  let value = constant;
  for (let at = 0; at < measures.length; at += 1)
    value -= (point[measures[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return value;
}

/** The rows of a scenario one after the other, to be read fast. */
type Block = {
  readonly rows: readonly KeptRow[];
  readonly constants: Float64Array;
  /** Where each row begins in what follows; one more at the end. */
  readonly starts: Int32Array;
  readonly measures: Int32Array;
  readonly values: Float64Array;
};

function blockOf(rows: readonly KeptRow[]): Block {
  const starts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) starts[at + 1] = (starts[at] ?? 0) + row.measures.length;
  const measures = new Int32Array(starts[rows.length] ?? 0);
  const values = new Float64Array(measures.length);
  for (const [at, row] of rows.entries()) {
    measures.set(row.measures, starts[at] ?? 0);
    values.set(row.values, starts[at] ?? 0);
  }
  return {
    rows,
    constants: Float64Array.from(rows, ({ constant }) => constant),
    starts,
    measures,
    values,
  };
}

/** Place of the row that says most at a point, −1 where all say 0 or less. */
function tightestIn(block: Block, point: Point): number {
  const { constants, starts, measures, values } = block;
  let best = -1;
  let most = 0;
  for (let row = 0; row < constants.length; row += 1) {
    let value = constants[row] ?? 0;
    if (value <= most) break;
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? end; at < end && value > most; at += 1)
      value -= (point[measures[at] ?? 0] ?? 0) * (values[at] ?? 0);
    if (value > most) {
      most = value;
      best = row;
    }
  }
  return best;
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
  // Made anew when asked for after a row came.
  const blocks: (Block | undefined)[] = Array.from({ length: scenarios });
  let count = 0;
  const tightest = (point: Point, scenario: number): KeptRow | null => {
    const block = (blocks[scenario] ??= blockOf(pool[scenario] ?? []));
    return block.rows[tightestIn(block, point)] ?? null;
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
      blocks[row.scenario] = undefined;
      return true;
    },
    bound: (point, scenario) => {
      const row = tightest(point, scenario);
      return row === null ? 0 : rowValue(row, point);
    },
    tightest,
    count: () => count,
  };
}
