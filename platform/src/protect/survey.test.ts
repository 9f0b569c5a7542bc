/** A plan from all sides: its figures against what they are made of, played here once more. */
import { canonicalJson, exp } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { PayOff, PlanSurvey, SurveyAsked } from "../api/index.ts";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { lossWeights, weighedLosses } from "./columns.ts";
import { plannerInput, planningRange, todaysOf } from "./planning-runs.ts";
import { createProtect, type RunSize } from "./index.ts";
import { surveyId } from "./kept.ts";
import { playDials } from "./play-dials.ts";
import { openPool } from "./pool.ts";
import { askedOf, scenarioPlanner } from "./scenario-planner.ts";
import { makeRivals } from "./setting.ts";
import { openStage } from "./stage.ts";
import { surveyed } from "./pay-off.ts";
import { computeSurvey, computeWorlds } from "./survey.ts";
import { usualTerms } from "./terms.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 6 };
const current = exampleModel();
const prepared = await preparedOf(current, size);
const rivals = await makeRivals(current, size);
const { signal } = new AbortController();
const asked: SurveyAsked = {
  budgetSek: 400_000,
  terms: { yearlySek: null, hoursByRole: null, objective: "worst" },
  worlds: 6,
  frequency: { low: 0.02, high: 2, source: "antagande" },
};
const steps: string[] = [];

async function surveyWith(threads: number, of: Partial<RunSize> = {}): Promise<PlanSurvey> {
  const watch = {
    signal,
    progress: (done: number, total: number) => {
      steps.push(`${done}/${total}`);
      return Promise.resolve();
    },
  };
  const sized = { ...size, ...of, threads };
  const found = await computeSurvey(prepared, async () => rivals, sized, asked, watch);
  steps.push("worlds");
  return { ...found, worlds: await computeWorlds(prepared, sized, asked, found.measures, watch) };
}

const survey = await surveyWith(1);
const { payOff, attackers, worlds, yearly, breakEven } = survey;

function choiceOf(ids: readonly string[]): Uint8Array {
  return Uint8Array.from(prepared.candidates, ({ id }) => (ids.includes(id) ? 1 : 0));
}

function planFor(objective: string): PlanSurvey["payOff"]["plans"][number] {
  const found = payOff.plans.find((plan) => plan.objective === objective);
  if (found === undefined) throw new Error(`a plan for ${objective}`);
  return found;
}

function leftOf(objective: string, by: string): number {
  return planFor(objective).leaves[payOff.objectives.findIndex((one) => one === by)] ?? -1;
}

test("[PR226] no objective's plan goes below the bound that another's was proven to", async () => {
  const countedTo = (total: number): readonly string[] =>
    Array.from({ length: total }, (_, at) => `${at + 1}/${total}`);
  expect(steps).toEqual([
    ...countedTo(1 + surveyed.length + rivals.length),
    "worlds",
    ...countedTo(1 + asked.worlds),
  ]);
  expect(payOff.objectives).toEqual(surveyed);
  expect(payOff.plans.map(({ objective }) => objective)).toEqual(surveyed);
  const pool = openPool(
    rivals.map(({ setting }) => setting),
    1,
  );
  try {
    const todays = await todaysOf(pool, rivals, planningRange(size, prepared.setting), signal);
    for (const { objective: name, measures, gap, costSek } of payOff.plans) {
      expect(costSek).toBeLessThanOrEqual(asked.budgetSek);
      const { parts, objective } = askedOf(name, todays);
      const planner = scenarioPlanner(plannerInput(prepared, size, pool, signal), parts);
      const today = await planner.remains(choiceOf([]), objective);
      if (name !== "tail") expect(today).toBeCloseTo(1, 9);
      const own = await planner.remains(choiceOf(measures), objective);
      // gap = (own − bound) / (today − bound): what any plan leaves at least.
      const bound = gap >= 1 ? 0 : (own - gap * today) / (1 - gap);
      for (const other of payOff.plans) {
        const left = await planner.remains(choiceOf(other.measures), objective);
        expect([name, other.objective, left >= bound - 1e-9]).toEqual([
          name,
          other.objective,
          true,
        ]);
      }
    }
  } finally {
    await pool.close();
  }
}, 60_000);

test("[PR226] the table is of the evaluation runs, as shares of today's", () => {
  for (const plan of payOff.plans)
    for (const left of plan.leaves)
      expect(left === null || (left >= 0 && left <= 1 + 1e-9)).toBe(true);
  const stage = openStage(prepared.setting);
  const range = { outerFrom: size.outer, outerTo: 2 * size.outer, inner: size.inner };
  const lossesOf = (ids: readonly string[]): number => {
    const columns = playDials(stage, { kind: "dials", chosen: choiceOf(ids), range });
    return columns.sek.reduce((sum, one) => sum + one, 0);
  };
  const { measures } = planFor("mean");
  expect(leftOf("mean", "sek")).toBeCloseTo(lossesOf(measures) / lossesOf([]), 9);
  const every = payOff.plans.map((plan) => new Set(plan.measures));
  for (const id of payOff.inEvery) expect(every.every((plan) => plan.has(id))).toBe(true);
});

