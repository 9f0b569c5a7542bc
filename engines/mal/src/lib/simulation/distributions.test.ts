/** Distributions of time and their expressions: known values, laws and faults. */
import { normalCdf, normalQuantile } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TimeExpression } from "../attack-graph.ts";
import { compileTime, constantOf, faultOfTime, timeAt } from "./compiled-time.ts";
import { gammaCdf, gammaQuantile } from "./gamma-quantile.ts";
import { call, days, exponential } from "./test/build-graph.ts";

const never = Number.POSITIVE_INFINITY;

/** Value of an expression at the uniforms given. */
function at(time: TimeExpression, ...uniforms: readonly number[]): number {
  return timeAt(compileTime(time), uniforms);
}

function expectClose(value: number, expected: number): void {
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);
}

const binary = (
  kind: "add" | "subtract" | "multiply" | "divide" | "power",
  left: TimeExpression,
  right: TimeExpression,
): TimeExpression => ({ kind, left, right });

test("[S1] every function gives its quantile", () => {
  expectClose(at(exponential(0.1), 0.5), 10 * Math.LN2);
  expect([at(call("Bernoulli", 0.3), 0.29), at(call("Bernoulli", 0.3), 0.31)]).toEqual([0, never]);
  expectClose(at(call("Uniform", 2, 6), 0.25), 3);
  expectClose(at(call("LogNormal", 1, 0.5), normalCdf(2)), Math.exp(2));
  // P(2, x) = 1 − e^−x·(1 + x)
  expectClose(at(call("Gamma", 2, 3), 1 - Math.exp(-1.5) * 2.5), 4.5);
  expect([0.1, 0.4, 0.6, 0.9].map((u) => at(call("Binomial", 3, 0.5), u))).toEqual([0, 1, 2, 3]);
  expect([at(call("Binomial", 4, 0), 0.9), at(call("Binomial", 4, 1), 0.1)]).toEqual([0, 4]);
  expectClose(at(call("Pareto", 2, 3), 1 - 1 / 8), 4);
  expectClose(at(call("TruncatedNormal", 0, 2), 0.5), 2 * normalQuantile(0.75));
  expect([at(call("Zero")), at(call("Infinity")), at(days(2.5))]).toEqual([0, never, 2.5]);
});

test("[S1] the named difficulties are exponentials, half of them with a chance of one half", () => {
  for (const [name, rate] of [
    ["Easy", 1],
    ["Hard", 0.1],
    ["VeryHard", 0.01],
  ] as const)
    expectClose(at(call(`${name}AndCertain`), 0.5), Math.LN2 / rate);
  expect([at(call("EasyAndUncertain"), 0.49), at(call("EasyAndUncertain"), 0.51)]).toEqual([
    0,
    never,
  ]);
  expectClose(at(call("HardAndUncertain"), 0.25), 10 * Math.LN2);
  expect(at(call("HardAndUncertain"), 0.5)).toBe(never);
  expectClose(at(call("VeryHardAndUncertain"), 0.25), 100 * Math.LN2);
  expect([at(call("Enabled"), 0.999), at(call("Disabled"), 0.001)]).toEqual([0, never]);
});

test("[S2] every family is non-decreasing in its uniform, and has its mean", () => {
  const families: readonly (readonly [TimeExpression, number])[] = [
    [exponential(0.5), 2],
    [call("Uniform", 1, 4), 2.5],
    [call("LogNormal", 0, 0.5), Math.exp(0.125)],
    [call("Gamma", 0.5, 4), 2],
    [call("Gamma", 7, 0.5), 3.5],
    [call("Binomial", 10, 0.3), 3],
    [call("Pareto", 1, 4), 4 / 3],
    [call("TruncatedNormal", 0, 1), Math.sqrt(2 / Math.PI)],
    [call("TruncatedNormal", 5, 0.1), 5],
  ];
  const steps = 4_000;
  for (const [time, mean] of families) {
    let sum = 0;
    let last = 0;
    for (let step = 0; step < steps; step += 1) {
      const value = at(time, (step + 0.5) / steps);
      expect(value).toBeGreaterThanOrEqual(last);
      last = value;
      sum += value;
    }
    expect(Math.abs(sum / steps / mean - 1)).toBeLessThan(0.01);
  }
});

