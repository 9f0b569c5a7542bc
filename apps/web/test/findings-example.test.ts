/**
 * Findings of the example municipality in a real browser against the real server: the first page in
 * order of what mending moves, each row with its fix; and from a pasted warning to letters.
 */
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { FindingsPage, Job } from "@vallgrav/platform/api";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executable } from "./browsing.ts";
import { startBrowser } from "./browser.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { inspect, settle, shoot, visit, type Visit } from "./visit.ts";

const timeout = 240_000;
const house = { "x-vallgrav": "1" };
const reports = fileURLToPath(new URL("../../../examples/reports/", import.meta.url));

/** As CERT-SE writes, about an invented flaw. */
const warning = `CERT-SE: Kritisk sårbarhet i Påhittad fildelning

Publicerad 2026-11-20 08:00. En kritisk sårbarhet, CVE-2026-990003, utnyttjas aktivt. Berörda är
bland annat Windows Server 2012 R2 Standard och Windows Server 2019 Standard. CERT-SE rekommenderar
att uppdatera så snart som möjligt.`;

describe.skipIf(executable === null)("findings of the example", () => {
  let browser: Browser;
  let server: RealServer;
  let opened: Visit;

  async function send(path: string, body: object): Promise<Job> {
    const answer = await opened.page.request.post(`${server.origin}/api${path}`, {
      headers: house,
      ...body,
    });
    expect([path, answer.ok()]).toEqual([path, true]);
    return (await answer.json()) as Job;
  }

  async function read<T>(path: string): Promise<T> {
    const answer = await opened.page.request.get(`${server.origin}/api${path}`);
    return (await answer.json()) as T;
  }

  /** Asks again until it is so. Before tests there is no `expect.poll`. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 200_000;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error("it never was so");
      await setTimeout(500);
    }
  }

  async function done({ id }: Job): Promise<void> {
    await until(async () =>
      (await read<readonly Job[]>("/jobs")).some((one) => one.id === id && one.state === "done"),
    );
  }

  beforeAll(async () => {
    await buildWeb(servedFolder);
    browser = await startBrowser(executable ?? "");
    server = await openRealServer();
    opened = await visit(browser, `${server.origin}/`);
    const account = { name: "Astrid Exempel", password: "vallen är djup i natt" };
    await send("/first-run", { data: account });
    await done(await send("/example", {}));
    for (const name of ["openvas.xml", "nessus.nessus"]) {
      const buffer = await readFile(`${reports}${name}`);
      const files = { name, mimeType: "application/xml", buffer };
      await done(await send("/imports", { multipart: { files } }));
    }
  }, timeout);

  afterAll(async () => {
    await opened.close();
    await browser.close();
    await server.close();
  });

  async function go(path: string): Promise<Page> {
    const { page } = opened;
    await page.goto(`${server.origin}${path}`);
    await settle(page);
    return page;
  }

  test("from a pasted warning to letters in well under two minutes", { timeout }, async () => {
    const page = await go("/skydda/drabbade");
    const began = performance.now();
    await page.getByLabel("Varningen, eller ett namn").fill(warning);
    await page.getByRole("button", { name: "Se efter" }).click();
    await page.getByRole("heading", { name: "Brev till ägarna" }).waitFor();
    const tookMs = performance.now() - began;
    process.stdout.write(`from paste to letters: ${Math.round(tookMs)} ms\n`);
    expect(tookMs).toBeLessThan(120_000);
    const told = await page.locator("main").innerText();
    for (const part of ["CVE-2026-990003", "Drabbade", "Vet inte", "Berörda hos er:"])
      expect(told).toContain(part);
    const sure = page.getByRole("table", { name: "Drabbade" }).locator("tbody tr");
    expect(await sure.count()).toBeGreaterThan(3);
    const letters = page.locator(".affected-letter");
    expect(await letters.count()).toBeGreaterThan(1);
    expect([await inspect(opened), opened.faults]).toEqual([[], []]);
    await shoot(page, "affected-example");
  });

  test(
    "the first page is by what mending moves, and each row opens its fix",
    { timeout },
    async () => {
      await until(async () => (await read<FindingsPage>("/findings")).impacts.state === "ready");
      const { findings, total } = await read<FindingsPage>("/findings");
      const losses = findings.map(({ impact }) => impact?.loss.value ?? 0);
      expect(losses).toEqual(losses.toSorted((a, b) => a - b));
      expect([losses[0] ?? 0, findings.length]).toEqual([expect.any(Number), Math.min(50, total)]);
      expect(losses[0]).toBeLessThan(0);
      const page = await go("/skydda/brister");
      const rows = page.locator("table tbody tr");
      await rows.first().waitFor();
      expect(await rows.count()).toBe(findings.length);
      const without: string[] = [];
      for (const [at, { id, fix }] of findings.entries()) {
        await rows.nth(at).getByRole("button").click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("heading", { name: "Så rättar ni den" }).waitFor();
        const said = await dialog.innerText();
        const isWhole = fix.text.sv.length > 20 && said.includes(fix.text.sv) && said.includes(id);
        if (!isWhole) without.push(id);
        await dialog.getByRole("button", { name: "Stäng" }).click();
        await dialog.waitFor({ state: "hidden" });
      }
      const moving = losses.filter((loss) => loss < 0).length;
      process.stdout.write(
        `${findings.length} of ${total} findings on the first page, ${moving} move the dials; ` +
          `each opened, ${without.length} without a fix\n`,
      );
      expect(without).toEqual([]);
      expect([await inspect(opened), opened.faults, server.errors]).toEqual([[], [], []]);
      await shoot(page, "findings-example");
    },
  );
});
