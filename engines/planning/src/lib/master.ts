/**
 * The master programme: choose measures so that the sum of what the rows prove is least. It is
 * written in CPLEX LP format for whatever solver is handed in; its best bound is a bound on every
 * plan within the limits, because every row is valid for every plan.
 */
import type { Choice, Limits, SolveMip } from "./problem.ts";
import type { Rules } from "./feasible.ts";
import { type Group, groupBound, groupsOf } from "./groups.ts";
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

/** The programme as text. Rows of groups are weighted already, so every z is a share of the objective. */
export function masterText(rules: Rules, limits: Limits, groups: readonly Group[]): string {
  const objective: { factor: number; name: string }[] = [];
  const rows = ruleRows(rules, limits);
  for (const [index, group] of groups.entries()) {
    objective.push({ factor: 1, name: `z${index}` });
    for (const row of group.rows)
      rows.push(
        `+ 1 z${index} ${terms(
          [...row.coefficients].map(([measure, factor]) => ({ factor, name: `x${measure}` })),
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

/** Groups that say less at a plan than their scenarios do one by one. */
function losing(
  groups: readonly Group[],
  choice: Choice,
  pool: RowPool,
  weights: Float64Array,
): readonly string[] {
  return groups
    .filter((group) => {
      let apart = 0;
      for (const scenario of group.scenarios)
        apart += (weights[scenario] ?? 0) * pool.bound(choice, scenario);
      return apart - groupBound(group, choice) > 1e-9 * Math.max(apart, 1e-3);
    })
    .map(({ key }) => key);
}

/**
 * Solves the programme for the rows at hand; groups that lose something at the answer are split and
 * the programme is solved again. Without measures or rows there is nothing to solve.
 */
export function solveMaster(
  rules: Rules,
  limits: Limits,
  pool: RowPool,
  context: {
    readonly weights: Float64Array;
    readonly solve: SolveMip;
    /** Keys of groups to keep apart; grows. */
    readonly split: Set<string>;
  },
): MasterAnswer {
  const none = new Uint8Array(rules.candidates.length);
  if (none.length === 0 || pool.count() === 0) return { choice: none, bound: 0, status: "optimal" };
  for (let tries = 0; ; tries += 1) {
    const groups = groupsOf(pool, context.weights, context.split);
    const answer = context.solve(masterText(rules, limits, groups));
    const choice = new Uint8Array(rules.candidates.length);
    for (const [index] of rules.candidates.entries())
      choice[index] = (answer.values[`x${index}`] ?? 0) > 0.5 ? 1 : 0;
    const lost = losing(groups, choice, pool, context.weights);
    const fresh = lost.filter((key) => !context.split.has(key));
    if (fresh.length === 0 || answer.status !== "optimal" || tries >= 20)
      return { choice, bound: answer.bound, status: answer.status };
    for (const key of fresh) context.split.add(key);
  }
}
