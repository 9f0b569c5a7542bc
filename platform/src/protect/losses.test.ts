/**
 * What a run costs: by hand for a register of two systems, and in general that less is never more.
 */
import { exp, normalQuantile, uniform } from "@vallgrav/kernel";
import { type Consequences, type Measure, recoveryDefaults, valuations } from "@vallgrav/knowledge";
import { play } from "@vallgrav/mal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lossOf, type RunLoss } from "./losses.ts";
import { openStage, type Stage } from "./stage.ts";
import { lossOfRun } from "./stopped-losses.ts";
import { choiceOf, exampleStage, softOf } from "./test/example.ts";

const { stage: example } = await exampleStage();

const noReserve = { inPlaceAfterHours: 4, coverFirst: 0, untilHours: 24, coverThen: 0 };
const none = {
  tolerableHours: 4,
  backups: [],
  holdings: [],
  integrity: 0,
  dependsOn: [],
  hosts: [],
};

/** Two systems on two computers, one of them shared; one has a copy and 100 clients' records. */
const twoSystems = {
  systems: [
    {
      ...none,
      id: "care",
      name: "Care",
      restoreHours: 8,
      rebuildHours: 40,
      tolerableHours: 1,
      backups: ["tape"],
      holdings: [{ population: "clients", persons: 100, level: 3 }],
      hosts: ["h1", "h2"],
    },
    { ...none, id: "pay", name: "Pay", restoreHours: 16, rebuildHours: 80, hosts: ["h2"] },
  ],
  services: [
    { id: "s1", name: "Home care", systems: [0], staff: 10, unit: "u1", reserve: noReserve },
    {
      id: "s2",
      name: "Pay",
      systems: [1],
      staff: 5,
      unit: "u2",
      reserve: { inPlaceAfterHours: 4, coverFirst: 0.5, untilHours: 24, coverThen: 0.25 },
    },
  ],
  backups: [{ id: "tape", tried: false }],
  populations: [{ id: "clients", size: 100 }],
  vitalSystems: new Set(["care", "pay"]),
} as unknown as Consequences;

/** A stage with this register; gives the place of an objective by its kind and system. */
function stageOf(consequences: Consequences, measures: readonly Measure[] = example.measures) {
  const { setting } = example;
  const place = new Int32Array(setting.place.length).fill(-1);
  const found = new Map<string, number>();
  const { objectives } = setting.municipal;
  for (const [kind, systems] of Object.entries({ deny: 2, read: 1, alter: 2, destroy: 1 })) {
    const places = [...objectives.keys()].filter((at) => objectives[at]?.kind === kind);
    for (let system = 0; system < systems; system += 1) {
      const at = places[system] ?? -1;
      place[at] = system;
      found.set(`${kind} ${system}`, at);
    }
  }
  const stage = openStage({ ...setting, consequences, measures, place });
  return { stage, at: (name: string): number => found.get(name) ?? -1 };
}

/** The draws of a run, looked up as the stage does. */
function drawsOf({ keys }: Stage, outer: number, inner: number) {
  const u = (key: { readonly high: number; readonly low: number }): number =>
    uniform(key, outer, inner);
  const { holdMedianHours, holdSpread, workSpread } = recoveryDefaults;
  const [, reserve] = keys.reserve;
  if (reserve === undefined) throw new Error("two services have two keys");
  return {
    hold: holdMedianHours * exp(holdSpread * normalQuantile(u(keys.hold))),
    work: exp(workSpread * normalQuantile(u(keys.work))),
    reserveWorks: u(reserve) < recoveryDefaults.reserveWorks,
    isFined: u(keys.fine) < valuations.fineProbability,
    fine:
      valuations.fineLowSek + u(keys.fineSize) * (valuations.fineHighSek - valuations.fineLowSek),
  };
}

test("[PR7] two systems down and one read cost what they cost by hand", () => {
  const { stage, at } = stageOf(twoSystems);
  const fallen = [at("deny 0"), at("deny 1"), at("read 0")];
  let usable = 0;
  for (let outer = 0; outer < 40; outer += 1) {
    const draws = drawsOf(stage, outer, 1);
    const key = stage.keys.restorable[0];
    if (key === undefined) throw new Error("one copy has one key");
    const hasCopy = uniform(key, outer, 0) < stage.restorable(false, outer);
    usable += hasCopy ? 1 : 0;
    // Care comes first: it tolerates least. Three crews share what is before.
    const care = draws.work * (hasCopy ? 8 : 40);
    const careDone = draws.hold + care;
    const payDone = draws.hold + care / 3 + draws.work * 80;
    const covered = draws.reserveWorks
      ? 0.5 * (Math.min(24, payDone) - 4) + 0.25 * Math.max(0, payDone - 24)
      : 0;
    const hourSek = 0.24 * 350 * 0.2;
    const sek =
      500_000 +
      Math.round((40_000 / 24) * Math.max(careDone, payDone)) +
      2 * 25_000 +
      // The shared computer is reinstalled once.
      2 * 1_200 +
      Math.round(hourSek * (10 * careDone + 5 * payDone)) +
      (60_000 + 100 * 25) +
      150_000 * (hasCopy ? 1 : 2) +
      Math.round(draws.isFined ? draws.fine : 0);
    // Lines are rounded once; the response line holds its fixed part and its days.
    const loss = lossOf(stage, fallen, softOf(stage, []), { outer, inner: 1 });
    expect(loss.hours[0]).toBeCloseTo(careDone, 8);
    expect(loss.hours[1]).toBeCloseTo(payDone - covered, 8);
    expect(loss.persons).toBeCloseTo(100, 9);
    expect(loss.sek).toBe(sek);
  }
  expect([usable > 5, usable < 40]).toEqual([true, true]);
});

