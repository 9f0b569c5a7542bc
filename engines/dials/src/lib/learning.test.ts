/** Beliefs after what was seen, and runs held against what happened. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { surpriseOf, surpriseOfCount, updateBeta, updateGamma, widening } from "./learning.ts";

test("[D40] published case: 17 of 20 blocked at weight 0.5", () => {
  const { a, b } = updateBeta({ a: 4, b: 1 }, { successes: 17, failures: 3 }, 0.5);
  expect([a, b]).toEqual([12.5, 2.5]);
  expect(a / (a + b)).toBeCloseTo(0.833_333, 6);
  for (const weight of [0, 1.1, Number.NaN])
    expect(() => updateBeta({ a: 4, b: 1 }, { successes: 1, failures: 0 }, weight)).toThrow(
      "a weight is above 0",
    );
});

test("[D40] published case: three successes in seventy days, waiting in vain counted", () => {
  const { events, days } = updateGamma({ events: 2, days: 20 }, { seen: 3, exposureDays: 70 });
  expect(events / days).toBeCloseTo(0.055_556, 6);
  // Twenty days of attempts without an end left out: the rate looks faster than it is.
  const blind = updateGamma({ events: 2, days: 20 }, { seen: 3, exposureDays: 50 });
  expect(blind.events / blind.days).toBeGreaterThan(events / days);
});

test("[D41] a reality has its place among the runs, ties by half; outside 80 % is a miss", () => {
  const never = Number.POSITIVE_INFINITY;
  const times = Float64Array.from([1, 2, 2, 4, 5, 6, 7, 8, never, never]);
  const fell = (days: number) => surpriseOf(times, { kind: "fell", days });
  expect(fell(2).place).toBeCloseTo(0.2, 12);
  expect(fell(5)).toEqual({ place: 0.45, z: expect.closeTo(-0.125_661, 6), isMiss: false });
  expect(fell(0.5)).toEqual({ place: 0, z: -3, isMiss: true });
  expect(fell(9)).toMatchObject({ place: 0.8, isMiss: false });
  // Not within 8 days: somewhere in the slowest fifth, of which the middle is told.
  expect(surpriseOf(times, { kind: "held", days: 8 })).toMatchObject({ place: 0.9, isMiss: false });
  expect(surpriseOf(times, { kind: "held", days: 0.5 }).place).toBe(0.5);
  const all = Float64Array.from([1, 2, 3]);
  expect(surpriseOf(all, { kind: "held", days: 10 })).toEqual({ place: 1, z: 3, isMiss: true });
  expect(() => surpriseOf(new Float64Array(0), { kind: "fell", days: 1 })).toThrow("runs to hold");
});

test("[D42] one surprise of 2.5 widens by 1.903943, three small ones by nothing", () => {
  expect(widening([{ z: 2.5 }])).toBeCloseTo(1.903_943, 6);
  expect(widening([{ z: 0.2 }, { z: -1 }, { z: 0.5 }])).toBe(1);
  expect(widening([])).toBe(1);
});

test("[D42] bands never narrow, and a larger surprise never widens less", () => {
  const surprise = fc.record({ z: fc.double({ min: -3, max: 3, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(surprise, { minLength: 1, maxLength: 9 }), (surprises) => {
      const wide = widening(surprises);
      const [first, ...rest] = surprises;
      const more = widening([{ z: 3 * Math.sign(first?.z ?? 1) }, ...rest]);
      expect(wide).toBeGreaterThanOrEqual(1);
      expect(more).toBeGreaterThanOrEqual(wide);
    }),
  );
});

test("[D500] with even odds every count is as likely; its place is the middle", () => {
  const even = { a: 1, b: 1 };
  for (const successes of [0, 3, 10])
    expect(surpriseOfCount(even, { successes, failures: 10 - successes }).place).toBeCloseTo(
      (successes + 0.5) / 11,
      9,
    );
  // 11 counts of 1/11 each: the second passes 10 %, the tenth 90 %.
  expect(surpriseOfCount(even, { successes: 5, failures: 5 })).toMatchObject({
    place: expect.closeTo(0.5, 9),
    isMiss: false,
    expected: { mean: 5, low: 1, high: 9 },
  });
});

test("[D500, D1300] one trial falls with the mean; many trials as the belief itself", () => {
  const belief = { a: 9.5, b: 0.5 };
  expect(surpriseOfCount(belief, { successes: 0, failures: 1 }).place).toBeCloseTo(0.025, 9);
  expect(surpriseOfCount(belief, { successes: 1, failures: 0 }).place).toBeCloseTo(0.525, 9);
  // Of what was expected nothing is a miss, and all else is.
  for (const prior of [{ a: 7, b: 3 }, belief])
    for (const trials of [1, 8]) {
      const told = Array.from({ length: trials + 1 }, (_, at) =>
        surpriseOfCount(prior, { successes: at, failures: trials - at }),
      );
      expect(told.map(({ isMiss }) => isMiss)).toEqual(
        told.map(({ expected: { low, high } }, at) => at < low || at > high),
      );
    }
  // A third fell for it where one in twenty was expected: nobody would have said so.
  const worse = surpriseOfCount(belief, { successes: 800, failures: 400 });
  expect(worse).toMatchObject({ isMiss: true, expected: { mean: expect.closeTo(1140, 6) } });
  expect(worse.z).toBeLessThan(-2);
  expect(surpriseOfCount(belief, { successes: 1150, failures: 50 }).isMiss).toBe(false);
  for (const counts of [
    { successes: 0, failures: 0 },
    { successes: 1.5, failures: 1 },
  ])
    expect(() => surpriseOfCount(belief, counts)).toThrow(/trial|whole/u);
});

test("[D500] more successes never lie lower", () => {
  const counts = fc.record({
    a: fc.integer({ min: 1, max: 40 }),
    n: fc.integer({ min: 2, max: 60 }),
  });
  fc.assert(
    fc.property(counts, ({ a, n }) => {
      const places = Array.from(
        { length: n + 1 },
        (_, successes) =>
          surpriseOfCount({ a: a / 4, b: 2 }, { successes, failures: n - successes }).place,
      );
      expect(places).toEqual(places.toSorted((x, y) => x - y));
      expect(places.at(-1)).toBeLessThanOrEqual(1);
    }),
  );
});
