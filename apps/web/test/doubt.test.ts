/**
 * Doubt: an empty house, facts that cannot be computed, a budget that buys nothing, and hostile
 * names. Each page says what it can and cannot answer, and stays sound.
 */
import type { PlanReport, Ways } from "@vallgrav/platform/api";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { startSheet } from "./fixtures/costs.ts";
import { ways } from "./fixtures/facts.ts";
import { curve, planAt, planned } from "./fixtures/plan.ts";
import { empty, ready } from "./scenarios.ts";
import { type Answers, openSite, type Site } from "./site.ts";
import { expectSound } from "./sound.ts";
import { settle, visit, type Visit } from "./visit.ts";

const executable = findBrowser();
const serverSays = /Failed to load resource/;

const board = { candidates: [], total: 0, parameters: [], forms: [], speak: "words" };
const nothing: Answers = {
  ...empty,
  "GET /measures": planned,
  "GET /cost-sheet": startSheet,
  "GET /asks": board,
  "GET /assets": { assets: [], total: 0, next: null },
};

const problem = { code: "protect/no-vital-service", severity: "error", at: null, args: {} };
const unusable: Answers = {
  ...nothing,
  "GET /position": { state: "refused", problems: [problem] },
};

/** A name that turns the writing round, and a compound of more than eighty letters. */
const turned = "Hem\u202Etjänst\u202C";
const long =
  "Överförmyndarförvaltningsverksamhetssystemsäkerhetskopieringsåterställningsprovsprotokoll";

function named(plan: PlanReport): PlanReport {
  const renamed = (services: PlanReport["before"]["damage"]["perService"]) =>
    services.map((one, at) => ({ ...one, name: at === 0 ? turned : at === 1 ? long : one.name }));
  const of = (dials: PlanReport["before"]) => ({
    ...dials,
    damage: { ...dials.damage, perService: renamed(dials.damage.perService) },
  });
  return { ...plan, before: of(plan.before), after: of(plan.after) };
}

const turnedWays: Ways = {
  ...ways,
  ways: ways.ways.map((way) => ({
    ...way,
    steps: way.steps.map((step, at) => ({
      ...step,
      asset: { ...step.asset, name: at === 0 ? turned : long },
    })),
  })),
  chokePoints: ways.chokePoints.map((point) => ({
    ...point,
    asset: { ...point.asset, name: long },
  })),
};

const poor = planAt(0);
const cases: readonly {
  readonly name: string;
  readonly answers: Answers;
  readonly path: string;
  readonly says: RegExp;
}[] = [
  { name: "empty-plan", answers: nothing, path: "/skydda/plan", says: /Det finns ingen plan än/ },
  { name: "empty-costs", answers: nothing, path: "/skydda/kostnadsblad", says: /startvärden/ },
  { name: "empty-ways", answers: nothing, path: "/skydda", says: /räknas fram när läget/ },
  { name: "empty-asks", answers: nothing, path: "/kanna/fraga-agarna", says: /Till Underlag/ },
  { name: "empty-search", answers: nothing, path: "/kanna/sok", says: /inget att söka i än/ },
  { name: "empty-map", answers: nothing, path: "/kanna/karta", says: /inget att rita än/ },
  { name: "refused-plan", answers: unusable, path: "/skydda/plan", says: /samhällsviktig tjänst/ },
  { name: "refused-ways", answers: unusable, path: "/skydda", says: /samhällsviktig tjänst/ },
  { name: "refused-position", answers: unusable, path: "/", says: /samhällsviktig tjänst/ },
  {
    name: "poor-plan",
    answers: {
      ...ready("figures"),
      "GET /measures": planned,
      "GET /position": { state: "ready", plan: poor, curve, stale: false },
    },
    path: "/skydda/plan",
    says: /För 0\skr ryms ingen åtgärd i planen/,
  },
  {
    name: "poor-position",
    answers: {
      ...ready("figures"),
      "GET /position": { state: "ready", plan: poor, curve, stale: false },
    },
    path: "/",
    says: /Vid den här budgeten ryms ingen åtgärd/,
  },
  {
    name: "names-position",
    answers: {
      ...ready("figures"),
      "GET /position": { state: "ready", plan: named(planAt(1_200_000)), curve, stale: false },
    },
    path: "/",
    says: /Överförmyndarförvaltningsverksamhetssystem/,
  },
  {
    name: "names-ways",
    answers: { ...ready("figures"), "GET /ways": turnedWays },
    path: "/skydda",
    says: /Överförmyndarförvaltningsverksamhetssystem/,
  },
];

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("in doubt", () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await openSite();
    browser = await startBrowser(executable ?? "");
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function open(answers: Answers, path: string): Promise<Visit> {
    site.answer(answers);
    return visit(browser, `${site.origin}${path}`, { expected: serverSays });
  }

  for (const { name, answers, path, says } of cases)
    test(`${name}: says what it can and cannot answer`, async () => {
      const opened = await open(answers, path);
      await opened.page.getByText(says).first().waitFor();
      await settle(opened.page);
      await expectSound(opened, `doubt-${name}`);
      await opened.close();
    });

  test("a name that turns the writing round does not turn what stands beside it", async () => {
    const plan = named(planAt(1_200_000));
    const answers = {
      ...ready("figures"),
      "GET /position": { state: "ready", plan, curve, stale: false },
    };
    const { page, close } = await open(answers, "/");
    const row = page.locator(".services tbody tr").filter({ hasText: "410" });
    expect(await row.locator("th").innerText()).not.toContain("\u202E");
    await close();
    const story = await open({ ...ready("figures"), "GET /ways": turnedWays }, "/skydda");
    await story.page
      .getByText(/Överförmyndarförvaltning/)
      .first()
      .waitFor();
    expect(await story.page.locator("main").innerText()).not.toContain("\u202E");
    expect(await story.page.locator("main svg").first().textContent()).not.toContain("\u202E");
    await story.close();
  });
});
