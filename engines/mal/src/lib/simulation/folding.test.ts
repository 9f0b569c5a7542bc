/** Interchangeable members folded in contracted scenes, beside whole ones. */
import { expect, test } from "vitest";
import type { Dice } from "../../../test/dice.ts";
import { newDice } from "../../../test/dice.ts";
import type { LatentMeasures } from "../scene.ts";
import { contractScene, openRuns, playRuns } from "./play-runs.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import type { NodeSketch, SceneSketch } from "./test/build-graph.ts";
import { buildScene, exponential, fixed } from "./test/build-graph.ts";

const range = { outerFrom: 0, outerTo: 3, inner: 2 };
const never = Number.POSITIVE_INFINITY;
const coreSize = 6;
const memberSize = 8;

/** What a member is made of: the same for all of them. */
type Plan = { readonly kind: NodeSketch["kind"]; readonly from: readonly number[] };

function planOf({ below, chance }: Dice, size: number, behind: number): readonly Plan[] {
  return Array.from({ length: size }, (_, at) => {
    const kind = at < 2 || chance(0.55) ? "or" : chance(0.3) ? "defence" : "and";
    const from = new Set<number>();
    for (let left = 1 + below(2); left > 0; left -= 1)
      from.add(chance(0.2) ? below(behind + size) : Math.max(0, behind + at - 1 - below(5)));
    return { kind, from: kind === "defence" ? [] : [...from] };
  });
}

/** How many members there are, and whether each draws for itself. */
type Crowd = { readonly members: number; readonly isPrivate: boolean };

/** A core, members that it leads to and that lead to each other's parts, and a goal behind them. */
function crowdOf(seed: number, { members, isPrivate }: Crowd): SceneSketch {
  const dice = newDice(seed, 2);
  const core = planOf(dice, coreSize, 0);
  const member = planOf(dice, memberSize, coreSize);
  const timed = member.map(({ kind }) => kind !== "defence" && dice.chance(0.4));
  const nameOf = (copy: number, at: number): string =>
    at < coreSize ? `c${at}` : `m${copy}.${at - coreSize}`;
  const keyOf = (copy: number, at: number): string => (isPrivate ? `${copy}.${at}` : `${at}`);
  const copies = Array.from({ length: members }, (_, copy) => copy);
  const nodes: NodeSketch[] = core.map(({ kind, from }, at) => ({
    name: `c${at}`,
    kind,
    from: from.map((parent) => nameOf(0, Math.min(parent, coreSize - 1))),
    ...(kind === "defence" && { on: 0.5 }),
  }));
  const inner = (copy: number): readonly NodeSketch[] =>
    member.map(({ kind, from }, at) => ({
      name: `m${copy}.${at}`,
      kind,
      from: from.map((parent) => nameOf(copy, parent)),
    }));
  nodes.push(...copies.flatMap(inner));
  const last = memberSize - 1 - member.toReversed().findIndex(({ kind }) => kind !== "defence");
  nodes.push({ name: "goal", kind: "or", from: copies.map((copy) => `m${copy}.${last}`) });
  nodes.push({ name: "all", kind: "and", from: copies.map((copy) => `m${copy}.${last}`) });
  return {
    nodes,
    parameters: [fixed("half", 0.5)],
    gates: copies.flatMap((copy) =>
      member.flatMap(({ kind }, at) =>
        kind === "defence"
          ? [{ at: `m${copy}.${at}`, coverage: 0, effectiveness: -1, stateKey: keyOf(copy, at) }]
          : [],
      ),
    ),
    times: copies.flatMap((copy) =>
      timed.flatMap((is, at) =>
        is ? [{ at: `m${copy}.${at}`, time: exponential(1 + at), key: keyOf(copy, at) }] : [],
      ),
    ),
    entries: [{ at: "c0" }, { at: "c1", available: 0.5 }],
    objectives: ["goal", "all"],
  };
}

/** Plays a scene with every measure chosen, contracted and whole; the times are the same. */
function played(sketch: SceneSketch, latent: LatentMeasures = []) {
  const scene = buildScene(sketch);
  const contracted = contractScene(scene, latent);
  const chosen = new Uint8Array(latent.length).fill(1);
  const { times } = playRuns(openRuns(contracted), chosen, range);
  expect([...times]).toEqual([...simulate(prepare(scene, latent), chosen, range).times]);
  return { steps: contracted.layout.isAnd.length, folding: contracted.folding, times };
}

