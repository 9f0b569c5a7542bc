/** Published cases for the estimators, and the laws they keep. */
import { betaQuantile, exp, ln, uniformAt } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  clopperPearson,
  clustersOf,
  correctedMeans,
  crps,
  knowledgeBand,
  meanBand,
  orderStatisticRanks,
  outcomeCode,
  paired,
  probabilityOf,
  quantileOf,
  resistance,
  runWeight,
  spread,
  sumOf,
  weightedMean,
  wilson,
  woodruff,
} from "../index.ts";

const never = Number.POSITIVE_INFINITY;

test("[D1] sums keep what rounding would lose", () => {
  expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  expect(sumOf([])).toBe(0);
  expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
});

test("[D2, D4] published case: three outer draws of two runs", () => {
  const clusters = clustersOf([1, 1, 0, 1, 0, 0], { outer: 3, inner: 2 });
  expect(clusters.mean).toBeCloseTo(0.5, 12);
  expect(clusters.betweenSquare).toBeCloseTo(0.5, 12);
  expect(clusters.withinSquare).toBeCloseTo(1 / 6, 12);
  expect(clusters.knowledgeVariance).toBeCloseTo(1 / 6, 12);
  expect(clusters.standardError).toBeCloseTo(Math.sqrt(1 / 12), 12);
  expect(clusters.standardError).toBeCloseTo(0.288_675, 6);
  const corrected = [...correctedMeans(clusters)];
  const shift = 0.5 * Math.sqrt(2 / 3);
  expect(corrected[0]).toBeCloseTo(0.5 + shift, 12);
  expect(corrected.map((one) => Number(one.toFixed(6)))).toEqual([0.908_248, 0.5, 0.091_752]);
});

test("[D2] one outer draw counts its runs as independent and knows nothing of knowledge", () => {
  const clusters = clustersOf([0, 2, 4, 6], { outer: 1, inner: 4 });
  expect([clusters.degrees, clusters.betweenSquare, clusters.knowledgeVariance]).toEqual([3, 0, 0]);
  expect(clusters.standardError).toBeCloseTo(Math.sqrt(20 / 3 / 4), 12);
  expect(knowledgeBand(clusters)).toEqual({ value: 3, low: 3, high: 3 });
});

test("[D3] published case: order-statistic intervals of independent values", () => {
  const median = orderStatisticRanks(0.5, 1000);
  expect([median.low, median.high]).toEqual([469, 532]);
  expect(median.coverage).toBeCloseTo(0.9537, 4);
  const tenth = orderStatisticRanks(0.1, 1000);
  expect([tenth.low, tenth.high]).toEqual([82, 120]);
  expect(orderStatisticRanks(0.5, 3)).toMatchObject({ low: 0, high: 4 });
});

test("[D5] published case: Wilson 230 of 1 000, and 0 of 1 000 exactly", () => {
  const { low, high } = wilson(230, 1000);
  expect([Number(low.toFixed(6)), Number(high.toFixed(6))]).toEqual([0.204_98, 0.257_087]);
  const none = clopperPearson(0, 1000);
  expect(none.high).toBeCloseTo(1 - 0.05 ** (1 / 1000), 12);
  expect(Number(none.high.toFixed(6))).toBe(0.002_991);
  expect(clopperPearson(1000, 1000).low).toBeCloseTo(0.05 ** (1 / 1000), 12);
});

test("[D5] few events widen the interval by the number of runs they are worth", () => {
  const runs = new Uint8Array(2000);
  const none = probabilityOf(runs, { outer: 100, inner: 20 });
  expect(none.isRare).toBe(true);
  expect(none.effectiveRuns).toBeCloseTo(2000 / 1.95, 9);
  expect(none.band).toEqual({ value: 0, low: 0, high: 1 - exp((ln(0.05) * 1.95) / 2000) });
  for (let run = 0; run < 10; run += 1) runs[run * 20] = 1;
  expect(probabilityOf(runs, { outer: 100, inner: 20 }).isRare).toBe(false);
});

test("[D11] published case: CRPS of {1, 2, 4} at 3", () => {
  const runs = Float64Array.of(4, 1, 2);
  expect(crps(runs, 3, "plain")).toBeCloseTo(2 / 3, 12);
  expect(crps(runs, 3)).toBeCloseTo(1 / 3, 12);
});

