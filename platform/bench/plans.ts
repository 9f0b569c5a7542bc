/**
 * How good plans are after how much work, on the example or on whatever a store holds:
 * `node platform/bench/plans.ts [STORE|example] [MEASURES] [SECONDS] [KRONOR …]`.
 * STORE is a home's `vallgrav.db`; the first and the last of it that cost anything are read. With
 * more MEASURES than the catalogue has, measures are cut into parts of what they act on, so that
 * each part can be chosen alone, at its share of the price. Per budget it prints remains, bound and
 * gap: of the first answer, after 5 to 180 seconds of work, and at the end, which is after SECONDS,
 * or without them where the usual limits of work say. With SECONDS there are plans on a few of the
 * scenarios and on more of them first, as in the product, and seconds begin when the scene is ready
 * in both threads. Seconds are processor time of all threads; by the clock it is less where there
 * are several. Under 30 SECONDS there is the first plan alone, then what the time is up for.
 */
import type { Seen } from "@vallgrav/planning";
import { lossWeights } from "../src/protect/columns.ts";
import { earlyPlans, pageBudget } from "../src/protect/early-plans.ts";
import { planningRange, plannerInput, todaysOf } from "../src/protect/planning-runs.ts";
import { openPool } from "../src/protect/pool.ts";
import { askedOf, partsOfScenarios, scenarioPlanner } from "../src/protect/scenario-planner.ts";
import { makeSetting } from "../src/protect/setting.ts";
import { limitsOf, usualTerms } from "../src/protect/terms.ts";
import { cutMeasures } from "./cut-measures.ts";
import { modelOf, stopwatch } from "./kept-model.ts";

const args = process.argv.slice(2);
const [place = "example", measures = "0", seconds = "0", ...kronor] = args;
const budgets =
  kronor.length > 0 ? kronor.map(Number) : [150_000, 300_000, 600_000, 1_200_000, 2_400_000];
const threads = 2;
const size = { outer: 100, inner: 20, seed: "1", threads };
const marks = [5, 15, 30, 45, 60, 75, 90, 105, 120, 150, 180];
/** Seconds from which on plans on more than a few scenarios are waited for. */
const secondsOfMore = 30;
/** Those of the table, and what was last told until each, by how many scenarios it was on. */
const table = new Map([5, 60, 180].map((mark) => [mark, new Map<number, string>()]));
const enough = new Error("the time is up");

/** Three budgets between each two. */
function stopsBetween(stops: readonly number[]): readonly number[] {
  return stops.slice(1).flatMap((most, at) => {
    const least = stops[at] ?? 0;
    return [0.25, 0.5, 0.75].map((share) => Math.round(least + share * (most - least)));
  });
}

function say(what: string, spent: ReturnType<typeof stopwatch>, more = ""): void {
  const { work, clock } = spent();
  console.log(`${what}: ${work.toFixed(1)} s (${clock.toFixed(1)} by the clock)${more}`);
}

function figures(remains: number, bound: number): string {
  const gap = 1 - bound <= 0 ? 0 : (100 * Math.max(0, remains - bound)) / (1 - bound);
  return `remains ${remains.toFixed(4)}, bound ${bound.toFixed(4)}, gap ${gap.toFixed(1)} %`;
}

/** Keeps for the table what was known on so many scenarios after so much work. */
function keepForTable(work: number, scenarios: number, known: string): void {
  for (const [mark, at] of table) if (work <= mark) at.set(scenarios, known);
}

/**
 * Prints what is known at the marks, and ends the search when the time is up.
 * @param scenarios that it is on, of which the table tells; null: it does not
 */
function teller(spent: ReturnType<typeof stopwatch>, scenarios: number | null) {
  const left = [0, ...marks];
  let last: Seen | null = null;
  return {
    watch: (seen: Seen): void => {
      last = seen;
      const { work } = spent();
      if (scenarios !== null) keepForTable(work, scenarios, figures(seen.remains, seen.bound));
      if (work >= (left[0] ?? Infinity)) {
        while (work >= (left[0] ?? Infinity)) left.shift();
        const counts = `, ${seen.nodes} nodes, ${seen.evaluations} evaluations: `;
        say("  seen", spent, counts + figures(seen.remains, seen.bound));
      }
      if (Number(seconds) > 0 && work > Number(seconds)) throw enough;
    },
    last: (): Seen | null => last,
  };
}

