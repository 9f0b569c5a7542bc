/** Checks a planning question before any work is done on it. */
import type { Problem } from "@vallgrav/kernel";
import type { Amounts, Candidate, Discount, Limits } from "./problem.ts";

/** Everything that can be wrong with a planning question. */
export type PlanningProblem =
  | Problem<"planning/duplicate-measure", { readonly id: string }>
  | Problem<"planning/unknown-measure", { readonly id: string; readonly named: string }>
  | Problem<"planning/bad-cost", { readonly id: string }>
  | Problem<"planning/bad-discount", { readonly resource: string }>
  | Problem<"planning/bad-limit", { readonly resource: string }>;

export type PlanningProblemCode = PlanningProblem["code"];

function found<C extends PlanningProblemCode>(
  code: C,
  args: Extract<PlanningProblem, { readonly code: C }>["args"],
) {
  return { code, severity: "error", at: null, args } as const;
}

/** Whether every amount is a number ≥ 0. */
function areAmounts(amounts: Amounts): boolean {
  return Object.values(amounts).every((amount) => Number.isFinite(amount) && amount >= 0);
}

/** All that is wrong; empty where the question can be planned. */
export function checkProblem(
  candidates: readonly Candidate[],
  limits: Limits,
  discounts: readonly Discount[] = [],
): readonly PlanningProblem[] {
  const problems: PlanningProblem[] = [];
  const ids = new Set<string>();
  for (const { id, costs } of candidates) {
    if (ids.has(id)) problems.push(found("planning/duplicate-measure", { id }));
    ids.add(id);
    if (!areAmounts(costs)) problems.push(found("planning/bad-cost", { id }));
  }
  for (const { id, requires, excludes } of candidates)
    for (const named of [...requires, ...excludes])
      if (!ids.has(named)) problems.push(found("planning/unknown-measure", { id, named }));
  for (const { resource, measures, from, share } of discounts) {
    const isLawful = Number.isInteger(from) && from >= 1 && share >= 0 && share <= 1;
    if (!isLawful || new Set(measures).size < measures.length)
      problems.push(found("planning/bad-discount", { resource }));
    for (const named of measures)
      if (!ids.has(named))
        problems.push(found("planning/unknown-measure", { id: resource, named }));
  }
  for (const [resource, most] of Object.entries(limits))
    if (!(most >= 0)) problems.push(found("planning/bad-limit", { resource }));
  return problems;
}
