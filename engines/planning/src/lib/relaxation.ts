/**
 * The relaxed question: measures may be chosen in part. Its answer bounds every plan of a box, in
 * which some measures are settled as chosen or left out, and says where the rows want to go.
 */
import type { Box } from "./boxes.ts";
import { certify, isProvenEmpty } from "./certificate.ts";
import { type Cut, cutsAt, cutValue, type Grouping } from "./cuts.ts";
import { limitsBy, type Rules } from "./feasible.ts";
import type { Limits } from "./problem.ts";
import type { RowPool } from "./row-pool.ts";
import {
  addConstraint,
  type Constraint,
  dropLoose,
  openProgramme,
  penaltiesOf,
  pointOf,
  solveProgramme,
} from "./simplex.ts";
import type { Valuation } from "./valuation.ts";

export type Relaxed = {
  /** No plan of the box leaves less; Infinity where none fits. */
  readonly bound: number;
  /** Shares chosen where the relaxation is least. */
  readonly point: Float64Array;
  /** Per measure: what choosing all of it instead of none adds to the proof. */
  readonly slopes: Float64Array;
};

export type Relaxation = {
  /** Bounds a box. Stops when the bound reaches `enough`. */
  readonly bound: (box: Box, enough: number, rounds: number) => Relaxed;
  /** How much settling a measure that the point chooses in part should raise the bound; > 0. */
  readonly worthOfSplit: (measure: number) => number;
};

/** Pivots of one solve; after that many the multipliers at hand must do. */
const pivotLimit = 2_000;
/** Constraints beyond which loose ones are let go; rows can make them again. */
const looseLimit = 400;
/** Rounds that must raise the bound by this share of what is open, or the box is left as it is. */
const staleRounds = 6;
const staleShare = 0.02;

/** Below this a half's gain does not tell measures apart. */
const leastPenalty = 1e-7;

/** One constraint of rules: terms by measure. */
function ruleOf(
  columns: number,
  terms: readonly (readonly [number, number])[],
  right: number,
): Constraint {
  const left = new Float64Array(columns);
  for (const [measure, factor] of terms) left[measure] = (left[measure] ?? 0) + factor;
  return { left, right, group: -1 };
}

/** What a measure costs of a resource at least: with every discount that it may have. */
function leastCosts(rules: Rules, resource: number): Float64Array {
  const least = Float64Array.from(rules.costs[resource] ?? []);
  for (const volume of rules.volumes)
    if (volume.resource === resource)
      for (const at of volume.measures)
        least[at] = Math.max(
          0,
          (least[at] ?? 0) - volume.share * (rules.costs[resource]?.[at] ?? 0),
        );
  return least;
}

/** Limits, requirements and exclusions as constraints. */
function ruleConstraints(rules: Rules, limits: Limits, columns: number): Constraint[] {
  const found: Constraint[] = [];
  for (const [resource, most] of limitsBy(rules, limits).entries()) {
    const least = leastCosts(rules, resource);
    // Where there is nothing to spend, what costs anything is left out of every box.
    if (most > 0 && most < Number.POSITIVE_INFINITY)
      found.push(
        ruleOf(
          columns,
          [...least].map((cost, at) => [at, -cost / most]),
          -1,
        ),
      );
  }
  for (const [index, closure] of rules.closure.entries())
    for (const needed of closure)
      if (needed !== index)
        found.push(
          ruleOf(
            columns,
            [
              [needed, 1],
              [index, -1],
            ],
            0,
          ),
        );
  for (const [index, excludes] of rules.excludes.entries())
    for (const other of excludes)
      found.push(
        ruleOf(
          columns,
          [
            [index, -1],
            [other, -1],
          ],
          -1,
        ),
      );
  return found;
}

/** Whether the last rounds raised the bound by too little of what is open; notes the bound. */
function isStale(bounds: number[], bound: number, enough: number): boolean {
  const before = bounds[bounds.length - staleRounds];
  bounds.push(bound);
  return (
    before !== undefined &&
    enough < Number.POSITIVE_INFINITY &&
    bound - before < staleShare * (enough - bound)
  );
}

/** Opens the relaxation of one question over a pool of rows, which may grow between calls. */
export function openRelaxation(input: {
  readonly rules: Rules;
  readonly limits: Limits;
  readonly pool: RowPool;
  readonly valuation: Valuation;
  readonly grouping: Grouping;
}): Relaxation {
  const { rules, limits, pool, valuation, grouping } = input;
  const measures = rules.candidates.length;
  const columns = measures + grouping.count;
  const lp = openProgramme(
    Float64Array.from({ length: columns }, (_, at) => (at < measures ? 0 : 1)),
    new Float64Array(columns),
    Float64Array.from({ length: columns }, (_, at) =>
      at < measures ? 1 : Number.POSITIVE_INFINITY,
    ),
  );
  for (const rule of ruleConstraints(rules, limits, columns)) addConstraint(lp, rule);
  const addCuts = (cuts: readonly Cut[], point: Float64Array): number => {
    let missing = 0;
    for (const cut of cuts) {
      const shares = point.subarray(0, measures);
      const short = cutValue(cut, shares) - (point[measures + cut.group] ?? 0);
      if (short <= 1e-9) continue;
      missing += short;
      const left = new Float64Array(columns);
      left.set(cut.coefficients);
      left[measures + cut.group] = 1;
      addConstraint(lp, { left, right: cut.constant, group: cut.group });
    }
    return missing;
  };
  const bound = (box: Box, enough: number, rounds: number): Relaxed => {
    for (let at = 0; at < measures; at += 1) {
      lp.lower[at] = box[at] === 1 ? 1 : 0;
      lp.upper[at] = box[at] === 0 ? 0 : 1;
    }
    let best: Relaxed = {
      bound: 0,
      point: new Float64Array(measures),
      slopes: new Float64Array(measures),
    };
    const bounds: number[] = [];
    for (let round = 0; ; round += 1) {
      const status = solveProgramme(lp, pivotLimit);
      if (status === "infeasible" && isProvenEmpty(lp))
        return { ...best, bound: Number.POSITIVE_INFINITY };
      const proof = certify(lp, measures);
      const all = pointOf(lp);
      const point = all.slice(0, measures);
      best = proof.bound >= best.bound ? { ...proof, point } : { ...best, point };
      if (status !== "optimal" || best.bound >= enough || round >= rounds) return best;
      if (isStale(bounds, best.bound, enough)) return best;
      if (lp.rows.length > looseLimit) dropLoose(lp, ({ group }) => group < 0);
      const missing = addCuts(cutsAt(pool, grouping, valuation, point), all);
      if (missing <= 1e-7) return best;
    }
  };
  return {
    bound,
    worthOfSplit: (measure) => {
      const { down, up } = penaltiesOf(lp, measure) ?? { down: 0, up: 0 };
      return Math.max(down, leastPenalty) * Math.max(up, leastPenalty);
    },
  };
}