test("[D11] CRPS agrees with its definition over all pairs", () => {
  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
    minLength: 2,
    maxLength: 20,
  });
  fc.assert(
    fc.property(values, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (runs, outcome) => {
      let distance = 0;
      let pairs = 0;
      for (const a of runs) {
        distance += Math.abs(a - outcome) / runs.length;
        for (const b of runs) pairs += Math.abs(a - b);
      }
      const k = runs.length;
      const all = Float64Array.from(runs);
      expect(crps(all, outcome, "plain")).toBeCloseTo(distance - pairs / (2 * k * k), 8);
      expect(crps(all, outcome)).toBeCloseTo(distance - pairs / (2 * k * (k - 1)), 8);
    }),
  );
});

test("[D11] published case: five gates tilted from 0.05 to 0.5", () => {
  const gates = Array.from({ length: 5 }, () => ({ nominal: 0.05, tilted: 0.5 }));
  expect(runWeight(gates, [1, 1, 1, 1, 1])).toBeCloseTo(1e-5, 14);
  let expected = 0;
  let meanWeight = 0;
  for (let mask = 0; mask < 32; mask += 1) {
    const weight = runWeight(
      gates,
      gates.map((_, gate) => (mask >> gate) & 1),
    );
    meanWeight += weight / 32;
    if (mask === 31) expected += weight / 32;
  }
  expect(expected).toBeCloseTo(3.125e-7, 16);
  expect(meanWeight).toBeCloseTo(1, 12);
  expect(weightedMean(Float64Array.of(1, 0), Float64Array.of(0.5, 1.5))).toEqual({
    mean: 0.25,
    meanWeight: 1,
    effectiveRuns: 1.6,
  });
});

test("[D3, D6] quantiles among runs that held are null, not large numbers", () => {
  const times = Float64Array.of(1, 2, never, 3, 200, never, never, never, never, never);
  const codes = Array.from(times, (time) => (time <= 90 ? outcomeCode.fell : outcomeCode.blocked));
  const outcomes = Uint8Array.from(codes);
  outcomes[4] = outcomeCode.outlasted;
  outcomes[9] = outcomeCode.evicted;
  const figures = resistance({
    profile: "reference",
    times,
    outcomes,
    horizonDays: 90,
    outer: 5,
    inner: 2,
  });
  expect([figures.p10Days, figures.medianDays, figures.p90Days]).toEqual([1, null, null]);
  expect(figures.outcomes).toEqual({ fell: 0.3, blocked: 0.5, outlasted: 0.1, evicted: 0.1 });
  expect(figures.probabilityHolds).toBe(0.7);
  expect(figures.heldDays).toBeCloseTo((6 + 7 * 90) / 10, 12);
  expect(figures.sampling.medianDays.high).toBeNull();
  expect(figures.restsOnFewEvents).toBe(true);
});

test("[D6] a run that fell must have a time within the horizon", () => {
  const runs = { profile: "p", outcomes: new Uint8Array(2), horizonDays: 90, outer: 2, inner: 1 };
  expect(() => resistance({ ...runs, times: Float64Array.of(1, 91) })).toThrow(
    "a run fell exactly where its time is within the horizon",
  );
  expect(() => resistance({ ...runs, times: Float64Array.of(1) })).toThrow("one value per run");
});

test("[D8] paired differences see what two intervals hide", () => {
  const before = Float64Array.from({ length: 40 }, (_, run) => 10 + (run % 7) * 5);
  const after = before.map((value, run) => value - 1 - (run % 2) / 10);
  const { difference } = paired(before, after, 10, 4);
  expect(difference.value).toBeCloseTo(-1.05, 12);
  expect(difference.high).toBeLessThan(-1.04);
  const alone = meanBand(clustersOf(before, { outer: 10, inner: 4 }), 0, never);
  expect(alone.high - alone.low).toBeGreaterThan(1);
});

const shape = fc.record({
  outer: fc.integer({ min: 1, max: 8 }),
  inner: fc.integer({ min: 2, max: 8 }),
});

