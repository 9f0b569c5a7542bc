/**
 * Plans of the example municipality against plans found without any rows: every choice of fifteen
 * measures, greedy at two hundred budgets, and a pair that is worth nothing one by one.
 */
import { drawKey, uniform } from "@vallgrav/kernel";
import { type Candidate, type Choice, planner, type Planner } from "@vallgrav/planning";
import { expect, test } from "vitest";
import { basesOf } from "./bases.ts";
import { lossWeights } from "./columns.ts";
import { playDials } from "./play-dials.ts";
import { playScenarios } from "./play-scenarios.ts";
import { choiceOf, exampleStage } from "./test/example.ts";

const { prepared, stage } = await exampleStage();
const inner = 2;
const scenarios = 12;
const today = playDials(stage, {
  kind: "dials",
  chosen: choiceOf(stage, []),
  range: { outerFrom: 0, outerTo: scenarios / inner, inner },
});
const weights = lossWeights(today);

/** Losses of scenarios under a plan, with rows or without, as threads answer them. */
function playedUnder(choice: Choice, asked: readonly number[], rowsWanted: boolean) {
  const acting = asked.map((scenario) => bases.actingFor(scenario, choice));
  const task = { kind: "scenarios", chosen: choice, scenarios: asked, acting } as const;
  const played = playScenarios(stage, { ...task, rowsWanted, inner, weights });
  for (const [at, { scenario, touched }] of played.entries())
    bases.learn(scenario, acting[at] ?? choice, touched);
  return played;
}
const bases = basesOf(prepared.setting.measures, scenarios);

function plannerOver(
  candidates: readonly Candidate[],
  weighing: Float64Array,
  limits: Parameters<typeof planner>[0]["limits"],
): Planner {
  return planner({
    candidates,
    weights: weighing,
    ...(limits === undefined ? {} : { limits }),
    evaluate: async (choice, asked, rowsWanted) => playedUnder(choice, asked, rowsWanted),
  });
}

const even = new Float64Array(scenarios).fill(1 / scenarios);
const all = Array.from({ length: scenarios }, (_, scenario) => scenario);

/** What a plan leaves, without rows. */
function leftBy(choice: Choice): number {
  return playedUnder(choice, all, false).reduce((sum, { loss }) => sum + loss / scenarios, 0);
}

/** Candidates of which only those on can be chosen: the others take what there is none of. */
function switchedOn(on: ReadonlySet<number>): readonly Candidate[] {
  return prepared.candidates.map((candidate, at) => ({
    ...candidate,
    requires: [],
    excludes: [],
    costs: { ...candidate.costs, off: on.has(at) ? 0 : 1 },
  }));
}

const costOf = (at: number): number => prepared.candidates[at]?.costs["sek"] ?? 0;

/** Measures that gain alone, the most first, of those that money can choose between. */
function gainful(): readonly number[] {
  const gains = prepared.candidates.map((_, at) => 1 - leftBy(choiceOf(stage, [at])));
  return [...gains.keys()]
    .sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0) || a - b)
    .filter((at) => costOf(at) > 0 && costOf(at) <= 200_000);
}

test("[PR231] with fifteen measures on the plan is what trying every choice gives", async () => {
  const on = gainful().slice(0, 15);
  expect(on.length).toBe(15);
  const plans = plannerOver(switchedOn(new Set(on)), even, {
    nodes: 100_000,
    evaluations: 1_000_000,
    gap: 0,
  });
  for (const budget of [60_000, 140_000]) {
    let best = 1;
    let tried = 0;
    const look = (from: number, chosen: readonly number[], left: number): void => {
      // Only choices to which nothing more can be added: adding never raises a loss.
      const more = on.some((at) => !chosen.includes(at) && costOf(at) <= left);
      if (!more) {
        tried += 1;
        best = Math.min(best, leftBy(choiceOf(stage, chosen)));
      }
      for (let next = from; next < on.length; next += 1) {
        const at = on[next] ?? 0;
        if (costOf(at) <= left) look(next + 1, [...chosen, at], left - costOf(at));
      }
    };
    look(0, [], budget);
    const planned = await plans.plan({ sek: budget, off: 0 });
    expect(tried).toBeGreaterThan(10);
    expect(planned.remains).toBeCloseTo(best, 9);
    expect([planned.isFinished, planned.gap <= 1e-9]).toEqual([true, true]);
    expect(leftBy(planned.choice)).toBeCloseTo(best, 9);
    process.stdout.write(
      `15 measures, ${budget} kr: ${tried} choices tried, plan and best ${best}\n`,
    );
  }
}, 60_000);

