/** The page of findings in a real browser: ordered, opened, decided on, accessible. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { findingsPage } from "./fixtures/findings.ts";
import { planJob } from "./fixtures/facts.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { inspect, shoot, type Visit } from "./visit.ts";

const figures = findingsPage("figures");
const answers: Answers = {
  ...scenarios.ready("figures"),
  "GET /findings": figures,
  "POST /finding": figures.findings[0],
};
const words: Answers = { ...answers, "GET /findings": findingsPage("words") };
const empty: Answers = {
  ...scenarios.empty,
  "GET /findings": {
    ...figures,
    findings: [],
    total: 0,
    counts: { open: 0, accepted: 0, gone: 0 },
    advisories: null,
    impacts: {
      state: "refused",
      problems: [{ code: "protect/no-model", severity: "error", at: null, args: {} }],
    },
  },
};
const computing: Answers = {
  ...answers,
  "GET /findings": {
    ...figures,
    findings: figures.findings.map((one) => ({ ...one, impact: null })),
    impacts: { state: "computing", job: { ...planJob, kind: "dials" } },
  },
};

describe.skipIf(executable === null)("findings", () => {
  const { open: visited, taken } = browsing();
  const open = (given: Answers, heading: string): Promise<Visit> =>
    visited(given, "/skydda/brister", heading);

  const top =
    "3 brister är öppna; mest flyttar det som rättas på " +
    "SRV-VERKSAMHETSUTVECKLING01.KOMMUN.EXAMPLE.SE.";

  test("the list is in order of what mending moves, and each row opens its fix", async () => {
    const opened = await open(answers, top);
    const { page } = opened;
    await expectSound(opened, "findings");
    await page.setViewportSize({ width: 1320, height: 950 });
    const rows = page.locator("table tbody tr");
    expect(await rows.first().innerText()).toContain("12\u00A0% mindre skada");
    expect(await rows.last().innerText()).toContain("räknas inte");
    expect(await page.locator("main").innerText()).toContain("τ = 0,12 på 20 ställen");
    expect(await page.locator("main").innerText()).toMatch(
      /I 1\s200 fall gick det inte att avgöra/u,
    );
    for (const [at, finding] of figures.findings.entries()) {
      await rows.nth(at).getByRole("button").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("heading", { name: "Så rättar ni den" }).waitFor();
      expect(await dialog.innerText()).toContain(finding.fix.text.sv);
      await dialog.getByText("Vad som hänt med den").click();
      expect(await dialog.innerText()).toContain("Astrid Påhitt beslöt att leva med den till");
      const mail = await dialog.getByRole("link", { name: "Öppna i e-post" }).getAttribute("href");
      expect(mail).toContain(encodeURIComponent(`[vallgrav ${finding.id}]`));
      expect(await inspect(opened)).toEqual([]);
      await shoot(page, `finding-${at}`);
      await dialog.getByRole("button", { name: "Stäng" }).click();
      await dialog.waitFor({ state: "hidden" });
    }
    await opened.close();
  });

  test("an owner, a day and an acceptance are sent, and the lines can be copied", async () => {
    const opened = await open(answers, top);
    const { page } = opened;
    await page.getByRole("button", { name: /^Tjänstekonto/ }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.innerText()).toContain("Bestämt av Astrid Påhitt");
    expect(await dialog.innerText()).toContain("för hand går den inte att bocka av");
    await dialog.getByRole("button", { name: "Kopiera" }).click();
    await dialog.getByLabel("Vem tar hand om den?").fill("Drift 1");
    await dialog.getByRole("button", { name: "Spara ägare och dag" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /^Tjänstekonto/ }).click();
    await dialog.getByLabel("Varför lever ni med den?").fill("Byts i vår");
    await dialog.getByLabel(/^Till och med/).fill("2026-12-24");
    await dialog.getByRole("button", { name: "Lev med den så länge" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(taken()).toEqual([
      { what: "POST /finding", hasHeader: true },
      { what: "POST /finding", hasHeader: true },
    ]);
    await opened.close();
  });

  test("where too little is known the page speaks in words", async () => {
    const opened = await open(words, top);
    const { page } = opened;
    const cells = await page.locator("table tbody tr td:nth-of-type(1)").allInnerTexts();
    expect(cells).toEqual(["mycket", "lite", "räknas inte"]);
    await page.getByRole("button", { name: /^Påhittad brist/ }).click();
    const said = await page.getByRole("dialog").innerText();
    expect(said).toContain("Läget flyttas mycket.");
    expect(said).not.toMatch(/procentenheter|timmar mindre/);
    await opened.close();
  });

  test("nothing known, and impacts under way, are said", async () => {
    const nothing = await open(empty, "Ingen öppen brist är känd.");
    // An empty house has done nothing wrong: it is led to where files are read.
    await nothing.page.locator("main").getByRole("link", { name: "Till Underlag" }).waitFor();
    expect(await nothing.page.locator("main .problems").count()).toBe(0);
    await expectSound(nothing, "findings-empty");
    await nothing.close();
    const waiting = await open(computing, "3 brister är öppna.");
    expect(await waiting.page.locator("main").innerText()).toContain("räknas just nu");
    // What nobody has computed is not called beyond counting.
    const cells = await waiting.page.locator("table tbody tr td:nth-of-type(1)").allInnerTexts();
    expect(cells.filter((cell) => cell === "räknas inte")).toEqual([]);
    expect(cells).toContain("inte räknat än");
    await waiting.page.locator(".finding-open").last().click();
    await waiting.page.getByRole("dialog").getByText("Det är inte räknat än.").waitFor();
    await waiting.page.getByRole("button", { name: "Stäng" }).click();
    await expectSound(waiting, "findings-computing");
    await waiting.close();
  });
});
