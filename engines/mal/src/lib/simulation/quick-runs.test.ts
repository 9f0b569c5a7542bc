/** Runs of one choice on the scene contracted for it, beside runs of the whole scene. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LatentMeasures } from "../scene.ts";
import { withNames } from "./names-of-steps.ts";
import { blindTime, outcomeOf } from "./outcome.ts";
import { prepare, type Prepared } from "./prepare.ts";
import {
  openQuickRuns,
  playQuick,
  quickBlindTime,
  type QuickRuns,
  quickWay,
} from "./quick-runs.ts";
import { shortcutsOf } from "./shortcuts.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import { buildScene, exponential, fixed, type SceneSketch } from "./test/build-graph.ts";
import { grounded } from "./test/grounded.ts";
import { watchedTangle } from "./test/tangles.ts";
import { play, proof } from "./witness.ts";

const never = Number.POSITIVE_INFINITY;
const plan = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)).map((bits) => Uint8Array.from(bits));
const runs = [0, 1].flatMap((outer) => [0, 1].map((inner) => ({ outer, inner })));

type Both = {
  readonly whole: Prepared;
  readonly quick: QuickRuns;
  readonly vital: readonly number[];
};

/** A scene that is looked ahead in at every step, and the same as it stands. */
function both(sketch: SceneSketch, latent: LatentMeasures, chosen: Uint8Array): Both {
  const scene = buildScene(sketch);
  const vital = sketch.objectives.slice(0, 2).map((_, at) => at);
  const prepared = prepare(scene, latent);
  const quick = openQuickRuns(prepared, withNames(prepared), { chosen, vital });
  Object.assign(quick.under.work, { firstLook: 0, crowd: 1 });
  const whole = prepare(scene, latent);
  Object.assign(whole.work, { firstLook: never, crowd: never });
  return { whole, quick, vital };
}

/** Times up to the limit; of what is later nothing is promised. */
function within(times: Float64Array, limit: number): number[] {
  return [...times].map((time) => (time <= limit ? time : never));
}

type Seen = { fell: number; stopped: number; ways: number; blind: number };

/** Holds the runs of both against each other; counts what there was to hold. */
function compare({ whole, quick, vital }: Both, chosen: Uint8Array, seen: Seen): void {
  for (const run of runs) {
    const expected = play(whole, chosen, run);
    const found = playQuick(quick, run);
    const { limit } = expected;
    expect(found.limit).toBe(limit);
    expect(within(found.times, limit)).toEqual(within(expected.times, limit));
    expect(within(found.unopposed, limit)).toEqual(within(expected.unopposed, limit));
    expect(outcomeOf(found, vital)).toBe(outcomeOf(expected, vital));
    if (expected.times !== expected.unopposed) seen.stopped += 1;
    for (const unopposed of [false, true]) {
      const times = unopposed ? expected.unopposed : expected.times;
      for (const at of vital) {
        const way = quickWay(found, at, { unopposed });
        expect(way === null).toBe((times[at] ?? never) > limit || times[at] === never);
        if (way === null) continue;
        seen.fell += 1;
        expect(Math.max(...way.times)).toBe(times[at]);
        seen.ways += grounded(quick.whole, chosen, run, way);
      }
    }
    const blind = quickBlindTime(found, vital) <= limit;
    const own = proof(play(whole, chosen, run), vital.slice(0, 1), { unopposed: true });
    if (own === null) continue;
    const mine = quickWay(found, vital[0] ?? 0, { unopposed: true });
    // Of equally fast ways either may be told, and who does not know the detectors takes it.
    if (String(mine?.nodes) !== String(own.nodes) || vital.length > 1) continue;
    expect(blind).toBe(blindTime(play(whole, chosen, run), vital) <= limit);
    seen.blind += 1;
  }
}