function drawn(seed: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, run) => {
    const u = uniformAt(seed, 77, run, 0);
    return u < 0.3 ? 0 : -20 * ln(u);
  });
}

test("[D3, D6, D7] intervals hold their figure; quantiles and tail are in order", () => {
  fc.assert(
    fc.property(fc.nat(), shape, fc.double({ min: 5, max: 60, noNaN: true }), (seed, size, h) => {
      const { outer, inner } = size;
      const values = drawn(seed, outer * inner);
      const loss = spread(values, outer, inner);
      const times = values.map((value) => (value === 0 ? never : value));
      const outcomes = Uint8Array.from(times, (time) => (time <= h ? 0 : 1));
      const dial = resistance({ profile: "p", times, outcomes, horizonDays: h, outer, inner });
      const bands = [
        loss.sampling.mean,
        loss.sampling.tail95,
        dial.sampling.probabilityHolds,
        dial.sampling.heldDays,
      ];
      for (const { low, value, high } of bands) {
        expect(low).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(high);
      }
      expect([bands[0]?.value, bands[1]?.value]).toEqual([loss.mean, loss.tail95]);
      expect([bands[2]?.value, bands[3]?.value]).toEqual([dial.probabilityHolds, dial.heldDays]);
      expect(loss.tail95).toBeGreaterThanOrEqual(loss.p95);
      expect(loss.tail95).toBeGreaterThanOrEqual(loss.mean);
      const order = [
        dial.sampling.p10Days.low,
        dial.p10Days,
        dial.medianDays,
        dial.sampling.medianDays.high,
      ].map((days) => days ?? never);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(dial.p90Days ?? never).toBeGreaterThanOrEqual(dial.medianDays ?? never);
      expect(dial.outcomes.fell + dial.probabilityHolds).toBeCloseTo(1, 12);
      const { low, high } = dial.knowledge.heldDays;
      expect(0 <= low && low <= high && high <= h + 1e-9).toBe(true);
    }),
  );
});

test("[D1] the order of runs within an outer draw does not matter", () => {
  fc.assert(
    fc.property(fc.nat(), shape, (seed, { outer, inner }) => {
      const values = drawn(seed, outer * inner);
      const turned = values.map((_, run) => {
        const draw = Math.floor(run / inner);
        return values[draw * inner + ((run + 1) % inner)] ?? 0;
      });
      const [a, b] = [spread(values, outer, inner), spread(turned, outer, inner)];
      expect(b.p95).toBe(a.p95);
      const pairs = [
        [a.mean, b.mean],
        [a.tail95, b.tail95],
        [a.sampling.mean.low, b.sampling.mean.low],
        [a.sampling.tail95.high, b.sampling.tail95.high],
        [a.knowledge.mean.low, b.knowledge.mean.low],
      ];
      for (const [x = 0, y = 0] of pairs)
        expect(Math.abs(x - y)).toBeLessThan(1e-10 * Math.max(1, Math.abs(x)));
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(1e-12 * Math.max(1, a.mean));
    }),
  );
});

test("[D3] a quantile is the smallest value that enough runs do not exceed", () => {
  const sorted = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  expect([0.1, 0.11, 0.5, 0.7, 0.95, 1].map((q) => quantileOf(sorted, q))).toEqual([
    1, 2, 5, 7, 10, 10,
  ]);
  const values = Float64Array.of(5, never, never, never);
  const interval = woodruff({ values, sorted: values }, 0.5, { outer: 2, inner: 2 });
  expect(interval).toEqual({ low: 5, high: never });
});

test("[D4] published case: shared parameter of 1 000 hosts, exact values", () => {
  const fallen = (q: number): number => 1 - exp(1000 * ln(1 - q));
  expect(fallen(0.002)).toBeCloseTo(0.864_935, 6);
  const pooled = 1 - (998 * 999) / (1998 * 1999);
  expect(pooled).toBeCloseTo(0.750_375, 6);
  // E[(1−q)^k] = Π (998 + i)/(1000 + i), i < k
  const survives = (k: number): number => (998 * 999) / ((998 + k) * (999 + k));
  expect(Math.sqrt(survives(2000) - survives(1000) ** 2)).toBeCloseTo(0.2204, 6);
  const quantiles = [0.1, 0.5, 0.9].map((p) => fallen(betaQuantile(p, 2, 998)));
  expect(quantiles.map((one) => Number(one.toFixed(6)))).toEqual([0.41293, 0.813_788, 0.979_668]);
});

