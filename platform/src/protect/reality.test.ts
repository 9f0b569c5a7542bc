/** What really happened, against the runs: what is refused, what is said, what it changes. */
import type { Instant, Json } from "@vallgrav/kernel";
import { describe, expect, test } from "vitest";
import type { DialSummary, RealityAttack, RealityGiven, RealityLures } from "../api/index.ts";
import { StoreConflict } from "../storage/index.ts";
import { opened } from "./handed.ts";
import { computationId, curveAsked } from "./kept.ts";
import { afterExercises, type Learnt, lureGate, restorablePrior, withLearnt } from "./learnt.ts";
import { learntOf, realityDesk, realityFaults, type RealityInput } from "./reality.ts";
import { goalNodes, realityTimes, startsOf } from "./reality-runs.ts";
import { openStage } from "./stage.ts";
import { makeSetting } from "./setting.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const now = "2026-11-30T08:00:00.000Z" as Instant;
const dated = { on: "2026-10-01", source: "Rapport 12, Påhittade Prov AB" };
const attack: RealityAttack = {
  ...dated,
  kind: "penetration-test",
  start: "employee",
  goal: "directory",
  outcome: "fell",
  days: 2,
};
const lures: RealityLures = { ...dated, kind: "phishing-exercise", sent: 1_000, followed: 90 };
const restores: RealityGiven = {
  ...dated,
  kind: "restore-test",
  tried: 4,
  restored: 1,
  triedBefore: false,
};
const dialsOf = (run: string): DialSummary => ({
  run,
  probabilityHolds: 0.5,
  medianDays: 10,
  horizonDays: 90,
  serviceHours: 100,
  persons: 10,
  sek: 1e6,
  certainty: 0.7,
  speak: "figures",
});

/** A desk over settings in memory; `world` is what the rest of the room would say. */
function deskOf(times: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
  const world = { dials: null as DialSummary | null, model: "m1" as string | null };
  let kept: { readonly value: Json; readonly version: number } | null = null;
  const settings: RealityInput["settings"] = {
    load: () => Promise.resolve(kept),
    save: (_, value, expected) => {
      if ((kept?.version ?? 0) !== expected)
        throw new StoreConflict("reality-checks", expected, kept?.version ?? 0);
      kept = { value, version: expected + 1 };
      return Promise.resolve(kept.version);
    },
  };
  const desk = realityDesk({
    settings,
    now: () => now,
    dials: () => Promise.resolve(world.dials),
    model: () => Promise.resolve(world.model),
    times: () => Promise.resolve({ ok: true, times: Float64Array.from(times) }),
  });
  return { desk, world };
}

