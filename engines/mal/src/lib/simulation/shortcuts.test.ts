/** What runs of one layout need not find out anew, beside what it stands for. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LatentMeasures } from "../scene.ts";
import { choose, turnToRun } from "./chance-of-run.ts";
import { withNames } from "./names-of-steps.ts";
import { prepare } from "./prepare.ts";
import { localTime } from "./run.ts";
import { shortcutsOf } from "./shortcuts.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import { buildScene, exponential, type SceneSketch } from "./test/build-graph.ts";
import { watchedTangle } from "./test/tangles.ts";
import { play } from "./witness.ts";

const plan = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)).map((bits) => Uint8Array.from(bits));

test("[S1070] steps of one class lead on to the same classes, and objectives stay apart", () => {
  let [steps, classes] = [0, 0];
  for (let seed = 0; seed < 200; seed += 1) {
    const { layout } = prepare(buildScene(watchedTangle(seed)), []);
    const { exits } = shortcutsOf(layout);
    const known = new Map<number, string>();
    const { childOffsets, children } = layout;
    for (let step = 0; step < layout.isAnd.length; step += 1) {
      const row = children.subarray(childOffsets[step], childOffsets[step + 1]);
      const distinct = new Set(Array.from(row, (child) => exits.of[child] ?? -1));
      const ways = Int32Array.from(distinct).sort().join();
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

/** A goal behind a hundred ways that end in one step, all with one time or each with its own. */
function fan(isShared: boolean): SceneSketch {
  const ways = [...Array(100).keys()];
  return {
    nodes: [
      { name: "in", kind: "or" },
      ...ways.map((at) => ({ name: `way${at}`, kind: "or" as const, from: ["in"] })),
      { name: "hub", kind: "or", from: ways.map((at) => `way${at}`) },
      { name: "goal", kind: "or", from: ["hub"], time: exponential(1) },
    ],
    entries: [{ at: "in" }],
    objectives: ["goal"],
    times: ways.map((at) => ({
      at: `way${at}`,
      time: exponential(1),
      key: isShared ? "one" : `${at}`,
    })),
  };
}

/** How often a draw is taken by another step than the first, in three runs. */
function sharedIn(sketch: SceneSketch, latent: LatentMeasures, chosen: Uint8Array): number {
  const prepared = prepare(buildScene(sketch), latent);
  const { drawOf, draws } = shortcutsOf(prepared.layout);
  choose(prepared, chosen);
  let shared = 0;
  for (const run of [0, 1, 2]) {
    turnToRun(prepared, run, run);
    const known = new Map<number, number>();
    for (const [step, draw] of drawOf.entries()) {
      if (draw < 0) continue;
      const days = localTime(prepared, step);
      expect(known.get(draw) ?? days).toBe(days);
      shared += known.has(draw) ? 1 : 0;
      known.set(draw, days);
      expect(draw).toBeLessThan(draws);
    }
  }
  return shared;
}

test("[S1071] times of one draw are one time in every run, under every choice", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      sharedIn(sketch, latent, chosen);
    }),
    { numRuns: 300 },
  );
  expect(sharedIn(fan(true), [], new Uint8Array(0))).toBe(3 * 99);
  expect(sharedIn(fan(false), [], new Uint8Array(0))).toBe(0);
});

test("[S1072] of steps that lead to the same with one time the first begun is enough", () => {
  const counts = [true, false].map((isShared) => {
    const { layout } = prepare(buildScene(fan(isShared)), []);
    const { rowOf, twinOf } = shortcutsOf(layout);
    const rows = new Set(rowOf.filter((row) => row >= 0)).size;
    return [rows, new Set(twinOf.filter((twin) => twin >= 0)).size];
  });
  // To the ways, to the hub, to the goal; and of the ways one or each, besides the goal's own.
  expect(counts).toEqual([
    [3, 1],
    [3, 100],
  ]);
  for (const isShared of [true, false]) {
    const eager = withNames(prepare(buildScene(fan(isShared)), []));
    Object.assign(eager.work, { firstLook: 0, crowd: 1 });
    const whole = prepare(buildScene(fan(isShared)), []);
    const run = { outer: 0, inner: 0 };
    const none = new Uint8Array(0);
    expect(play(eager, none, run, { vital: [0] }).times).toEqual(play(whole, none, run).times);
    // What was left out was never taken.
    expect(eager.work.settledCount < 10).toBe(true);
  }
});
