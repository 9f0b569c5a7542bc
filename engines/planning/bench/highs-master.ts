/**
 * The peer of the bench: a master programme of cuts that HiGHS solves anew for every guess, as this
 * engine did before it had a tree of its own.
 */
import { type Cut, cutsAt, groupScenarios } from "../src/lib/cuts.ts";
import { limitsBy, rulesOf } from "../src/lib/feasible.ts";
import { accountOf, lossLedger } from "../src/lib/ledger.ts";
import { valuationOf } from "../src/lib/valuation.ts";
import type { SolveMip } from "../src/test/highs.ts";
import { evaluator, even, type Instance } from "../src/test/worlds.ts";

/** Losses are written this much larger: solvers take differences below a millionth for none. */
const scale = 1_000;

function masterText(
  { candidates, limits }: Instance,
  cuts: readonly Cut[],
  groups: number,
): string {
  const rules = rulesOf(candidates);
  const rows: string[] = [];
  for (const [resource, most] of limitsBy(rules, limits).entries()) {
    const terms = [...(rules.costs[resource] ?? [])].map((cost, at) => `${cost} x${at}`);
    if (most < Number.POSITIVE_INFINITY) rows.push(`${terms.join(" + ")} <= ${most}`);
  }
  for (const [at, closure] of rules.closure.entries())
    for (const needed of closure) if (needed !== at) rows.push(`x${at} - x${needed} <= 0`);
  for (const [at, excludes] of rules.excludes.entries())
    for (const other of excludes) rows.push(`x${at} + x${other} <= 1`);
  for (const { group, constant, coefficients } of cuts) {
    const terms = [...coefficients].flatMap((value, at) =>
      value > 0 ? [`+ ${value * scale} x${at}`] : [],
    );
    rows.push(`z${group} ${terms.join(" ")} >= ${constant * scale}`);
  }
  return [
    "Minimize",
    ` obj: ${Array.from({ length: groups }, (_, group) => `z${group}`).join(" + ")}`,
    "Subject To",
    ...rows.map((row, at) => ` r${at}: ${row}`),
    "Binary",
    ` ${candidates.map((_, at) => `x${at}`).join(" ")}`,
    "End",
    "",
  ].join("\n");
}

/** What is told after each solve. */
type Told = { readonly solves: number; readonly remains: number; readonly bound: number };

/**
 * Solves masters until nothing new is learnt.
 * @yields what is known after each solve
 */
export async function* highsMaster(asked: Instance, solve: SolveMip): AsyncGenerator<Told> {
  const { candidates, world } = asked;
  const weights = even(world.length);
  const valuation = valuationOf({ kind: "mean" }, weights);
  const ledger = lossLedger(world.length, evaluator(world));
  const account = accountOf(ledger, valuation);
  const none = new Uint8Array(candidates.length);
  let remains = await account.total(none);
  for (const at of none.keys()) {
    const alone = none.slice();
    alone[at] = 1;
    await account.total(alone);
  }
  const grouping = groupScenarios(ledger.pool, weights, candidates.length);
  const cuts: Cut[] = [...cutsAt(ledger.pool, grouping, valuation, none)];
  let bound = 0;
  for (let solves = 1; ; solves += 1) {
    const answer = solve(masterText(asked, cuts, grouping.count));
    bound = Math.max(bound, answer.bound / scale);
    const choice = Uint8Array.from(none, (_, at) => ((answer.values[`x${at}`] ?? 0) > 0.5 ? 1 : 0));
    remains = Math.min(remains, await account.total(choice));
    yield { solves, remains, bound };
    if (remains - bound <= 1e-6 * remains) return;
    cuts.push(...cutsAt(ledger.pool, grouping, valuation, choice));
  }
}
