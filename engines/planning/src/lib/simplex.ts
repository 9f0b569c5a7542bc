/**
 * A small linear programme, solved by the dual simplex method on a dense dictionary: every basic
 * variable as a sum over the nonbasic ones. Made for branch and bound: constraints come and go,
 * bounds move, and each solve goes on from where the last one ended. What it says of a bound is not
 * trusted: `certificate.ts` computes it anew from the multipliers.
 */

/** left · v ≥ right. `group` is the loss variable it bounds, or −1 for a rule between measures. */
export type Constraint = {
  readonly left: Float64Array;
  readonly right: number;
  readonly group: number;
};

/** A basic variable: constant + Σ coefficients · nonbasic variables, and its value now. */
type BasicRow = {
  variable: number;
  constant: number;
  value: number;
  readonly coefficients: Float64Array;
};

/** Structural variables are numbered from 0; the slack of constraint k is `columns` + k. */
export type Programme = {
  readonly columns: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  /** Infinity for none. */
  readonly upper: Float64Array;
  readonly constraints: (Constraint | null)[];
  readonly rows: BasicRow[];
  /** Per place of a column: the nonbasic variable there, its reduced cost, and where it stands. */
  readonly outside: Int32Array;
  readonly reduced: Float64Array;
  readonly atUpper: Uint8Array;
  readonly unused: number[];
  pivotsSinceRebuild: number;
  /** Multipliers that show why no point fits, by constraint; set where a solve says infeasible. */
  ray: readonly { readonly constraint: number; readonly multiplier: number }[];
};

/** Pivots after which the dictionary is made anew, so that rounding does not add up. */
const rebuildAfter = 400;
const tolerance = 1e-9;
const leastPivot = 1e-8;
const negligible = 1e-14;

/** A programme without constraints: minimise cost · v, cost ≥ 0, lower ≤ v ≤ upper. */
export function openProgramme(
  cost: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): Programme {
  const columns = cost.length;
  return {
    columns,
    cost,
    lower,
    upper,
    constraints: [],
    rows: [],
    outside: Int32Array.from({ length: columns }, (_, at) => at),
    reduced: cost.slice(),
    atUpper: new Uint8Array(columns),
    unused: [],
    pivotsSinceRebuild: 0,
    ray: [],
  };
}

function lowerOf(lp: Programme, variable: number): number {
  return variable < lp.columns ? (lp.lower[variable] ?? 0) : 0;
}

function upperOf(lp: Programme, variable: number): number {
  return variable < lp.columns
    ? (lp.upper[variable] ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
}

/** Adds a constraint; its slack is basic. Cost: columns times the basic structural variables. */
export function addConstraint(lp: Programme, constraint: Constraint): void {
  const number = lp.unused.pop() ?? lp.constraints.length;
  lp.constraints[number] = constraint;
  const { left, right } = constraint;
  const coefficients = new Float64Array(lp.columns);
  let constant = -right;
  for (let place = 0; place < lp.columns; place += 1) {
    const variable = lp.outside[place] ?? 0;
    if (variable < lp.columns) coefficients[place] = left[variable] ?? 0;
  }
  for (const row of lp.rows) {
    const factor = row.variable < lp.columns ? (left[row.variable] ?? 0) : 0;
    if (factor === 0) continue;
    constant += factor * row.constant;
    for (let place = 0; place < lp.columns; place += 1)
      coefficients[place] = (coefficients[place] ?? 0) + factor * (row.coefficients[place] ?? 0);
  }
  lp.rows.push({ variable: lp.columns + number, constant, value: 0, coefficients });
}

/** Takes away loose constraints for which `isKept` says no; the solution does not change. */
export function dropLoose(lp: Programme, isKept: (constraint: Constraint) => boolean): void {
  let kept = 0;
  for (const row of lp.rows) {
    const number = row.variable - lp.columns;
    const constraint = number < 0 ? null : (lp.constraints[number] ?? null);
    if (constraint !== null && row.value > tolerance && !isKept(constraint)) {
      lp.constraints[number] = null;
      lp.unused.push(number);
    } else {
      lp.rows[kept] = row;
      kept += 1;
    }
  }
  lp.rows.length = kept;
}

/** Places at which a row is not zero. */
function placesIn({ coefficients }: BasicRow): Int32Array {
  const places = new Int32Array(coefficients.length);
  let count = 0;
  for (let at = 0; at < coefficients.length; at += 1)
    if (coefficients[at] !== 0) {
      places[count] = at;
      count += 1;
    }
  return places.subarray(0, count);
}

/** Adds a multiple of a row to others, at the places where it is not zero. */
function addRow(
  target: Float64Array,
  factor: number,
  source: Float64Array,
  places: Int32Array,
): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    target[place] = (target[place] ?? 0) + factor * (source[place] ?? 0);
  }
}

