/**
 * How good plans are after how much work, on the example or on whatever a store holds:
 * `node platform/bench/plans.ts [STORE|example] [MEASURES] [SECONDS] [KRONOR …]`.
 * STORE is a home's `vallgrav.db`; the first and the last of it that cost anything are read. With
 * more MEASURES than the catalogue has, measures are cut into parts of what they act on, so that
 * each part can be chosen alone, at its share of the price. Per budget it prints remains, bound and
 * gap: of the first answer, after 5 to 180 seconds of work, and at the end, which is after SECONDS,
 * or without them where the usual limits of work say. With SECONDS the first answer is on a few of
 * the scenarios, and its seconds begin when the scene is ready in both threads. Seconds are
 * processor time of all threads; by the clock it is less where there are several.
 */
import type { Seen } from "@vallgrav/planning";
import { lossWeights } from "../src/protect/columns.ts";
import { planningRange, plannerInput, todaysOf } from "../src/protect/compute.ts";
import { openPool } from "../src/protect/pool.ts";
import { askedOf, playLossesOf, scenarioPlanner } from "../src/protect/scenario-planner.ts";
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
const marks = [5, 15, 30, 60, 120, 180];
/** Those of the table, and what was known at each: the last that was told until then. */
const table = new Map<number, string>([5, 60, 180].map((mark) => [mark, "nothing yet"]));
/** Outer draws that the first answer is given on. */
const firstDraws = 5;
/** Evaluations of scenarios that it is proven with. */
const firstEvaluations = 100;
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

/** Keeps for the table what was known after so much work. */
function keepForTable(work: number, known: string): void {
  for (const mark of table.keys()) if (work <= mark) table.set(mark, known);
}

/**
 * Prints what is known at the marks, and ends the search when the time is up.
 * @param on told with what is kept for the table; null: nothing is
 */
function teller(spent: ReturnType<typeof stopwatch>, on: string | null) {
  const left = [0, ...marks];
  let last: Seen | null = null;
  return {
    watch: (seen: Seen): void => {
      last = seen;
      const { work } = spent();
      if (on !== null) keepForTable(work, `${figures(seen.remains, seen.bound)}${on}`);
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

const settled = stopwatch();
const current = await modelOf(place);
say(`model of ${current.model.assets.length} assets`, settled);
const made = await makeSetting(current, size);
if (!made.ok) throw new Error(JSON.stringify(made.problems));
const prepared = cutMeasures(made.prepared, Number(measures));
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
  if (Number(seconds) > 0 && stops[0] !== undefined) {
    // On a few of the scenarios, which those that follow begin with.
    const range = { ...planningRange(size, prepared.setting), to: firstDraws };
    const columns = await playLossesOf(pool, range, signal);
    const few = askedOf("mean", [{ setting: 0, range, columns, relativeRate: 1 }]);
    const input = plannerInput(prepared, size, pool, signal);
    const on = `, on ${range.to * range.inner} scenarios`;
    const { watch } = teller(playing, on);
    const first = scenarioPlanner({ ...input, watch }, few.parts);
    const { remains, bound } = await first.first(stops[0], firstEvaluations);
    keepForTable(playing().work, figures(remains, bound) + on);
    say("first answer", playing, `${on}: ${figures(remains, bound)}`);
  }
  const todays = await todaysOf(pool, attackers, planningRange(size, prepared.setting), signal);
  const lost = todays[0] === undefined ? null : lossWeights(todays[0].columns);
  say("today played", playing, lost === null ? "" : `, weights ${Object.values(lost).join(", ")}`);
  const { parts, objective } = askedOf("mean", todays);
  const usual = plannerInput(prepared, size, pool, signal);
  const isTimed = Number(seconds) > 0;
  const limits = isTimed ? { nodes: 1e9, evaluations: 1e12, gap: 0.001 } : usual.limits;
  let told = teller(stopwatch(), null);
  const plans = scenarioPlanner({ ...usual, limits, watch: (seen) => told.watch(seen) }, parts);
  if (isTimed)
    for (const [at, stop] of stops.entries()) {
      // The first plan is waited for from the moment nothing is known yet.
      const spent = at === 0 ? playing : stopwatch();
      told = teller(spent, at === 0 ? "" : null);
      console.log(`${budgets[at]} kr`);
      const planned = await plans.plan(stop, objective).catch((error: unknown) => {
        if (error !== enough) throw error;
        return told.last();
      });
      if (planned !== null) say("  end", spent, `: ${figures(planned.remains, planned.bound)}`);
    }
  else {
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
    for (const [mark, known] of table) console.log(`${budgets[0]} kr after ${mark} s: ${known}`);
  console.log("stops between, asked for soon");
  for (const budget of stopsBetween(budgets)) {
    const spent = stopwatch();
    const { remains, bound } = await plans.stop(limitsOf(budget, usualTerms), objective);
    say(`  ${budget} kr`, spent, `: ${figures(remains, bound)}`);
  }
} finally {
  await pool.close();
}
