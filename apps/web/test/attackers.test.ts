/** The page of attackers: asked for by a press, computed by a job, one pair of dials each. */
import type { AttackerDials, Job, PlanSurvey } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { planJob } from "./fixtures/facts.ts";
import { planAt } from "./fixtures/plan.ts";
import { ready, reader } from "./scenarios.ts";
import { expectSound } from "./sound.ts";

const path = "/lage/angripare";
const plain = /Läget räknas mot en sorts angripare/;
const surveyJob: Job = { ...planJob, id: "job-9", kind: "survey", title: "survey" };

function attacker(id: string, name: string, holds: number, speak: "figures" | "words") {
  const { before, after } = planAt(1_200_000, speak);
  const resistance = { ...before.resistance, probabilityHolds: holds };
  const found: AttackerDials = {
    id,
    name: { sv: name, en: `${name} (en)` },
    subject: { sv: name, en: name },
    relativeRate: { median: 0.05, spread: 1 },
    before: { ...before, resistance },
    after,
  };
  return found;
}

const survey = {
  attackers: [
    attacker("opportunistic-extortion", "opportunistisk utpressning", 0.4, "figures"),
    attacker("targeted-intrusion", "riktat intrång", 0.12, "figures"),
    attacker("curious-pupil", "nyfiken elev", 0.9, "words"),
  ],
} as unknown as PlanSurvey;

describe.skipIf(executable === null)("attackers", () => {
  const { open, sent } = browsing();

  test("nothing is computed before it is asked for; then each one's dials", async () => {
    let job = surveyJob;
    let isReady = false;
    const answers = {
      ...ready("figures"),
      "POST /survey": () =>
        isReady ? { state: "ready", survey } : { state: "computing", job: surveyJob },
      "GET /jobs/job-9": () => job,
    };
    const opened = await open(answers, path, plain);
    const { page } = opened;
    await expectSound(opened, "attackers-none");
    expect(sent()).toEqual([]);
    await page.getByRole("button", { name: "Räkna mot alla angripare" }).click();
    await page.getByText("Prövar planen mot annat").first().waitFor();
    isReady = true;
    job = { ...surveyJob, state: "done" };
    await page
      .getByRole("heading", { level: 1, name: /Minst står ni emot riktat intrång: .*12.%/ })
      .waitFor();
    await expectSound(opened, "attackers");
    for (const name of ["Opportunistisk utpressning", "Riktat intrång", "Nyfiken elev"])
      await page.getByRole("heading", { level: 2, name }).waitFor();
    // Whose dials speak in words shows no figure of days, hours, persons or kronor.
    const pupil = await page.locator("section.dial", { hasText: "Nyfiken elev" }).innerText();
    // The window of ninety days is no finding.
    expect(pupil.replace("i 90 dagar", "")).not.toMatch(/\d\s(?:h|dagar|timmar|Mkr|tkr|kr)\b/u);
    expect(sent()).toEqual(["POST /survey", "POST /survey"]);
    await opened.close();
  });

  test("the first page has every attacker that is known, and leads to them", async () => {
    const kept = { attackers: survey.attackers };
    const answers = { ...ready("figures"), "GET /attackers": kept };
    const opened = await open(answers, "/", /^Om en utpressningsgrupp/);
    const { page } = opened;
    const rows = page.getByRole("table", { name: "Andra angripare" }).locator("tbody tr");
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(1).innerText()).toMatch(/Riktat intrång.*12\s%/s);
    // Whose dials speak in words does so here too.
    expect(await rows.nth(2).innerText()).toMatch(/Nyfiken elev.*nästan alla/s);
    await expectSound(opened, "position-attackers");
    expect(sent()).toEqual([]);
    await page.getByRole("link", { name: "Båda mätarna för var och en" }).click();
    await page.getByRole("heading", { level: 1, name: /Minst står ni emot riktat/ }).waitFor();
    expect(sent()).toEqual([]);
    await opened.close();
  });

  test("on the first page they are asked for where one reads, and followed there", async () => {
    const answers = {
      ...ready("figures"),
      "POST /survey": { state: "computing", job: surveyJob },
      "GET /jobs/job-9": surveyJob,
    };
    const opened = await open(answers, "/", /^Om en utpressningsgrupp/);
    const { page } = opened;
    await page.getByText("Allt på sidan gäller en enda sorts angripare").waitFor();
    await page.getByRole("button", { name: "Räkna mot alla angripare" }).click();
    await page.getByRole("progressbar", { name: "Prövar planen mot annat" }).waitFor();
    expect(page.url()).toMatch(/\/$/);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("who may only read is told so, and cannot ask", async () => {
    const answers = { ...ready("figures"), "GET /session": reader["GET /session"] };
    const opened = await open(answers, path, plain);
    expect(await opened.page.getByRole("button", { name: /Räkna mot/ }).count()).toBe(0);
    await opened.page.getByText(/får läsa men inte ändra/).waitFor();
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