/** Exchanges the basic variable of a row for the nonbasic one of a column. */
function pivot(lp: Programme, leavingRow: BasicRow, place: number): void {
  const { columns, reduced, outside } = lp;
  const { coefficients } = leavingRow;
  const inverse = 1 / (coefficients[place] ?? 1);
  for (let at = 0; at < columns; at += 1) {
    const value = -(coefficients[at] ?? 0) * inverse;
    // What rounding left of nothing is taken for nothing, or rows fill up.
    coefficients[at] = Math.abs(value) < negligible ? 0 : value;
  }
  coefficients[place] = inverse;
  leavingRow.constant *= -inverse;
  const places = placesIn(leavingRow);
  for (const row of lp.rows) {
    const factor = row.coefficients[place] ?? 0;
    if (row === leavingRow || factor === 0) continue;
    row.constant += factor * leavingRow.constant;
    row.coefficients[place] = 0;
    addRow(row.coefficients, factor, coefficients, places);
  }
  const factor = reduced[place] ?? 0;
  reduced[place] = 0;
  if (factor !== 0) addRow(reduced, factor, coefficients, places);
  const entering = outside[place] ?? 0;
  outside[place] = leavingRow.variable;
  leavingRow.variable = entering;
  lp.pivotsSinceRebuild += 1;
}

/** Makes the dictionary of the same basis anew from the constraints. */
function rebuild(lp: Programme): void {
  const { columns } = lp;
  const tight = new Set<number>();
  for (const variable of lp.outside) if (variable >= columns) tight.add(variable);
  const inside = lp.rows.map(({ variable }) => variable).filter((variable) => variable < columns);
  lp.rows.length = 0;
  for (let at = 0; at < columns; at += 1) {
    lp.outside[at] = at;
    lp.reduced[at] = lp.cost[at] ?? 0;
  }
  for (const [number, constraint] of lp.constraints.entries())
    if (constraint !== null)
      lp.rows.push({
        variable: columns + number,
        constant: -constraint.right,
        value: 0,
        coefficients: constraint.left.slice(),
      });
  for (const variable of inside) {
    let best: BasicRow | null = null;
    let most = leastPivot;
    for (const row of lp.rows) {
      const size = Math.abs(row.coefficients[variable] ?? 0);
      if (size > most && tight.has(row.variable)) {
        best = row;
        most = size;
      }
    }
    if (best === null) continue;
    tight.delete(best.variable);
    pivot(lp, best, variable);
  }
  lp.pivotsSinceRebuild = 0;
}

/** Puts each nonbasic variable where its reduced cost wants it, and computes the basic ones. */
function settle(lp: Programme): void {
  const { columns, outside, reduced, atUpper } = lp;
  const values = new Float64Array(columns);
  for (let place = 0; place < columns; place += 1) {
    const variable = outside[place] ?? 0;
    const [low, high] = [lowerOf(lp, variable), upperOf(lp, variable)];
    const price = reduced[place] ?? 0;
    const isHigh =
      low < high &&
      high < Number.POSITIVE_INFINITY &&
      (price < -tolerance || (price <= tolerance && atUpper[place] === 1));
    atUpper[place] = isHigh ? 1 : 0;
    values[place] = isHigh ? high : low;
  }
  for (const row of lp.rows) {
    let value = row.constant;
    for (let place = 0; place < columns; place += 1)
      value += (row.coefficients[place] ?? 0) * (values[place] ?? 0);
    row.value = value;
  }
}

/** The row whose variable lies farthest outside its bounds, and by how much; below is negative. */
function worstRow(lp: Programme): { readonly row: BasicRow; readonly by: number } | null {
  let worst: BasicRow | null = null;
  let by = 0;
  for (const row of lp.rows) {
    const below = row.value - lowerOf(lp, row.variable);
    const above = row.value - upperOf(lp, row.variable);
    const off = below < -tolerance ? below : above > tolerance ? above : 0;
    if (Math.abs(off) > Math.abs(by)) {
      worst = row;
      by = off;
    }
  }
  return worst === null ? null : { row: worst, by };
}

/** Columns that can bring a row back between its bounds, by the price of doing so. */
function helpers(lp: Programme, row: BasicRow, by: number): number[] {
  const found: number[] = [];
  for (let place = 0; place < lp.columns; place += 1) {
    const coefficient = row.coefficients[place] ?? 0;
    if (Math.abs(coefficient) < leastPivot) continue;
    const variable = lp.outside[place] ?? 0;
    if (lowerOf(lp, variable) === upperOf(lp, variable)) continue;
    const rises = by < 0 ? coefficient > 0 : coefficient < 0;
    if (rises === (lp.atUpper[place] === 0)) found.push(place);
  }
  const size = (place: number): number => Math.abs(row.coefficients[place] ?? 0);
  const prices = new Float64Array(lp.columns);
  for (const place of found) prices[place] = Math.abs(lp.reduced[place] ?? 0) / size(place);
  return found.sort((a, b) => (prices[a] ?? 0) - (prices[b] ?? 0) || size(b) - size(a) || a - b);
}

