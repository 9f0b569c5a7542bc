/** Runs that leave out what matters no more, beside runs that leave out nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LatentMeasures } from "../scene.ts";
import { blindTime, outcomeOf } from "./outcome.ts";
import { withNames } from "./names-of-steps.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { grounded } from "./test/grounded.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import { buildScene, type SceneSketch } from "./test/build-graph.ts";
import { watchedTangle } from "./test/tangles.ts";
import { play, proof } from "./witness.ts";

const never = Number.POSITIVE_INFINITY;
const plan = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)).map((bits) => Uint8Array.from(bits));
const range = { outerFrom: 0, outerTo: 2, inner: 2 };
const runs = [0, 1].flatMap((outer) => [0, 1].map((inner) => ({ outer, inner })));

/** A scene looked ahead in at every step, without other names, and one as it stands. */
function pairOf(sketch: SceneSketch, latent: LatentMeasures): readonly [Prepared, Prepared] {
  const scene = buildScene(sketch);
  const eager = withNames(prepare(scene, latent));
  const whole = prepare(scene, latent);
  Object.assign(eager.work, { firstLook: 0, crowd: 1, lookShare: 4 });
  Object.assign(whole.work, { firstLook: never, crowd: never });
  return [eager, whole];
}

test("[S620] what is left out changes no time: five hundred watched tangles", () => {
  let [taken, fewer, narrowed] = [0, 0, 0];
  for (let seed = 0; seed < 500; seed += 1) {
    const [eager, whole] = pairOf(watchedTangle(seed), []);
    const none = new Uint8Array(0);
    const [found, expected] = [simulate(eager, none, range), simulate(whole, none, range)];
    expect([...found.times]).toEqual([...expected.times]);
    expect([...found.unopposed]).toEqual([...expected.unopposed]);
    taken += whole.work.settledCount;
    fewer += whole.work.settledCount - eager.work.settledCount;
    narrowed += eager.work.isNarrowed ? 1 : 0;
  }
  expect(narrowed).toBeGreaterThan(250);
  expect(fewer).toBeGreaterThan(0.1 * taken);
});

test("[S620] what is left out changes no time: random scenes of every kind", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const [eager, whole] = pairOf(sketch, latent);
      const [found, expected] = [simulate(eager, chosen, range), simulate(whole, chosen, range)];
      expect([...found.times]).toEqual([...expected.times]);
      expect([...found.unopposed]).toEqual([...expected.unopposed]);
    }),
    { numRuns: 400 },
  );
});

/** Times up to the limit; what is later is told no more of than that. */
function within(times: Float64Array, limit: number): number[] {
  return [...times].map((time) => (time <= limit ? time : never));
}

test("[S621] played for the vital ones, a run ends and costs what it does played whole", () => {
  const seen = { runs: 0, beyond: 0, open: 0, blind: 0 };
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const horizonDays = 3;
      const [eager, whole] = pairOf({ ...sketch, horizonDays }, latent);
      const vital = sketch.objectives.slice(0, 2).map((_, at) => at);
      for (const run of runs) {
        const found = play(eager, chosen, run, { vital });
        const expected = play(whole, chosen, run);
        const { limit } = expected;
        expect(found.limit).toBe(limit);
        expect(within(found.times, limit)).toEqual(within(expected.times, limit));
        expect(within(found.unopposed, limit)).toEqual(within(expected.unopposed, limit));
        expect(outcomeOf(found, vital)).toBe(outcomeOf(expected, vital));
        // Of equally fast ways either may be told, and who does not know the detectors takes it.
        const [mine, other] = [found, expected].map((one) =>
          proof(one, vital, { unopposed: true }),
        );
        if (String(mine?.nodes) === String(other?.nodes)) {
          expect(blindTime(found, vital) <= limit).toBe(blindTime(expected, vital) <= limit);
          seen.blind += 1;
        }
        seen.runs += 1;
        if (expected.unopposed.some((time) => time > limit && time < never)) seen.beyond += 1;
        const open = proof(play(eager, chosen, run, { vital, allGatesOpen: true }), vital);
        const known = proof(play(whole, chosen, run, { allGatesOpen: true }), vital);
        expect(open === null ? never : Math.max(...open.times)).toBe(
          known === null ? never : Math.max(...known.times),
        );
        if (open !== null) seen.open += 1;
      }
    }),
    { numRuns: 500 },
  );
  expect(seen.runs).toBe(2_000);
  expect(seen.blind).toBeGreaterThan(1_900);
  expect(seen.beyond).toBeGreaterThan(100);
  expect(seen.open).toBeGreaterThan(500);
});

test("[S622] a proof of a run that left out steps stands on what was there before", () => {
  let nodes = 0;
  for (let seed = 0; seed < 300; seed += 1) {
    const sketch = watchedTangle(seed);
    const [eager] = pairOf(sketch, []);
    const none = new Uint8Array(0);
    const run = { outer: seed, inner: 0 };
    const found = proof(play(eager, none, run), sketch.objectives.keys().toArray());
    if (found !== null) nodes += grounded(eager, none, run, found);
  }
  expect(nodes).toBeGreaterThan(2_000);
});
