/** What the pages owe whoever uses them, in a real browser on the real server. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { settle, visit, type Visit } from "./visit.ts";

const executable = findBrowser();
const password = "vallen är djup i natt";
const timeout = 120_000;
const hostile = `<img src=x onerror="globalThis.broken=1">'"&{{7*7}}`;
const pages = ["/", "/borja", "/konto", "/styra/konton", "/styra/logg", "/kanna", "/skydda"];

/** What a page of ours would ask of the server, with the session of the browser. */
function send(page: Page, method: string, path: string, body: object): Promise<unknown> {
  return page.evaluate(
    `fetch("/api${path}", { method: "${method}", headers: { "x-vallgrav": "1",
      "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))} })
      .then((answer) => answer.text())`,
  );
}

describe.skipIf(executable === null)("what pages owe", () => {
  let browser: Browser;
  let server: RealServer;
  let opened: Visit;

  beforeAll(async () => {
    await buildWeb(servedFolder);
    browser = await startBrowser(executable ?? "");
    server = await openRealServer();
    opened = await visit(browser, `${server.origin}/`, { expected: /Failed to load resource/ });
  }, timeout);

  afterAll(async () => {
    await opened.close();
    await server.close();
    await browser.close();
  });

  test(
    "[SV115] passwords are masked, may be pasted, and managers know them",
    { timeout },
    async () => {
      const { page } = opened;
      const fields = page.locator('input[type="password"]');
      await fields.first().waitFor();
      expect(await fields.count()).toBe(2);
      for (const field of await fields.all())
        expect(await field.getAttribute("autocomplete")).toBe("new-password");
      // A page that hinders pasting cancels the event; ours has no say in it.
      const isTaken = await page.evaluate<boolean>(
        `[...document.querySelectorAll("input[type=password]")].every((one) => one.dispatchEvent(
        new ClipboardEvent("paste", { cancelable: true, bubbles: true })))`,
      );
      expect(isTaken).toBe(true);
      await page.getByLabel("Namn").fill("Astrid Exempel");
      for (const field of await fields.all()) await field.fill(password);
      await page.getByRole("button", { name: "Skapa kontot" }).click();
      await page.getByRole("heading", { level: 1, name: "Hur vill du börja?" }).waitFor();
    },
  );

  test(
    "[SV116] names stand on every page as they were written, and run nothing",
    { timeout },
    async () => {
      const { page } = opened;
      await send(page, "POST", "/units", { name: hostile, parent: null });
      await send(page, "POST", "/accounts", { name: hostile, role: "pupil", unit: null });
      let shown = 0;
      for (const path of pages) {
        await page.goto(`${server.origin}${path}`);
        await page.getByRole("button", { name: "Logga ut" }).waitFor();
        await settle(page);
        const text = await page.locator("body").innerText();
        if (text.includes(hostile)) shown += 1;
        expect([path, await page.evaluate("globalThis.broken ?? null")]).toEqual([path, null]);
        const links = await page.evaluate<readonly string[]>(
          "[...document.querySelectorAll('a[href]')].map((one) => one.href)",
        );
        for (const link of links) expect(link).toMatch(/^https?:\/\/127\.0\.0\.1/);
      }
      expect(shown).toBeGreaterThan(0);
    },
  );

  test(
    "[SV117] signing out stands on every page, and the browser keeps nothing",
    { timeout },
    async () => {
      const { page } = opened;
      for (const path of pages) {
        await page.goto(`${server.origin}${path}`);
        await page.getByRole("button", { name: "Logga ut" }).waitFor();
      }
      const stored = (): Promise<string> =>
        page.evaluate<string>(
          `(async () => JSON.stringify({ ...localStorage, ...sessionStorage,
          caches: await caches.keys(), bases: await indexedDB.databases() }))()`,
        );
      const before = await stored();
      expect(before).not.toContain("Astrid");
      expect(before).toMatch(/"caches":\[\],"bases":\[\]/);
      await page.getByRole("button", { name: "Logga ut" }).click();
      await page.getByRole("heading", { level: 1, name: "Logga in" }).waitFor();
      expect(await page.locator("body").innerText()).not.toContain("Astrid");
      expect(await stored()).toBe(before);
      const cookies = await page.context().cookies();
      expect(cookies.filter(({ name }) => name.includes("vallgrav"))).toEqual([]);
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Logga in" }).waitFor();
      expect(await page.locator("body").innerText()).not.toContain(hostile);
    },
  );
});