/** What is planned on. The model is let go: threads that plan do not hold it. */
async function preparedFrom(settled: ReturnType<typeof stopwatch>) {
  const current = await modelOf(place);
  say(`model of ${current.model.assets.length} assets`, settled);
  const made = await makeSetting(current, size);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return cutMeasures(made.prepared, Number(measures));
}

const settled = stopwatch();
const prepared = await preparedFrom(settled);
const { scene } = prepared.setting.municipal;
say(`setting of ${scene.graph.nodeCount} nodes, ${prepared.candidates.length} measures`, settled);

const pool = openPool([prepared.setting], threads);
const { signal } = new AbortController();
try {
  // Threads make the scene ready when they are asked for something: that is not the plan's time.
  const opening = stopwatch();
  await pool.run(
    [0, 1].map((lane) => ({ kind: "losses", scenarios: [], inner: 1, lane }) as const),
    signal,
  );
  say("scene ready in both threads", opening);
  const playing = stopwatch();
  const attackers = [prepared];
  const stops = budgets.map((budget) => limitsOf(budget, usualTerms));
  const isTimed = Number(seconds) > 0;
  const budgetSek = (isTimed ? budgets[0] : budgets.find((one) => one === pageBudget)) ?? 0;
  const ground = { prepared, size, pool, attackers, terms: usualTerms, budgetSek, signal };
  const early = earlyPlans(ground, async ({ runs, remains, bound, measures: chosen }) => {
    keepForTable(playing().work, runs, figures(remains, bound));
    const said = `, on ${runs} scenarios: ${figures(remains, bound)}, ${chosen.length} measures`;
    say("early plan", playing, said);
  });
  await early.onFew();
  if (!isTimed || Number(seconds) >= secondsOfMore) await early.onMore();
  const todays = await todaysOf(pool, attackers, planningRange(size, prepared.setting), signal);
  const lost = todays[0] === undefined ? null : lossWeights(todays[0].columns);
  say("today played", playing, lost === null ? "" : `, weights ${Object.values(lost).join(", ")}`);
  const { parts, objective } = askedOf("mean", todays);
  const usual = plannerInput(prepared, size, pool, signal);
  const limits = isTimed ? { nodes: 1e9, evaluations: 1e12, gap: 0.001 } : usual.limits;
  let told = teller(stopwatch(), null);
  const watch = (seen: Seen): void => told.watch(seen);
  const plans = scenarioPlanner({ ...usual, limits, watch }, parts);
  if (isTimed)
    for (const [at, stop] of stops.entries()) {
      // The first plan is waited for from the moment nothing is known yet.
      const spent = at === 0 ? playing : stopwatch();
      told = teller(spent, at === 0 ? partsOfScenarios(parts).length : null);
      console.log(`${budgets[at]} kr`);
      const planned = await plans.plan(stop, objective).catch((error: unknown) => {
        if (error !== enough) throw error;
        return told.last();
      });
      if (planned !== null) say("  end", spent, `: ${figures(planned.remains, planned.bound)}`);
    }
  else {
    await early.onAll({ plans, objective, parts });
    const all = stopwatch();
    let spent = all;
    const begin = (at: number): void => {
      if (budgets[at] === undefined) return;
      console.log(`${budgets[at]} kr`);
      spent = stopwatch();
      told = teller(spent, null);
    };
    let at = 0;
    begin(at);
    const curve = await plans.curve(stops, objective, async ({ remains, bound }) => {
      say("  end", spent, `: ${figures(remains, bound)}`);
      at += 1;
      begin(at);
    });
    say("the whole curve", all);
    for (const [place, { remains, bound }] of curve.entries())
      console.log(`  ${budgets[place]} kr: ${figures(remains, bound)}`);
  }
  if (isTimed)
    for (const [mark, known] of table) {
      const said = [...known].map(([scenarios, of]) => `on ${scenarios} scenarios ${of}`);
      const all = said.length === 0 ? "nothing yet" : said.join("; ");
      console.log(`${budgets[0]} kr after ${mark} s: ${all}`);
    }
  console.log("stops between, asked for soon");
  for (const budget of stopsBetween(budgets)) {
    const spent = stopwatch();
    const { remains, bound } = await plans.stop(limitsOf(budget, usualTerms), objective);
    say(`  ${budget} kr`, spent, `: ${figures(remains, bound)}`);
  }
} finally {
  await pool.close();
}
