/** Detection and eviction by slack (dials.md §1.4): against all proofs, and its laws. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LatentMeasures, Scene } from "../scene.ts";
import { closedSteps } from "./closed-steps.ts";
import { waitAt } from "./detection.ts";
import { waitTable } from "./lay-out-detection.ts";
import { outcomeOf } from "./outcome.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import type { SceneSketch } from "./test/build-graph.ts";
import { buildScene, days, fixed } from "./test/build-graph.ts";
import type { PlainStep } from "./test/proofs.ts";
import { tryProofs } from "./test/proofs.ts";
import { play, proof } from "./witness.ts";

const never = Number.POSITIVE_INFINITY;
const none = new Uint8Array(0);
const once = { outerFrom: 0, outerTo: 1, inner: 1 };

function stepsArbitrary(most: number): fc.Arbitrary<readonly PlainStep[]> {
  return fc.integer({ min: 4, max: most }).chain((count) =>
    fc.array(
      fc.record({
        kind: fc.constantFrom("or", "or", "or", "and"),
        from: fc
          .uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 4 })
          .map((from) => from.toSorted((a, b) => a - b)),
        days: fc.constantFrom(0, 1, 2, 3, 5, 8),
        alarm: fc.constantFrom(never, never, never, 0, 0, 1, 3),
        isEntry: fc.nat(3).map((dice) => dice === 0),
      }),
      { minLength: count, maxLength: count },
    ),
  );
}

/** The same steps as a scene without chance in which every step is asked for. */
function sceneOf(steps: readonly PlainStep[], more: Partial<SceneSketch> = {}): Scene {
  const names = steps.map((_, at) => `n${at}`);
  const watched = steps.flatMap(({ alarm }, at) => (alarm === never ? [] : [{ alarm, at }]));
  return buildScene({
    nodes: steps.map(({ kind, from, days: local }, at) => ({
      name: `n${at}`,
      kind,
      from: from.map((parent) => `n${parent}`),
      time: days(local),
    })),
    entries: names.filter((_, at) => steps[at]?.isEntry ?? false),
    objectives: names,
    detectors: watched.map(({ alarm, at }) => ({ at: `n${at}`, alertDelay: days(alarm) })),
    response: {},
    parameters: [fixed("certain", 1)],
    ...more,
  });
}

function timesOf(scene: Scene, latent: LatentMeasures = [], chosen = none): number[] {
  return [...simulate(prepare(scene, latent), chosen, once).times];
}

test("[S50] a step is reached exactly when some proof leaves every alarm enough time", () => {
  const seen = { proofs: 0, quiet: 0, same: 0 };
  fc.assert(
    fc.property(stepsArbitrary(8), (steps) => {
      const { times, unopposed } = simulate(prepare(sceneOf(steps), []), none, once);
      steps.forEach((_, at) => {
        const { proofs, quiet, fastest } = tryProofs(steps, at);
        const time = times[at] ?? Number.NaN;
        expect(time < never).toBe(quiet > 0);
        expect((unopposed[at] ?? Number.NaN) < never).toBe(proofs > 0);
        expect(time).toBeLessThanOrEqual(fastest);
        expect(time).toBeGreaterThanOrEqual(unopposed[at] ?? Number.NaN);
        if (proofs > 0) seen.proofs += 1;
        if (quiet > 0) seen.quiet += 1;
        if (quiet > 0 && time === fastest) seen.same += 1;
      });
    }),
    { numRuns: 3_000 },
  );
  // Many steps lose every proof to alarms; where one is left, the time is nearly always its time.
  expect(seen.quiet).toBeLessThan(seen.proofs - 500);
  expect(seen.quiet).toBeGreaterThan(1_000);
  expect(seen.same).toBeGreaterThan(0.97 * seen.quiet);
});

test("[S51] removing steps never brings a time forward", () => {
  let moved = 0;
  fc.assert(
    fc.property(stepsArbitrary(10), fc.array(fc.nat(9), { maxLength: 3 }), (steps, removed) => {
      const before = timesOf(sceneOf(steps));
      const closed = removed.map((at) => `n${at % steps.length}`);
      timesOf(sceneOf(steps, { closed })).forEach((time, at) => {
        expect(time).toBeGreaterThanOrEqual(before[at] ?? 0);
        if (time > (before[at] ?? 0) && time < never) moved += 1;
      });
    }),
    { numRuns: 2_000 },
  );
  expect(moved).toBeGreaterThan(10);
});

