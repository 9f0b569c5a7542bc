/** The page of committees and companies, and what a wall leaves of menus. */
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { register } from "./fixtures/registers.ts";
import * as scenarios from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect, type Visit } from "./visit.ts";

const figures = scenarios.ready("figures");
const may = [...scenarios.user.may, "registers/view", "registers/change", "walls/change"] as const;
const user = { ...scenarios.user, may };
const answers = {
  ...figures,
  "GET /session": { state: "signed-in", user },
  "GET /registers": [register],
  "POST /registers/u1/entries": register,
  "POST /registers/u1/cases": register,
  "POST /registers/u1/cases/c1": register,
  "POST /units/u1/wall": { ...register.unit, parent: null },
};

describe.skipIf(executable === null)("committees and companies", () => {
  const { open: visited, sent } = browsing();
  const open = (given: typeof figures, heading: string | RegExp): Promise<Visit> =>
    visited(given, "/styra/namnder", heading);

  test("clocks, the register and the wall stand together and are changed there", async () => {
    const opened = await open(answers, "En anmälan har gått över tiden.");
    const { page } = opened;
    await expectSound(opened, "registers");
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await inspect(opened)).toEqual([]);
    await page.getByText("inte kontrollerat mot källan").first().waitFor();
    await page.getByLabel("Vad har hänt, kort?").fill("Servern svarar inte");
    await page.getByLabel("När blev det känt?").fill("i går");
    await page.getByRole("button", { name: "Starta klockorna" }).click();
    await page.getByText("Skriv datum och klockslag så: 2026-11-24 14:30.").waitFor();
    expect(sent()).toEqual([]);
    await page.getByLabel("När blev det känt?").fill("2026-11-24 14:30");
    await page.getByRole("button", { name: "Starta klockorna" }).click();
    await expect.poll(sent).toEqual(["POST /registers/u1/cases"]);
    await page.getByRole("button", { name: "Spara", exact: true }).first().click();
    await expect.poll(sent).toContain("POST /registers/u1/cases/c1");
    await page.getByLabel("Vilken behandling").selectOption("model");
    await page.getByLabel("Gäller inte oss, därför att").fill("Vi läser inte in något.");
    await page.getByRole("button", { name: "Spara", exact: true }).last().click();
    await expect.poll(sent).toContain("POST /registers/u1/entries");
    await page.getByRole("button", { name: "Spara gränsen" }).click();
    await expect.poll(sent).toContain("POST /units/u1/wall");
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("behind a wall the menu leads only where something is left", async () => {
    const walled = { ...user, isWalled: true, unit: "u1" };
    const given = { ...answers, "GET /session": { state: "signed-in", user: walled } };
    const opened = await open(given, /klock|anmälan/);
    const menu = opened.page.getByRole("navigation", { name: "Funktioner" });
    const names = await menu.getByRole("link").allTextContents();
    expect(names.map((name) => name.replace(/ \(.*/, ""))).toEqual([
      "Läge",
      "Styra",
      "Styra",
      "Konton",
      "Nämnder",
      "Känna",
      "Skydda",
      "Upptäcka",
      "Hantera",
      "Återställa",
    ]);
    expect(await menu.getByRole("link", { name: "Känna" }).getAttribute("href")).toBe("/kanna/sok");
    expect(opened.faults).toEqual([]);
    await opened.close();
  });
});
