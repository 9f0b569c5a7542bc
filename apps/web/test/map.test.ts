/** The map in a real browser: folders are opened by pointer and keyboard, and things looked at. */
import { describe, expect, test } from "vitest";
import { mapBox, placeNodes } from "../src/identify/map-layout.ts";
import { browsing, executable } from "./browsing.ts";
import { mapAt } from "./fixtures/map.ts";
import { empty, ready } from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { inspect, type Visit } from "./visit.ts";

test("no two boxes of the map cover each other, and all are on it", () => {
  for (const { nodes } of [mapAt(""), mapAt("computer")]) {
    const map = placeNodes(nodes);
    expect(map.nodes).toHaveLength(nodes.length);
    expect(new Set(map.nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
    for (const { x, y } of map.nodes)
      expect([x + mapBox.width <= map.width, y + mapBox.height <= map.height]).toEqual([
        true,
        true,
      ]);
  }
  expect(placeNodes([]).nodes).toEqual([]);
});

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("the map", () => {
  const pages = browsing();
  const open = (heading: string, answers = ready("figures")): Promise<Visit> =>
    pages.open(answers, "/kanna/karta", heading);

  test("a folder is opened by keyboard, a thing chosen, and the way back is there", async () => {
    const opened = await open("Kommunen på en karta: 8\u00A0092 ting.");
    const { page } = opened;
    await expectSound(opened, "map");
    await page.setViewportSize({ width: 1320, height: 950 });
    await page.getByRole("button", { name: /^datorer 2\s950 ?, öppna$/ }).focus();
    expect(await page.locator(".town-link.near").count()).toBe(2);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "250 ting i servrar." }).waitFor();
    expect(await page.getByRole("navigation", { name: "Var på kartan" }).innerText()).toMatch(
      /Allt\s*datorer\s*servrar/,
    );
    await expectSound(opened, "map-open");
    await page.getByRole("button", { name: /^SRV-VERKSAMHETSUTVECKLINGS.*, 12 samband/ }).click();
    await page.getByRole("heading", { level: 2, name: /^Samband med SRV-VERKSAMHETS/ }).waitFor();
    const rows = page.locator("table tbody tr");
    expect(await rows.count()).toBe(2);
    expect(await rows.last().innerText()).toContain("har full kontroll över");
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Visa alla samband" }).click();
    expect(await rows.count()).toBe(3);
    await page.getByRole("button", { name: "Allt", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /^Kommunen på en karta/ }).waitFor();
    await opened.close();
  });

  test("where nothing is known the page says how to begin", async () => {
    const opened = await open("Karta", empty);
    await opened.page.getByRole("link", { name: "Till Underlag" }).waitFor();
    await expectSound(opened, "map-empty");
    await opened.close();
  });
});
