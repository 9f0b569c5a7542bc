/** Boxes, the relaxation that bounds them, and what multipliers prove. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  evaluator,
  even,
  everyChoice,
  type Instance,
  instance,
  isAllowed,
} from "../test/worlds.ts";
import { type Box, leastPlan, propagate, roundPoint } from "./boxes.ts";
import { certify, isProvenEmpty } from "./certificate.ts";
import { groupScenarios } from "./cuts.ts";
import { fittingBeside, isFeasible, rulesOf, withMeasure } from "./feasible.ts";
import { accountOf, lossLedger } from "./ledger.ts";
import { nodeHeap } from "./node-heap.ts";
import { openRelaxation } from "./relaxation.ts";
import { addConstraint, openProgramme, pointOf, solveProgramme } from "./simplex.ts";
import { valuationOf } from "./valuation.ts";

const size = { measures: 8, scenarios: 6 };
const seeds = fc.integer({ min: 0, max: 1e6 });
const boxes = fc.array(fc.integer({ min: -1, max: 1 }), {
  minLength: size.measures,
  maxLength: size.measures,
});

/** A ledger that has seen some plans, and a relaxation over its rows. */
async function opened(asked: Instance, plans: readonly Uint8Array[]) {
  const weights = even(asked.world.length);
  const rules = rulesOf(asked.candidates);
  const valuation = valuationOf({ kind: "mean" }, weights);
  const account = accountOf(lossLedger(weights.length, evaluator(asked.world)), valuation);
  for (const plan of plans) await account.total(plan);
  const { pool } = account;
  const grouping = groupScenarios(pool, weights, size.measures);
  const { limits } = asked;
  const relaxation = openRelaxation({ rules, limits, pool, valuation, grouping });
  return { account, rules, limits, relaxation };
}

function isIn(box: Box, choice: Uint8Array): boolean {
  return choice.every((value, at) => box[at] === -1 || box[at] === value);
}

test("[P13] a box's bound is at most what the rows say of any plan in it", async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.array(boxes, { maxLength: 4 }), async (number, asks) => {
      const asked = instance(number, size);
      const { account, rules, limits, relaxation } = await opened(asked, [
        new Uint8Array(size.measures),
        ...everyChoice(size.measures).filter((_, at) => at % 37 === number % 37),
      ]);
      // The same relaxation is asked again and again: each answer starts where the last ended.
      for (const settled of [asks[0]?.map(() => -1) ?? [], ...asks]) {
        const box = Int8Array.from({ length: size.measures }, (_, at) => settled[at] ?? -1);
        const relaxed = relaxation.bound(box, Number.POSITIVE_INFINITY, 200);
        const plans = everyChoice(size.measures).filter(
          (choice) => isIn(box, choice) && isAllowed(asked, choice),
        );
        for (const choice of plans)
          expect(relaxed.bound).toBeLessThanOrEqual(account.lower(choice) + 1e-9);
        expect(plans.length > 0 && relaxed.bound === Number.POSITIVE_INFINITY).toBe(false);
        const [plan] = plans;
        if (plan === undefined) continue;
        const alone = relaxation.bound(Int8Array.from(plan), Number.POSITIVE_INFINITY, 200);
        expect(alone.bound).toBeCloseTo(account.lower(plan), 6);
        const open = propagate(rules, limits, box);
        expect(open).not.toBeNull();
        const near = roundPoint(rules, limits, open ?? box, relaxed);
        expect([isAllowed(asked, near), isIn(box, near)]).toEqual([true, true]);
      }
    }),
    { numRuns: 120 },
  );
});