test("[PR1363] what is worth knowing is told of the plans of the table and nothing", () => {
  const { knowing } = survey;
  const different = new Set(payOff.plans.map(({ measures }) => measures.join()));
  expect(knowing?.plans).toBe(1 + [...different].filter((of) => of !== "").length);
  expect(knowing?.looked).toBeGreaterThan(20);
  for (const { worth } of knowing?.unknowns ?? []) expect(worth).toBeGreaterThan(0);
});

test("[PR227] the worst attacker's share is the largest of all, the reference's among them", () => {
  expect(attackers.length).toBe(rivals.length);
  expect(attackers.length).toBeGreaterThan(3);
  for (const { objective } of payOff.plans)
    expect(leftOf(objective, "worst")).toBeGreaterThanOrEqual(leftOf(objective, "mean") - 1e-12);
  expect(survey.measures).toEqual(planFor("worst").measures);
  const inner = survey.runs.innerOfOthers;
  for (const [at, { id, before, after }] of attackers.entries()) {
    const rival = rivals[at];
    if (rival === undefined) throw new Error("an attacker is a rival");
    expect([id, before.resistance.profile]).toEqual([rival.profile.id, rival.profile.id]);
    const stage = openStage(rival.setting);
    const range = {
      outerFrom: size.outer,
      outerTo: 2 * size.outer,
      inner: at === 0 ? size.inner : inner,
    };
    for (const [dials, ids] of [
      [before, []],
      [after, survey.measures],
    ] as const) {
      const columns = playDials(stage, { kind: "dials", chosen: choiceOf(ids), range });
      const held = columns.first.filter((time) => time === Number.POSITIVE_INFINITY).length;
      expect(dials.resistance.probabilityHolds).toBeCloseTo(held / columns.first.length, 12);
      const sum = columns.sek.reduce((total, one) => total + one, 0);
      expect(dials.damage.sek.mean).toBeCloseTo(sum / columns.sek.length, 4);
    }
  }
});

test("[PR227] weights of one attacker make its own damage today 1", () => {
  for (const { setting } of rivals) {
    const none = choiceOf([]);
    const range = { outerFrom: 0, outerTo: size.outer, inner: 2 };
    const columns = playDials(openStage(setting), { kind: "dials", chosen: none, range });
    const losses = weighedLosses(columns, lossWeights(columns));
    const sum = losses.reduce((total, one) => total + one, 0) / losses.length;
    expect(sum === 0 || Math.abs(sum - 1) < 1e-9).toBe(true);
  }
});

test("[PR228] a measure's share of worlds has its interval, the surest first", () => {
  if (worlds === null) throw new Error("worlds were asked for");
  expect(worlds.worlds).toBe(6);
  expect(worlds.measures.length).toBeGreaterThan(2);
  const shares = worlds.measures.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  for (const { worlds: count, share, low, high, isSafe, dependsOn } of worlds.measures) {
    expect(share).toBeCloseTo(count / 6, 12);
    expect(low <= share && share <= high && high - low > 0.1).toBe(true);
    expect(isSafe).toBe(share >= 0.8);
    if (isSafe || count === 0) expect(dependsOn).toBeNull();
  }
  const told = new Set(worlds.measures.map(({ id }) => id));
  expect(survey.measures.filter((id) => !told.has(id))).toEqual([]);
});

test("[PR1052] the survey says how many runs a world has", () => {
  expect([worlds?.inner, worlds?.wanted]).toEqual([2 * size.inner, 200]);
});

test("[PR229] a year's mean is the rate times what campaigns cost, of every attacker", () => {
  if (yearly === null) throw new Error("a frequency was given");
  const { median, sigma, source } = yearly.frequency;
  expect([median, sigma]).toEqual([expect.closeTo(0.2, 12), expect.closeTo(1.4, 3)]);
  expect(source).toBe("antagande");
  for (const when of ["before", "after"] as const) {
    const campaign = attackers.reduce(
      (sum, one) => sum + one.relativeRate.median * one[when].damage.sek.mean,
      0,
    );
    const mean = median * exp((sigma * sigma) / 2) * campaign;
    expect(yearly[when].mean / mean).toBeCloseTo(1, 6);
    expect(yearly[when].probabilityNone).toBeGreaterThan(0);
  }
  expect(yearly.after.mean).toBeLessThan(yearly.before.mean);
  const pays = breakEven.campaignsPerYear ?? -1;
  expect(pays * breakEven.savedSek).toBeCloseTo(breakEven.annualisedSek, 3);
});

