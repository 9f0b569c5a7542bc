/** The page that holds a warning against what is known: paste, read, letters out. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { affected, nothing } from "./fixtures/affected.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import { inspect, shoot } from "./visit.ts";

const answers: Answers = { ...scenarios.ready("figures"), "POST /affected": affected };
const path = "/skydda/drabbade";

describe.skipIf(executable === null)("affected", () => {
  const { open, sent } = browsing();

  async function paste(page: Page, text: string): Promise<void> {
    await page.getByLabel("Varningen, eller ett namn").fill(text);
    await page.getByRole("button", { name: "Se efter" }).click();
  }

  test("what is pasted is told apart into affected and not known, with letters", async () => {
    const opened = await open(answers, path, "Är vi drabbade?");
    const { page } = opened;
    await expectSound(opened, "affected-empty");
    await page.setViewportSize({ width: 1320, height: 950 });
    await page.getByRole("button", { name: "Se efter" }).click();
    await page.getByText("Klistra in eller skriv något först.").waitFor();
    expect([sent(), await inspect(opened)]).toEqual([[], []]);
    await paste(page, "Varning om CVE-2026-990003");
    const heading = "Ett ställe hos er är drabbat; 1 nämns och är inte utredda.";
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await expectSound(opened, "affected");
    await page.setViewportSize({ width: 1320, height: 950 });
    const rows = async (name: string): Promise<string> =>
      page.getByRole("table", { name }).locator("tbody").innerText();
    expect(await rows("Drabbade")).toMatch(
      /12\s% mindre skada[^]*Omsorgsplaneraren[^]*Omsorgsnämnden[^]*tcp\/445/u,
    );
    expect(await rows("Vet inte")).toContain("ingen känd");
    expect(await page.locator("main").innerText()).toContain("lästa 2026-11-20");
    const mails = page.getByRole("link", { name: /^Öppna i e-post/ });
    expect(await mails.count()).toBe(1);
    const mail = new URL((await mails.getAttribute("href")) ?? "");
    expect([mail.protocol, mail.searchParams.get("body")]).toEqual([
      "mailto:",
      affected.letters[0]?.text.sv.replaceAll("\n", "\r\n"),
    ]);
    expect(await page.getByText("För långt för att öppnas i e-post").count()).toBe(1);
    await opened.close();
  });

  test("a letter is copied, the list fetched, and the page prints without its form", async () => {
    const opened = await open(answers, path, "Är vi drabbade?", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const { page } = opened;
    await paste(page, "Varning om CVE-2026-990003");
    await page.getByRole("button", { name: /^Kopiera brevet: Till systemansvarig/ }).click();
    await page.getByText("Brevet är kopierat.").waitFor();
    expect(await page.evaluate<string>("navigator.clipboard.readText()")).toBe(
      `${affected.letters[0]?.subject.sv}\n\n${affected.letters[0]?.text.sv}`,
    );
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Hämta listan som CSV" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("drabbade.csv");
    const [head, first, second] = (await readFile(await file.path(), "utf8")).split("\r\n");
    expect(head).toMatch(/^standing,asset,asset-kind,asset-id,because,finding-ids,/);
    expect(first).toContain("affected,SRV-VERKSAMHETSUTVECKLING01");
    expect(second).toContain("unknown,SRV-GAMMAL");
    await page.evaluate("globalThis.print = () => { globalThis.hasPrinted = true; }");
    await page.getByRole("button", { name: "Skriv ut" }).click();
    expect(await page.evaluate("globalThis.hasPrinted")).toBe(true);
    await page.emulateMedia({ media: "print" });
    await shoot(page, "affected-print");
    expect(await page.getByLabel("Varningen, eller ett namn").isVisible()).toBe(false);
    expect(await page.locator(".ask-letter").first().isVisible()).toBe(true);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("a text that names nothing known says what that does not mean", async () => {
    const opened = await open({ ...answers, "POST /affected": nothing }, path, "Är vi drabbade?");
    const { page } = opened;
    await paste(page, "Väder i morgon");
    await page.getByRole("heading", { name: "Texten nämner inget som är känt hos er." }).waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toContain("Det säger inte att ni inte berörs");
    expect(text).toContain("inga kända sårbarheter är inlästa");
    await expectSound(opened, "affected-nothing");
    await opened.close();
  });
});
