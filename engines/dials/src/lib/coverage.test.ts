/** Whether 95 % intervals hold the truth in 95 of 100 worlds, at the default 100 × 20 runs. */
import { exp, ln, normalCdf, normalQuantile, uniformAt } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { clustersOf, meanBand, probabilityOf, spread, woodruff } from "../index.ts";

const shape = { outer: 100, inner: 20 };
const worlds = 1500;

/** Per world: whether the interval of `of` holds `truth`. */
function coverage(truth: number, of: (world: number) => { low: number; high: number }): number {
  let held = 0;
  for (let world = 0; world < worlds; world += 1) {
    const { low, high } = of(world);
    if (low <= truth && truth <= high) held += 1;
  }
  return held / worlds;
}

/** A value per run, from one normal number per outer draw and one uniform per run. */
function draw(world: number, make: (z: number, u: number) => number): Float64Array {
  const values = new Float64Array(shape.outer * shape.inner);
  for (let outer = 0; outer < shape.outer; outer += 1) {
    const z = normalQuantile(uniformAt(101, world, outer, 0));
    for (let inner = 0; inner < shape.inner; inner += 1)
      values[outer * shape.inner + inner] = make(z, uniformAt(202, world, outer, inner));
  }
  return values;
}

function expectNominal(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
}

test("[D12] the cluster interval of a probability covers", () => {
  for (const [middle, sigma] of [
    [-0.25, 0.4],
    [-1.3, 0.6],
  ] as const) {
    const truth = normalCdf(middle / Math.sqrt(1 + sigma * sigma));
    expectNominal(
      coverage(truth, (world) => {
        const falls = draw(world, (z, u) => (u < normalCdf(middle + sigma * z) ? 1 : 0));
        return probabilityOf(Uint8Array.from(falls), shape).band;
      }),
    );
  }
});

test("[D12] Woodruff's interval of a median covers", () => {
  const sigma = 0.5;
  // P(T ≤ t) = mean over z of 1 − e^(−t·e^(−σz)); its median by bisection.
  const slices = Array.from({ length: 2000 }, (_, at) => normalQuantile((at + 0.5) / 2000));
  let low = 0;
  let high = 10;
  for (let step = 0; step < 50; step += 1) {
    const t = (low + high) / 2;
    const below = slices.reduce((sum, z) => sum + 1 - exp(-t * exp(-sigma * z)), 0) / 2000;
    if (below < 0.5) low = t;
    else high = t;
  }
  expectNominal(
    coverage(low, (world) => {
      const values = draw(world, (z, u) => -ln(u) * exp(sigma * z));
      return woodruff({ values, sorted: values.toSorted() }, 0.5, shape);
    }),
  );
});

test("[D12] the cluster intervals of mean and tail of a moderate loss cover", () => {
  const sigma = 0.3;
  const loss = (z: number, u: number): number =>
    u < 0.5 ? 0 : -10 * ln(2 - 2 * u) * exp(sigma * z);
  const truth = 5 * exp((sigma * sigma) / 2);
  expectNominal(
    coverage(truth, (world) =>
      meanBand(clustersOf(draw(world, loss), shape), 0, Number.POSITIVE_INFINITY),
    ),
  );
  // The tail of the exact distribution, from its own quantiles: 5 % worst of 4 million even draws.
  const pooled = new Float64Array(2000 * 2000);
  for (let z = 0; z < 2000; z += 1) {
    const score = normalQuantile((z + 0.5) / 2000);
    for (let u = 0; u < 2000; u += 1) pooled[z * 2000 + u] = loss(score, (u + 0.5) / 2000);
  }
  const tail = spread(pooled, 2000, 2000).tail95;
  // A hundred runs carry the tail, so it covers a little less: 94 of 100 in 6 000 worlds.
  const share = coverage(
    tail,
    (world) => spread(draw(world, loss), shape.outer, shape.inner).sampling.tail95,
  );
  expect(share).toBeGreaterThanOrEqual(0.92);
  expect(share).toBeLessThanOrEqual(0.97);
});
