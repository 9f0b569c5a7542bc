/** What fits: costs against limits, what a measure requires and what it excludes. */
import type { Candidate, Choice, Discount, Limits } from "./problem.ts";

/** A discount with its measures and resource numbered. */
type Volume = {
  readonly resource: number;
  readonly measures: readonly number[];
  readonly from: number;
  readonly share: number;
};

export type Rules = {
  readonly candidates: readonly Candidate[];
  /** Per measure: itself and everything it requires, directly or not; ascending. */
  readonly closure: readonly (readonly number[])[];
  readonly excludes: readonly (readonly number[])[];
  readonly resources: readonly string[];
  /** Per resource and measure: what it takes before discounts; 0 where it is in place. */
  readonly costs: readonly Float64Array[];
  readonly volumes: readonly Volume[];
  /** What is in place and what that requires: held by every plan. */
  readonly base: Choice;
};

/** The closures of requirements. Cost: measures times requirements. */
function closuresOf(
  candidates: readonly Candidate[],
  numbers: (ids: readonly string[]) => readonly number[],
): number[][] {
  return candidates.map((_, start) => {
    const found = new Set([start]);
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const index of numbers(candidates[next]?.requires ?? []))
        if (!found.has(index)) {
          found.add(index);
          open.push(index);
        }
    return [...found].sort((a, b) => a - b);
  });
}

/** Numbers the resources, requirements, exclusions and discounts. */
export function rulesOf(
  candidates: readonly Candidate[],
  discounts: readonly Discount[] = [],
): Rules {
  const at = new Map(candidates.map(({ id }, index) => [id, index]));
  const numbers = (ids: readonly string[]): number[] =>
    ids.map((id) => at.get(id)).filter((index) => index !== undefined);
  const closure = closuresOf(candidates, numbers);
  const base = new Uint8Array(candidates.length);
  for (const [index, { isInPlace }] of candidates.entries())
    if (isInPlace === true) for (const held of closure[index] ?? []) base[held] = 1;
  const resources = [...new Set(candidates.flatMap(({ costs }) => Object.keys(costs)))].sort();
  return {
    candidates,
    closure,
    excludes: candidates.map(({ excludes }) => numbers(excludes)),
    resources,
    costs: resources.map((resource) =>
      Float64Array.from(candidates, ({ costs }, index) =>
        base[index] === 1 ? 0 : (costs[resource] ?? 0),
      ),
    ),
    volumes: discounts
      .map(({ resource, measures, from, share }) => ({
        resource: resources.indexOf(resource),
        measures: numbers(measures),
        from,
        share,
      }))
      .filter(({ resource }) => resource >= 0),
    base,
  };
}

/** The limits in the order of the resources; Infinity where there is none. */
export function limitsBy(rules: Rules, limits: Limits): readonly number[] {
  return rules.resources.map((resource) => limits[resource] ?? Number.POSITIVE_INFINITY);
}

/**
 * What a plan takes of each resource. `counted` is the plan by which volumes are counted: the plan
 * itself, or all that may yet join it, for the least that it can come to cost.
 */
export function spentOf(rules: Rules, choice: Choice, counted: Choice = choice): readonly number[] {
  const spent = rules.costs.map((costs) => {
    let sum = 0;
    for (let at = 0; at < costs.length; at += 1) if (choice[at] === 1) sum += costs[at] ?? 0;
    return sum;
  });
  for (const { resource, measures, from, share } of rules.volumes) {
    if (measures.filter((at) => counted[at] === 1).length < from) continue;
    for (const at of measures)
      if (choice[at] === 1)
        spent[resource] = (spent[resource] ?? 0) - share * (rules.costs[resource]?.[at] ?? 0);
  }
  return spent;
}

function isWithin(rules: Rules, spent: readonly number[], limits: Limits): boolean {
  return spent.every((amount, at) => {
    const most = limits[rules.resources[at] ?? ""] ?? Number.POSITIVE_INFINITY;
    return amount <= most;
  });
}

/** Whether a plan holds all that its measures require and nothing they exclude. */
function keepsRules(rules: Rules, choice: Choice): boolean {
  for (let index = 0; index < choice.length; index += 1) {
    if (choice[index] !== 1) {
      if (rules.base[index] === 1) return false;
      continue;
    }
    if ((rules.closure[index] ?? []).some((needed) => choice[needed] !== 1)) return false;
    if ((rules.excludes[index] ?? []).some((other) => choice[other] === 1)) return false;
  }
  return true;
}

/**
 * Whether a plan keeps within the limits and every rule between its measures.
 * @param counted what volumes are counted by; see {@link spentOf}
 */
export function isFeasible(
  rules: Rules,
  choice: Choice,
  limits: Limits,
  counted: Choice = choice,
): boolean {
  return keepsRules(rules, choice) && isWithin(rules, spentOf(rules, choice, counted), limits);
}

/**
 * Which measures still fit beside a plan that fits, each with all it requires. Quicker than asking
 * {@link isFeasible} of each, which it does only where volumes change prices.
 * @param counted what volumes are counted by, the larger plan itself unless given
 */
export function fittingBeside(
  rules: Rules,
  choice: Choice,
  limits: Limits,
  counted?: Choice,
): (measure: number) => boolean {
  if (rules.volumes.length > 0)
    return (measure) => {
      const next = withMeasure(rules, choice, measure);
      return isFeasible(rules, next, limits, counted ?? next);
    };
  const most = limitsBy(rules, limits);
  const left = spentOf(rules, choice).map((spent, at) => (most[at] ?? 0) - spent);
  const isBarred = new Uint8Array(choice.length);
  for (const [index, excludes] of rules.excludes.entries())
    for (const other of excludes) {
      if (choice[index] === 1) isBarred[other] = 1;
      if (choice[other] === 1) isBarred[index] = 1;
    }
  return (measure) => {
    const added = (rules.closure[measure] ?? []).filter((index) => choice[index] !== 1);
    if (added.some((index) => isBarred[index] === 1)) return false;
    const isLone = added.every(
      (index) => !rules.excludes[index]?.some((one) => added.includes(one)),
    );
    return (
      isLone &&
      left.every((amount, at) => {
        let cost = 0;
        for (const index of added) cost += rules.costs[at]?.[index] ?? 0;
        return cost <= amount;
      })
    );
  };
}

/** The plan with a measure and all it requires. */
export function withMeasure(rules: Rules, choice: Choice, measure: number): Choice {
  const next = choice.slice();
  for (const index of rules.closure[measure] ?? []) next[index] = 1;
  return next;
}

/** The plan without a measure and without whatever requires it; what is in place stays. */
export function withoutMeasure(rules: Rules, choice: Choice, measure: number): Choice {
  const next = choice.slice();
  for (const [index, needed] of rules.closure.entries())
    if (needed.includes(measure) && rules.base[index] !== 1) next[index] = 0;
  return next;
}
