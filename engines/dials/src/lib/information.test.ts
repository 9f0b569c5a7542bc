/** What is worth finding out: the exact cases of dials.md §7.11, and what chance alone makes. */
import { drawKey, normalQuantile, uniform } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import {
  evppi,
  evppiNormal,
  evppiRegressed,
  evsi,
  movement,
  type Noise,
  noiseKey,
} from "./information.ts";

const draws = 100;
const noise: Noise = { key: drawKey("noise"), permutations: 100 };

function drawn(name: string): Float64Array {
  const key = drawKey(name);
  return Float64Array.from({ length: draws }, (_, draw) => normalQuantile(uniform(key, draw, 0)));
}

test("[D20] perfect information: a fact of 0.3 that gains 4 or loses 1 is worth 0.7", () => {
  expect(
    evppi(
      [0.7, 0.3],
      [
        [0, 0],
        [-1, 4],
      ],
    ),
  ).toBeCloseTo(0.7, 12);
  expect(evppi([0.5, 0.5], [[1, 2]])).toBe(0);
  expect(evppiNormal(1, 2)).toBeCloseTo(0.395593, 6);
  expect(evppiNormal(1, 0)).toBe(0);
  expect(() => evppi([0.5], [[1]])).toThrow("probabilities sum to 1");
});

test("[D21] an imperfect check is worth 0.44, a perfect one 0.7, one that says nothing 0", () => {
  const gains = [
    [0, 0],
    [-1, 4],
  ] as const;
  expect(evsi(0.3, gains, { sensitivity: 0.9, specificity: 0.8 })).toBeCloseTo(0.44, 12);
  expect(evsi(0.3, gains, { sensitivity: 1, specificity: 1 })).toBeCloseTo(0.7, 12);
  expect(evsi(0.3, gains, { sensitivity: 0.5, specificity: 0.5 })).toBeCloseTo(0, 12);
});

test("[D22] a fact that moves a dial stands out with its effect, in units of the dial", () => {
  const fact = drawn("fact").map((value) => (value > 0 ? 1 : 0));
  const other = drawn("other");
  const dial = fact.map((on, draw) => 10 + 5 * on + (other[draw] ?? 0));
  const moved = movement(fact, dial, noise);
  expect(moved.isClear).toBe(true);
  expect(moved.high - moved.low).toBeGreaterThan(4);
  expect(moved.high - moved.low).toBeLessThan(6);
  const mean = (on: number): number => {
    const values = dial.filter((_, draw) => fact[draw] === on);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  expect(moved.low).toBeCloseTo(mean(0), 10);
  expect(moved.high).toBeCloseTo(mean(1), 10);
  expect(moved.share).toBeGreaterThan(0.7);
});

test("[D22] a parameter is judged by its ranks: a bent scale changes nothing", () => {
  const parameter = drawn("parameter");
  const dial = parameter.map((value, draw) => value + (drawn("rest")[draw] ?? 0));
  const straight = movement(parameter, dial, noise);
  const bent = movement(
    parameter.map((value) => 1000 + value ** 3),
    dial,
    noise,
  );
  expect(bent).toEqual(straight);
  expect(straight.isClear).toBe(true);
  expect(straight.high).toBeGreaterThan(straight.low);
});

test("[D22] of unknowns without meaning about one in twenty seems to move a dial", () => {
  const dial = drawn("dial");
  let clear = 0;
  for (let nth = 0; nth < 400; nth += 1) {
    const key = noiseKey(drawKey(`nothing/${nth}`), "1");
    if (movement(drawn(`nothing/${nth}`), dial, { key, permutations: 100 }).isClear) clear += 1;
  }
  // 20 of 400 expected; 4 standard errors are 17.
  expect(clear).toBeGreaterThan(3);
  expect(clear).toBeLessThan(37);
});

test("[D22] what is the same in every draw moves nothing", () => {
  const still = movement(new Float64Array(draws), drawn("dial"), noise);
  expect([still.share, still.isClear, still.high - still.low]).toEqual([0, false, 0]);
});

test("[D23] ten equal plans and a parameter that means nothing are worth nothing", () => {
  const gains = Array.from({ length: 10 }, (_, plan) =>
    drawn(`plan/${plan}`).map((value) => 3 * value),
  );
  expect(evppiRegressed(drawn("idle"), gains, noise)).toBeNull();
});

test("[D23] a parameter that decides between two plans is worth what the formula says", () => {
  const parameter = drawn("deciding");
  const rest = drawn("rest");
  const gain = parameter.map((value, draw) => 1 + 2 * value + 0.2 * (rest[draw] ?? 0));
  const found = evppiRegressed(parameter, [new Float64Array(draws), gain], noise);
  expect(found).not.toBeNull();
  expect(Math.abs((found ?? 0) - evppiNormal(1, 2))).toBeLessThan(0.2);
});

test("[D1361] of many parameters without meaning none is told, one that decides is", () => {
  const gain = drawn("gain");
  const choices = [new Float64Array(draws), gain];
  const many = 10;
  const told = (looked: number): number =>
    Array.from({ length: many }, (_, nth) =>
      evppiRegressed(
        drawn(`idle-${nth}`),
        choices,
        { key: drawKey(`noise-${nth}`), permutations: 20 * looked },
        looked,
      ),
    ).filter((worth) => worth !== null).length;
  expect(told(many)).toBe(0);
  const noise = { key: drawKey("noise"), permutations: 20 * many };
  expect(evppiRegressed(gain, choices, noise, many)).toBeGreaterThan(0.1);
});