test("[PR7] an erased copy means rebuilding, and what only was read goes on", () => {
  const { stage, at } = stageOf(twoSystems);
  const run = { outer: 3, inner: 0 };
  const { hold, work } = drawsOf(stage, 3, 0);
  const erased = lossOf(stage, [at("deny 0"), at("destroy 0")], softOf(stage, []), run);
  expect(erased.hours[0]).toBeCloseTo(hold + work * 40, 8);
  const read = lossOf(stage, [at("read 0")], softOf(stage, []), run);
  expect([...read.hours, Math.round(read.persons)]).toEqual([0, 0, 100]);
  const altered = lossOf(stage, [at("alter 0"), at("destroy 0")], softOf(stage, []), run);
  expect(altered).toEqual(erased);
});

function worse(less: RunLoss, more: RunLoss): string[] {
  const figures = (loss: RunLoss): number[] => [...loss.hours, loss.persons, loss.sek];
  const limits = figures(more);
  return figures(less).flatMap((value, at) => {
    const limit = limits[at] ?? 0;
    return value > limit + 1e-9 * (1 + limit) ? [`figure ${at}: ${limit} → ${value}`] : [];
  });
}

test("[PR7] fewer fallen objectives and more measures never cost more", () => {
  const places = [...example.setting.municipal.objectives.keys()];
  const measures = [...example.measures.keys()];
  const nested = (all: readonly number[]) =>
    fc.subarray([...all]).chain((more) => fc.tuple(fc.constant(more), fc.subarray(more)));
  const runs = fc.record({ outer: fc.nat({ max: 50 }), inner: fc.nat({ max: 5 }) });
  fc.assert(
    fc.property(nested(places), nested(measures), runs, ([many, few], [most, some], run) => {
      const before = lossOf(example, many, softOf(example, some), run);
      expect(worse(lossOf(example, few, softOf(example, some), run), before)).toEqual([]);
      expect(worse(lossOf(example, many, softOf(example, most), run), before)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("[PR19] a stopped run costs the shutdown, never more than what it prevented", () => {
  const { stage, at } = stageOf(twoSystems);
  const run = { outer: 2, inner: 1 };
  const chosen = choiceOf(stage, []);
  const never = Number.POSITIVE_INFINITY;
  const objectives = stage.setting.municipal.objectives.length;
  /** A run in which `all` would have fallen, and `fallen` did. */
  const lossOfStopped = (fallen: readonly string[], all: readonly string[]): RunLoss | null => {
    const times = new Float64Array(objectives).fill(never);
    const unopposed = new Float64Array(objectives).fill(never);
    for (const name of fallen) times[at(name)] = 1;
    for (const name of all) unopposed[at(name)] = 1;
    const played = { ...play(stage.prepared(), chosen, run), times, unopposed, limit: 90 };
    return lossOfRun(stage, played, chosen, run);
  };
  const { medianHours, spread } = recoveryDefaults.shutdown;
  const u = uniform(stage.keys.shutdown, run.outer, run.inner);
  const hours = medianHours * exp(spread * normalQuantile(u));
  const whole = lossOfStopped([], ["deny 0", "deny 1", "read 0", "destroy 0"]);
  const struck = lossOf(
    stage,
    ["deny 0", "deny 1", "read 0", "destroy 0"].map(at),
    stage.soften(chosen),
    run,
  );
  expect(whole?.hours[0]).toBeCloseTo(Math.min(hours, struck.hours[0] ?? 0), 9);
  expect(whole?.persons).toBe(0);
  expect(whole?.sek).toBeLessThan(struck.sek);
  // What fell all the same is there in full, in each unit of its own.
  const read = lossOf(stage, [at("read 0")], stage.soften(chosen), run);
  const partly = lossOfStopped(["read 0"], ["deny 0", "deny 1", "read 0", "destroy 0"]);
  expect(partly?.persons).toBe(read.persons);
  expect(partly?.hours).toEqual(whole?.hours);
  expect(partly?.sek).toBe(Math.max(read.sek, whole?.sek ?? 0));
  // A way that would have cost little is not made dearer by stopping it.
  expect(lossOfStopped([], ["read 0"])).toEqual({
    hours: new Float64Array(2),
    persons: 0,
    sek: expect.any(Number),
  });
  expect(lossOfStopped([], ["read 0"])?.sek).toBeLessThanOrEqual(read.sek);
  expect(lossOfStopped([], [])).toBeNull();
});
