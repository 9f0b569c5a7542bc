/**
 * Alerts in a real browser against the real server: a line comes in by syslog, a rule holds, and
 * the page shows what is within reach of a host that the directory knows.
 */
import { createServer, connect } from "node:net";
import type { AddressInfo } from "node:net";
import type { AlertRow, Job } from "@vallgrav/platform/api";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { expectSound } from "./sound.ts";
import { settle, visit } from "./visit.ts";

const executable = findBrowser();

const rule = `
title: Access to the memory of LSASS
id: 5a4f0c3e-0000-4000-8000-00000000000a
description: Somebody reads the memory in which credentials lie.
falsepositives: [Antivirus]
level: high
tags: [attack.t1003.001]
logsource: { product: windows, category: process_access }
detection:
  selection: { TargetImage|endswith: '\\lsass.exe' }
  condition: selection
`;

const event = {
  Channel: "Microsoft-Windows-Sysmon/Operational",
  EventID: 10,
  Computer: "srv-journal01.kommun.example.se",
  UtcTime: "2026-11-24 09:00:00.000",
  SourceImage: "C:\\Users\\Public\\verktyg.exe",
  TargetImage: "C:\\Windows\\System32\\lsass.exe",
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function send<T>(page: Page, path: string, body: object): Promise<T> {
  const init = {
    method: "POST",
    headers: { "x-vallgrav": "1", "content-type": "application/json" },
  };
  const whole = JSON.stringify({ ...init, body: JSON.stringify(body) });
  return page.evaluate<T>(`fetch("/api${path}", ${whole}).then((answer) => answer.json())`);
}

function ask<T>(page: Page, path: string): Promise<T> {
  return page.evaluate<T>(`fetch("/api${path}").then((answer) => answer.json())`);
}

async function until<T>(look: () => Promise<T>, isEnough: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (isEnough(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Connects a machine that does not answer in the place of Microsoft's, and collects. */
async function connectGraph(page: Page): Promise<void> {
  await page.getByText("Anslutning", { exact: true }).click();
  const fields = {
    "Klientorganisation (id eller domän)": "kommun.example.se",
    "Programmets id": "11111111-2222-4333-8444-555555555555",
    "Programmets hemlighet": "hemligheten-i-provet",
    "Adress för inloggning": "https://localhost:9",
    "Adress för larm": "https://localhost:9",
  };
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Spara anslutningen" }).click();
  await page.getByText("Larm hämtas från kommun.example.se var 15 minut.").waitFor();
  expect(await page.content()).not.toContain("hemligheten-i-provet");
  await page.getByRole("button", { name: "Hämta nu" }).click();
  await page.getByText(/^Microsoft Graph gav inget helt svar/).waitFor({ timeout: 60_000 });
  await page.getByText("Allt har ännu inte lästs till slut.").waitFor();
}

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("alerts", () => {
  let browser: Browser;
  let server: RealServer;
  let port = 0;

  beforeAll(async () => {
    await buildWeb(servedFolder);
    browser = await startBrowser(executable ?? "");
    port = await freePort();
    server = await openRealServer(null, { rule, tcp: { host: "127.0.0.1", port } });
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test("an alert from a host of the directory shows what is within its reach", async () => {
    const opened = await visit(browser, `${server.origin}/`);
    const { page } = opened;
    await send(page, "/first-run", { name: "Astrid Exempel", password: "vallen är djup i natt" });
    const { id } = await send<Job>(page, "/example", {});
    await until(
      () => ask<Job>(page, `/jobs/${id}`),
      ({ state }) => state === "done",
    );
    const later = { ...event, UtcTime: "2026-11-24 09:40:00.000" };
    const lines = [event, later].map((one) => `${JSON.stringify(one)}\n`);
    connect(port, "127.0.0.1").end(lines.join(""));
    const alerts = await until(
      () => ask<readonly AlertRow[]>(page, "/watch/alerts"),
      ([alert]) => alert?.count === 2,
    );
    expect(alerts[0]?.assets.map(({ name }) => name)).toEqual(["SRV-JOURNAL01.KOMMUN.EXAMPLE.SE"]);
    await page.goto(`${server.origin}/upptacka`);
    await page.getByRole("heading", { level: 1, name: "Ett larm väntar." }).waitFor();
    // Nobody has said who acts at night: the page says what that means, and asks.
    await page
      .getByText(/^Utanför kontorstid agerar ingen\. Larm som kommer då granskas/)
      .waitFor();
    await settle(page);
    await expectSound(opened, "alerts");
    await page.getByLabel("Namn eller funktion").fill("Beredskapen");
    await page.getByLabel("Nås på").fill("031-390 06 00");
    await page.getByRole("button", { name: "Den agerar" }).click();
    await page
      .getByText("Utanför kontorstid agerar Beredskapen, som nås på 031-390 06 00.")
      .waitFor();
    await page.getByRole("link", { name: "Access to the memory of LSASS" }).click();
    await page.getByText(/^Inom ett dygn ligger \d+ saker öppna/).waitFor({ timeout: 120_000 });
    await page.getByRole("region", { name: "Karta över vägarna" }).waitFor();
    expect(await page.locator(".way-step").count()).toBeGreaterThan(2);
    const reached = page.getByRole("table", { name: "Vad som nås" });
    await reached.getByRole("link", { name: "Journalen", exact: true }).first().waitFor();
    expect(await page.locator(".alert-timeline circle").count()).toBe(2);
    await expectSound(opened, "alert");
    const here = page.locator('.under [aria-current="page"]');
    expect(await here.textContent()).toBe("Larm");
    await page.getByText("Tysta regeln").click();
    await page.getByLabel("Där", { exact: true }).selectOption("Computer");
    await page.getByLabel("Skäl").fill("Känd övning");
    await page.getByLabel("Ansvarig").fill("Drift");
    await page.getByRole("button", { name: "Tysta", exact: true }).click();
    await page.getByText(/^Tystad till /).waitFor();
    await page.getByRole("button", { name: "Ofarligt" }).click();
    await page.getByText(/^Ändrat av Astrid Exempel/).waitFor();
    expect(await ask<readonly AlertRow[]>(page, "/watch/alerts")).toEqual([]);
    await page.goto(`${server.origin}/upptacka/regler`);
    await page.getByRole("heading", { level: 1, name: /^\d+ regler är redo\.$/ }).waitFor();
    const silenced = page.getByRole("table", { name: "Tystade" });
    await silenced.getByText("Computer = srv-journal01.kommun.example.se").waitFor();
    await page.getByLabel("Sök", { exact: true }).fill("T1490");
    await page.getByRole("rowheader", { name: "Skuggkopior raderas" }).waitFor();
    await page.getByText("Körning av kod").click();
    await page.getByRole("button", { name: "T1059 Command and Scripting Interpreter" }).click();
    expect(await page.getByLabel("Sök", { exact: true }).inputValue()).toBe("T1059");
    await settle(page);
    await expectSound(opened, "rules");
    await silenced.getByRole("button", { name: /^Låt larma igen/ }).click();
    await page.getByText("Ingen regel är tystad.", { exact: false }).waitFor();
    await page.goto(`${server.origin}/upptacka/kallor`);
    await page.getByRole("heading", { level: 1, name: "Alla källor hörs." }).waitFor();
    await page.getByLabel("Namn").fill("Filebeat");
    await page.getByRole("button", { name: "Skapa nyckel" }).click();
    await page.getByText(/^vgs_/).waitFor();
    await page.getByRole("rowheader", { name: "Filebeat" }).waitFor();
    await connectGraph(page);
    await settle(page);
    await expectSound(opened, "log-sources");
    await page.getByRole("button", { name: "Ta bort anslutningen" }).click();
    await page.getByText("Inga larm hämtas från Microsoft Defender.", { exact: false }).waitFor();
    await page.goto(`${server.origin}/upptacka`);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Välj filer" }).click();
    const alert = "Larm;Allvar;Tid;Dator\nMimikatz;Hög;2026-11-20 12:00;srv-journal01\n";
    await (
      await chooser
    ).setFiles([
      { name: "larm.csv", mimeType: "text/csv", buffer: Buffer.from(alert) },
      { name: "brev.txt", mimeType: "text/plain", buffer: Buffer.from("Hej") },
    ]);
    await page.getByText("1 nytt larm, 0 fanns redan, 0 tystas.").waitFor();
    await page.getByText(/^brev\.txt: /).waitFor();
    await page.getByRole("link", { name: "Mimikatz" }).waitFor();
    const found = await ask<readonly AlertRow[]>(page, "/watch/alerts");
    expect(found[0]?.assets.map(({ name }) => name)).toEqual(["SRV-JOURNAL01.KOMMUN.EXAMPLE.SE"]);
    await settle(page);
    await expectSound(opened, "alerts-dropped");
    expect(opened.faults).toEqual([]);
    await opened.close();
    expect(server.errors).toEqual([]);
  }, 300_000);
});
