/** Plans within limits of one's own, and a plan from all sides, on the plan page. */
import type { Job, PlanState, PlanSurvey, SurveyState } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { handRows } from "../src/protect/plan-choice.ts";
import { objectives, readLimits, type Typed, typedOf } from "../src/protect/plan-limits.ts";
import { browsing, executable } from "./browsing.ts";
import { planJob } from "./fixtures/facts.ts";
import { planAt, planned } from "./fixtures/plan.ts";
import { ready, reader } from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import type { Visit } from "./visit.ts";

const plan = planAt(1_200_000);

const empty: Typed = typedOf({
  budgetSek: 1_200_000,
  terms: { yearlySek: null, hoursByRole: null, objective: "mean" },
});

const limited = {
  ...plan,
  budgetSek: 900_000,
  yearlySek: 120_000,
  terms: {
    yearlySek: 150_000,
    hoursByRole: { operations: 600 },
    objective: "mean",
    dates: { from: null, until: "2027-06" },
    yearlyPayer: "Kommunstyrelsen",
  },
} as const;

describe("limits as they are typed", () => {
  test("what is empty limits nothing, and a form of an answer asks the same again", () => {
    expect(readLimits(empty)).toEqual({
      ok: true,
      asked: {
        budgetSek: 1_200_000,
        terms: { yearlySek: null, hoursByRole: null, objective: "mean" },
      },
    });
    const { budgetSek, terms } = limited;
    expect(readLimits(typedOf({ budgetSek, terms }))).toEqual({
      ok: true,
      asked: { budgetSek, terms },
    });
    const spaced = readLimits({ ...empty, budget: " 1 500 000 " });
    expect(spaced).toMatchObject({ asked: { budgetSek: 1_500_000 } });
  });

  test("each fault has its field, and yearly money needs somebody who pays it", () => {
    const faultsOf = (change: Partial<Typed>) => {
      const read = readLimits({ ...empty, ...change });
      return read.ok ? [] : [...read.faults];
    };
    expect(faultsOf({ budget: "" })).toEqual(["budget"]);
    expect(faultsOf({ budget: "en miljon" })).toEqual(["budget"]);
    expect(faultsOf({ yearly: "100" })).toEqual(["payer"]);
    expect(faultsOf({ yearly: "0" })).toEqual([]);
    expect(faultsOf({ yearly: "-1", payer: "Kommunstyrelsen" })).toEqual(["yearly"]);
    expect(faultsOf({ hours: { ...empty.hours, services: "2,5" } })).toEqual(["services"]);
    expect(faultsOf({ from: "2027-02", until: "2027-01" })).toEqual(["months"]);
    expect(faultsOf({ from: "2027-02" })).toEqual(["months"]);
    expect(faultsOf({ until: "2027-01" })).toEqual([]);
  });

  test("why a measure is not in follows the limits of the plan", () => {
    const reasonOf = (change: object, more: object = {}) => {
      const own = { ...plan, budgetSek: 9_000_000, ...change };
      const measures = planned.map((one) => (one.id === "soc" ? { ...one, ...more } : one));
      return handRows(measures, own, new Set()).find(({ measure }) => measure.id === "soc")?.reason;
    };
    const terms = { ...plan.terms, yearlySek: 100_000 };
    expect(reasonOf({ terms, yearlySek: 90_000 }, { yearlySek: 20_000 })).toEqual({
      kind: "noYearly",
      left: 10_000,
    });
    const hoursByRole = { ...plan.hoursByRole, operations: 500 };
    const roled = { ...plan.terms, hoursByRole: { operations: 600 } };
    expect(reasonOf({ terms: roled, hoursByRole, hoursLimit: null })).toEqual({
      kind: "noHours",
      left: 100,
    });
    const dated = { ...plan.terms, dates: { from: "2026-12", until: "2028-11" } };
    expect(reasonOf({ terms: dated }, { leadMonths: 25 })).toEqual({
      kind: "noTime",
      until: "2028-11",
    });
    expect(reasonOf({ terms: dated })).toEqual({ kind: "noMore" });
  });
});

const share = (value: number) => ({ share: value, low: value - 0.1, high: value + 0.1 });

