/** The planner against enumeration, and the published example. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Candidate,
  checkProblem,
  type Choice,
  type Evaluate,
  planner,
  rowPool,
  type SolveMip,
} from "../index.ts";
import { cutBound, cutsAt, groupScenarios } from "./cuts.ts";

/**
 * A scenario for tests: goals with a loss, each falling while some way to it has no chosen block.
 */
type Goal = { readonly loss: number; readonly ways: readonly (readonly number[])[] };
type World = readonly (readonly Goal[])[];

function lossOf(goals: readonly Goal[], choice: Choice): number {
  let loss = 0;
  for (const goal of goals)
    if (goal.ways.some((blocks) => blocks.every((block) => choice[block] !== 1))) loss += goal.loss;
  return loss;
}

function evaluator(world: World, seen?: { count: number }): Evaluate {
  return async (choice, scenarios) =>
    scenarios.map((scenario) => {
      const goals = world[scenario] ?? [];
      if (seen !== undefined) seen.count += 1;
      const rows = goals.flatMap((goal) => {
        const open = goal.ways.find((blocks) => blocks.every((block) => choice[block] !== 1));
        return open === undefined ? [] : [{ goal, open }];
      });
      const coefficients = new Map<number, number>();
      for (const { goal, open } of rows)
        for (const block of open)
          coefficients.set(block, (coefficients.get(block) ?? 0) + goal.loss);
      return {
        scenario,
        loss: lossOf(goals, choice),
        rows: [
          {
            scenario,
            constant: rows.reduce((sum, { goal }) => sum + goal.loss, 0),
            coefficients: [...coefficients].map(([measure, value]) => ({ measure, value })),
          },
        ],
      };
    });
}

type LpRow = { readonly terms: [number, string][]; readonly less: boolean; readonly right: number };

function parseTerms(text: string): [number, string][] {
  return [...text.matchAll(/([+-]) (\S+) (\S+)/g)].map((found) => [
    (found[1] === "-" ? -1 : 1) * Number(found[2]),
    found[3] ?? "",
  ]);
}

/** Solves the text by trying every choice: slow, and independent of any solver. */
const bruteForce: SolveMip = (lp) => {
  const [head = "", rest = ""] = lp.split("Subject To\n");
  const [body = "", tail = ""] = rest.split("Binary\n");
  const names = (tail.split("\n")[0] ?? "").trim().split(" ");
  const cost = parseTerms(head.slice(head.indexOf("obj:")));
  const rows = body
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line): LpRow => {
      const [left = "", right = "0"] = line.split(/[<>]=/);
      return { terms: parseTerms(left), less: line.includes("<="), right: Number(right) };
    });
  let best = { objective: Number.POSITIVE_INFINITY, values: {} as Record<string, number> };
  for (let mask = 0; mask < 2 ** names.length; mask += 1) {
    const values: Record<string, number> = {};
    for (const [index, name] of names.entries()) values[name] = (mask >> index) & 1;
    const sum = (terms: readonly [number, string][]): number =>
      terms.reduce((total, [factor, name]) => total + factor * (values[name] ?? 0), 0);
    if (rows.some(({ terms, less, right }) => less && sum(terms) > right + 1e-9)) continue;
    for (const { terms, less, right } of rows) {
      const z = terms.find(([, name]) => name.startsWith("z"))?.[1];
      if (less || z === undefined) continue;
      const others = sum(terms.filter(([, name]) => name !== z));
      values[z] = Math.max(values[z] ?? 0, right - others);
    }
    const objective = sum(cost);
    if (objective < best.objective - 1e-12) best = { objective, values };
  }
  return { status: "optimal", bound: best.objective, ...best };
};

function candidates(costs: readonly number[], more: Partial<Candidate>[] = []): Candidate[] {
  return costs.map((costSek, index) => ({
    id: `m${index + 1}`,
    costSek,
    hours: 0,
    requires: [],
    excludes: [],
    ...more[index],
  }));
}

function even(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}

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
    solve: bruteForce,
  });
  const two = await plans.plan({ budgetSek: 2, hours: null });
  expect([...two.choice]).toEqual([1, 1, 0]);
  expect([two.remains, two.bound, two.gap]).toEqual([3, 3, 0]);
  const one = await plans.plan({ budgetSek: 1, hours: null });
  expect([...one.choice]).toEqual([0, 0, 1]);
  expect([one.remains, one.gap, one.gapOfLoss]).toEqual([10, 0, 0]);
});

