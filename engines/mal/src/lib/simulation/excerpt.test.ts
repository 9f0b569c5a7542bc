/** Excerpts of runs beside the whole scene. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newDice } from "../../../test/dice.ts";
import type { GraphEffect, LatentMeasures, Scene } from "../scene.ts";
import { openExcerpt, playExcerpt } from "./excerpt-play.ts";
import { openExcerpts, takeExcerpt } from "./excerpt.ts";
import { hitSets, measuresIn } from "./hit-sets.ts";
import { prepare } from "./prepare.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import { buildScene, days, type SceneSketch } from "./test/build-graph.ts";
import { tangle, watchedTangle } from "./test/tangles.ts";
import { play } from "./witness.ts";

const runs = [
  { outer: 0, inner: 0 },
  { outer: 0, inner: 1 },
  { outer: 3, inner: 0 },
];

type Seen = {
  fell: number;
  late: number;
  stopped: number;
  hits: number;
  before: number;
  after: number;
};

function nothingSeen(): Seen {
  return { fell: 0, late: 0, stopped: 0, hits: 0, before: 0, after: 0 };
}

function within(times: Float64Array, limit: number): readonly number[] {
  return [...times].map((time) => (time <= limit ? time : Number.POSITIVE_INFINITY));
}

function fellIn(times: Float64Array, limit: number): readonly number[] {
  return [...times.keys()].filter((at) => (times[at] ?? Infinity) <= limit);
}

/** Holds the excerpts of some runs against the whole, under every choice. */
function hold(scene: Scene, latent: LatentMeasures, choices: readonly Uint8Array[], seen: Seen) {
  const whole = prepare(scene, latent);
  const book = openExcerpts(prepare(scene, latent));
  for (const run of runs) {
    const excerpt = takeExcerpt(book, run);
    // Another is taken and played between.
    takeExcerpt(book, { outer: run.outer, inner: run.inner + 1 });
    const open = openExcerpt(excerpt);
    seen.before += whole.layout.isAnd.length;
    seen.after += excerpt.layout.isAnd.length;
    for (const chosen of choices) {
      const played = play(whole, chosen, run);
      const again = playExcerpt(open, chosen);
      const { limit } = played;
      expect(again.limit).toBe(limit);
      expect(within(again.times, limit)).toEqual(within(played.times, limit));
      expect(within(again.unopposed, limit)).toEqual(within(played.unopposed, limit));
      const fell = fellIn(again.times, limit);
      seen.fell += fell.length;
      seen.late += fell.filter((at) => (again.times[at] ?? 0) > 0).length;
      if (fell.length < fellIn(again.unopposed, limit).length) seen.stopped += 1;
      holdHits(again, choices, { whole, seen, chosen });
    }
  }
}

/** While nothing of a hit set is chosen, what it is of falls in the whole scene, too. */
function holdHits(
  again: ReturnType<typeof playExcerpt>,
  choices: readonly Uint8Array[],
  of: {
    readonly whole: ReturnType<typeof prepare>;
    readonly seen: Seen;
    readonly chosen: Uint8Array;
  },
) {
  for (const unopposed of [false, true]) {
    const fell = fellIn(unopposed ? again.unopposed : again.times, again.limit);
    const sets = hitSets(again, fell, { unopposed });
    for (const [index, at] of fell.entries()) {
      const hit = measuresIn(sets, index);
      of.seen.hits += hit.length;
      expect(hit.every((measure) => of.chosen[measure] === 0)).toBe(true);
      for (const other of choices) {
        if (hit.some((measure) => other[measure] === 1)) continue;
        const played = play(of.whole, other, again);
        const time = (unopposed ? played.unopposed : played.times)[at] ?? Infinity;
        expect(time).toBeLessThanOrEqual(again.limit);
      }
    }
  }
}

const eight = Array.from({ length: 8 }, (_, bits) =>
  Uint8Array.of(bits & 1, (bits >> 1) & 1, bits >> 2),
);

