/** The test cases with exact answers of dials.md §7 that concern runs: 1 to 6. */
import { expect, test } from "vitest";
import type { Sampled, Scene } from "../scene.ts";
import { explain } from "./explain.ts";
import { foldedGate, foldedTime } from "./fold.ts";
import { compileTime, timeAt } from "./compiled-time.ts";
import { blindTime, outcomeOf } from "./outcome.ts";
import { play } from "./witness.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { buildScene, call, days, exponential, fixed } from "./test/build-graph.ts";

const none = new Uint8Array(0);
const million = { outerFrom: 0, outerTo: 1_000, inner: 1_000 };

function sample(scene: Scene, range = million): Sampled {
  return simulate(prepare(scene, []), none, range);
}

/** Share of the runs whose time fits, held to `expected` within 4 standard errors. */
function expectShare(times: Float64Array, fits: (time: number) => boolean, expected: number): void {
  let count = 0;
  for (const time of times) if (fits(time)) count += 1;
  const error = Math.sqrt((expected * (1 - expected)) / times.length);
  expect(Math.abs(count / times.length - expected)).toBeLessThan(4 * error + 1e-6);
}

function expectMean(times: Float64Array, expected: number): void {
  let sum = 0;
  let squares = 0;
  for (const time of times) {
    sum += time;
    squares += time * time;
  }
  const mean = sum / times.length;
  const error = Math.sqrt((squares / times.length - mean * mean) / times.length);
  expect(Math.abs(mean - expected)).toBeLessThan(4 * error + 1e-6);
}

test("[S30] two ways to one goal: the first of two exponentials", () => {
  const { times } = sample(
    buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        { name: "a", kind: "or", from: ["entry"], time: exponential(0.1) },
        { name: "b", kind: "or", from: ["entry"], time: exponential(0.05) },
        { name: "goal", kind: "or", from: ["a", "b"] },
      ],
      entries: ["entry"],
      objectives: ["goal"],
    }),
  );
  expectShare(times, (t) => t <= 4.620_981, 0.5);
  expectShare(times, (t) => t <= 0.702_404, 0.1);
  expectShare(times, (t) => t <= 15.350_567, 0.9);
  expectShare(times, (t) => t > 10, 0.223_13);
  expectMean(
    times.map((t) => Math.min(t, 10)),
    5.179_132,
  );
});

test("[S31] a shared ancestor of an AND is drawn once", () => {
  const nodes = [
    { name: "entry", kind: "or" },
    { name: "x", kind: "or", from: ["entry"], time: exponential(0.2) },
    { name: "a", kind: "or", from: ["x"], time: exponential(0.1) },
    { name: "b", kind: "or", from: ["x"], time: exponential(0.05) },
    { name: "goal", kind: "and", from: ["a", "b"] },
  ] as const;
  const { times } = sample(buildScene({ nodes, entries: ["entry"], objectives: ["goal"] }));
  expectMean(times, 28.333_333);
  expectShare(times, (t) => t <= 10, 0.122_495);
  expectShare(times, (t) => t <= 30, 0.643_224);
  const without = sample(buildScene({ nodes, entries: ["x"], objectives: ["goal"] })).times;
  expectShare(without, (t) => t <= 10, 0.248_72);
  expectShare(without, (t) => t <= 18.174_8, 0.5);
});

test("[S32] a gate that blocks with 0.6, then an exponential", () => {
  const { times } = sample(
    buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        { name: "gate", kind: "defence", on: 0.6 },
        { name: "goal", kind: "and", from: ["entry", "gate"], time: exponential(0.1) },
      ],
      entries: ["entry"],
      objectives: ["goal"],
    }),
    // The state of a gate is a fact of the outer draw: a fresh one for each run.
    { outerFrom: 0, outerTo: 1_000_000, inner: 1 },
  );
  expectShare(times, (t) => t <= 2.876_821, 0.1);
  expectShare(times, (t) => t > 90, 0.600_049);
  expectShare(times, (t) => t === Number.POSITIVE_INFINITY, 0.6);
});

