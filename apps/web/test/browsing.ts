/**
 * A browser and a site of made-up answers for a file of page tests, begun before its tests and
 * ended after them.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { type Answers, openSite, type Site } from "./site.ts";
import { settle, visit, type Visit } from "./visit.ts";

/** Path of the browser; null where this machine has none, and page tests are left out. */
export const executable: string | null = findBrowser();

/** What page tests work with; to be used inside tests alone. */
export type Browsing = {
  readonly browser: () => Browser;
  readonly site: () => Site;
  /** Requests so far that changed something, as `METHOD /path`. */
  readonly sent: () => readonly string[];
  /** The same, each told once, with whether they bore the house's header. */
  readonly taken: () => Site["changes"];
  /**
   * Opens a page whose first heading is as given, forgets what was sent before, and waits until
   * everything on it has come.
   */
  readonly open: (
    answers: Answers,
    path: string,
    heading: RegExp | string,
    options?: Parameters<typeof visit>[2],
  ) => Promise<Visit>;
};

/** Call once in a `describe`. */
export function browsing(): Browsing {
  let browser: Browser | null = null;
  let site: Site | null = null;
  const begun = <T>(what: T | null): T => {
    if (what === null) throw new Error("the browser is begun before the tests");
    return what;
  };
  beforeAll(async () => {
    site = await openSite();
    browser = await startBrowser(executable ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  return {
    browser: () => begun(browser),
    site: () => begun(site),
    sent: () => begun(site).changes.map(({ what }) => what),
    taken: () => begun(site).changes.splice(0),
    open: async (answers, path, heading, options = {}) => {
      const { answer, changes, origin } = begun(site);
      answer(answers);
      changes.splice(0);
      const opened = await visit(begun(browser), `${origin}${path}`, options);
      await opened.page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await settle(opened.page);
      return opened;
    },
  };
}