describe("what is entered", () => {
  test("[PR500] what cannot be so is refused with every reason, and nothing is kept", async () => {
    const { desk } = deskOf();
    const faults = async (given: RealityGiven): Promise<readonly unknown[]> => {
      const done = await desk.recordReality(given, "Astrid Påhitt");
      return done.ok ? [] : done.problems.map(({ args }) => Object.values(args)[0]);
    };
    expect(await faults({ ...attack, on: "2026-12-01", source: " ", days: 0 })).toEqual([
      "on",
      "source",
      "days",
    ]);
    for (const on of ["2026-02-30", "igår", "2026-1-1", ""])
      expect(await faults({ ...attack, on })).toEqual(["on"]);
    for (const days of [0, -1, 366, Number.NaN])
      expect(await faults({ ...attack, days })).toEqual(["days"]);
    expect(await faults({ ...lures, sent: 0, followed: 1 })).toEqual(["sent", "followed"]);
    expect(await faults({ ...lures, followed: 1.5 })).toEqual(["followed"]);
    expect(await faults({ ...restores, restored: 5 })).toEqual(["restored"]);
    expect(await faults({ ...lures, source: "Astrid 19900101-0017 klickade" })).toEqual(["source"]);
    expect(realityFaults(lures, now)).toEqual([]);
    expect((await desk.reality()).checks).toEqual([]);
  });

  test("[PR501] an attack is told beside its runs, an exercise beside its belief", async () => {
    const { desk } = deskOf();
    expect(await desk.recordReality({ ...attack, days: 0.5 }, "Astrid Påhitt")).toMatchObject({
      ok: true,
    });
    await desk.recordReality({ ...attack, outcome: "held", days: 5 }, "Astrid Påhitt");
    await desk.recordReality(lures, "Bo Påhitt");
    const { checks, widening, attacks } = await desk.reality();
    const [third, second, first] = checks;
    expect(first?.said).toMatchObject({
      kind: "times",
      isMiss: true,
      z: -3,
      runs: 10,
      p10Days: 1,
      medianDays: 5,
      p90Days: 9,
      fellWithin: 0,
    });
    expect(second?.said).toMatchObject({ isMiss: false, place: 0.75, fellWithin: 0.5 });
    expect(attacks).toBe(2);
    // √((1 + 9 + z²) / (1 + 2)) with z = Φ⁻¹(0.75).
    expect(widening).toBeCloseTo(Math.sqrt((10 + 0.674_489_75 ** 2) / 3), 6);
    // One in twenty was expected to follow, nine in a hundred did; half of a thousand counts.
    expect(third).toMatchObject({ by: "Bo Påhitt", said: { kind: "counts", was: 0.09 } });
    expect(third?.said.kind === "counts" ? third.said.expected.mean : 0).toBeCloseTo(0.05, 9);
    expect(third?.said.kind === "counts" ? third.said.now : 0).toBeCloseTo(
      (0.5 + 45) / (10 + 500),
      9,
    );
  });

  test("[PR501] where the model has no such start or goal nothing is kept", async () => {
    const { desk, world } = deskOf([]);
    expect(await desk.recordReality(attack, "Astrid Påhitt")).toMatchObject({
      ok: false,
      problems: [{ code: "protect/bad-reality", args: { what: "start" } }],
    });
    world.model = null;
    expect(await desk.recordReality(lures, "Astrid Påhitt")).toMatchObject({
      ok: false,
      problems: [{ code: "protect/no-model" }],
    });
  });

  test("[PR504] what an entry moved: the dials before it and at the next calculation", async () => {
    const { desk, world } = deskOf();
    world.dials = dialsOf("r1");
    await desk.recordReality(lures, "Astrid Påhitt");
    await desk.recordReality(restores, "Astrid Påhitt");
    const moved = async () => (await desk.reality()).checks.map((check) => check.moved);
    expect(await moved()).toEqual(
      [0, 1].map(() => ({
        before: dialsOf("r1"),
        after: null,
        together: 2,
        otherFacts: false,
      })),
    );
    world.dials = dialsOf("r2");
    await desk.recordReality(attack, "Astrid Påhitt");
    world.dials = dialsOf("r3");
    world.model = "m2";
    const [last, , first] = await moved();
    expect(first).toMatchObject({ after: { run: "r2" }, together: 2, otherFacts: false });
    expect(last).toMatchObject({ after: { run: "r3" }, together: 1, otherFacts: true });
  });

  test("[PR505] an entry can be taken away, and either can be undone", async () => {
    const { desk } = deskOf();
    const done = await desk.recordReality(lures, "Astrid Påhitt");
    const [entry] = (await desk.reality()).checks;
    expect(await desk.withdrawReality("annat")).toBeNull();
    const gone = await desk.withdrawReality(entry?.id ?? "");
    expect((await desk.reality()).checks).toEqual([]);
    if (gone?.ok === true) await gone.undo();
    expect((await desk.reality()).checks).toEqual([entry]);
    // What has been changed since cannot be undone unseen.
    await expect(done.ok ? done.undo() : Promise.resolve()).rejects.toThrow(StoreConflict);
  });
});

