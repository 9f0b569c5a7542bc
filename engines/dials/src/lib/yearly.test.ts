/** The yearly figure, and what pays for itself. */
import { exp, ln } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { annualised, breakEven, checkFrequency, harmfulOf, yearly, yearsWithin } from "../index.ts";

test("[D14] published case: compound year at 0.3 campaigns", () => {
  const count = 100_000;
  const losses = Float64Array.from({ length: count }, (_, run) => {
    const u = (run + 0.5) / count;
    return u < 0.8 ? 0 : -10 * ln((1 - u) / 0.2);
  });
  const years = 1_000_000;
  const year = yearly({
    frequency: { median: 0.3, sigma: 0 },
    streams: [{ relativeRate: 1, losses }],
    years,
    seed: "fixed",
  });
  // The stored losses are themselves rounded to even slices, hence not nine digits.
  expect(year.mean).toBeCloseTo(0.6, 4);
  expect(year.sd).toBeCloseTo(3.464_102, 2);
  expect(year.probabilityNone).toBeCloseTo(exp(-0.06), 9);
  expect(Number(year.probabilityNone.toFixed(6))).toBe(0.941_765);
  const below = (x: number): number => year.sorted.findIndex((loss) => loss > x) / years;
  for (const [q, exact, found] of [
    [0.941_765, 0, 0],
    [0.95, 1.571_349, year.p95],
    [0.99, 18.153_543, year.p99],
  ] as const) {
    const error = Math.sqrt((q * (1 - q)) / years);
    expect(Math.abs(below(exact) - q)).toBeLessThan(4 * error);
    const density = (below(exact + 0.25) - below(Math.max(0, exact - 0.25))) / 0.5;
    expect(Math.abs(found - exact)).toBeLessThan((4 * error) / density);
  }
});

test("[D14] profiles add up, a range of frequencies has its mean, keys make it repeatable", () => {
  const streams = [
    { relativeRate: 1, losses: Float64Array.of(0, 10) },
    { relativeRate: 3, losses: Float64Array.of(2) },
  ];
  const question = { frequency: { median: 0.2, sigma: 1.4 }, streams, years: 100_000, seed: "a" };
  const year = yearly(question);
  const rate = 0.2 * exp(0.98);
  expect(rate).toBeCloseTo(0.53, 2);
  expect(year.mean).toBeCloseTo(rate * 11, 12);
  const drawnMean = year.sorted.reduce((sum, loss) => sum + loss, 0) / question.years;
  expect(Math.abs(drawnMean - year.mean)).toBeLessThan((4 * year.sd) / Math.sqrt(100_000));
  const none = year.sorted.findIndex((loss) => loss > 0) / question.years;
  expect(Math.abs(none - year.probabilityNone)).toBeLessThan(4 * Math.sqrt(0.25 / 100_000));
  expect(yearly({ ...question, years: 100 })).toEqual(yearly({ ...question, years: 100 }));
  expect(checkFrequency({ median: 0, sigma: 4 })).toEqual([
    {
      code: "dials/bad-frequency",
      severity: "error",
      at: null,
      args: { median: 0, sigma: 4 },
    },
  ]);
});

test("[D14] published case: annualised cost and break-even", () => {
  const cost = { oneOffSek: 1, yearlySek: 0.2, years: 4, lifetimeYears: 10, interest: 0.03 };
  const exact = 0.03 / (1 - 1.03 ** -4) + 0.2;
  expect(annualised(cost)).toBeCloseTo(exact, 9);
  expect(Number(annualised(cost).toFixed(6))).toBe(0.469_027);
  expect(Number(breakEven(annualised(cost), 1.5)?.toFixed(6))).toBe(0.312_685);
  expect(breakEven(1, 0)).toBeNull();
  expect(annualised({ ...cost, lifetimeYears: 2, interest: 0 })).toBe(0.7);
});

test("[D1360] leaving out what costs nothing changes no year, and draws are bounded", () => {
  const losses = Float64Array.from({ length: 200 }, (_, run) => (run % 5 === 0 ? run + 1 : 0));
  const frequency = { median: 0.2, sigma: 1.4 };
  const whole = { frequency, streams: [{ relativeRate: 1, losses }], years: 40_000, seed: "a" };
  const thinned = { ...whole, streams: whole.streams.map(harmfulOf) };
  const [year, same] = [yearly(whole), yearly(thinned)];
  expect(thinned.streams[0]?.losses.length).toBe(40);
  for (const of of ["mean", "sd", "probabilityNone"] as const)
    expect(same[of]).toBeCloseTo(year[of], 9);
  // Two counts of the same share of years, each with its own error.
  const above = (sorted: Float64Array): number =>
    sorted.filter((loss) => loss > year.p95).length / whole.years;
  const error = Math.sqrt((2 * 0.05 * 0.95) / whole.years);
  expect(Math.abs(above(same.sorted) - above(year.sorted))).toBeLessThan(4 * error);
  const nothing = harmfulOf({ relativeRate: 1, losses: new Float64Array(3) });
  expect(yearly({ ...whole, streams: [nothing], years: 10 })).toMatchObject({
    mean: 0,
    sd: 0,
    probabilityNone: 1,
    p95: 0,
  });
  for (const [median, years] of [
    [1e-6, 10_000],
    [10, Math.floor(200_000 / (2 + 20 * exp(0.98)))],
    [1_000, 1_000],
  ] as const)
    expect(yearsWithin(200_000, { ...whole, frequency: { median, sigma: 1.4 } })).toBe(years);
});
