/** Pages of single things in a real browser: accessible, silent, and they send what is said. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import { disputes, judged, pairs, settled } from "./fixtures/knowing.ts";
import * as scenarios from "./scenarios.ts";
import { type Answers, openSite, type Site } from "./site.ts";
import { expectSound } from "./sound.ts";
import { settle, visit, type Visit } from "./visit.ts";

const executable = findBrowser();

function byState(answers: Readonly<Record<string, unknown>>) {
  return (query: URLSearchParams): unknown => answers[query.get("state") ?? ""];
}

const page = (of: readonly unknown[]): unknown => ({ pairs: of, total: of.length, next: null });
const answers: Answers = {
  ...scenarios.ready("figures"),
  "GET /identities": byState({ suggested: page(pairs), judged: page(judged) }),
  "GET /contradictions": byState({ open: disputes, settled }),
  "POST /identities": { evidence: "e9" },
  "POST /contradictions": { evidence: "e9" },
};
const nothing: Answers = {
  ...answers,
  "GET /identities": page([]),
  "GET /contradictions": [],
};

describe.skipIf(executable === null)("pages of single things", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    site = await openSite();
    browser = await startBrowser(executable ?? "");
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function open(given: Answers, path: string, heading: string): Promise<Visit> {
    site.answer(given);
    const opened = await visit(browser, `${site.origin}${path}`);
    await opened.page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await settle(opened.page);
    return opened;
  }

  const heading = "2 par kan vara samma sak och en uppgift motsägs.";

  test("judging: accessible, silent, within policy, never too wide", async () => {
    const opened = await open(answers, "/kanna/stammer", heading);
    await expectSound(opened, "judging");
    await opened.close();
  });

  test("judging with nothing to judge says so", async () => {
    const opened = await open(nothing, "/kanna/stammer", "Det finns inget att ta ställning till.");
    await expectSound(opened, "judging-empty");
    await opened.close();
  });

  test("what is said of a pair and of a source is sent, and can be taken back", async () => {
    const { page: shown, close } = await open(answers, "/kanna/stammer", heading);
    const press = async (name: RegExp): Promise<readonly string[]> => {
      await shown.getByRole("button", { name }).first().click();
      await expect.poll(() => site.changes.length).toBe(1);
      return site.changes.splice(0).map(({ what, hasHeader }) => `${what} ${hasHeader}`);
    };
    expect(await press(/^Inte samma: srv-ekonmoi01/)).toEqual(["POST /identities true"]);
    expect(await press(/^Låt den gälla: systemförteckning \(Astrid Påhitt\)/)).toEqual([
      "POST /contradictions true",
    ]);
    expect(await press(/^Ta tillbaka: srv-ekonmoi01/)).toEqual(["POST /identities true"]);
    expect(await press(/^Ta tillbaka: srv-skola-02/)).toEqual(["POST /contradictions true"]);
    await close();
  });
});