test("[D4] published case: knowledge sd and band come out of a million runs", () => {
  const outer = 1000;
  const inner = 1000;
  const runs = new Uint8Array(outer * inner);
  for (let draw = 0; draw < outer; draw += 1) {
    // Beta(2, 998) is the second smallest of 999 uniforms.
    const kept = ln(uniformAt(5, 6, draw, 0)) / 999 + ln(uniformAt(5, 6, draw, 1)) / 998;
    const p = 1 - exp(1000 * kept);
    for (let i = 0; i < inner; i += 1)
      runs[draw * inner + i] = uniformAt(5, 7, draw, i) < p ? 1 : 0;
  }
  const clusters = clustersOf(runs, { outer, inner });
  expect(Math.abs(clusters.mean - 0.750_375)).toBeLessThan(4 * clusters.standardError);
  // Standard error of a standard deviation; its kurtosis from the corrected means.
  const corrected = correctedMeans(clusters);
  const fourth = corrected.reduce((sum, p) => sum + (p - clusters.mean) ** 4, 0) / outer;
  const sd = Math.sqrt(clusters.knowledgeVariance);
  const error = Math.sqrt((fourth - sd ** 4) / outer) / (2 * sd);
  expect(Math.abs(sd - 0.2204)).toBeLessThan(4 * error);
  // Of a quantile: how many draws lie below the exact one.
  for (const [q, exact] of [
    [0.1, 0.412_93],
    [0.9, 0.979_668],
  ] as const) {
    const below = corrected.filter((p) => p <= exact).length / outer;
    expect(Math.abs(below - q)).toBeLessThan(4 * Math.sqrt((q * (1 - q)) / outer));
  }
  const band = knowledgeBand(clusters);
  expect(band.low).toBeGreaterThan(0.35);
  expect(band.low).toBeLessThan(0.47);
  expect(band.high).toBeGreaterThan(0.96);
});

test("[D7] published case: zero with 0.8, else exponential of mean 10", () => {
  const outer = 1000;
  const inner = 1000;
  const losses = (zero: number): Float64Array =>
    Float64Array.from({ length: outer * inner }, (_, run) => {
      const u = uniformAt(8, 9, Math.floor(run / inner), run % inner);
      return u < zero ? 0 : -10 * ln((1 - u) / (1 - zero));
    });
  const often = spread(losses(0.8), outer, inner);
  const error = (band: { low: number; high: number }): number =>
    (band.high - band.low) / (2 * 1.9623);
  expect(Math.abs(often.mean - 2)).toBeLessThan(4 * error(often.sampling.mean));
  // Density of the loss at its 95 % quantile: 0.2 · e^−1.386…/10 = 0.005.
  const quantileError = Math.sqrt((0.95 * 0.05) / (outer * inner)) / 0.005;
  expect(Math.abs(often.p95 - 10 * ln(4))).toBeLessThan(4 * quantileError);
  expect(Math.abs(often.tail95 - (10 * ln(4) + 10))).toBeLessThan(4 * error(often.sampling.tail95));
  const seldom = spread(losses(0.97), outer, inner);
  expect(seldom.p95).toBe(0);
  expect(Math.abs(seldom.tail95 - 6)).toBeLessThan(4 * error(seldom.sampling.tail95));
});

test("[D7] it is said when few runs carry the mean", () => {
  const even = new Float64Array(200).fill(3);
  expect(spread(even, 10, 20).restsOnFewRuns).toBe(false);
  even[7] = 5000;
  expect(spread(even, 10, 20).restsOnFewRuns).toBe(true);
  expect(spread(new Float64Array(200), 10, 20)).toEqual({
    mean: 0,
    p95: 0,
    tail95: 0,
    sampling: {
      mean: { value: 0, low: 0, high: 0 },
      tail95: { value: 0, low: 0, high: 0 },
    },
    knowledge: { mean: { value: 0, low: 0, high: 0 } },
    restsOnFewRuns: false,
  });
});