const survey = {
  budgetSek: 1_200_000,
  terms: plan.terms,
  measures: plan.measures.map(({ id }) => id),
  payOff: {
    objectives,
    plans: objectives.map((objective, at) => ({
      objective,
      measures: ["offline-copy"],
      costSek: 900_000 + at * 30_000,
      hours: 800,
      gap: 0.01,
      finished: true,
      planningRuns: 200,
      leaves: objectives.map((_, of) => (of === 7 ? null : 0.1 + 0.05 * of + 0.01 * at)),
    })),
    inEvery: ["offline-copy"],
    runs: objectives.map((name) => (name === "all" || name === "worst" ? 4_000 : 2_000)),
  },
  attackers: [],
  worlds: {
    worlds: 50,
    inner: 40,
    wanted: 200,
    measures: plan.measures.slice(0, 3).map(({ id, name }, at) => ({
      id,
      name,
      worlds: 48 - 15 * at,
      ...share(0.89 - 0.3 * at),
      isSafe: at === 0,
      isInPlan: at < 2,
      dependsOn:
        at === 1
          ? { id: "p", name: { sv: "hur fort kopior läses in", en: "how fast copies are read" } }
          : null,
    })),
  },
  knowing: {
    plans: 5,
    looked: 61,
    unknowns: [
      {
        id: "k",
        what: "coverage",
        name: { sv: "prövade kopior", en: "tried copies" },
        worth: 0.031,
      },
    ],
  },
  yearly: null,
  breakEven: { annualisedSek: 400_000, savedSek: 2_000_000, campaignsPerYear: 0.2 },
  runs: { outer: 100, inner: 20, innerOfOthers: 5, seed: "1" },
  run: plan.run,
} as unknown as PlanSurvey;

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("limits on the plan page", () => {
  const { open: visited, sent, taken } = browsing();
  const open = (answers: Answers): Promise<Visit> =>
    visited(
      { ...ready("figures"), "GET /measures": planned, ...answers },
      "/skydda/plan",
      /^Planen för/,
    );

  const job: Job = { ...planJob, id: "job-4", state: "running", done: 3, total: 5 };

  test("limits are typed, mended, computed by a job, and taken away", async () => {
    let turn = 0;
    let now: Job = job;
    const asked = (): PlanState => {
      turn += 1;
      return turn === 1 ? { state: "computing", job } : { state: "ready", plan: limited };
    };
    const opened = await open({ "POST /plan": asked, "GET /jobs/job-4": () => now });
    const { page } = opened;
    await page.getByText("Fyll i gränser").click();
    await page.getByLabel("Budget, kr").fill("nio");
    await page.getByLabel("Högst per år därefter, kr").fill("150 000");
    await page.getByRole("button", { name: "Räkna planen inom gränserna" }).click();
    await page.getByText("Skriv ett helt tal, utan bokstäver.").waitFor();
    await page.getByText("Skriv vem som betalar det årliga, eller lämna gränsen tom.").waitFor();
    await page.getByLabel("Budget, kr").fill(" ");
    await page.getByText("Skriv en budget. Noll går bra.").waitFor();
    expect(sent()).toEqual([]);
    await expectSound(opened, "plan-limits");
    await page.getByLabel("Budget, kr").fill("900 000");
    await page.getByLabel("Vem betalar det årliga").fill("Kommunstyrelsen");
    await page.getByLabel("IT-drift").fill("600");
    await page.getByLabel("Allt klart senast").selectOption("2027-06");
    await page.getByRole("button", { name: "Räkna planen inom gränserna" }).click();
    await page.getByText(/pågår · 3 av 5/).waitFor();
    now = { ...job, state: "done", done: 5 };
    await page.getByText(/är räknad för 900\s000\skr inom era egna gränser/).waitFor();
    await page
      .getByText(/120\s000\skr om året, av högst 150\s000\skr\. Därefter betalar: Kommunstyr/)
      .waitFor();
    await page.getByText(/Allt hinner bli klart till och med 2027-06\./).waitFor();
    await expectSound(opened, "plan-limited");
    await page.getByRole("button", { name: "Ta bort gränserna" }).click();
    await page.getByRole("heading", { level: 1, name: /^Planen för 1\s200\s000/ }).waitFor();
    expect(taken().map(({ what }) => what)).toEqual(["POST /plan", "POST /plan"]);
    await opened.close();
  });

  test("the plan from all sides is asked for: a first table, the whole one, worlds", async () => {
    const few = {
      ...survey.payOff,
      objectives: survey.payOff.objectives.filter((name) => name !== "all" && name !== "worst"),
    };
    const begun: Job = { ...job, id: "job-5", kind: "survey", title: "survey", done: 0, total: 15 };
    let now: Job = begun;
    let answer: SurveyState = { state: "computing", job: begun };
    const opened = await open({ "POST /survey": () => answer, "GET /jobs/job-5": () => now });
    const { page } = opened;
    await page.getByRole("button", { name: "Räkna från alla håll" }).click();
    await page.getByText(/pågår · 0 av 15/).waitFor();
    now = { ...begun, done: 1 };
    answer = { state: "computing", job: now, payOff: few };
    await page.getByText(/^Första tabellen, på några få/).waitFor();
    expect(await page.getByRole("columnheader", { name: "Värsta angriparen" }).count()).toBe(0);
    await expectSound(opened, "plan-sides-first");
    answer = { state: "ready", survey: { ...survey, worlds: null } };
    now = { ...begun, state: "done", done: 15 };
    await page.getByRole("columnheader", { name: "Värsta angriparen" }).waitFor();
    await page.getByText(/200 som planerna är valda på, och 2\s000, 4\s000 andra/).waitFor();
    expect(await page.getByText(/^Första tabellen/).count()).toBe(0);
    await page.getByText(/minst en gång på 5 år/).waitFor();
    answer = { state: "ready", survey };
    await page.getByRole("button", { name: "Räkna i 50 andra världar" }).click();
    await page.getByRole("heading", { name: /^50 andra världar/ }).waitFor();
    await page.getByText("säkert val").waitFor();
    await page.getByText(/färre än de 200 som varje värld ska ha/).waitFor();
    await page.getByText("beror på: hur fort kopior läses in").waitFor();
    await page.getByRole("rowheader", { name: "prövade kopior" }).waitFor();
    await expectSound(opened, "plan-sides");
    await opened.close();
  });

  test("who may only read is asked nothing", async () => {
    const opened = await open({ "GET /session": reader["GET /session"] });
    expect(await opened.page.getByRole("button", { name: "Räkna från alla håll" }).count()).toBe(0);
    expect(await opened.page.getByText("Egna gränser").count()).toBe(0);
    await opened.close();
  });
});