test("[S52] more detectors and quicker answers never bring a time forward", () => {
  let moved = 0;
  fc.assert(
    fc.property(stepsArbitrary(10), fc.nat(7), fc.constantFrom(0, 0.5), (steps, bits, factor) => {
      const some = steps.flatMap(({ alarm }, at) => (alarm === never ? [] : [{ alarm, at }]));
      const scene = sceneOf(steps, {
        detectors: some.map(({ alarm, at }, nth) => ({
          at: `n${at}`,
          alertDelay: days(alarm),
          coverage: nth % 2 === 0 ? -1 : 1,
        })),
        response: { triage: days(1) },
        parameters: [fixed("certain", 1), fixed("nowhere", 0)],
      });
      const latent: LatentMeasures = [
        some.flatMap((_, nth) =>
          nth % 4 === 1 ? [{ kind: "sees", detector: nth, coverage: 1 }] : [],
        ),
        some.flatMap((_, nth) =>
          nth % 4 === 3 ? [{ kind: "sees", detector: nth, coverage: 1 }] : [],
        ),
        [{ kind: "faster", part: "triage", factor }],
      ];
      const chosen = Uint8Array.of(bits & 1, (bits >> 1) & 1, (bits >> 2) & 1);
      const before = timesOf(scene, latent, new Uint8Array(3));
      timesOf(scene, latent, chosen).forEach((time, at) => {
        expect(time).toBeGreaterThanOrEqual(before[at] ?? 0);
        if (time > (before[at] ?? 0)) moved += 1;
      });
    }),
    { numRuns: 2_000 },
  );
  expect(moved).toBeGreaterThan(50);
});

test("[S53] without anything that fires the times are those without response", () => {
  fc.assert(
    fc.property(sketchArbitrary, ({ sketch, latent }) => {
      const range = { outerFrom: 0, outerTo: 3, inner: 3 };
      const chosen = new Uint8Array(latent.length);
      const watched = simulate(prepare(buildScene(sketch), latent), chosen, range);
      const bare = buildScene({ ...sketch, detectors: [], response: null });
      const unwatched = simulate(prepare(bare, []), none, range);
      expect([...watched.unopposed]).toEqual([...unwatched.times]);
      expect(unwatched.unopposed).toBe(unwatched.times);
      const unanswered = buildScene({ ...sketch, response: null });
      expect([...simulate(prepare(unanswered, latent), chosen, range).times]).toEqual([
        ...unwatched.times,
      ]);
    }),
    { numRuns: 300 },
  );
});

test("[S54] a run ends in one of four ways", () => {
  const of = (times: number[], unopposed: number[], limit: number): string =>
    outcomeOf(
      { times: Float64Array.from(times), unopposed: Float64Array.from(unopposed), limit },
      [0, 1],
    );
  expect(of([5, 9], [5, 1], 5)).toBe("fell");
  expect(of([6, never, 1], [6, 4, 1], 5)).toBe("evicted");
  expect(of([6, never, 1], [6, never, 1], 5)).toBe("outlasted");
  expect(of([never, never, 1], [never, never, 1], 5)).toBe("blocked");
  expect(
    outcomeOf({ times: Float64Array.of(1), unopposed: Float64Array.of(1), limit: 5 }, []),
  ).toBe("blocked");
});

test("[S55] the wait is the inverse of its distribution, whole or of unstaffed hours", () => {
  const office = { periodHours: 168, gapsHours: [15, 63, 15, 15, 15] };
  const any = waitTable(office, false);
  const hour = 1 / 24;
  // 45 of 168 hours are staffed; then all five gaps pass together, then the weekend alone.
  expect(waitAt(any, 45 / 168 - 1e-9)).toBe(0);
  expect(waitAt(any, (45 + 25) / 168)).toBeCloseTo(5 * hour, 12);
  expect(waitAt(any, (45 + 75) / 168)).toBeCloseTo(15 * hour, 12);
  expect(waitAt(any, (45 + 75 + 24) / 168)).toBeCloseTo(39 * hour, 12);
  expect(waitAt(any, 1)).toBeCloseTo(63 * hour, 12);
  const night = waitTable(office, true);
  expect(waitAt(night, 25 / 123)).toBeCloseTo(5 * hour, 12);
  expect(waitAt(night, 99 / 123)).toBeCloseTo(39 * hour, 12);
  const always = { periodHours: 168, gapsHours: [] };
  for (const isUnstaffed of [true, false])
    for (const u of [0.001, 0.5, 0.999]) expect(waitAt(waitTable(always, isUnstaffed), u)).toBe(0);
});

/** n way steps after one another, each watched by its own detector of one type and technique. */
function ways(count: number, technique: (at: number) => string): Scene {
  const names = Array.from({ length: count }, (_, at) => `way${at}`);
  return buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      ...names.map((name) => ({ name, kind: "or" as const, from: ["entry"] })),
      { name: "goal", kind: "or", from: names, time: days(1) },
    ],
    entries: ["entry"],
    objectives: ["goal"],
    parameters: [fixed("certain", 1), fixed("seen", 0.8)],
    detectors: names.map((at, nth) => ({ at, technique: technique(nth), sensitivity: 1 })),
    response: {},
  });
}

