/** What pages work out before they tell it: how long is left, and what keeps measures out. */
import { describe, expect, test } from "vitest";
import { minutesLeft } from "../src/parts/time-left.ts";
import { layOut } from "../src/parts/way-layout.ts";
import { isHeldByHours } from "../src/protect/plan-choice.ts";
import { stepsBy } from "../src/protect/way-moments.ts";
import { ways } from "./fixtures/facts.ts";

describe("work", () => {
  test("how long is left is told once enough was seen of it, and never nothing", () => {
    const first = { done: 4, at: 1_000 };
    expect(minutesLeft(first, { done: 5, at: 60_000 }, 45)).toBeNull();
    expect(minutesLeft(first, { done: 8, at: 9_000 }, 45)).toBeNull();
    expect(minutesLeft(first, { done: 45, at: 99_000 }, 45)).toBeNull();
    expect(minutesLeft(first, { done: 9, at: 61_000 }, 45)).toBe(8);
    expect(minutesLeft(first, { done: 44, at: 61_000 }, 45)).toBe(1);
  });
});

describe("what keeps measures out of a plan", () => {
  test("it is the hours where those are gone and money is left, else not", () => {
    const limits = { budgetSek: 1_000_000, hoursLimit: 1_600, terms: { yearlySek: null } };
    const said = [
      [900_000, 1_590],
      [990_000, 1_590],
      [500_000, 1_000],
      [900_000, 1_700],
    ].map(([costSek = 0, hours = 0]) => isHeldByHours(limits, { costSek, hours }));
    expect(said).toEqual([true, false, false, true]);
    // Of a budget of nothing, nothing is left: it is not only the hours.
    expect(isHeldByHours({ ...limits, budgetSek: 0 }, { costSek: 0, hours: 9_999 })).toBe(false);
    expect(isHeldByHours({ ...limits, hoursLimit: null }, { costSek: 0, hours: 9_999 })).toBe(
      false,
    );
    // With a limit to what it costs every year, that may be it.
    const yearly = { ...limits, terms: { yearlySek: 0 } };
    expect(isHeldByHours(yearly, { costSek: 900_000, hours: 1_590 })).toBe(false);
  });
});

describe("steps that several ways take", () => {
  // The second way takes its steps a day later than the first, the third two days later.
  const shifted = ways.ways.map((way, later) => ({
    ...way,
    steps: way.steps.map((step) => ({ ...step, days: step.days + later })),
  }));
  const daysOf = (node: string): readonly number[] =>
    shifted.flatMap(({ steps }) => steps.flatMap((one) => (one.node === node ? one.days : [])));

  test("stand on the map at the time of the first to take them, in either order", () => {
    for (const told of [shifted, shifted.toReversed()]) {
      const { steps } = layOut(told);
      expect(steps.some(({ step }) => daysOf(step.node).length > 1)).toBe(true);
      for (const { step } of steps) expect(step.days).toBe(Math.min(...daysOf(step.node)));
    }
  });

  test("are taken when the first takes them", () => {
    const nodes = new Set(shifted.flatMap(({ steps }) => steps.map(({ node }) => node)));
    const by = 1.4;
    const taken = [...nodes].filter((node) => Math.min(...daysOf(node)) <= by).length;
    for (const told of [shifted, shifted.toReversed()])
      expect(stepsBy(told, by)).toEqual({ taken, all: nodes.size });
  });
});