test("[PR1350] a first table comes before the first step, with its runs", async () => {
  const ended = new AbortController();
  const told: PayOff[] = [];
  const watch = {
    signal: ended.signal,
    payOff: (first: PayOff) => void told.push(first),
    progress: () => {
      ended.abort();
      return Promise.resolve();
    },
  };
  const sized = { ...size, outer: 11, inner: 3, threads: 2 };
  const whole = computeSurvey(prepared, async () => rivals, sized, asked, watch);
  await expect(whole).rejects.toThrow("This operation was aborted");
  const [first] = told;
  expect(told.length).toBe(1);
  expect(first?.objectives).toEqual(surveyed.filter((name) => name !== "worst" && name !== "all"));
  expect(first?.plans.map(({ objective }) => objective)).toEqual(first?.objectives);
  // Ten draws, two planning runs and three evaluation runs of each.
  expect(new Set(first?.plans.map(({ planningRuns }) => planningRuns))).toEqual(new Set([20]));
  expect(new Set(first?.runs)).toEqual(new Set([30]));
  expect([payOff.runs?.[0], payOff.plans[0]?.planningRuns]).toEqual([
    size.outer * size.inner,
    size.outer * 2,
  ]);
}, 60_000);

test("[PR230] a survey is the same for two threads", async () => {
  const few = { outer: 3, inner: 2 };
  const one = canonicalJson(await surveyWith(1, few));
  expect(canonicalJson(await surveyWith(2, few))).toBe(one);
}, 60_000);

onSqlite((stores) => {
  test("[PR230, PR1351] a survey is a job, kept, asked for once; worlds add to it", async () => {
    const home = homeOn(await stores.open());
    const { store, identify, jobs, clock } = home;
    const small = { ...size, outer: 3, inner: 2 };
    const now = () => clock.now();
    const protect = createProtect({ store, identify, jobs, size: small, now });
    const few = { ...asked, worlds: 0, frequency: null };
    expect(await protect.askSurvey(few)).toMatchObject({
      ok: false,
      problems: [{ code: "protect/no-model" }],
    });
    await importInto(home, exampleFiles());
    const waits = await protect.askSurvey(few);
    const again = await protect.askSurvey(few);
    if (!waits.ok || waits.state.state !== "computing") throw new Error("a job computes it");
    expect(again).toMatchObject({ state: { state: "computing", job: { id: waits.state.job.id } } });
    expect(await jobs.wait(waits.state.job.id)).toMatchObject({ state: "done", problems: [] });
    const ready = await protect.askSurvey(few);
    if (!ready.ok || ready.state.state !== "ready") throw new Error("it is kept");
    const nobody = { signal, progress: () => Promise.resolve() };
    const told = await protect.survey(few, nobody);
    expect(told).toEqual({ ok: true, survey: ready.state.survey });
    expect([ready.state.survey.worlds, ready.state.survey.yearly]).toEqual([null, null]);
    const more = await protect.survey({ ...few, worlds: 2 }, nobody);
    expect(more).toEqual({
      ok: true,
      survey: { ...ready.state.survey, worlds: expect.objectContaining({ worlds: 2 }) },
    });
    for (const [fault, code] of [
      [{ worlds: 201 }, "protect/too-many-worlds"],
      [{ worlds: 0.5 }, "protect/too-many-worlds"],
      [{ frequency: { low: 2, high: 1, source: "x" } }, "protect/bad-frequency"],
      [{ frequency: { low: 0, high: 1, source: "x" } }, "protect/bad-frequency"],
      [{ frequency: { low: 1, high: 1, source: " " } }, "protect/bad-frequency"],
    ] as const)
      expect(await protect.survey({ ...few, ...fault }, nobody)).toMatchObject({
        ok: false,
        problems: [{ code }],
      });
    await jobs.stop();
  }, 60_000);

  test("[PR950] what is kept against every attacker is told, and nothing is computed", async () => {
    const home = homeOn(await stores.open());
    const { store, identify, jobs, clock } = home;
    const now = () => clock.now();
    const protect = createProtect({ store, identify, jobs, size, now });
    const { budgetSek } = asked;
    expect(await protect.keptAttackers(budgetSek)).toEqual({ attackers: null });
    await importInto(home, exampleFiles());
    expect(await protect.keptAttackers(budgetSek)).toEqual({ attackers: null });
    const known = await identify.current();
    if (known === null) throw new Error("the example is a model");
    const usual = { budgetSek, terms: usualTerms, worlds: 0, frequency: null };
    const kept = { kind: "survey", identity: prepared.identity, at: now() } as const;
    const result = canonicalJson(survey);
    await store.runs.save({ ...kept, id: surveyId(known, size, { ...usual, worlds: 6 }), result });
    expect(await protect.keptAttackers(budgetSek)).toEqual({ attackers: null });
    await store.runs.save({ ...kept, id: surveyId(known, size, usual), result });
    expect(await protect.keptAttackers(budgetSek)).toEqual({
      attackers: JSON.parse(canonicalJson(attackers)),
    });
    expect(await protect.keptAttackers(budgetSek + 1)).toEqual({ attackers: null });
    // Beside the import nothing was asked of anybody.
    expect((await jobs.list()).map(({ kind }) => kind)).toEqual(["import"]);
    await jobs.stop();
  }, 60_000);
});