test("[S1070] runs of one choice have the bits of the whole scene: random scenes", () => {
  const seen = { fell: 0, stopped: 0, ways: 0, blind: 0 };
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      compare(both({ ...sketch, horizonDays: 3 }, latent, chosen), chosen, seen);
    }),
    { numRuns: 300 },
  );
  expect(seen.fell).toBeGreaterThan(500);
  expect(seen.ways).toBeGreaterThan(1_000);
});

test("[S1071] ways stand on what was there before, found among few steps: tangles", () => {
  const seen = { fell: 0, stopped: 0, ways: 0, blind: 0 };
  const told = { ways: 0, whole: 0 };
  const none = new Uint8Array(0);
  for (let seed = 0; seed < 300; seed += 1) {
    const pair = both(watchedTangle(seed), [], none);
    compare(pair, none, seen);
    told.ways += pair.quick.told.ways;
    told.whole += pair.quick.told.whole;
  }
  expect(seen.fell).toBeGreaterThan(500);
  expect(seen.stopped).toBeGreaterThan(50);
  expect(seen.ways).toBeGreaterThan(5_000);
  // Played whole it would be found too; that it needs not be is what this is for.
  expect(told.whole).toBeLessThan(0.01 * told.ways);
});

test("[S1072] what is certain of gates under a choice is no gate in its runs", () => {
  const sketch: SceneSketch = {
    nodes: [
      { name: "in", kind: "or" },
      ...[0, 1, 2, 3].flatMap((at) => [
        { name: `right${at}`, kind: "defence" as const },
        { name: `taken${at}`, kind: "and" as const, from: ["in", `right${at}`] },
      ]),
      {
        name: "goal",
        kind: "or",
        from: [0, 1, 2, 3].map((at) => `taken${at}`),
        time: exponential(1),
      },
    ],
    entries: [{ at: "in" }],
    objectives: ["goal"],
    parameters: [fixed("nobody", 0)],
    gates: [0, 1, 2, 3].map((at) => ({ at: `right${at}`, coverage: 0 })),
  };
  const scene = buildScene(sketch);
  const gateAt = (at: number): number => scene.gates.at(at)?.node ?? -1;
  const latent: LatentMeasures = [
    [0, 1].map((at) => ({ kind: "control", node: gateAt(at), coverage: 0.5 })),
    [0, 1, 2, 3].map((at) => ({ kind: "control", node: gateAt(at), coverage: 1 })),
  ];
  const stepsUnder = (...bits: number[]): number => {
    const prepared = prepare(scene, latent);
    const chosen = Uint8Array.from(bits);
    const quick = openQuickRuns(prepared, withNames(prepared), { chosen, vital: [0] });
    return quick.under.layout.isAnd.length;
  };
  expect(stepsUnder(0, 0)).toBe(2);
  // One way stays open, so that the two that may be shut do not matter to it.
  expect(stepsUnder(1, 0)).toBeLessThanOrEqual(4);
  expect(stepsUnder(0, 1)).toBe(0);
});

test("[S1073] steps of one class lead on to the same classes, and objectives stay apart", () => {
  let [steps, classes] = [0, 0];
  for (let seed = 0; seed < 200; seed += 1) {
    const { layout } = prepare(buildScene(watchedTangle(seed)), []);
    const { exits } = shortcutsOf(layout);
    const known = new Map<number, string>();
    for (let step = 0; step < layout.isAnd.length; step += 1) {
      const children = layout.children.subarray(
        layout.childOffsets[step],
        layout.childOffsets[step + 1],
      );
      const ways = [
        ...Int32Array.from(new Set(Array.from(children, (child) => exits.of[child] ?? -1))).sort(),
      ].join();
      const own = exits.of[step] ?? -1;
      expect(known.get(own) ?? ways).toBe(ways);
      known.set(own, ways);
    }
    for (const goal of layout.objectives)
      if (goal >= 0) expect(exits.sizes[exits.of[goal] ?? -1]).toBe(1);
    steps += layout.isAnd.length;
    classes += exits.sizes.length;
  }
  expect(classes).toBeLessThan(0.95 * steps);
});
