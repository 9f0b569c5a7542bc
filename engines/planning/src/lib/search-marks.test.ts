/** First plans, how far a search was after how much work, and totals that end early. */
import { expect, test } from "vitest";
import { type Objective, planner } from "../index.ts";
import { evaluator, even, exactOptimum, instance, isAllowed, remainsOf } from "../test/worlds.ts";
import { accountOf, lossLedger } from "./ledger.ts";
import { valuationOf } from "./valuation.ts";

const scenarios = 40;

test("[P860] a first plan is within its stated gap, and plans go on from it", async () => {
  let open = 0;
  for (let number = 0; number < 30; number += 1) {
    const asked = instance(8_600 + number, { measures: 18, scenarios });
    const seen = { count: 0 };
    const { candidates, world, limits } = asked;
    const plans = planner({
      candidates,
      weights: even(scenarios),
      evaluate: evaluator(world, seen),
      limits: { gap: 0 },
    });
    const first = await plans.first(limits, 120);
    const optimum = exactOptimum(asked);
    expect(isAllowed(asked, first.choice)).toBe(true);
    expect(first.remains).toBeCloseTo(remainsOf(world, first.choice), 9);
    expect(first.bound).toBeLessThanOrEqual(optimum + 1e-9);
    expect(first.remains).toBeGreaterThanOrEqual(optimum - 1e-9);
    expect(first.work.nodes).toBeLessThanOrEqual(1);
    if (first.gap > 1e-9) open += 1;
    const planned = await plans.plan(limits);
    expect(planned.remains).toBeLessThanOrEqual(first.remains + 1e-9);
    expect(planned.bound).toBeGreaterThanOrEqual(first.bound - 1e-9);
    expect(planned.remains).toBeCloseTo(optimum, 9);
  }
  // There was something left to go on to.
  expect(open).toBeGreaterThan(5);
});

test("[P1050] plans handed in are begun from, those that do not fit left aside", async () => {
  let gained = 0;
  for (let number = 0; number < 20; number += 1) {
    const { candidates, world, limits } = instance(8_900 + number, { measures: 18, scenarios });
    const made = { candidates, weights: even(scenarios), evaluate: evaluator(world) };
    const known = await planner(made).plan(limits);
    const seeds = [new Uint8Array(candidates.length).fill(1), known.choice];
    const later = await planner({ ...made, seeds }).first(limits, 0);
    const alone = await planner(made).first(limits, 0);
    expect(isAllowed({ candidates, world, limits, discounts: [] }, later.choice)).toBe(true);
    expect(later.remains).toBeLessThanOrEqual(known.remains + 1e-9);
    if (later.remains < alone.remains - 1e-9) gained += 1;
  }
  expect(gained).toBeGreaterThan(0);
});

test("[P861] more work never tells less, and the last mark is the plan's own", async () => {
  let marks = 0;
  for (let number = 0; number < 20; number += 1) {
    const { candidates, world, limits } = instance(8_700 + number, { measures: 15, scenarios });
    const plans = planner({ candidates, weights: even(scenarios), evaluate: evaluator(world) });
    const half = { ...limits, sek: Math.floor((limits["sek"] ?? 0) / 2) };
    for (const { search, remains, bound, gap } of await plans.curve([half, limits])) {
      expect(search.at(-1)).toMatchObject({ remains, bound, gap });
      for (const [at, mark] of search.entries()) {
        const before = search[at - 1];
        expect(mark.bound).toBeLessThanOrEqual(remains + 1e-9);
        if (before === undefined) continue;
        marks += 1;
        expect(mark.evaluations).toBeGreaterThanOrEqual(before.evaluations);
        expect(mark.remains).toBeLessThanOrEqual(before.remains + 1e-9);
        expect(mark.bound).toBeGreaterThanOrEqual(before.bound - 1e-9);
        expect(mark.gap).toBeLessThanOrEqual(before.gap + 1e-9);
      }
    }
  }
  expect(marks).toBeGreaterThan(30);
});

const objectives: readonly Objective[] = [
  { kind: "mean" },
  { kind: "tail", share: 0.2 },
  { kind: "worst-profile", profiles: Int32Array.from({ length: scenarios }, (_, at) => at % 3) },
];

test("[P862] a total asked for below something is that, and costs less where not", async () => {
  let saved = 0;
  for (let number = 0; number < 60; number += 1) {
    const { candidates, world } = instance(8_800 + number, { measures: 12, scenarios });
    const plan = Uint8Array.from(candidates, (_, at) => ((number >> (at % 6)) & 1) ^ (at & 1));
    for (const objective of objectives) {
      const opened = () => {
        const ledger = lossLedger(scenarios, evaluator(world));
        return accountOf(ledger, valuationOf(objective, even(scenarios)));
      };
      const whole = await opened().total(plan);
      for (const most of [whole * 0.2, whole * 0.9, whole + 1e-6, whole * 2 + 1]) {
        const account = opened();
        const found = await account.totalBelow(plan, most);
        if (whole < most) expect(found).toBeCloseTo(whole, 12);
        else expect(found).toBe(Number.POSITIVE_INFINITY);
        expect(account.evaluations()).toBeLessThanOrEqual(scenarios);
        saved += scenarios - account.evaluations();
        // What was evaluated is kept: the whole total costs no more than the rest.
        expect(await account.total(plan)).toBeCloseTo(whole, 12);
        expect(account.evaluations()).toBeLessThanOrEqual(scenarios);
      }
    }
  }
  expect(saved).toBeGreaterThan(1_000);
});

test("[P863] rows for a point are asked where a plan may say more there", async () => {
  let asked = 0;
  for (let number = 0; number < 40; number += 1) {
    const { candidates, world } = instance(8_900 + number, { measures: 12, scenarios });
    const account = accountOf(
      lossLedger(scenarios, evaluator(world)),
      valuationOf({ kind: "mean" }, even(scenarios)),
    );
    await account.total(new Uint8Array(12));
    const plan = Uint8Array.from(candidates, (_, at) => (at + number) % 2);
    const before = account.evaluations();
    await account.sharpen(plan, plan);
    asked += account.evaluations() - before;
    // At the plan itself nothing more is to be said.
    expect(account.lower(plan)).toBeCloseTo(remainsOf(world, plan), 9);
    const sharp = account.evaluations();
    await account.sharpen(plan, plan);
    expect(account.evaluations()).toBe(sharp);
  }
  expect(asked).toBeGreaterThan(100);
  expect(asked).toBeLessThan(40 * scenarios);
});
