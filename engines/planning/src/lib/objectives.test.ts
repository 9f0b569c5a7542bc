/** Other objectives than the mean, several budgets, discounts, and what is in place. */
import { drawKey, uniform } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkProblem, type Objective, planner } from "../index.ts";
import {
  evaluator,
  even,
  everyChoice,
  type Instance,
  instance,
  isAllowed,
  lossOf,
  takenOf,
  type World,
} from "../test/worlds.ts";
import { valuationOf } from "./valuation.ts";

const losses = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 12 });
const profiles = Int32Array.from({ length: 12 }, (_, at) => at % 3);
const objectives: readonly Objective[] = [
  { kind: "mean" },
  { kind: "tail", share: 0.05 },
  { kind: "tail", share: 0.3 },
  { kind: "worst-profile", profiles },
];

/** The value of an objective, by its definition and not by weights. */
function valueOf(objective: Objective, found: readonly number[]): number {
  const meanOf = (some: readonly number[]): number =>
    some.reduce((sum, loss) => sum + loss, 0) / some.length;
  if (objective.kind === "mean") return meanOf(found);
  if (objective.kind === "worst-profile")
    return Math.max(
      ...[...new Set(objective.profiles)].map((profile) =>
        meanOf(found.filter((_, at) => objective.profiles[at] === profile)),
      ),
    );
  // The least over η of η + mean((ℓ − η)⁺) / share, which a loss itself attains.
  return Math.min(
    ...found.map(
      (eta) => eta + meanOf(found.map((loss) => Math.max(0, loss - eta))) / objective.share,
    ),
  );
}

test("[P17] an objective is what it says, and its weights bound it everywhere", () => {
  fc.assert(
    fc.property(losses, losses, (found, others) => {
      const weights = even(12);
      for (const objective of objectives) {
        const valuation = valuationOf(objective, weights);
        const value = valuation.value(Float64Array.from(found));
        expect(value).toBeCloseTo(valueOf(objective, found), 9);
        const at = valuation.weightsAt(Float64Array.from(found));
        const bounded = others.reduce((sum, loss, index) => sum + loss * (at[index] ?? 0), 0);
        expect(bounded).toBeLessThanOrEqual(valueOf(objective, others) + 1e-9);
        const more = found.map((loss, index) => Math.max(loss, others[index] ?? 0));
        expect(valuation.value(Float64Array.from(more))).toBeGreaterThanOrEqual(value - 1e-9);
      }
    }),
    { numRuns: 300 },
  );
});

function lossesOf(world: World, choice: Uint8Array): readonly number[] {
  return world.map((goals) => lossOf(goals, choice));
}

/** A question with discounts on some measures and one in place. */
function richInstance(number: number, measures: number): Instance {
  const asked = instance(number, { measures, scenarios: 12 });
  const draw = (what: string, at: number): number => uniform(drawKey(`${number}/${what}`), at, 1);
  const held = Math.floor(draw("held", 0) * measures);
  return {
    ...asked,
    candidates: asked.candidates.map((one, at) => ({
      ...one,
      costs: { ...one.costs, yearly: Math.floor(6 * draw("yearly", at)) },
      // What is in place neither requires nor excludes, so that something always fits.
      ...(at === held ? { isInPlace: true, requires: [], excludes: [] } : {}),
      ...(at === held ? {} : { excludes: one.excludes.filter((id) => id !== `m${held + 1}`) }),
    })),
    discounts: [0, 1].map((at) => ({
      resource: at === 0 ? "sek" : "yearly",
      measures: asked.candidates.flatMap(({ id }, index) =>
        draw(`volume/${at}`, index) < 0.5 ? [id] : [],
      ),
      from: 2 + Math.floor(2 * draw("from", at)),
      share: 0.2 + 0.6 * draw("share", at),
    })),
    limits: { ...asked.limits, yearly: 2 * measures },
  };
}

test("[P18] for every objective the plan is what trying every plan gives", async () => {
  for (let number = 0; number < 25; number += 1) {
    const asked = instance(6_000 + number, { measures: 9, scenarios: 12 });
    const plans = planner({
      candidates: asked.candidates,
      weights: even(12),
      evaluate: evaluator(asked.world),
      limits: { gap: 0 },
    });
    const allowed = everyChoice(9).filter((choice) => isAllowed(asked, choice));
    for (const objective of objectives) {
      const planned = await plans.plan(asked.limits, objective);
      const best = Math.min(
        ...allowed.map((choice) => valueOf(objective, lossesOf(asked.world, choice))),
      );
      expect(isAllowed(asked, planned.choice)).toBe(true);
      expect(planned.remains).toBeCloseTo(best, 9);
      expect(planned.bound).toBeLessThanOrEqual(best + 1e-9);
      expect(planned.gap).toBeLessThan(1e-6);
      expect(await plans.remains(planned.choice, objective)).toBe(planned.remains);
    }
  }
});

test("[P19] several budgets, discounts, what is in place: what trying all gives", async () => {
  let discounted = 0;
  for (let number = 0; number < 60; number += 1) {
    const asked = richInstance(7_000 + number, 9);
    const { candidates, discounts, limits, world } = asked;
    expect(checkProblem(candidates, limits, discounts)).toEqual([]);
    const planned = await planner({
      candidates,
      discounts,
      weights: even(world.length),
      evaluate: evaluator(world),
      limits: { gap: 0 },
    }).plan(limits);
    const best = Math.min(
      ...everyChoice(9)
        .filter((choice) => isAllowed(asked, choice))
        .map((choice) => valueOf({ kind: "mean" }, lossesOf(world, choice))),
    );
    expect(isAllowed(asked, planned.choice)).toBe(true);
    expect([planned.remains, planned.gap]).toEqual([expect.closeTo(best, 9), expect.closeTo(0, 6)]);
    for (const resource of ["sek", "hours", "yearly"])
      expect(planned.spent[resource]).toBeCloseTo(takenOf(asked, planned.choice, resource), 9);
    const full = { ...asked, discounts: [] };
    if (takenOf(full, planned.choice, "sek") > (planned.spent["sek"] ?? 0) + 1e-9) discounted += 1;
  }
  expect(discounted).toBeGreaterThan(10);
});