test("[P6] without rounds the gap says what is not proven", async () => {
  const plans = planner({
    candidates: candidates([1, 1, 1]),
    weights: even(1),
    evaluate: evaluator(example),
    solve: () => ({ status: "stopped", objective: 10_000, bound: 8_000, values: { x2: 1 } }),
    limits: { rounds: 1 },
  });
  const plan = await plans.plan({ budgetSek: 1, hours: null });
  expect([plan.gap, plan.gapOfLoss, plan.reproducible]).toEqual([0.4, 0.2, false]);
});

test("[P6] where nothing can be achieved the gap is 0", async () => {
  const plans = planner({
    candidates: candidates([5]),
    weights: even(1),
    evaluate: evaluator(example),
    solve: bruteForce,
  });
  const plan = await plans.plan({ budgetSek: 0, hours: null });
  expect([plan.remains, plan.today, plan.gap]).toEqual([13, 13, 0]);
});

test("[P1] a question that cannot be meant is refused", () => {
  const bad = [
    { id: "a", costSek: 1.5, hours: 0, requires: ["b"], excludes: [] },
    { id: "a", costSek: 1, hours: 0, requires: [], excludes: [] },
  ];
  expect(checkProblem(bad, { budgetSek: -1, hours: null }).map(({ code }) => code)).toEqual([
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

function everyChoice(count: number): Uint8Array[] {
  return Array.from({ length: 2 ** count }, (_, mask) =>
    Uint8Array.from({ length: count }, (_unused, index) => (mask >> index) & 1),
  );
}

const rules: Partial<Candidate>[] = [
  { requires: ["m2"] },
  {},
  { excludes: ["m4"] },
  {},
  { hours: 3 },
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
          solve: bruteForce,
          limits: { gap: 0 },
        });
        const plan = await plans.plan({ budgetSek: budget, hours: 2 });
        const totals = everyChoice(5)
          .filter((choice) => allowed(choice, costs, budget))
          .map(
            (choice) =>
              world.reduce((sum, scenario) => sum + lossOf(scenario, choice), 0) / world.length,
          );
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
      for (const { rows } of await evaluator(world)(made, scenarios))
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
    solve: bruteForce,
  });
  const plan = await plans.plan({ budgetSek: 2, hours: null });
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
    solve: bruteForce,
  });
  const first = await plans.plan({ budgetSek: 4, hours: null });
  const again = await plans.plan({ budgetSek: 4, hours: null });
  expect([...again.choice]).toEqual([...first.choice]);
  expect(again.remains).toBe(first.remains);
});

test("[P9] the programme states rows, limits and rules", async () => {
  const texts: string[] = [];
  const plans = planner({
    candidates: candidates([1, 2], [{ requires: ["m2"], hours: 4 }, {}]),
    weights: even(1),
    evaluate: evaluator([[{ loss: 10, ways: [[0], [1]] }]]),
    solve: (lp) => {
      texts.push(lp);
      return bruteForce(lp);
    },
  });
  await plans.plan({ budgetSek: 2, hours: 8 });
  expect(texts[0]).toContain("+ 1 x0 + 2 x1 <= 2");
  expect(texts[0]).toContain("+ 4 x0 <= 8");
  expect(texts[0]).toContain("+ 1 x0 - 1 x1 <= 0");
  expect(texts[0]).toMatch(/\+ 1 z\d+ \+ 10000 x[01] >= 10000/);
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
          ))
            for (const row of rows) pool.add(row);
        const grouping = groupScenarios(pool, weights, 5);
        const made = everyChoice(5)[at] ?? new Uint8Array(5);
        const cuts = cutsAt(pool, grouping, weights, made);
        const apart = (choice: Uint8Array): number =>
          scenarios.reduce((total, one) => total + pool.bound(choice, one) / world.length, 0);
        expect(cutBound(cuts, made, grouping.count)).toBeCloseTo(apart(made), 9);
        for (const choice of everyChoice(5))
          expect(cutBound(cuts, choice, grouping.count)).toBeLessThanOrEqual(apart(choice) + 1e-9);
      },
    ),
    { numRuns: 80 },
  );
});