/** Times of the objectives in the only run of a scene without chance. */
function only(scene: Scene): readonly number[] {
  return [...sample(scene, { outerFrom: 0, outerTo: 1, inner: 1 }).times];
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

/** `count` hosts behind one entry, each with a control of its own that works with `e`. */
function population(count: number, e: Scene["parameters"][number]): Scene {
  const hosts = Array.from({ length: count }, (_, at) => `host${at}`);
  return buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      ...hosts.flatMap((host) => [
        { name: `${host}-patched`, kind: "defence" as const },
        { name: host, kind: "and" as const, from: ["entry", `${host}-patched`] },
      ]),
      { name: "goal", kind: "or", from: hosts },
    ],
    parameters: [fixed("everywhere", 1), e],
    gates: hosts.map((host) => ({ at: `${host}-patched`, effectiveness: 1 })),
    entries: ["entry"],
    objectives: ["goal"],
  });
}

test("[S34] a thousand hosts fall together more often than one, and as their formula says", () => {
  expect(foldedGate(0.002, 1_000)).toBeCloseTo(0.864_935, 6);
  const runs = { outerFrom: 0, outerTo: 1, inner: 40_000 };
  const { times } = sample(population(1_000, fixed("e", 0.998)), runs);
  expectShare(times, (t) => t === 0, 0.864_935);
  const folded = population(1, fixed("e", 1 - foldedGate(0.002, 1_000)));
  expectShare(sample(folded).times, (t) => t === 0, 0.864_935);
});

test("[S35] a parameter shared by the hosts of an outer draw is not its mean", () => {
  const scene = population(1_000, { id: "e", prior: { kind: "beta", a: 998, b: 2 } });
  const prepared = prepare(scene, []);
  const outers = 250;
  const chances: number[] = [];
  for (let outer = 0; outer < outers; outer += 1) {
    const { parameters } = explain(prepared, none, { outer, inner: 0 });
    chances.push(foldedGate(1 - (parameters[1]?.value ?? 0), 1_000));
  }
  const mean = chances.reduce((sum, p) => sum + p, 0) / outers;
  const sd = Math.sqrt(chances.reduce((sum, p) => sum + (p - mean) ** 2, 0) / (outers - 1));
  expect(Math.abs(mean - 0.750_375)).toBeLessThan((4 * 0.2204) / Math.sqrt(outers));
  expect(Math.abs(sd - 0.2204)).toBeLessThan(4 * 0.2204 * Math.sqrt(0.5 / outers));
  for (const [level, value] of [
    [0.1, 0.412_93],
    [0.5, 0.813_788],
    [0.9, 0.979_668],
  ] as const)
    expectShare(Float64Array.from(chances), (p) => p <= value, level);
  const { times } = simulate(prepared, none, { outerFrom: 0, outerTo: outers, inner: 50 });
  const fell = times.filter((t) => t === 0).length / times.length;
  const error = Math.sqrt(0.2204 ** 2 / outers + 0.139 / times.length);
  expect(Math.abs(fell - 0.750_375)).toBeLessThan(4 * error);
});

test("[S36] folded and unfolded members fall alike, and two draws in series are not folded", () => {
  const members = Array.from({ length: 50 }, (_, at) => `member${at}`);
  const runs = { outerFrom: 0, outerTo: 100, inner: 1_000 };
  const { times } = sample(
    buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        ...members.flatMap((member) => [
          { name: `${member}-gate`, kind: "defence" as const },
          {
            name: member,
            kind: "and" as const,
            from: ["entry", `${member}-gate`],
            time: exponential(0.02),
          },
        ]),
        { name: "goal", kind: "or", from: members },
      ],
      parameters: [fixed("on", 1), fixed("works", 0.9)],
      gates: members.map((member) => ({ at: `${member}-gate`, effectiveness: 1 })),
      entries: ["entry"],
      objectives: ["goal"],
    }),
    runs,
  );
  // One member falls by day 10 with 0.1·(1 − e^−0.2); fifty fold as gates do.
  const one = 0.1 * (1 - Math.exp(-0.2));
  expect(foldedGate(one, 50)).toBeCloseTo(0.599_348, 6);
  expectShare(times, (t) => t <= 10, 0.599_348);
  const series = sample(
    buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        ...members.flatMap((member) => [
          { name: `${member}-x`, kind: "or" as const, from: ["entry"], time: exponential(0.1) },
          { name: member, kind: "or" as const, from: [`${member}-x`], time: exponential(0.1) },
        ]),
        { name: "goal", kind: "or", from: members },
      ],
      entries: ["entry"],
      objectives: ["goal"],
    }),
    runs,
  ).times;
  expectShare(series, (t) => t <= 2, 0.586_841);
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

