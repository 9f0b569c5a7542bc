/** Pieces of the program: only what a page needs is fetched, and one that does not come is said. */
import { setTimeout } from "node:timers/promises";
import { problemText } from "@vallgrav/knowledge/words";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { planAt } from "./fixtures/plan.ts";
import { ready } from "./scenarios.ts";
import { expectSound } from "./sound.ts";
import { settle, visit } from "./visit.ts";

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("pieces", () => {
  const { browser, site } = browsing();

  test("a piece that does not come is said, and asking again brings the page", async () => {
    site().answer(ready("figures"));
    const opened = await visit(browser(), `${site().origin}/skydda/atgarder`, {
      expected: /Failed to load resource/,
    });
    const { page } = opened;
    const measures = page.getByRole("heading", { level: 1, name: /^2 åtgärder/ });
    await measures.waitFor();
    // The rest is asked for after a while; before that the server goes away.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.getByRole("link", { name: "Upptäcka" }).click();
    await page.getByText("Servern svarar inte.").waitFor();
    await page.unroute("**/assets/*.js");
    await page.getByRole("button", { name: "Försök igen" }).click();
    await page.getByRole("heading", { level: 1, name: "Inga larm väntar." }).waitFor();
    await opened.close();
  });

  test("a page comes in six files at most, without the words of problems", async () => {
    const said = problemText(
      { code: "protect/no-model", severity: "error", at: null, args: {} },
      "sv",
    );
    site().answer(ready("figures"));
    for (const path of ["/skydda/atgarder", "/upptacka", "/styra/konton", "/"]) {
      const { page, close } = await visit(browser(), `${site().origin}${path}`);
      await page.locator("h1").waitFor();
      const scripts = await page.evaluate<readonly string[]>(
        `performance.getEntriesByType("resource").map(({ name }) => name)
          .filter((name) => name.endsWith(".js"))`,
      );
      const texts = await Promise.all(scripts.map(async (name) => (await fetch(name)).text()));
      await close();
      // As many as a browser fetches at once: what came in twenty waited in line.
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.length).toBeLessThanOrEqual(6);
      expect([path, texts.some((text) => text.includes(said))]).toEqual([path, false]);
    }
  });

  test("a page is drawn as soon as its piece and its answers have come", async () => {
    site().answer(ready("figures"));
    const profile = await browser().newContext();
    const page = await profile.newPage();
    // The page's own clock stands still but for one millisecond at a time: whatever holds a page
    // back for a while, as React does after it has shown that something waits, is seen by that.
    await page.clock.install({ time: "2026-11-30T08:00:00Z" });
    await page.clock.pauseAt("2026-11-30T09:00:00Z");
    await page.goto(`${site().origin}/skydda/atgarder`);
    const heading = page.getByRole("heading", { level: 1, name: /^2 åtgärder/ });
    let waitedMs = 0;
    for (; waitedMs < 200 && !(await heading.isVisible()); waitedMs += 1) {
      await setTimeout(50);
      await page.clock.runFor(1);
    }
    expect(waitedMs).toBeLessThan(100);
    await profile.close();
  });

  test.each([
    ["/styra/konton", ["/access", "/accounts", "/units"]],
    [
      "/",
      [
        `/attackers?budgetSek=${planAt(1_200_000).budgetSek}`,
        "/asks",
        "/ladder",
        "/measures",
        "/position",
        "/reality",
        "/status",
      ],
    ],
  ])("what %s will ask is asked while its program comes, each question once", async (at, own) => {
    site().answer(ready("figures"));
    const profile = await browser().newContext();
    const page = await profile.newPage();
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith("/api/")) asked.push(pathname.slice(4) + search);
    });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await page.route("**/assets/index-*.js", async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(`${site().origin}${at}`, { waitUntil: "commit" });
    const expected = [...own, "/alerts", "/jobs", "/session"].toSorted();
    await expect.poll(() => [...new Set(asked)].toSorted()).toEqual(expected);
    expect(await page.locator("h1").count()).toBe(0);
    release();
    await page.locator("h1").waitFor();
    await settle(page);
    expect(asked.filter((path) => path !== "/session").toSorted()).toEqual(
      expected.filter((path) => path !== "/session"),
    );
    await profile.close();
  });

  test("English is fetched by those who choose it, and is kept", async () => {
    site().answer(ready("figures"));
    const { page, close } = await visit(browser(), `${site().origin}/skydda/atgarder`);
    await page.getByRole("heading", { level: 1, name: /^2 åtgärder/ }).waitFor();
    await page.getByLabel("Språk").selectOption("en");
    await page.getByRole("heading", { level: 1, name: /^2 measures/ }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: /^2 measures/ }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await close();
  });

  test("moving on waits for nothing once the rest has come", async () => {
    site().answer(ready("figures"));
    const opened = await visit(browser(), `${site().origin}/styra/logg`);
    const { page } = opened;
    await page.getByRole("heading", { level: 1, name: "Loggen har 2 poster." }).waitFor();
    const script = "({ name }) => name.endsWith('.js')";
    const scripts = (): Promise<number> =>
      page.evaluate<number>(`performance.getEntriesByType("resource").filter(${script}).length`);
    const first = await scripts();
    await expect.poll(scripts, { timeout: 20_000 }).toBeGreaterThan(first);
    // All of them are asked for at once: when a second brings no more, they have come.
    for (let before = 0, now = 1; before !== now;) {
      before = now;
      await setTimeout(1_000);
      now = await scripts();
    }
    await page.route("**/assets/*.js", (route) => route.abort());
    for (const [link, heading] of [
      ["Känna", /^Vi känner/],
      ["Skydda", /av vägarna in går genom/],
    ] as const) {
      await page.getByRole("link", { name: link, exact: true }).click();
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
    await expectSound(opened, "moved-on");
    await opened.close();
  });
});