test("[S640] an excerpt falls as the whole does, to the bit: random scenes of every kind", () => {
  const seen = nothingSeen();
  fc.assert(
    fc.property(sketchArbitrary, ({ sketch, latent }) => {
      hold(buildScene({ ...sketch, horizonDays: 20 }), latent, eight, seen);
    }),
    { numRuns: 300 },
  );
  expect(seen.fell).toBeGreaterThan(2000);
  expect(seen.late).toBeGreaterThan(500);
  expect(seen.hits).toBeGreaterThan(300);
});

/** Measures over the gates, steps and detectors of a tangle. */
function measuresOver(sketch: SceneSketch, scene: Scene, seed: number): LatentMeasures {
  const { below, chance, pick } = newDice(seed, 3);
  return Array.from({ length: 6 }, (_, measure): readonly GraphEffect[] => {
    const effects: GraphEffect[] = [];
    for (const [node, { kind }] of sketch.nodes.entries())
      if (kind === "defence" && chance(0.4))
        effects.push({ kind: "control", node, coverage: pick([0.3, 0.8, 1]) });
      else if (kind !== "defence" && chance(0.1))
        effects.push({ kind: "slower", node, factor: pick([2, 10]) });
    const detectors = scene.detectors.length;
    if (detectors > 0 && measure < 3)
      effects.push({ kind: "sees", detector: below(detectors), coverage: pick([0.5, 1]) });
    if (measure === 3)
      effects.push({ kind: "faster", part: "containment", factor: pick([0, 0.5]) });
    return effects;
  });
}

function choicesFor(seed: number): readonly Uint8Array[] {
  const { chance } = newDice(seed, 4);
  return [
    new Uint8Array(6),
    new Uint8Array(6).fill(1),
    ...Array.from({ length: 8 }, () => Uint8Array.from({ length: 6 }, () => (chance(0.4) ? 1 : 0))),
  ];
}

test("[S640] an excerpt falls as the whole does, to the bit: watched tangles and others", () => {
  const seen = nothingSeen();
  for (let seed = 0; seed < 150; seed += 1)
    for (const sketch of [tangle(seed), watchedTangle(seed)]) {
      const scene = buildScene({ ...sketch, horizonDays: seed % 3 === 0 ? 2 : 90 });
      hold(scene, measuresOver(sketch, scene, seed), choicesFor(seed), seen);
    }
  expect(seen.late).toBeGreaterThan(5000);
  expect(seen.stopped).toBeGreaterThan(100);
  expect(seen.hits).toBeGreaterThan(2000);
  expect(seen.after).toBeLessThan(seen.before * 0.85);
});

test("[S640] an excerpt falls as the whole does, to the bit: a step that leads to itself", () => {
  const entries = [
    { at: "late", delay: days(1.5) },
    { at: "before", delay: days(0) },
  ];
  const nodes = [
    { name: "before", kind: "or" },
    { name: "late", kind: "or", from: ["before", "late"] },
  ] as const;
  const seen = nothingSeen();
  hold(buildScene({ nodes, entries, objectives: ["late"] }), [], [new Uint8Array(0)], seen);
  expect(seen.fell).toBe(runs.length);
  expect(seen.late).toBe(0);
});

test("[S640] an excerpt falls as the whole does, to the bit: what is there from the start", () => {
  const nodes = [
    { name: "none", kind: "notExist" },
    { name: "slow", kind: "or" },
    { name: "given", kind: "or", from: ["none"] },
  ] as const;
  const entries = [{ at: "slow", delay: days(0) }];
  const times = [{ at: "slow", time: days(5), key: "slow" }];
  const objectives = ["slow", "given"];
  const seen = nothingSeen();
  hold(buildScene({ nodes, entries, times, objectives }), [], [new Uint8Array(0)], seen);
  expect([seen.fell, seen.late]).toEqual([2 * runs.length, 0]);
});