/** `count` layers one after another, each a gate of effectiveness `e` with a key of its own. */
function layers(count: number, e: number, campaign: Partial<Scene["campaign"]>): Scene {
  const names = Array.from({ length: count }, (_, at) => `layer${at}`);
  return buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      ...names.map((name) => ({ name, kind: "defence" as const })),
      { name: "goal", kind: "and", from: ["entry", ...names] },
    ],
    parameters: [fixed("on", 1), fixed("e", e)],
    gates: names.map((at) => ({ at, effectiveness: 1 })),
    entries: ["entry"],
    objectives: ["goal"],
    campaign,
  });
}

test("[S38] layers of equal strength fail together when skill is shared", () => {
  for (const count of [2, 3, 10])
    expectShare(
      sample(layers(count, 0.5, { skillLoading: 0.5 })).times,
      (t) => t === 0,
      1 / (count + 1),
    );
  const skilled = sample(layers(1, 0.9, { skillLoading: 0.3, skillMean: 1 })).times;
  expectShare(skilled, (t) => t === Number.POSITIVE_INFINITY, 0.768_474);
  const certain = sample(layers(2, 0.5, { skillLoading: 1 })).times;
  expectShare(certain, (t) => t === 0, 0.5);
});

test("[S39] three accounts behind one lure fall together or not at all", () => {
  const build = (key: (account: string) => string): Scene => {
    const accounts = ["anna", "bo", "cia"];
    return buildScene({
      nodes: [
        { name: "entry", kind: "or" },
        ...accounts.map((name) => ({
          name,
          kind: "or" as const,
          from: ["entry"],
          time: call("Bernoulli", 0.1),
        })),
        { name: "all", kind: "and", from: accounts },
        { name: "any", kind: "or", from: accounts },
      ],
      times: accounts.map((at) => ({ at, time: call("Bernoulli", 0.1), key: key(at) })),
      entries: ["entry"],
      objectives: ["all", "any"],
    });
  };
  const shared = sample(build(() => "person")).times;
  const own = sample(build((account) => account)).times;
  const objective = (times: Float64Array, at: number) => times.filter((_, n) => n % 2 === at);
  expectShare(objective(shared, 0), (t) => t === 0, 0.1);
  expectShare(objective(shared, 1), (t) => t === 0, 0.1);
  expectShare(objective(own, 0), (t) => t === 0, 0.001);
  expectShare(objective(own, 1), (t) => t === 0, 0.271);
});

test("[S58] an alarm that leaves too little time stops the attacker", () => {
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "n", kind: "or", from: ["entry"] },
      { name: "goal", kind: "or", from: ["n"], time: exponential(0.2) },
    ],
    entries: ["entry"],
    objectives: ["goal"],
    horizonDays: 1e9,
    parameters: [fixed("certain", 1), fixed("seen", 0.7)],
    detectors: [{ at: "n", sensitivity: 1 }],
    response: { containment: exponential(0.5) },
  });
  const { times, unopposed, limits } = sample(scene);
  expectShare(times, (t) => t < Number.POSITIVE_INFINITY, 0.5);
  expectShare(times, (t) => t <= 5, 0.383_597);
  const evicted = Float64Array.from(times, (time, run) =>
    outcomeOf(
      {
        times: Float64Array.of(time),
        unopposed: Float64Array.of(unopposed[run] ?? 0),
        limit: limits[run] ?? 0,
      },
      [0],
    ) === "evicted"
      ? 1
      : 0,
  );
  expectShare(evicted, (is) => is === 1, 0.5);
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
