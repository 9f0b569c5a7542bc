/** The planner against enumeration, and the published example. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Candidate, checkProblem, planner, type Seen } from "../index.ts";
import {
  candidates,
  evaluator,
  even,
  everyChoice,
  instance,
  lossOf,
  remainsOf,
  type World,
} from "../test/worlds.ts";
import { cutsAt, cutValue, groupScenarios } from "./cuts.ts";
import { outlookFrom } from "./outlook.ts";
import { rowPool } from "./row-pool.ts";
import { valuationOf } from "./valuation.ts";

const example: World = [
  [
    { loss: 10, ways: [[0], [1]] },
    { loss: 3, ways: [[2]] },
  ],
];

test("[P7] the published example: pairs that only help together are found", async () => {
  const plans = planner({
    candidates: candidates([1, 1, 1]),
    weights: even(1),
    evaluate: evaluator(example),
  });
  const two = await plans.plan({ sek: 2 });
  expect([...two.choice]).toEqual([1, 1, 0]);
  expect([two.remains, two.bound, two.gap]).toEqual([3, 3, 0]);
  const one = await plans.plan({ sek: 1 });
  expect([...one.choice]).toEqual([0, 0, 1]);
  expect([one.remains, one.gap, one.gapOfLoss]).toEqual([10, 0, 0]);
});

test("[P6] without work the gap says what is not proven", async () => {
  const plans = planner({
    candidates: candidates([1, 1, 1]),
    weights: even(1),
    evaluate: evaluator(example),
    limits: { nodes: 0 },
  });
  const plan = await plans.plan({ sek: 1 });
  expect(plan).toMatchObject({ bound: 0, gap: 10 / 13, gapOfLoss: 1, isFinished: false });
});

test("[P6] where nothing can be achieved the gap is 0", async () => {
  const plans = planner({
    candidates: candidates([5]),
    weights: even(1),
    evaluate: evaluator(example),
  });
  const plan = await plans.plan({ sek: 0 });
  expect([plan.remains, plan.today, plan.gap]).toEqual([13, 13, 0]);
});

test("[P1] a question that cannot be meant is refused", () => {
  const bad = [
    { id: "a", costs: { sek: -1 }, requires: ["b"], excludes: [] },
    { id: "a", costs: { sek: 1 }, requires: [], excludes: [] },
  ];
  expect(checkProblem(bad, { sek: -1 }).map(({ code }) => code)).toEqual([
    "planning/bad-cost",
    "planning/duplicate-measure",
    "planning/unknown-measure",
    "planning/bad-limit",
  ]);
});

const goals = fc.array(
  fc.record({
    loss: fc.integer({ min: 1, max: 20 }),
    ways: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { maxLength: 3 },
);
const worlds = fc.array(goals, { minLength: 1, maxLength: 5 });
const prices = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 });

const rules: Partial<Candidate>[] = [
  { requires: ["m2"] },
  {},
  { excludes: ["m4"] },
  {},
  { costs: { sek: 0, hours: 3 } },
];

function allowed(choice: Uint8Array, costs: readonly number[], budget: number): boolean {
  const cost = costs.reduce((sum, price, index) => sum + price * (choice[index] ?? 0), 0);
  const [first, second, third, fourth, fifth] = choice;
  return (
    cost <= budget &&
    !(first === 1 && second === 0) &&
    !(third === 1 && fourth === 1) &&
    !(fifth === 1)
  );
}

test("[P5] [P2] the plan is the optimum, its bound below every allowed choice", async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      prices,
      fc.integer({ min: 0, max: 9 }),
      async (world, costs, budget) => {
        const plans = planner({
          candidates: candidates(costs, rules),
          weights: even(world.length),
          evaluate: evaluator(world),
          limits: { gap: 0 },
        });
        const plan = await plans.plan({ sek: budget, hours: 2 });
        const totals = everyChoice(5)
          .filter((choice) => allowed(choice, costs, budget))
          .map((choice) => remainsOf(world, choice));
        const optimum = Math.min(...totals);
        expect(allowed(plan.choice, costs, budget)).toBe(true);
        expect(plan.remains).toBeCloseTo(optimum, 9);
        expect(plan.bound).toBeLessThanOrEqual(optimum + 1e-9);
        expect(plan.gap).toBeLessThan(1e-9);
      },
    ),
    { numRuns: 150 },
  );
});

test("[P3] rows never say more than the loss, and all of it where they were made", async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.integer({ min: 0, max: 31 }), async (world, mask) => {
      const pool = rowPool(world.length);
      const made = everyChoice(5)[mask] ?? new Uint8Array(5);
      const scenarios = world.map((_, index) => index);
      for (const { rows } of await evaluator(world)(made, scenarios, true))
        for (const row of rows) pool.add(row);
      for (const [scenario, found] of world.entries()) {
        expect(pool.bound(made, scenario)).toBeCloseTo(lossOf(found, made), 9);
        for (const choice of everyChoice(5))
          expect(pool.bound(choice, scenario)).toBeLessThanOrEqual(lossOf(found, choice) + 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

test("[P4] scenarios whose loss is already given are not evaluated again", async () => {
  const seen = { count: 0 };
  const world: World = Array.from({ length: 40 }, (_, index) => [{ loss: 1, ways: [[index % 4]] }]);
  const plans = planner({
    candidates: candidates([1, 1, 1, 1]),
    weights: even(40),
    evaluate: evaluator(world, seen),
  });
  const plan = await plans.plan({ sek: 2 });
  expect(plan.remains).toBeCloseTo(0.5, 12);
  // 40 for nothing, 10 for each measure alone; a pair's losses are then known from the two.
  expect(seen.count).toBe(plan.work.evaluations);
  expect(seen.count).toBeLessThanOrEqual(140);
});

test("[P8] order and asking again change nothing", async () => {
  const plans = planner({
    candidates: candidates([2, 1, 1, 3, 1]),
    weights: even(2),
    evaluate: evaluator([
      [{ loss: 4, ways: [[0], [1, 2]] }],
      [
        { loss: 2, ways: [[3], [4]] },
        { loss: 1, ways: [[1]] },
      ],
    ]),
  });
  const first = await plans.plan({ sek: 4 });
  const again = await plans.plan({ sek: 4 });
  expect([...again.choice]).toEqual([...first.choice]);
  expect(again.remains).toBe(first.remains);
});

test("[P10] cuts never say more than rows, and the same where they were made", async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      fc.array(fc.integer({ min: 0, max: 31 }), { maxLength: 4 }),
      fc.integer({ min: 0, max: 31 }),
      async (world, masks, at) => {
        const pool = rowPool(world.length);
        const weights = even(world.length);
        const scenarios = world.map((_, index) => index);
        for (const mask of masks)
          for (const { rows } of await evaluator(world)(
            everyChoice(5)[mask] ?? new Uint8Array(5),
            scenarios,
            true,
          ))
            for (const row of rows) pool.add(row);
        const grouping = groupScenarios(pool, weights, 5);
        const made = everyChoice(5)[at] ?? new Uint8Array(5);
        const valuation = valuationOf({ kind: "mean" }, weights);
        const cuts = cutsAt(pool, grouping, valuation, made);
        const apart = (choice: Uint8Array): number =>
          scenarios.reduce((total, one) => total + pool.bound(choice, one) / world.length, 0);
        const together = (choice: Uint8Array): number =>
          cuts.reduce((total, cut) => total + Math.max(0, cutValue(cut, choice)), 0);
        expect(together(made)).toBeCloseTo(apart(made), 9);
        for (const choice of everyChoice(5))
          expect(together(choice)).toBeLessThanOrEqual(apart(choice) + 1e-9);
        const outlook = outlookFrom(pool, world.length, valuation, made);
        expect(outlook.total).toBeCloseTo(apart(made), 9);
        for (const choice of everyChoice(5)) {
          const added = [...choice.keys()].filter((measure) => choice[measure] === 1);
          const larger = made.map((value, measure) => Math.max(value, choice[measure] ?? 0));
          expect(outlook.withAdded(added)).toBeCloseTo(apart(larger), 9);
        }
      },
    ),
    { numRuns: 80 },
  );
});

test("[P20] who watches sees the bound rise to the plan, and may end the search", async () => {
  const { candidates: found, world, limits } = instance(9_001, { measures: 20, scenarios: 25 });
  const seen: Seen[] = [];
  const asked = { candidates: found, weights: even(25), evaluate: evaluator(world) };
  const plan = await planner({
    ...asked,
    limits: { gap: 0 },
    watch: (one) => void seen.push(one),
  }).plan(limits);
  // Told of the first plan before anything is proven, and then of every subproblem.
  expect(seen[0]).toMatchObject({ nodes: 0, bound: 0 });
  expect(new Set(seen.map(({ nodes }) => nodes)).size).toBe(1 + plan.work.nodes);
  expect(seen.at(-1)?.nodes).toBe(plan.work.nodes);
  for (const [at, { bound, remains }] of seen.entries()) {
    expect(bound).toBeLessThanOrEqual(plan.remains + 1e-9);
    expect(bound).toBeGreaterThanOrEqual((seen[at - 1]?.bound ?? 0) - 1e-9);
    expect(remains).toBeLessThanOrEqual(seen[at - 1]?.remains ?? Number.POSITIVE_INFINITY);
    expect(seen[at]?.nodes).toBeGreaterThanOrEqual(seen[at - 1]?.nodes ?? 0);
  }
  const stopped = new Error("enough");
  const watch = (): void => {
    throw stopped;
  };
  await expect(planner({ ...asked, limits: { gap: 0 }, watch }).plan(limits)).rejects.toBe(stopped);
});
