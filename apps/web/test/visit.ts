/** A visit to a page, watched: the console, requests to other machines, what axe finds. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page being visited, and everything that went wrong on it. */
export type Visit = {
  readonly page: Page;
  /** Console errors, uncaught errors, breaches of the policy and requests elsewhere. */
  readonly faults: string[];
  readonly close: () => Promise<void>;
};

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Opens an address with a clean browser profile. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions & { readonly expected?: RegExp } = {},
): Promise<Visit> {
  const { expected, ...context } = options;
  const profile = await browser.newContext({
    viewport: { width: 1320, height: 950 },
    locale: "sv-SE",
    reducedMotion: "reduce",
    ...context,
  });
  const page = await profile.newPage();
  const faults: string[] = [];
  const { origin } = new URL(address);
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (expected?.test(message.text()) !== true) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`elsewhere: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A page that is left gives up what it was fetching.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()} ${why}`);
  });
  await page.addInitScript(`
    globalThis.breaches = [];
    addEventListener("securitypolicyviolation", (event) =>
      globalThis.breaches.push(event.violatedDirective + " " + event.blockedURI));
  `);
  await page.goto(address);
  return { page, faults, close: () => profile.close() };
}

/** What axe finds against WCAG 2.2 A and AA, and breaches of the policy, one line each. */
export async function inspect({ page }: Visit): Promise<readonly string[]> {
  const breaches = await page.evaluate<readonly string[]>("globalThis.breaches");
  await page.evaluate(axe.source);
  const found = await page.evaluate<readonly string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then((result) =>
      result.violations.flatMap((rule) => rule.nodes.map((node) =>
        rule.id + ": " + node.target.join(" ") + " – " + (node.failureSummary ?? ""))))`,
  );
  return [...breaches.map((breach) => `policy: ${breach}`), ...found];
}

/** How far the page can be scrolled sideways, in pixels. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
}

/** Keeps a picture in the folder named by VALLGRAV_SHOTS, if one is. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["VALLGRAV_SHOTS"];
  if (folder === undefined || folder === "") return;
  await mkdir(folder, { recursive: true });
  await page.evaluate("document.fonts.ready.then(() => null)");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Waits until no part of the page is still waiting for its first answer. */
export async function settle(page: Page): Promise<void> {
  for (const loading of await page.locator(".loading").all())
    await loading.waitFor({ state: "detached" });
}
