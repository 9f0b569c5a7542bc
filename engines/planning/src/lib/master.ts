/**
 * The master programme: choose measures so that the sum of what the rows prove is least. It is
 * written in CPLEX LP format for whatever solver is handed in; its best bound is a bound on every
 * plan within the limits, because every row is valid for every plan.
 */
import type { Choice, Limits, SolveMip } from "./problem.ts";
import type { Rules } from "./feasible.ts";
import type { RowPool } from "./row-pool.ts";

export type MasterAnswer = {
  readonly choice: Choice;
  readonly bound: number;
  readonly status: "optimal" | "stopped" | "infeasible";
};

function terms(parts: readonly { readonly factor: number; readonly name: string }[]): string {
  return parts
    .map(({ factor, name }) => `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`)
    .join(" ");
}

/** Rows of limits and of rules between measures. */
function ruleRows(rules: Rules, limits: Limits): string[] {
  const rows: string[] = [];
  const chosen = rules.candidates.map((candidate, index) => ({ candidate, name: `x${index}` }));
  const money = chosen
    .filter(({ candidate }) => candidate.costSek > 0)
    .map(({ candidate, name }) => ({ factor: candidate.costSek, name }));
  if (money.length > 0) rows.push(`${terms(money)} <= ${limits.budgetSek}`);
  const work = chosen
    .filter(({ candidate }) => candidate.hours > 0)
    .map(({ candidate, name }) => ({ factor: candidate.hours, name }));
  if (limits.hours !== null && work.length > 0) rows.push(`${terms(work)} <= ${limits.hours}`);
  for (const [index, closure] of rules.closure.entries())
    for (const needed of closure)
      if (needed !== index) rows.push(`+ 1 x${index} - 1 x${needed} <= 0`);
  for (const [index, excludes] of rules.excludes.entries())
    for (const other of excludes) rows.push(`+ 1 x${index} + 1 x${other} <= 1`);
  return rows;
}

/** The programme as text. Losses are scaled by their weights, so every z is a share of the objective. */
export function masterText(
  rules: Rules,
  limits: Limits,
  pool: RowPool,
  weights: Float64Array,
): string {
  const objective: { factor: number; name: string }[] = [];
  const rows = ruleRows(rules, limits);
  for (let scenario = 0; scenario < weights.length; scenario += 1) {
    const found = pool.rowsOf(scenario);
    const weight = weights[scenario] ?? 0;
    if (found.length === 0 || weight <= 0) continue;
    objective.push({ factor: weight, name: `z${scenario}` });
    for (const row of found)
      rows.push(
        `+ 1 z${scenario} ${terms(
          row.coefficients.map(({ measure, value }) => ({ factor: value, name: `x${measure}` })),
        )} >= ${row.constant}`,
      );
  }
  const names = rules.candidates.map((_, index) => `x${index}`);
  const none = objective.length === 0 ? "0 x0" : terms(objective);
  return [
    "Minimize",
    ` obj: ${none}`,
    "Subject To",
    ...rows.map((row, index) => ` r${index}: ${row}`),
    "Binary",
    ` ${names.join(" ")}`,
    "End",
    "",
  ].join("\n");
}

/** Solves the programme for the rows at hand. Without measures or rows there is nothing to solve. */
export function solveMaster(
  rules: Rules,
  limits: Limits,
  pool: RowPool,
  context: { readonly weights: Float64Array; readonly solve: SolveMip },
): MasterAnswer {
  const choice = new Uint8Array(rules.candidates.length);
  if (choice.length === 0 || pool.count() === 0) return { choice, bound: 0, status: "optimal" };
  const answer = context.solve(masterText(rules, limits, pool, context.weights));
  for (const [index] of rules.candidates.entries())
    choice[index] = (answer.values[`x${index}`] ?? 0) > 0.5 ? 1 : 0;
  return { choice, bound: answer.bound, status: answer.status };
}
