/** The story of the ways in a real browser: one is followed, replayed, and closed by measures. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { ready } from "./scenarios.ts";
import { openSite, type Site } from "./site.ts";
import { expectSound } from "./sound.ts";
import { inspect, settle, visit, type Visit } from "./visit.ts";

const executable = findBrowser();

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("the ways in", () => {
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

  async function open(): Promise<Visit> {
    site.answer(ready("figures"));
    const opened = await visit(browser, `${site.origin}/skydda`);
    await opened.page.getByRole("heading", { level: 1, name: /av vägarna in går genom/ }).waitFor();
    await settle(opened.page);
    return opened;
  }

  test("one way is followed and replayed, and measures show what gets through", async () => {
    const opened = await open();
    const { page } = opened;
    const faint = page.locator(".way-step.faint");
    await page.getByText(/^Efter .*: 8 av 8 steg tagna\.$/).waitFor();
    expect(await faint.count()).toBe(0);
    await page.getByLabel("Följ").selectOption("väg 3 till Hemtjänstens planering");
    await page.getByText(/: 4 av 4 steg tagna\.$/).waitFor();
    expect(await faint.count()).toBe(4);
    const slider = page.getByRole("slider", { name: "Hur långt angriparen hunnit" });
    await slider.focus();
    await page.keyboard.press("Home");
    await page.getByText(/: 1 av 4 steg tagna\.$/).waitFor();
    expect(await faint.count()).toBe(7);
    await page.getByRole("button", { name: "Spela upp" }).click();
    await page.getByText(/: 4 av 4 steg tagna\.$/).waitFor();
    await page.getByRole("button", { name: "Spela upp" }).waitFor();
    await page.getByText("Inga åtgärder är ikryssade.").waitFor();
    await page.getByRole("checkbox", { name: "Räkna med Korta övningar för alla" }).check();
    await page
      .getByText(/den ikryssade åtgärden går minst 40\s% av/)
      .first()
      .waitFor();
    expect(await page.locator(".way-step.closed").count()).toBe(0);
    await page.getByRole("checkbox", { name: "Räkna med Administratörer i nivåer" }).check();
    await page
      .getByText(/de 2 ikryssade åtgärderna går minst 10\s% av/)
      .first()
      .waitFor();
    const rows = page.getByRole("table", { name: "Går fram ändå, minst" }).locator("tbody tr");
    expect(await rows.locator("td").allInnerTexts()).toEqual(["19\u00A0%", "0\u00A0%", "0\u00A0%"]);
    expect(await page.locator(".way-step.closed").count()).toBe(4);
    expect(await inspect(opened)).toEqual([]);
    await expectSound(opened, "ways-replayed");
    await opened.close();
  });
});