/** Moves a nonbasic variable by a step, and every basic one with it. */
function shift(lp: Programme, place: number, step: number): void {
  for (const row of lp.rows) row.value += (row.coefficients[place] ?? 0) * step;
}

function rangeOf(lp: Programme, place: number): number {
  const variable = lp.outside[place] ?? 0;
  return upperOf(lp, variable) - lowerOf(lp, variable);
}

/** What shows that a row cannot be brought between its bounds. */
function rayOf(lp: Programme, row: BasicRow, by: number): Programme["ray"] {
  const ray: { constraint: number; multiplier: number }[] = [];
  const sign = by < 0 ? -1 : 1;
  for (let place = 0; place < lp.columns; place += 1) {
    const variable = lp.outside[place] ?? 0;
    const multiplier = sign * (row.coefficients[place] ?? 0);
    if (variable >= lp.columns && multiplier > 0)
      ray.push({ constraint: variable - lp.columns, multiplier });
  }
  if (row.variable >= lp.columns)
    ray.push({ constraint: row.variable - lp.columns, multiplier: 1 });
  return ray;
}

/**
 * Solves from where the last solve ended.
 * @param limit pivots at most
 * @returns `stopped` at the limit: the multipliers still bound the programme
 */
export function solveProgramme(lp: Programme, limit: number): "optimal" | "infeasible" | "stopped" {
  if (lp.pivotsSinceRebuild >= rebuildAfter) rebuild(lp);
  settle(lp);
  for (let done = 0; done < limit; done += 1) {
    const worst = worstRow(lp);
    if (worst === null) return "optimal";
    const { row, by } = worst;
    let left = Math.abs(by);
    let entering = -1;
    const flips: number[] = [];
    for (const place of helpers(lp, row, by)) {
      const most = Math.abs(row.coefficients[place] ?? 0) * rangeOf(lp, place);
      if (most >= left) {
        entering = place;
        break;
      }
      left -= most;
      flips.push(place);
    }
    if (entering < 0) {
      lp.ray = rayOf(lp, row, by);
      return "infeasible";
    }
    for (const place of flips) {
      shift(lp, place, rangeOf(lp, place) * (lp.atUpper[place] === 1 ? -1 : 1));
      lp.atUpper[place] = lp.atUpper[place] === 1 ? 0 : 1;
    }
    const bound = by < 0 ? lowerOf(lp, row.variable) : upperOf(lp, row.variable);
    const step = (bound - row.value) / (row.coefficients[entering] ?? 1);
    const from =
      lp.atUpper[entering] === 1
        ? upperOf(lp, lp.outside[entering] ?? 0)
        : lowerOf(lp, lp.outside[entering] ?? 0);
    shift(lp, entering, step);
    pivot(lp, row, entering);
    row.value = from + step;
    lp.atUpper[entering] = by < 0 ? 0 : 1;
  }
  return "stopped";
}

/** Where the structural variables stand. */
export function pointOf(lp: Programme): Float64Array {
  const point = new Float64Array(lp.columns);
  for (let place = 0; place < lp.columns; place += 1) {
    const variable = lp.outside[place] ?? 0;
    if (variable < lp.columns)
      point[variable] = lp.atUpper[place] === 1 ? upperOf(lp, variable) : lowerOf(lp, variable);
  }
  for (const { variable, value } of lp.rows)
    if (variable < lp.columns)
      point[variable] = Math.min(Math.max(value, lowerOf(lp, variable)), upperOf(lp, variable));
  return point;
}

/**
 * What the bound gains at least when a basic structural variable between whole numbers is pushed
 * down to 0 or up to 1: the first step of the dual method each way. Null where it is not basic.
 */
export function penaltiesOf(
  lp: Programme,
  variable: number,
): { readonly down: number; readonly up: number } | null {
  const row = lp.rows.find((one) => one.variable === variable);
  if (row === undefined) return null;
  const cheapest = (by: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let place = 0; place < lp.columns; place += 1) {
      const coefficient = row.coefficients[place] ?? 0;
      if (Math.abs(coefficient) < leastPivot || rangeOf(lp, place) === 0) continue;
      const rises = by < 0 ? coefficient > 0 : coefficient < 0;
      if (rises !== (lp.atUpper[place] === 0)) continue;
      least = Math.min(least, Math.abs(lp.reduced[place] ?? 0) / Math.abs(coefficient));
    }
    return least;
  };
  const most = 1e3;
  return {
    down: Math.min(most, row.value * cheapest(1)),
    up: Math.min(most, (1 - row.value) * cheapest(-1)),
  };
}
