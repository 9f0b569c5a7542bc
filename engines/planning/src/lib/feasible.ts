/** What fits: costs against limits, what a measure requires and what it excludes. */
import type { Candidate, Choice, Limits } from "./problem.ts";

export type Rules = {
  readonly candidates: readonly Candidate[];
  /** Per measure: itself and everything it requires, directly or not; ascending. */
  readonly closure: readonly (readonly number[])[];
  readonly excludes: readonly (readonly number[])[];
};

/** Numbers the requirements and exclusions. Cost: measures times requirements. */
export function rulesOf(candidates: readonly Candidate[]): Rules {
  const at = new Map(candidates.map(({ id }, index) => [id, index]));
  const numbers = (ids: readonly string[]): number[] =>
    ids.map((id) => at.get(id)).filter((index) => index !== undefined);
  const closure = candidates.map((_, start) => {
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
  return { candidates, closure, excludes: candidates.map(({ excludes }) => numbers(excludes)) };
}

/** What a plan costs. */
export function costOf(
  rules: Rules,
  choice: Choice,
): { readonly sek: number; readonly hours: number } {
  let sek = 0;
  let hours = 0;
  for (const [index, candidate] of rules.candidates.entries())
    if (choice[index] === 1) {
      sek += candidate.costSek;
      hours += candidate.hours;
    }
  return { sek, hours };
}

/** Whether a plan keeps within the limits and every rule between its measures. */
export function isFeasible(rules: Rules, choice: Choice, limits: Limits): boolean {
  const cost = costOf(rules, choice);
  if (cost.sek > limits.budgetSek || (limits.hours !== null && cost.hours > limits.hours))
    return false;
  for (const [index] of rules.candidates.entries()) {
    if (choice[index] !== 1) continue;
    if ((rules.closure[index] ?? []).some((needed) => choice[needed] !== 1)) return false;
    if ((rules.excludes[index] ?? []).some((other) => choice[other] === 1)) return false;
  }
  return true;
}

/** The plan with a measure and all it requires. */
export function withMeasure(rules: Rules, choice: Choice, measure: number): Choice {
  const next = choice.slice();
  for (const index of rules.closure[measure] ?? []) next[index] = 1;
  return next;
}

/** The plan without a measure and without whatever requires it. */
export function withoutMeasure(rules: Rules, choice: Choice, measure: number): Choice {
  const next = choice.slice();
  for (const [index, needed] of rules.closure.entries())
    if (needed.includes(measure)) next[index] = 0;
  return next;
}
