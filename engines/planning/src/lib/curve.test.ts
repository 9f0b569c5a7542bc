/** Plans along a row of budgets, against the exact optimum of each. */
import { expect, test } from "vitest";
import { type Limits, planner } from "../index.ts";
import { evaluator, even, exactOptimum, instance, isAllowed } from "../test/worlds.ts";

const shares = [0.15, 0.3, 0.5, 0.8, 1.2];

/** A drawn question with its limits narrowed or widened. */
function stopsOf(number: number) {
  const asked = instance(number, { measures: 8 + (number % 7), scenarios: 12 });
  const stops = shares.map((share): Limits => ({
    ...asked.limits,
    sek: Math.floor((asked.limits["sek"] ?? 0) * share),
  }));
  const exact = stops.map((limits) => exactOptimum({ ...asked, limits }));
  return { asked, stops, exact };
}

test("[P440] bounds of a curve hold, and hold for every narrower stop", async () => {
  let tightened = 0;
  for (let number = 500; number < 560; number += 1) {
    const { asked, stops, exact } = stopsOf(number);
    const { candidates, world } = asked;
    // Too little work for one stop, so that what others prove matters.
    const limits = { nodes: 1 + (number % 3), evaluations: 30, gap: 0 };
    const weights = even(world.length);
    const input = { candidates, weights, evaluate: evaluator(world), limits };
    const told: number[] = [];
    const curve = await planner(input).curve(stops, { kind: "mean" }, async ({ bound }) => {
      told.push(bound);
    });
    const alone = planner(input);
    for (const [at, { choice, remains, bound }] of curve.entries()) {
      const limitsHere = stops[at] ?? {};
      expect(isAllowed({ ...asked, limits: limitsHere }, choice)).toBe(true);
      expect(remains).toBeGreaterThanOrEqual((exact[at] ?? 0) - 1e-9);
      expect(bound).toBeLessThanOrEqual((exact[at] ?? 0) + 1e-9);
      expect(bound).toBeGreaterThanOrEqual(told[at] ?? 0);
      if (bound > (told[at] ?? 0)) tightened += 1;
      for (const wider of curve.slice(at + 1))
        expect(bound).toBeGreaterThanOrEqual(Math.min(remains, wider.bound));
      const one = await alone.plan(limitsHere);
      expect(remains).toBeLessThanOrEqual(one.remains + 1e-9);
    }
  }
  expect(tightened).toBeGreaterThan(20);
});

test("[P441] a stop asked for soon is within its stated gap of the exact optimum", async () => {
  for (let number = 600; number < 660; number += 1) {
    const { asked, stops, exact } = stopsOf(number);
    const { candidates, world } = asked;
    const seen = { count: 0 };
    const plans = planner({
      candidates,
      weights: even(world.length),
      evaluate: evaluator(world, seen),
    });
    const ends = [0, 2, 4].map((at) => stops[at] ?? {});
    await plans.curve(ends);
    for (const at of [1, 3]) {
      const before = seen.count;
      const stop = await plans.stop(stops[at] ?? {});
      expect(isAllowed({ ...asked, limits: stops[at] ?? {} }, stop.choice)).toBe(true);
      expect(stop.bound).toBeLessThanOrEqual((exact[at] ?? 0) + 1e-9);
      expect(stop.remains).toBeGreaterThanOrEqual((exact[at] ?? 0) - 1e-9);
      expect(stop.gap).toBeGreaterThanOrEqual(
        (stop.remains - (exact[at] ?? 0)) / Math.max(1e-9, stop.today - (exact[at] ?? 0)) - 1e-9,
      );
      // Three climbs from nothing and from each plan of the curve.
      expect(seen.count - before).toBeLessThanOrEqual(3 * (1 + ends.length) * world.length);
    }
  }
});

test("[P641] stops wanted soon are within their gap; none leaves more than the last", async () => {
  let soon = 0;
  for (let number = 0; number < 40; number += 1) {
    const asked = instance(12_000 + number, { measures: 9, scenarios: 10 });
    const { sek = 0 } = asked.limits;
    const stops = [0.2, 0.35, 0.5, 0.8, 1, 1.5, 2].map((share) => ({
      ...asked.limits,
      sek: Math.floor(share * sek),
    }));
    const told: number[] = [];
    const curve = await planner({
      candidates: asked.candidates,
      weights: even(10),
      evaluate: evaluator(asked.world),
      limits: { nodes: number % 5, evaluations: 100 },
    }).curve(
      stops,
      { kind: "mean" },
      async ({ remains }) => void told.push(remains),
      (at) => at % 2 === 1,
    );
    expect([curve.length, told.length]).toEqual([7, 7]);
    for (const [at, planned] of curve.entries()) {
      const best = exactOptimum({ ...asked, limits: stops[at] ?? {} });
      expect(planned.bound).toBeLessThanOrEqual(best + 1e-9);
      expect(planned.remains).toBeGreaterThanOrEqual(best - 1e-9);
      expect(planned.remains).toBeLessThanOrEqual((curve[at - 1]?.remains ?? Infinity) + 1e-12);
      const most = stops[at]?.sek ?? 0;
      expect(planned.spent["sek"] ?? 0).toBeLessThanOrEqual(most);
      if (at % 2 === 1) soon += planned.remains - best < 1e-9 ? 1 : 0;
    }
  }
  expect(soon).toBeGreaterThan(60);
});
