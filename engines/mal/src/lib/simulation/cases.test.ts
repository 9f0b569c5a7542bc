/** The test cases with exact answers of dials.md §7 that concern runs: 1 to 6, 10 and 11. */
import { expect, test } from "vitest";
import type { Scene } from "../scene.ts";
import { foldedGate, foldedTime } from "./fold.ts";
import { compileTime, timeAt } from "./compiled-time.ts";
import { explain } from "./explain.ts";
import { blindTime, outcomeOf } from "./outcome.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { buildScene, days, exponential, fixed } from "./test/build-graph.ts";
import {
  alarmAndRace,
  failuresOf,
  foldedMembers,
  gateThenTime,
  layersOfSkill,
  oneLure,
  sharedAncestor,
  sharedParameter,
  thousandHosts,
  twoMeasures,
  twoWays,
} from "./test/exact-cases.ts";
import { play } from "./witness.ts";

const none = new Uint8Array(0);

/** Part of the runs of a case that is played here; all of them by `npm run fuzz`. */
const few = 0.05;

test("[S30] two ways to one goal: the first of two exponentials", () => {
  expect(failuresOf(twoWays, few, "1")).toEqual([]);
});

test("[S31] a shared ancestor of an AND is drawn once", () => {
  expect(failuresOf(sharedAncestor, few, "1")).toEqual([]);
});

test("[S32] a gate that blocks with 0.6, then an exponential", () => {
  expect(failuresOf(gateThenTime, few, "1")).toEqual([]);
});

/** Times of the objectives in the only run of a scene without chance. */
function only(scene: Scene): readonly number[] {
  return [...simulate(prepare(scene, []), none, { outerFrom: 0, outerTo: 1, inner: 1 }).times];
}

test("[S33] the solution is the least in reachability", () => {
  const never = Number.POSITIVE_INFINITY;
  const circle = [
    { name: "a", kind: "or", from: ["b"] },
    { name: "b", kind: "or", from: ["a"] },
  ] as const;
  expect(only(buildScene({ nodes: circle, objectives: ["a", "b"] }))).toEqual([never, never]);
  expect(only(buildScene({ nodes: [{ name: "a", kind: "and" }], objectives: ["a"] }))).toEqual([
    never,
  ]);
  const free = buildScene({
    nodes: [
      { name: "gate", kind: "defence" },
      { name: "a", kind: "and", from: ["gate"], time: days(3) },
    ],
    objectives: ["a"],
  });
  expect(only(free)).toEqual([3]);
  expect([...prepare(free, []).free]).toEqual([1]);
  const beside = buildScene({
    nodes: [
      { name: "gate", kind: "defence", on: 1 },
      { name: "p", kind: "or", time: days(9) },
      { name: "a", kind: "or", from: ["gate", "p"] },
    ],
    entries: [{ at: "p", delay: days(2) }],
    objectives: ["a"],
  });
  expect(only(beside)).toEqual([2]);
  const locked = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "a", kind: "and", from: ["entry", "b"] },
      { name: "b", kind: "or", from: ["a"] },
    ],
    entries: ["entry"],
    objectives: ["a", "b"],
  });
  expect(only(locked)).toEqual([never, never]);
});

test("[S34] a thousand hosts fall together more often than one, and as their formula says", () => {
  expect(failuresOf(thousandHosts, few, "1")).toEqual([]);
});

test("[S35] a parameter shared by the hosts of an outer draw is not its mean", () => {
  expect(failuresOf(sharedParameter, few, "1")).toEqual([]);
});

test("[S36] folded and unfolded members fall alike, and two draws in series are not folded", () => {
  expect(failuresOf(foldedMembers, few, "1")).toEqual([]);
});

test("[S37] a folded uniform gives the time of the earliest member", () => {
  const time = compileTime(exponential(0.02));
  // The earliest of 50 Exp(0.02) is Exp(1).
  for (const u of [1e-9, 0.01, 0.5, 0.99])
    expect(timeAt(time, [foldedTime(u, 50)])).toBeCloseTo(-Math.log1p(-u), 9);
  expect([foldedTime(0.3, 1), foldedGate(0.3, 1)]).toEqual([
    expect.closeTo(0.3, 12),
    expect.closeTo(0.3, 12),
  ]);
  expect([foldedGate(0, 9), foldedGate(1, 9)]).toEqual([0, 1]);
});

test("[S38] layers of equal strength fail together when skill is shared", () => {
  expect(failuresOf(layersOfSkill, few, "1")).toEqual([]);
});

test("[S39] three accounts behind one lure fall together or not at all", () => {
  expect(failuresOf(oneLure, few, "1")).toEqual([]);
});

test("[S58] an alarm that leaves too little time stops the attacker", () => {
  expect(failuresOf(alarmAndRace, few, "1")).toEqual([]);
});

test("[S59] the quiet way is left when the fast one is watched", () => {
  const scene = (closed: readonly string[]): Scene =>
    buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        { name: "a1", kind: "or", from: ["entry"], time: days(1) },
        { name: "a2", kind: "or", from: ["a1"], time: days(4) },
        { name: "b", kind: "or", from: ["entry"], time: days(10) },
        { name: "goal", kind: "or", from: ["a2", "b"] },
      ],
      entries: ["entry"],
      objectives: ["goal"],
      closed,
      parameters: [fixed("certain", 1)],
      detectors: [{ at: "a1" }],
      response: { containment: days(2) },
    });
  const seen = (closed: readonly string[]): readonly unknown[] => {
    const played = play(prepare(scene(closed), []), none, { outer: 0, inner: 0 });
    return [played.times[0], outcomeOf(played, [0]), blindTime(played, [0])];
  };
  const never = Number.POSITIVE_INFINITY;
  expect(seen([])).toEqual([10, "fell", never]);
  expect(seen(["a1"])).toEqual([10, "fell", 10]);
  expect(seen(["b"])).toEqual([never, "evicted", never]);
});

test("[S62] two measures of effectiveness 0.9 and 0.8 on two ways hold with 0.72", () => {
  expect(failuresOf(twoMeasures, few, "1")).toEqual([]);
});

test("[S63] evidence fades, and adds up on the logit scale", () => {
  const pOn = (evidence: number): number | undefined =>
    explain(
      prepare(
        buildScene({
          nodes: [
            { name: "entry", kind: "or" },
            { name: "gate", kind: "defence" },
            { name: "goal", kind: "and", from: ["entry", "gate"] },
          ],
          parameters: [fixed("coverage", 0.6)],
          gates: [{ at: "gate", evidence }],
          entries: ["entry"],
          objectives: ["goal"],
        }),
        [],
      ),
      none,
      { outer: 0, inner: 0 },
    ).gates[0]?.pOn;
  expect(pOn(Math.log(9) + Math.log(1.875))).toBeCloseTo(0.961_995, 6);
  // A scan of one half-life ago counts as its root: 3 instead of 9.
  expect(pOn(Math.log(9) / 2 + Math.log(1.875))).toBeCloseTo(0.894_04, 6);
});
