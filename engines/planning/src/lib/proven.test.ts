/** The planner against exact optima that know nothing of rows, over seeded questions. */
import { expect, test } from "vitest";
import { type Planned, planner, type PlanLimits } from "../index.ts";
import {
  evaluator,
  even,
  everyChoice,
  exactOptimum,
  greedyRemains,
  type Instance,
  instance,
  isAllowed,
  remainsOf,
} from "../test/worlds.ts";

async function planOf(asked: Instance, limits?: Partial<PlanLimits>): Promise<Planned> {
  const plans = planner({
    candidates: asked.candidates,
    weights: even(asked.world.length),
    evaluate: evaluator(asked.world),
    ...(limits === undefined ? {} : { limits }),
  });
  return plans.plan(asked.limits);
}

/** The gap that the true optimum leaves. */
function trueGap(planned: Planned, optimum: number): number {
  const achievable = planned.today - optimum;
  return achievable <= 1e-12 ? 0 : (planned.remains - optimum) / achievable;
}

test("[P5] on up to 15 measures the plan is what trying every plan gives", async () => {
  for (let number = 0; number < 60; number += 1) {
    const asked = instance(number, { measures: 6 + (number % 6), scenarios: 12 });
    const planned = await planOf(asked, { gap: 0 });
    const best = Math.min(
      ...everyChoice(asked.candidates.length)
        .filter((choice) => isAllowed(asked, choice))
        .map((choice) => remainsOf(asked.world, choice)),
    );
    expect(isAllowed(asked, planned.choice)).toBe(true);
    expect(planned.remains).toBeCloseTo(best, 9);
    expect(planned.bound).toBeLessThanOrEqual(best + 1e-9);
    expect(planned.gap).toBeLessThan(1e-6);
  }
  for (const measures of [14, 15]) {
    const asked = instance(1_000 + measures, { measures, scenarios: 20 });
    const planned = await planOf(asked, { gap: 0 });
    let best = Number.POSITIVE_INFINITY;
    for (const choice of everyChoice(measures))
      if (isAllowed(asked, choice)) best = Math.min(best, remainsOf(asked.world, choice));
    expect([planned.remains, planned.gap]).toEqual([expect.closeTo(best, 9), expect.closeTo(0, 6)]);
  }
});

test("[P11] 200 questions of 16–24 measures: the gap stated is never too small", async () => {
  const gaps: number[] = [];
  for (let number = 0; number < 200; number += 1) {
    const asked = instance(2_000 + number, { measures: 16 + (number % 9), scenarios: 12 });
    const planned = await planOf(asked);
    const optimum = exactOptimum(asked);
    expect(isAllowed(asked, planned.choice)).toBe(true);
    expect(planned.remains).toBeCloseTo(remainsOf(asked.world, planned.choice), 9);
    expect(planned.bound).toBeLessThanOrEqual(optimum + 1e-9);
    expect(trueGap(planned, optimum)).toBeLessThanOrEqual(planned.gap + 1e-9);
    gaps.push(planned.gap);
  }
  gaps.sort((a, b) => a - b);
  expect(gaps[100]).toBeLessThanOrEqual(0.02);
  expect(gaps.at(-1)).toBeLessThanOrEqual(0.05);
}, 240_000);

test("[P12] no plan is worse than greedy, by gain or by gain per krona", async () => {
  for (let number = 0; number < 60; number += 1) {
    const asked = instance(3_000 + number, { measures: 20, scenarios: 15 });
    const planned = await planOf(asked, { nodes: number % 3 });
    const greedy = Math.min(greedyRemains(asked, false), greedyRemains(asked, true));
    expect(planned.remains).toBeLessThanOrEqual(greedy + 1e-9);
  }
});

test("[P6] where the work allowed is too little the bound still holds", async () => {
  let unfinished = 0;
  for (let number = 0; number < 40; number += 1) {
    const asked = instance(4_000 + number, { measures: 18, scenarios: 25 });
    const planned = await planOf(asked, { nodes: 1, gap: 0 });
    if (!planned.isFinished) unfinished += 1;
    const optimum = exactOptimum(asked);
    expect(planned.bound).toBeLessThanOrEqual(optimum + 1e-9);
    expect(trueGap(planned, optimum)).toBeLessThanOrEqual(planned.gap + 1e-9);
  }
  expect(unfinished).toBeGreaterThan(5);
});