describe("what it changes", () => {
  const said = { place: 0.5, isMiss: false, kind: "times" as const, fellWithin: 0.5 };
  const kept = (z: number) => ({
    given: attack,
    said: { ...said, z, runs: 1, p10Days: 1, medianDays: 1, p90Days: 1 },
  });

  test("[PR502] surprises widen, exercises inform, and agreement by attacks does nothing", () => {
    expect(learntOf([])).toBeNull();
    expect(learntOf([kept(0.2), kept(-1), kept(0.5)])).toBeNull();
    expect(learntOf([kept(2.5)])?.widening).toBeCloseTo(1.903_943, 6);
    const counts = { ...kept(3).said };
    const learnt = learntOf([
      { given: lures, said: counts },
      { given: { ...lures, sent: 10, followed: 0 }, said: counts },
      { given: restores, said: counts },
      { given: { ...restores, triedBefore: true, restored: 4 }, said: counts },
    ]);
    // The place of an exercise widens nothing: it has informed its class already.
    expect(learnt).toEqual({
      widening: 1,
      lures: { successes: 920, failures: 90 },
      copies: {
        tried: { successes: 4, failures: 0 },
        untried: { successes: 1, failures: 3 },
      },
    });
  });

  test("[PR502] time scales and the weight of effects widen; the least weight stays", async () => {
    const { setting } = await preparedOf(exampleModel(), smallSize);
    const { scene } = opened(setting.municipal);
    const none = { successes: 0, failures: 0 };
    const learnt: Learnt = {
      widening: 2,
      lures: { successes: 100, failures: 20 },
      copies: { tried: none, untried: none },
    };
    expect(withLearnt(scene, null)).toBe(scene);
    const wide = new Map(withLearnt(scene, learnt).parameters.map((one) => [one.id, one.prior]));
    for (const { id, prior } of scene.parameters) {
      const after = wide.get(id);
      if (prior.kind === "normal" && id.startsWith("scale/"))
        expect(after).toEqual({ ...prior, sd: 2 * prior.sd });
      else if (prior.kind === "beta" && id.startsWith("effectiveness/") && id !== lureGate) {
        const weight = after?.kind === "beta" ? after.a + after.b : 0;
        expect(weight).toBeCloseTo(Math.max(2, (prior.a + prior.b) / 4), 9);
        expect(after?.kind === "beta" ? after.a / weight : 0).toBeCloseTo(
          prior.a / (prior.a + prior.b),
          9,
        );
      } else if (id !== lureGate) expect(after).toEqual(prior);
    }
    // Beta(9.5, 0.5) of weight 10 becomes one of 2.5, and half of the exercise is put to it.
    expect(wide.get(lureGate)).toMatchObject({
      a: expect.closeTo(2.375 + 50, 9),
      b: expect.closeTo(0.125 + 10, 9),
    });
  });

  test("[PR503] a calculation is named by what was learnt, if anything was", async () => {
    const current = exampleModel();
    const id = computationId(current, smallSize, curveAsked);
    expect(computationId({ ...current, learnt: null }, smallSize, curveAsked)).toBe(id);
    const learnt = learntOf([{ given: restores, said: kept(0).said }]);
    expect(learnt).not.toBeNull();
    expect(computationId({ ...current, learnt }, smallSize, curveAsked)).not.toBe(id);
    const made = await makeSetting({ ...current, learnt }, smallSize);
    const plain = await makeSetting(current, smallSize);
    if (!made.ok || !plain.ok) throw new Error("the example has a setting");
    expect(made.prepared.identity.times).not.toBe(plain.prepared.identity.times);
    // One of four untried copies was good: less is believed of the others.
    const [less, more] = [openStage(made.prepared.setting), openStage(plain.prepared.setting)];
    for (let outer = 0; outer < 20; outer += 1) {
      expect(less.restorable(false, outer)).toBeLessThan(more.restorable(false, outer));
      expect(less.restorable(true, outer)).toBe(more.restorable(true, outer));
    }
    expect(restorablePrior(false, learnt)).toEqual(
      afterExercises(restorablePrior(false, null), { successes: 1, failures: 3 }),
    );
  });
});

describe("runs with a given start", () => {
  test("[PR506] the same every time; sooner from inside; a tester meets nobody", async () => {
    const prepared = await preparedOf(exampleModel(), smallSize);
    const timesOf = (change: Partial<RealityAttack>): Float64Array =>
      realityTimes({ prepared, attack: { ...attack, ...change } });
    const median = (times: Float64Array): number =>
      times.toSorted()[Math.floor(times.length / 2)] ?? 0;
    const inside = timesOf({});
    expect(inside.length).toBe(400);
    expect([...timesOf({})]).toEqual([...inside]);
    expect(goalNodes(prepared, "directory").length).toBeGreaterThan(0);
    expect(startsOf(prepared, "employee").length).toBe(5);
    expect(startsOf(prepared, "outside")).toEqual([null]);
    expect(median(inside)).toBeLessThan(median(timesOf({ start: "outside" })));
    // An incident meets those who watch, and a poorer attacker: never sooner.
    expect(median(timesOf({ kind: "incident" }))).toBeGreaterThanOrEqual(median(inside));
    expect(inside.every((time) => time > 0)).toBe(true);
  });
});