test("[S3] the gamma distribution and its quantile undo each other", () => {
  for (const x of [1e-6, 0.3, 1, 4])
    expectClose(gammaCdf(x, 0.5), 2 * normalCdf(Math.sqrt(2 * x)) - 1);
  expect([gammaCdf(0, 2), gammaCdf(never, 2)]).toEqual([0, 1]);
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 200, noNaN: true }),
      fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
      (k, u) => {
        expect(Math.abs(gammaCdf(gammaQuantile(u, k), k) - u)).toBeLessThan(1e-11);
      },
    ),
    { numRuns: 200 },
  );
});

test("[S3] a normal cut far in its tail stays above zero and exponential", () => {
  expectClose(at(call("TruncatedNormal", -400, 10), 0.5), (10 * Math.LN2) / 40);
  const inTail = at(call("TruncatedNormal", -36, 1), 0.5);
  expect(Math.abs(inTail / (Math.LN2 / 36) - 1)).toBeLessThan(0.002);
});

test("[S4] a chance is 0 or never in sums, 1 or never in products", () => {
  const chance = call("Bernoulli", 0.5);
  expect(at(binary("add", days(3), chance), 0.4)).toBe(3);
  expect(at(binary("add", days(3), chance), 0.6)).toBe(never);
  expect(at(binary("multiply", chance, days(3)), 0.4)).toBe(3);
  expect(at(binary("multiply", chance, days(3)), 0.6)).toBe(never);
  expect(at(binary("multiply", chance, call("Zero")), 0.6)).toBe(never);
  // A product of chances takes no time where both come true.
  expect(at(binary("multiply", chance, call("EasyAndUncertain")), 0.4, 0.4)).toBe(0);
  expect(at(binary("multiply", chance, call("EasyAndUncertain")), 0.4, 0.6)).toBe(never);
  const both = binary("multiply", chance, chance);
  expect(at(binary("multiply", both, days(3)), 0.4, 0.4)).toBe(3);
  expect(at(binary("add", both, days(3)), 0.4, 0.4)).toBe(3);
});

test("[S5] results are times: never below zero, and never where there is no value", () => {
  const infinity = call("Infinity");
  expect(at(binary("subtract", days(2), days(5)))).toBe(0);
  expect(at(binary("subtract", infinity, infinity))).toBe(never);
  expect(at(binary("multiply", call("Zero"), infinity))).toBe(never);
  expect(at(binary("divide", call("Zero"), call("Zero")))).toBe(never);
  expect(at(binary("divide", days(6), days(4)))).toBe(1.5);
  expect(at(binary("power", days(2), days(10)))).toBe(1024);
  expectClose(at(binary("power", days(2), days(0.5))), Math.SQRT2);
  expect(at(binary("power", call("Zero"), days(0.5)))).toBe(0);
  expect(at(binary("power", days(0.5), infinity))).toBe(0);
  const negative = binary("subtract", days(1), days(3));
  expect(at(binary("power", negative, days(0.5)))).toBe(never);
  expect(at(binary("multiply", negative, negative))).toBe(4);
});

test("[S6] each occurrence takes a uniform of its own, in the order of the text", () => {
  const sum = compileTime(binary("add", exponential(1), binary("add", days(2), exponential(0.5))));
  expect(sum.draws).toBe(2);
  expectClose(timeAt(sum, [0.5, 0.75]), Math.LN2 + 2 + 4 * Math.LN2);
  expect(constantOf(sum)).toBeNull();
  expect(constantOf(compileTime(binary("multiply", days(2), days(3))))).toBe(6);
});

test("[S7] an expression with a fault is told apart from one without", () => {
  const wrong: readonly (readonly [TimeExpression, string])[] = [
    [call("Weibull", 1), "unknown"],
    [call("Exponential"), "arguments"],
    [call("Exponential", 0), "range"],
    [call("Exponential", never), "range"],
    [call("Bernoulli", 1.5), "range"],
    [call("Binomial", 1.5, 0.5), "range"],
    [call("Uniform", 2, 1), "range"],
    [call("Gamma", 0, 1), "range"],
    [call("LogNormal", 0, 0), "range"],
    [call("Pareto", 1, 0), "range"],
    [call("TruncatedNormal", 1, 0), "range"],
    [days(Number.NaN), "range"],
  ];
  for (const [time, fault] of wrong) {
    expect(faultOfTime(time)?.fault).toBe(fault);
    expect(faultOfTime(binary("add", days(1), time))?.fault).toBe(fault);
  }
  expect(faultOfTime(binary("multiply", call("Bernoulli", 0.5), exponential(1)))).toBeNull();
});