test("[P14] settling what follows loses no plan of a box, and an empty box is found empty", () => {
  fc.assert(
    fc.property(seeds, boxes, (number, settled) => {
      const asked = instance(number, size);
      const rules = rulesOf(asked.candidates);
      const box = Int8Array.from(settled);
      const next = propagate(rules, asked.limits, box);
      for (const choice of everyChoice(size.measures)) {
        const isPlan = isAllowed(asked, choice);
        expect(isFeasible(rules, choice, asked.limits)).toBe(isPlan);
        if (isPlan && isIn(box, choice)) expect(next !== null && isIn(next, choice)).toBe(true);
      }
      if (next === null) return;
      const least = leastPlan(next);
      expect(isAllowed(asked, least)).toBe(true);
      const fits = fittingBeside(rules, least, asked.limits);
      for (const at of least.keys())
        expect(fits(at)).toBe(isAllowed(asked, withMeasure(rules, least, at)));
    }),
    { numRuns: 150 },
  );
});

const factors = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 });

test("[P15] whatever the multipliers are, what they prove is true", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(factors, fc.integer({ min: 0, max: 9 })), { maxLength: 8 }),
      factors,
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (cuts, costs, noise) => {
        // Three measures and one loss: loss ≥ right − left · measures, costs · measures ≤ 4.
        const lp = openProgramme(
          Float64Array.of(0, 0, 0, 1),
          new Float64Array(4),
          Float64Array.of(1, 1, 1, Number.POSITIVE_INFINITY),
        );
        const left = Float64Array.of(...costs.map((cost) => -cost / 4), 0);
        addConstraint(lp, { left, right: -1, group: -1 });
        for (const [coefficients, right] of cuts)
          addConstraint(lp, { left: Float64Array.of(...coefficients, 1), right, group: 0 });
        expect(solveProgramme(lp, 1_000)).toBe("optimal");
        const least = Math.min(
          ...everyChoice(3)
            .filter((plan) => plan.reduce((sum, x, at) => sum + x * (costs[at] ?? 0), 0) <= 4)
            .map((plan) =>
              Math.max(
                0,
                ...cuts.map(([by, right]) =>
                  plan.reduce((rest, x, at) => rest - x * (by[at] ?? 0), right),
                ),
              ),
            ),
        );
        const proven = certify(lp, 3).bound;
        expect(proven).toBeLessThanOrEqual(least + 1e-9);
        const point = pointOf(lp);
        expect(proven).toBeCloseTo(point[3] ?? 0, 9);
        for (const [coefficients, right] of cuts) {
          const reached = coefficients.reduce((sum, by, at) => sum + by * (point[at] ?? 0), 0);
          expect(reached + (point[3] ?? 0)).toBeGreaterThanOrEqual(right - 1e-7);
        }
        for (const [place, add] of noise.entries())
          lp.reduced[place] = (lp.reduced[place] ?? 0) + add;
        expect(certify(lp, 3).bound).toBeLessThanOrEqual(least + 1e-9);
      },
    ),
    { numRuns: 400 },
  );
});

test("[P15] no box is said to be empty on a ray that proves nothing", () => {
  const lp = openProgramme(Float64Array.of(0, 1), new Float64Array(2), Float64Array.of(1, 9));
  addConstraint(lp, { left: Float64Array.of(1, 0), right: 2, group: -1 });
  expect(solveProgramme(lp, 10)).toBe("infeasible");
  expect(isProvenEmpty(lp)).toBe(true);
  lp.ray = [{ constraint: 0, multiplier: 0 }];
  expect(isProvenEmpty(lp)).toBe(false);
});

test("[P16] of the boxes that wait the one with the lowest bound comes first", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 20 })), (steps) => {
      const heap = nodeHeap();
      const peer: { bound: number; number: number }[] = [];
      for (const [number, bound] of steps.entries())
        if (bound >= 0) {
          heap.push({ box: new Int8Array(), bound, number });
          peer.push({ bound, number });
        } else {
          peer.sort((a, b) => a.bound - b.bound || a.number - b.number);
          expect(heap.least()).toBe(peer[0]?.bound ?? Number.POSITIVE_INFINITY);
          expect(heap.pop()?.number).toBe(peer.shift()?.number);
        }
    }),
  );
});
