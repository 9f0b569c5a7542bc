/** A plan beside others: the best of all that fit, with what was proven before. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { planner } from "../index.ts";
import { evaluator, even, exactOptimum, instance, isAllowed, remainsOf } from "../test/worlds.ts";

test("[P1350] of a plan and others the best that fits, within its stated gap", async () => {
  let [taken, kept] = [0, 0];
  for (let number = 0; number < 150; number += 1) {
    const asked = instance(21_000 + number, { measures: 12, scenarios: 24 });
    const { candidates, limits, world } = asked;
    const plans = planner({
      candidates,
      weights: even(24),
      evaluate: evaluator(world),
      limits: { nodes: 0 },
    });
    const planned = await plans.first(limits, 1);
    const whole = await planner({
      candidates,
      weights: even(24),
      evaluate: evaluator(world),
    }).plan(limits);
    const random = Array.from({ length: 4 }, (_, other) =>
      Uint8Array.from(candidates, (__, at) =>
        uniform(drawKey(`${number}/${other}`), at, 0) < 0.35 ? 1 : 0,
      ),
    );
    const others = [...random, whole.choice];
    const found = await plans.beside(planned, others, limits);
    expect([number, isAllowed(asked, found.choice)]).toEqual([number, true]);
    const fitting = others.filter((choice) => isAllowed(asked, choice));
    const least = Math.min(planned.remains, ...fitting.map((one) => remainsOf(world, one)));
    expect(found.remains).toBeCloseTo(least, 9);
    expect(found.remains).toBeCloseTo(remainsOf(world, found.choice), 9);
    expect([found.bound, found.today]).toEqual([planned.bound, planned.today]);
    const best = exactOptimum(asked);
    const missed = (found.remains - best) / Math.max(1e-9, found.today - best);
    expect(found.gap).toBeGreaterThanOrEqual(missed - 1e-9);
    expect(found.gap).toBeLessThanOrEqual(planned.gap);
    if (found === planned) kept += 1;
    else taken += 1;
  }
  expect(Math.min(taken, kept)).toBeGreaterThan(10);
});
