/** Checks a planning question before any work is done on it. */
import type { Problem } from "@vallgrav/kernel";
import type { Candidate, Limits } from "./problem.ts";

/** Everything that can be wrong with a planning question. */
export type PlanningProblem =
  | Problem<"planning/duplicate-measure", { readonly id: string }>
  | Problem<"planning/unknown-measure", { readonly id: string; readonly named: string }>
  | Problem<"planning/bad-cost", { readonly id: string }>
  | Problem<"planning/bad-limit", { readonly budgetSek: number }>;

export type PlanningProblemCode = PlanningProblem["code"];

/** All that is wrong; empty where the question can be planned. */
export function checkProblem(
  candidates: readonly Candidate[],
  limits: Limits,
): readonly PlanningProblem[] {
  const problems: PlanningProblem[] = [];
  const ids = new Set<string>();
  for (const { id, costSek, hours } of candidates) {
    if (ids.has(id))
      problems.push({
        code: "planning/duplicate-measure",
        severity: "error",
        at: null,
        args: { id },
      });
    ids.add(id);
    if (!(Number.isSafeInteger(costSek) && costSek >= 0 && Number.isFinite(hours) && hours >= 0))
      problems.push({ code: "planning/bad-cost", severity: "error", at: null, args: { id } });
  }
  for (const { id, requires, excludes } of candidates)
    for (const named of [...requires, ...excludes])
      if (!ids.has(named))
        problems.push({
          code: "planning/unknown-measure",
          severity: "error",
          at: null,
          args: { id, named },
        });
  const { budgetSek, hours } = limits;
  if (!(budgetSek >= 0 && Number.isFinite(budgetSek)) || (hours !== null && !(hours >= 0)))
    problems.push({ code: "planning/bad-limit", severity: "error", at: null, args: { budgetSek } });
  return problems;
}