test("[H6] members that share their draws are one, to the bit: a thousand models", () => {
  let late = 0;
  let folded = 0;
  let models = 0;
  for (let seed = 0; models < 1000 && seed < 2000; seed += 1) {
    const one = played(crowdOf(seed, { members: 1, isPrivate: false }));
    const three = played(crowdOf(seed, { members: 3, isPrivate: false }));
    expect([...three.times]).toEqual([...one.times]);
    // In some no draw of a member matters, so that there is nothing to fold by.
    if (three.folding.kind !== "folded") continue;
    expect([seed, three.steps]).toEqual([seed, one.steps]);
    models += 1;
    folded += three.folding.before - three.folding.after;
    late += three.times.filter((time) => time > 0 && time < never).length;
  }
  expect(models).toBe(1000);
  expect(folded).toBeGreaterThan(1000);
  expect(late).toBeGreaterThan(1000);
});

test("[H7] members that draw for themselves are not folded, and the answer says so", () => {
  const way: SceneSketch = {
    nodes: [
      { name: "a", kind: "or" },
      { name: "b", kind: "or", from: ["a"] },
      { name: "c", kind: "or", from: ["a"] },
      { name: "goal", kind: "or", from: ["b", "c"] },
    ],
    entries: ["a"],
    objectives: ["goal"],
  };
  const withKeys = (b: string, c: string): SceneSketch => ({
    ...way,
    times: [
      { at: "b", time: exponential(1), key: b },
      { at: "c", time: exponential(1), key: c },
    ],
  });
  const own = played(withKeys("one", "other"));
  expect(own.folding).toEqual({ kind: "not-folded", why: "private" });
  expect(own.steps).toBe(4);
  const shared = played(withKeys("one", "one"));
  expect(shared.folding).toEqual({ kind: "folded", before: 4, after: 3, apart: 0 });
  expect(shared.steps).toBe(2);
  // Two share a draw and a third has its own: one fewer there could be, but not run by run.
  const mixed = withKeys("one", "one");
  const third: SceneSketch = {
    ...mixed,
    nodes: [
      ...way.nodes.slice(0, 3),
      { name: "d", kind: "or", from: ["a"] },
      { name: "goal", kind: "or", from: ["b", "c", "d"] },
    ],
    times: [...(mixed.times ?? []), { at: "d", time: exponential(1), key: "other" }],
  };
  expect(played(third).folding).toEqual({ kind: "folded", before: 5, after: 4, apart: 1 });
});

test("[H6] a scale, a measure or a state of its own keeps a member apart", () => {
  const nodes: readonly NodeSketch[] = [
    { name: "a", kind: "or" },
    { name: "g", kind: "defence" },
    { name: "h", kind: "defence" },
    { name: "b", kind: "and", from: ["a", "g"] },
    { name: "c", kind: "and", from: ["a", "h"] },
    { name: "goal", kind: "and", from: ["b", "c"] },
  ];
  const time = exponential(1);
  const gate = { coverage: 0, effectiveness: -1, stateKey: "one" };
  const alike: SceneSketch = {
    nodes,
    entries: ["a"],
    objectives: ["goal"],
    parameters: [fixed("half", 0.5), { id: "scale", prior: { kind: "normal", mean: 0, sd: 1 } }],
    times: [
      { at: "b", time, key: "k" },
      { at: "c", time, key: "k" },
    ],
    gates: [
      { at: "g", ...gate },
      { at: "h", ...gate },
    ],
  };
  expect(played(alike).steps).toBe(2);
  const [first, second] = [alike.times ?? [], alike.gates ?? []];
  const scaled = first.map((one) => (one.at === "b" ? { ...one, scale: 1 } : one));
  expect(played({ ...alike, times: scaled }).steps).toBe(4);
  const reported = second.map((one) => (one.at === "g" ? { ...one, evidence: 1 } : one));
  expect(played({ ...alike, gates: reported }).steps).toBe(4);
  expect(played(alike, [[{ kind: "slower", node: 3, factor: 2 }]]).steps).toBe(4);
  expect(played(alike, [[{ kind: "control", node: 1, coverage: 0.9 }]]).steps).toBe(4);
});

test("[H7] where detectors stand over steps nothing is folded", () => {
  const watched: SceneSketch = {
    nodes: [
      { name: "a", kind: "or" },
      { name: "b", kind: "or", from: ["a"] },
    ],
    entries: ["a"],
    objectives: ["b"],
    parameters: [fixed("one", 1)],
    detectors: [{ at: "a", sensitivity: 0 }],
    response: {},
  };
  expect(contractScene(buildScene(watched), []).folding).toEqual({
    kind: "not-folded",
    why: "detectors",
  });
});