test("[S56] what one detector misses all of its type and technique miss", () => {
  const runs = { outerFrom: 0, outerTo: 100, inner: 100 };
  const share = (scene: Scene): number => {
    const { times } = simulate(prepare(scene, []), none, runs);
    return times.filter((time) => time < never).length / times.length;
  };
  const shared = share(ways(20, () => "T1021"));
  expect(Math.abs(shared - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 10_000));
  // Each of its own: some way of twenty is quiet with 1 − 0.8²⁰.
  const own = share(ways(20, String));
  const expected = 1 - 0.8 ** 20;
  expect(Math.abs(own - expected)).toBeLessThan(4 * Math.sqrt((expected * 0.8 ** 20) / 10_000));
});

test("[S56] stealth multiplies the chance to fire, and failed containment stops nothing", () => {
  const runs = { outerFrom: 0, outerTo: 100, inner: 100 };
  const share = (change: (scene: Scene) => Scene): number => {
    const { times } = simulate(prepare(change(ways(1, () => "T1021")), []), none, runs);
    return times.filter((time) => time < never).length / times.length;
  };
  const near = (found: number, expected: number): void => {
    const error = Math.sqrt((expected * (1 - expected)) / 10_000);
    expect(Math.abs(found - expected)).toBeLessThan(4 * error + 1e-9);
  };
  near(
    share((scene) => scene),
    0.2,
  );
  near(
    share((scene) => ({ ...scene, campaign: { ...scene.campaign, stealth: 0.5 } })),
    0.6,
  );
  near(
    share((scene) => ({ ...scene, campaign: { ...scene.campaign, stealth: 0 } })),
    1,
  );
  near(
    share((scene) => ({
      ...scene,
      response: scene.response === null ? null : { ...scene.response, success: 1 },
    })),
    1 - 0.8 * 0.8,
  );
});

test("[S57] hits name what would uncover or quicken, and a stopped way has its own proof", () => {
  const scene = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "a", kind: "or", from: ["entry"], time: days(1) },
      { name: "then", kind: "or", from: ["a"], time: days(4) },
      { name: "b", kind: "or", from: ["entry"], time: days(6) },
      { name: "after", kind: "or", from: ["b"], time: days(4) },
      { name: "goal", kind: "or", from: ["then", "after"] },
    ],
    entries: ["entry"],
    objectives: ["goal"],
    parameters: [fixed("certain", 1), fixed("nowhere", 0)],
    detectors: [
      { at: "a", alertDelay: days(2) },
      { at: "b", alertDelay: days(3), coverage: 1 },
      { at: "b", technique: "slow", alertDelay: days(9) },
    ],
    response: { triage: days(1) },
  });
  const latent: LatentMeasures = [
    [{ kind: "sees", detector: 1, coverage: 1 }],
    [{ kind: "faster", part: "triage", factor: 0 }],
    [{ kind: "slower", node: 1, factor: 2 }],
    [{ kind: "slower", node: 3, factor: 2 }],
  ];
  const prepared = prepare(scene, latent);
  const played = play(prepared, new Uint8Array(4), { outer: 0, inner: 0 });
  expect([played.times[0], played.unopposed[0], played.limit]).toEqual([10, 5, 90]);
  expect(proof(played, [0])).toEqual({
    nodes: Int32Array.of(0, 3, 4, 5),
    times: Float64Array.of(0, 6, 10, 10),
    hit: [0, 1, 3],
  });
  expect(proof(played, [0], { unopposed: true })).toEqual({
    nodes: Int32Array.of(0, 1, 2, 5),
    times: Float64Array.of(0, 1, 5, 5),
    hit: [2],
  });
  // Asked again after the other pass: the same.
  expect(proof(played, [0])?.hit).toEqual([0, 1, 3]);
  const seen = play(prepared, Uint8Array.of(1, 0, 0, 0), { outer: 0, inner: 0 });
  // An alarm 3 + 1 days after b leaves the 4 days that are wanted; a quicker answer does not.
  expect([...seen.times]).toEqual([10]);
  const quick = play(prepared, Uint8Array.of(1, 1, 0, 0), { outer: 0, inner: 0 });
  expect([...quick.times]).toEqual([never]);
});

test("[S60] an attacker without a technique cannot take the steps that need it", () => {
  const { graph } = buildScene({
    nodes: [
      { name: "entry", kind: "or" },
      { name: "spray", kind: "or", from: ["entry"] },
      { name: "phish", kind: "or", from: ["entry"] },
      { name: "either", kind: "or", from: ["spray"] },
    ],
    objectives: [],
  });
  const techniques: Readonly<Record<string, readonly string[]>> = {
    Typespray: ["T1110.003"],
    Typephish: ["T1566"],
    Typeeither: ["T1566.001", "T1021"],
  };
  const closed = (...has: readonly string[]): readonly number[] =>
    closedSteps(graph, new Set(has), ({ assetType }) => techniques[assetType] ?? []);
  expect(closed()).toEqual([1, 2, 3]);
  expect(closed("T1110")).toEqual([2, 3]);
  expect(closed("T1110.001", "T1021")).toEqual([1, 2]);
  expect(closed("T1566", "T1110.003")).toEqual([]);
});
