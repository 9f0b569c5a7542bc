/** The story of the ways in a real browser: one is followed, replayed, and closed by measures. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { ready } from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect, type Visit } from "./visit.ts";

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("the ways in", () => {
  const pages = browsing();
  const open = (): Promise<Visit> =>
    pages.open(ready("figures"), "/skydda", /av vägarna in går genom/);

  test("one way is followed and replayed, and measures show what gets through", async () => {
    const opened = await open();
    const { page } = opened;
    await page.getByText(/^Den vanligaste vägen, .* → .*\.$/).waitFor();
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
