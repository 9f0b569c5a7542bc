/** Rows that the planner is given, and the planner on the real solver. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { type Candidate, type Choice, type Evaluate, planner } from "@vallgrav/planning";
import { expect, test } from "vitest";
import { lossWeights } from "./columns.ts";
import { playDials } from "./play-dials.ts";
import { playScenarios } from "./play-scenarios.ts";
import { loadSolver } from "./solver.ts";
import { choiceOf, exampleStage } from "./test/example.ts";

/** A choice that holds each of `count` measures with probability `share`, by number. */
function randomChoice(count: number, number: number, share: number): Uint8Array {
  const key = drawKey(`choice/${number}`);
  return Uint8Array.from({ length: count }, (_, at) => (uniform(key, at, 0) < share ? 1 : 0));
}

test("[PR5] a row is at most any plan's loss, and just that where it was made", async () => {
  const { stage } = await exampleStage();
  const inner = 5;
  const range = { outerFrom: 0, outerTo: 12, inner };
  const weights = lossWeights(
    playDials(stage, { kind: "dials", chosen: choiceOf(stage, []), range }),
  );
  const scenarios = [...Array(60).keys()];
  const play = (chosen: Uint8Array) =>
    playScenarios(stage, { kind: "scenarios", chosen, scenarios, inner, weights });
  const count = stage.measures.length;
  const plans = [choiceOf(stage, []), choiceOf(stage, stage.measures.keys())];
  for (let number = 0; number < 38; number += 1)
    plans.push(randomChoice(count, number, 0.05 + (number % 8) / 10));
  const evaluated = plans.map(play);
  let rows = 0;
  for (const [made, evaluations] of evaluated.entries())
    for (const [at, { scenario, loss, rows: found }] of evaluations.entries()) {
      expect(scenario).toBe(at);
      const values = found.map(({ constant, coefficients }) => {
        const valueAt = (plan: Uint8Array): number =>
          coefficients.reduce(
            (rest, { measure, value }) => rest - value * (plan[measure] ?? 0),
            constant,
          );
        for (const [other, plan] of plans.entries()) {
          rows += 1;
          const truth = evaluated[other]?.[at]?.loss ?? 0;
          if (valueAt(plan) > truth + 1e-9)
            throw new Error(
              `scenario ${at}, row of plan ${made} at plan ${other}: ${valueAt(plan)} > ${truth}`,
            );
        }
        return valueAt(plans[made] ?? new Uint8Array());
      });
      expect(Math.max(0, ...values)).toBeCloseTo(loss, 12);
    }
  expect(rows).toBeGreaterThan(10_000);
});

function candidates(costs: readonly number[]): readonly Candidate[] {
  return costs.map((costSek, at) => ({
    id: `m${at + 1}`,
    costSek,
    hours: 0,
    requires: [],
    excludes: [],
  }));
}

/** A goal falls while some way to it has no chosen block. */
type Goal = { readonly loss: number; readonly ways: readonly (readonly number[])[] };

function openWay(goal: Goal, choice: Choice): readonly number[] | undefined {
  return goal.ways.find((blocks) => blocks.every((block) => choice[block] !== 1));
}

/** Additive losses with the additive row of dials.md §4.3: one open way of each goal that fell. */
function evaluatorOf(world: readonly (readonly Goal[])[]): Evaluate {
  return (choice, scenarios) =>
    Promise.resolve(
      scenarios.map((scenario) => {
        const coefficients = new Map<number, number>();
        let loss = 0;
        for (const goal of world[scenario] ?? []) {
          const way = openWay(goal, choice);
          if (way === undefined) continue;
          loss += goal.loss;
          for (const block of way)
            coefficients.set(block, (coefficients.get(block) ?? 0) + goal.loss);
        }
        const row = {
          scenario,
          constant: loss,
          coefficients: [...coefficients].map(([measure, value]) => ({ measure, value })),
        };
        return { scenario, loss, rows: loss > 0 ? [row] : [] };
      }),
    );
}

const published: readonly Goal[] = [
  { loss: 10, ways: [[0], [1]] },
  { loss: 3, ways: [[2]] },
];

test("[PR6] the published example is planned and proven by HiGHS", async () => {
  const plans = planner({
    candidates: candidates([1, 1, 1]),
    weights: new Float64Array([1]),
    evaluate: evaluatorOf([published]),
    solve: await loadSolver(),
  });
  const two = await plans.plan({ budgetSek: 2, hours: null });
  expect([...two.choice]).toEqual([1, 1, 0]);
  expect(two).toMatchObject({ remains: 3, today: 13, gap: 0, gapOfLoss: 0, reproducible: true });
  const one = await plans.plan({ budgetSek: 1, hours: null });
  expect([...one.choice]).toEqual([0, 0, 1]);
  expect(one).toMatchObject({ remains: 10, bound: 10, gap: 0, reproducible: true });
});

test("[PR6] the plan and its bound are what enumeration gives", async () => {
  const draw = (what: string, at: number): number => uniform(drawKey(what), at, 0);
  const costs = Array.from({ length: 6 }, (_, at) => 1 + Math.floor(5 * draw("cost", at)));
  const world = Array.from({ length: 20 }, (_, scenario) =>
    Array.from({ length: 3 }, (_goal, at): Goal => ({
      loss: 1 + Math.floor(9 * draw(`loss/${scenario}`, at)),
      ways: Array.from({ length: 2 }, (_way, way) =>
        [...costs.keys()].filter((block) => draw(`block/${scenario}/${at}/${way}`, block) < 0.35),
      ),
    })),
  );
  const plans = planner({
    candidates: candidates(costs),
    weights: new Float64Array(world.length).fill(1 / world.length),
    evaluate: evaluatorOf(world),
    solve: await loadSolver(),
    limits: { gap: 0, rounds: 15 },
  });
  for (const budgetSek of [0, 4, 9]) {
    let best = Number.POSITIVE_INFINITY;
    for (let number = 0; number < 64; number += 1) {
      const choice = Uint8Array.from(costs, (_, at) => (number >> at) & 1);
      if (costs.reduce((sum, cost, at) => sum + cost * (choice[at] ?? 0), 0) > budgetSek) continue;
      const losses = world.map((goals) =>
        goals.reduce((sum, goal) => sum + (openWay(goal, choice) === undefined ? 0 : goal.loss), 0),
      );
      best = Math.min(best, losses.reduce((sum, loss) => sum + loss, 0) / world.length);
    }
    const planned = await plans.plan({ budgetSek, hours: null });
    expect(planned.remains).toBeCloseTo(best, 9);
    expect(planned.bound).toBeLessThanOrEqual(best + 1e-9);
    expect(planned.gap).toBeLessThan(0.01);
  }
});
