/** Plans on parts of the planning runs, before there is one on all of them. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { EarlyPlan, PlanTerms } from "../api/index.ts";
import { earlyPlans, waitedFor } from "./early-plans.ts";
import { planningRange, plannerInput, todaysOf } from "./planning-runs.ts";
import { openPool } from "./pool.ts";
import { askedOf, scenarioPlanner } from "./scenario-planner.ts";
import { usualTerms } from "./terms.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const { signal } = new AbortController();
const size = {
  ...smallSize,
  outer: 12,
  inner: 2,
  threads: 2,
  work: { nodes: 3, evaluations: 400 },
};
const prepared = await preparedOf(exampleModel(), size);

/** Plans within a budget and the hours of all, drawn by number. */
function drawnPlan(number: number, budgetSek: number): Uint8Array {
  const { candidates } = prepared;
  const key = drawKey("plans of a test");
  const order = [...candidates.keys()].sort(
    (a, b) => uniform(key, number, a) - uniform(key, number, b),
  );
  const chosen = new Uint8Array(candidates.length);
  let [sek, hours] = [0, 0];
  for (const at of order) {
    const candidate = candidates[at];
    if (candidate === undefined) continue;
    const { costs, requires, excludes } = candidate;
    const isHeld = (id: string) => candidates.some((one, of) => one.id === id && chosen[of] === 1);
    const fits =
      !excludes.some(isHeld) &&
      sek + (costs["sek"] ?? 0) <= budgetSek &&
      hours + (costs["hours"] ?? 0) <= 1_600 &&
      (costs["left-out"] ?? 0) === 0;
    if (!fits || !requires.every(isHeld)) continue;
    chosen[at] = 1;
    sek += costs["sek"] ?? 0;
    hours += costs["hours"] ?? 0;
  }
  return chosen;
}

test("[PR1050] an early plan keeps its limits, and its bound holds for every plan", async () => {
  const pool = openPool(prepared.setting, size.threads);
  try {
    const told: EarlyPlan[] = [];
    const budgetSek = 600_000;
    const attackers = [prepared];
    const ground = { prepared, size, pool, attackers, terms: usualTerms, budgetSek, signal };
    const early = earlyPlans(ground, async (one) => void told.push(one));
    await early.onFew();
    await early.onMore();
    const [first] = told;
    if (first === undefined) throw new Error("there is a plan on four draws");
    expect([early.count, told.length, first.runs, first.ofRuns]).toEqual([2, 1, 8, 24]);
    expect(first.costSek).toBe(first.measures.reduce((sum, { costSek }) => sum + costSek, 0));
    expect(first.measures.length).toBeGreaterThan(0);
    expect([first.costSek <= budgetSek, first.hours <= 1_600]).toEqual([true, true]);
    const range = { ...planningRange(size, prepared.setting), to: 4 };
    const { parts } = askedOf("mean", await todaysOf(pool, attackers, range, signal));
    const plans = scenarioPlanner(plannerInput(prepared, size, pool, signal), parts);
    const today = await plans.remains(new Uint8Array(prepared.candidates.length));
    const [choice = new Uint8Array()] = early.choices();
    expect((await plans.remains(choice)) / today).toBeCloseTo(first.remains, 9);
    expect(first.gap).toBeCloseTo((first.remains - first.bound) / (1 - first.bound), 9);
    let least = 1;
    for (let number = 0; number < 30; number += 1)
      least = Math.min(least, (await plans.remains(drawnPlan(number, budgetSek))) / today);
    expect(first.bound).toBeLessThanOrEqual(least + 1e-9);
    expect([least < 0.9, first.remains < least]).toEqual([true, true]);
    // On all runs of the planner that comes after, begun from the first.
    await early.onAll({ plans, parts, objective: { kind: "mean" } });
    expect(told.length).toBe(2);
    expect(told[1]?.remains).toBeLessThanOrEqual(first.remains + 1e-9);
  } finally {
    await pool.close();
  }
});

test("[PR1050] none where nothing may be spent or a calendar decides", () => {
  const countFor = (budgetSek: number, terms: PlanTerms): number => {
    const attackers = [prepared];
    const ground = { prepared, size, pool: null as never, attackers, terms, budgetSek, signal };
    return earlyPlans(ground, async () => {}).count;
  };
  const dates = { from: null, until: "2027-12" };
  expect(countFor(600_000, usualTerms)).toBe(2);
  expect([countFor(0, usualTerms), countFor(600_000, { ...usualTerms, dates })]).toEqual([0, 0]);
  // On so few draws as there are anyway there is nothing to come before.
  expect(waitedFor([0, 300_000, 1_200_000], [0, 300_000, 1_200_000])).toBe(1_200_000);
  expect(waitedFor([0, 300_000, 450_000], [0, 300_000])).toBe(450_000);
  expect(waitedFor([0, 300_000], [0, 300_000])).toBe(300_000);
});
