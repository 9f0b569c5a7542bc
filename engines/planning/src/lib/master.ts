/**
 * The master programme: choose measures so that the sum of what the rows prove is least. It is
 * written in CPLEX LP format for whatever solver is handed in; its best bound is a bound on every
 * plan within the limits, because every row is valid for every plan.
 */
import type { Choice, Limits, SolveMip } from "./problem.ts";
import type { Rules } from "./feasible.ts";
import { type Cut, cutBound, cutsAt, type Grouping, newCuts } from "./cuts.ts";
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

/** Losses are written this much larger: solvers take differences below a millionth for none. */
const scale = 1_000;

/** The programme as text; cuts carry weights already, so every z is a share of the objective. */
export function masterText(rules: Rules, limits: Limits, cuts: readonly Cut[]): string {
  const groups = new Set(cuts.map(({ group }) => group));
  const objective = [...groups].map((group) => ({ factor: 1, name: `z${group}` }));
  const rows = ruleRows(rules, limits);
  for (const { group, constant, coefficients } of cuts)
    rows.push(
      `+ 1 z${group} ${terms(
        [...coefficients].map(([measure, factor]) => ({
          factor: factor * scale,
          name: `x${measure}`,
        })),
      )} >= ${constant * scale}`,
    );
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

export type MasterContext = {
  readonly pool: RowPool;
  readonly weights: Float64Array;
  readonly grouping: Grouping;
  /** Cuts so far; valid for every plan. Grows. */
  readonly cuts: Cut[];
  readonly solve: SolveMip;
  /** Whether a bound settles the question, so that the master need not be solved to its end. */
  readonly isEnough: (bound: number) => boolean;
};

/** Solves of one master before it is given up with the bound so far. */
const solvesLimit = 400;

/**
 * The choice that is best by all rows at hand, and a bound no plan within the limits goes under:
 * solve, add the cuts of the answer, until its cuts say nothing new or the bound is enough.
 */
export function solveMaster(rules: Rules, limits: Limits, context: MasterContext): MasterAnswer {
  const { pool, weights, grouping, cuts } = context;
  const measures = rules.candidates.length;
  const none = new Uint8Array(measures);
  if (measures === 0 || pool.count() === 0) return { choice: none, bound: 0, status: "optimal" };
  if (cuts.length === 0) cuts.push(...cutsAt(pool, grouping, weights, none));
  for (let solves = 1; ; solves += 1) {
    const answer = context.solve(masterText(rules, limits, cuts));
    const bound = answer.bound / scale;
    const choice = new Uint8Array(measures);
    for (let index = 0; index < measures; index += 1)
      choice[index] = (answer.values[`x${index}`] ?? 0) > 0.5 ? 1 : 0;
    const fresh = cutsAt(pool, grouping, weights, choice);
    const proven = fresh.reduce((sum, cut) => sum + cutBound([cut], choice, grouping.count), 0);
    const missing = proven - cutBound(cuts, choice, grouping.count);
    const isDone = missing <= 1e-9 * Math.max(proven, 1e-3) || context.isEnough(bound);
    if (isDone || answer.status !== "optimal") return { choice, bound, status: answer.status };
    if (solves >= solvesLimit) return { choice, bound, status: "stopped" };
    cuts.push(...newCuts(cuts, fresh, choice));
  }
}
