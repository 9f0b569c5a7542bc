/**
 * Doubt: an empty house, facts that cannot be computed, a budget that buys nothing, and hostile
 * names. Each page says what it can and cannot answer, and stays sound.
 */
import type { PlanReport, Ways } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { startSheet } from "./fixtures/costs.ts";
import { found, near, view } from "./fixtures/assets.ts";
import { contradictions, status, ways } from "./fixtures/facts.ts";
import { mapAt } from "./fixtures/map.ts";
import { curve, planAt, planned } from "./fixtures/plan.ts";
import { untried } from "./fixtures/reality.ts";
import { empty, ready } from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { settle, visit, type Visit } from "./visit.ts";

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

/** One thing, and nothing that leans on it. */
const single: Answers = {
  ...unusable,
  "GET /status": {
    ...status,
    assets: [{ kind: "computer", count: 1, listed: 1 }],
    relations: 0,
    contradictions: 0,
    vitalServices: 0,
    evidence: status.evidence.slice(0, 1),
  },
  "GET /assets": { assets: found.assets.slice(0, 1), total: 1, next: null },
  "GET /asset": { ...view, facts: [], questions: [], reaches: [0, 0], reachedBy: [0, 0] },
  "GET /asset/neighbours": { neighbours: [], total: 0, isCut: false, next: null },
  "GET /map": {
    open: [],
    things: 1,
    nodes: [
      { id: "computer", kind: "computer", name: "computer", what: "kind", count: 1, canOpen: true },
    ],
    links: [],
  },
};
const assetPath = `/kanna/sak/${encodeURIComponent(view.asset.id).replaceAll(".", "%2E")}`;

/** A register that disagrees with the directory about nearly everything. */
const contradictory: Answers = {
  ...ready("figures"),
  "GET /status": { ...status, contradictions: 4_812 },
  "GET /contradictions": (query: URLSearchParams) =>
    Array.from({ length: 4_812 }, (_, at) => ({
      ...contradictions[0],
      property: `property-${at}`,
    })).slice(0, Number(query.get("limit"))),
};

const whole = mapAt("");
/** Every employee has been seen on every computer. */
const million: Answers = {
  ...ready("figures"),
  "GET /status": { ...status, relations: 1_204_310 },
  "GET /map": {
    ...whole,
    links: whole.links.map((link) => ({
      ...link,
      count: 1_000_000,
      kinds: link.kinds.slice(0, 1).map((kind) => ({ ...kind, count: 1_000_000 })),
    })),
  },
  "GET /asset": { ...view, reachedBy: [1_000_000, null] },
  "GET /asset/neighbours": { ...near, total: 1_000_000, isCut: true },
};

const poor = planAt(0);
const cases: readonly {
  readonly name: string;
  readonly answers: Answers;
  readonly path: string;
  readonly says: RegExp;
}[] = [
  { name: "empty-plan", answers: nothing, path: "/skydda/plan", says: /Det finns ingen plan än/ },
  { name: "empty-costs", answers: nothing, path: "/skydda/kostnadsblad", says: /är för låga/ },
  { name: "empty-measures", answers: nothing, path: "/skydda/atgarder", says: /är för låga/ },
  { name: "empty-ways", answers: nothing, path: "/skydda", says: /räknas fram när läget/ },
  { name: "empty-asks", answers: nothing, path: "/kanna/fraga-agarna", says: /Till Underlag/ },
  { name: "empty-search", answers: nothing, path: "/kanna/sok", says: /inget att söka i än/ },
  { name: "empty-map", answers: nothing, path: "/kanna/karta", says: /inget att rita än/ },
  { name: "empty-position", answers: nothing, path: "/", says: /Här ska det stå hur svårt/ },
  { name: "empty-sources", answers: nothing, path: "/kanna", says: /Ännu finns inget underlag/ },
  { name: "empty-attackers", answers: nothing, path: "/lage/angripare", says: /måste vara räknat/ },
  {
    name: "empty-reality",
    answers: { ...nothing, "GET /reality": untried },
    path: "/lage/verkligheten",
    says: /Inget är infört än/,
  },
  { name: "one-map", answers: single, path: "/kanna/karta", says: /1 ting/ },
  { name: "one-search", answers: single, path: "/kanna/sok", says: /Vi känner en sak\./ },
  { name: "one-asset", answers: single, path: assetPath, says: /Inget samband åt det hållet/ },
  { name: "one-sources", answers: single, path: "/kanna", says: /Vi känner 1 ting ur en källa/ },
  { name: "one-position", answers: single, path: "/", says: /samhällsviktig tjänst/ },
  { name: "refused-attackers", answers: unusable, path: "/lage/angripare", says: /samhällsviktig/ },
  {
    name: "contradictory-sources",
    answers: contradictory,
    path: "/kanna",
    says: /De första 100 av 4\s812 visas/,
  },
  { name: "million-sources", answers: million, path: "/kanna", says: /1\s204\s310/ },
  { name: "million-map", answers: million, path: "/kanna/karta", says: /1\s000\s000/ },
  { name: "million-asset", answers: million, path: assetPath, says: /Fler än 20 000 ligger/ },
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
  const { browser, site } = browsing();

  async function open(answers: Answers, path: string): Promise<Visit> {
    site().answer(answers);
    return visit(browser(), `${site().origin}${path}`, { expected: serverSays });
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