const known = new Map<string, number>();

/** What a plan leaves, looked up where it was asked for before. */
function leftByOnce(choice: Choice): number {
  const key = choice.join("");
  const left = known.get(key) ?? leftBy(choice);
  known.set(key, left);
  return left;
}

/** Adds what gains most, or most per krona, of some measures until nothing fits or helps. */
function greedy(on: readonly number[], budget: number, perKrona: boolean): number {
  const chosen = choiceOf(stage, []);
  let [left, spent] = [leftByOnce(chosen), 0];
  for (;;) {
    let best: { readonly at: number; readonly left: number; readonly score: number } | null = null;
    for (const at of on) {
      if (chosen[at] === 1 || spent + costOf(at) > budget) continue;
      chosen[at] = 1;
      const after = leftByOnce(chosen);
      chosen[at] = 0;
      const score = (left - after) / (perKrona ? Math.max(1, costOf(at)) : 1);
      if (score > 1e-12 && (best === null || score > best.score)) best = { at, left: after, score };
    }
    if (best === null) return left;
    chosen[best.at] = 1;
    spent += costOf(best.at);
    ({ left } = best);
  }
}

test("[PR231] at two hundred budgets no plan is worse than greedy", async () => {
  const on = gainful().slice(0, 20);
  const candidates = switchedOn(new Set(on));
  const plans = plannerOver(candidates, even, { nodes: 2, evaluations: 50 });
  const key = drawKey("budgets of a test");
  let better = 0;
  for (let number = 0; number < 200; number += 1) {
    const budget = Math.round(800_000 * uniform(key, number, 0));
    const planned = await plans.plan({ sek: budget, off: 0 });
    const least = Math.min(greedy(on, budget, false), greedy(on, budget, true));
    expect([budget, leftByOnce(planned.choice) <= least + 1e-9]).toEqual([budget, true]);
    if (leftByOnce(planned.choice) < least - 1e-9) better += 1;
  }
  process.stdout.write(`200 budgets: no plan worse than greedy, ${better} better\n`);
}, 120_000);

test("[PR231] a pair is chosen that is worth nothing one by one", async () => {
  const found: { readonly scenario: number; readonly pair: readonly [number, number] }[] = [];
  const lossOf = (scenario: number, chosen: readonly number[]): number =>
    playedUnder(choiceOf(stage, chosen), [scenario], false)[0]?.loss ?? 0;
  const places = [...prepared.candidates.keys()];
  for (const scenario of all) {
    const whole = lossOf(scenario, []);
    const useless = places.filter((at) => whole > 0 && lossOf(scenario, [at]) >= whole - 1e-9);
    const pair = useless
      .flatMap((one, at) => useless.slice(at + 1).map((other) => [one, other] as const))
      .find((both) => lossOf(scenario, both) < 0.9 * whole);
    if (pair !== undefined) found.push({ scenario, pair });
  }
  expect(found.length).toBeGreaterThan(0);
  let chosen = 0;
  for (const { scenario, pair } of found) {
    const [one, other] = pair;
    const whole = lossOf(scenario, []);
    const helping = places.find((at) => lossOf(scenario, [at]) < whole - 1e-9);
    const on = new Set([one, other, ...(helping === undefined ? [] : [helping])]);
    const candidates = switchedOn(on).map((candidate, at) => ({
      ...candidate,
      costs: { money: on.has(at) ? 1 : 3, off: candidate.costs["off"] ?? 1 },
    }));
    const weighing = new Float64Array(scenarios);
    weighing[scenario] = 1;
    const planned = await plannerOver(candidates, weighing, { gap: 0 }).plan({ money: 2, off: 0 });
    const alone = helping === undefined ? whole : lossOf(scenario, [helping]);
    const least = Math.min(
      lossOf(scenario, pair),
      alone,
      ...pair.map((at) => lossOf(scenario, helping === undefined ? [at] : [at, helping])),
    );
    expect(planned.remains).toBeCloseTo(least, 9);
    if (least === lossOf(scenario, pair) && least < alone - 1e-9) {
      expect([planned.choice[one], planned.choice[other]]).toEqual([1, 1]);
      chosen += 1;
    }
  }
  process.stdout.write(
    `${found.length} pairs worth nothing one by one, ${chosen} best and chosen\n`,
  );
}, 60_000);
