/** The pages of accounts, of one's own account and of a link, in a real browser. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";
import * as scenarios from "./scenarios.ts";
import { openSite, type Site } from "./site.ts";
import { expectSound } from "./sound.ts";
import { inspect, settle, visit, type Visit } from "./visit.ts";

const executable = findBrowser();
const figures = scenarios.ready("figures");

const stops = {
  accounts: { answers: figures, path: "/styra/konton", heading: "Ett konto kan logga in." },
  "own-account": { answers: figures, path: "/konto", heading: "Mitt konto" },
  invitation: {
    answers: figures,
    path: "/inbjudan#abc",
    heading: "Välkommen, Cia Påhitt. Välj ett lösenord.",
  },
  "invitation-old": {
    answers: scenarios.oldLink,
    path: "/inbjudan#abc",
    heading: "Länken går inte att använda.",
  },
  pupil: { answers: scenarios.pupil, path: "/", heading: "Hej Pia Påhitt!" },
} as const;

describe.skipIf(executable === null)("people", () => {
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

  async function open(name: keyof typeof stops): Promise<Visit> {
    const { answers, path, heading } = stops[name];
    site.answer(answers);
    site.changes.splice(0);
    const expected = { expected: /Failed to load resource/ };
    const options = name === "invitation-old" ? expected : {};
    const opened = await visit(browser, `${site.origin}${path}`, options);
    await opened.page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await settle(opened.page);
    return opened;
  }

  for (const name of Object.keys(stops) as (keyof typeof stops)[])
    test(`${name}: accessible, silent, within policy, never too wide`, async () => {
      const opened = await open(name);
      await expectSound(opened, name);
      await opened.close();
    });

  test("somebody is invited, the link is shown once, and an account is let in", async () => {
    const opened = await open("accounts");
    const { page } = opened;
    await page.getByLabel("Namn", { exact: true }).fill("Frida Påhitt");
    await page.getByLabel("Roll").selectOption("security-officer");
    await page.getByRole("button", { name: "Bjud in" }).click();
    await page.getByRole("dialog", { name: "Länk till Bo Påhitt" }).waitFor();
    await page.getByText(`${site.origin}/inbjudan#${"t".repeat(43)}`).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Släpp in: Bo Påhitt" }).click();
    await page.getByRole("dialog", { name: "Släppa in Bo Påhitt?" }).waitFor();
    expect(await inspect(opened)).toEqual([]);
    await page.getByRole("button", { name: "Släpp in", exact: true }).click();
    await expect
      .poll(() => site.changes.map((change) => change.what))
      .toEqual(["POST /accounts", "POST /accounts/a2/activate"]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  test("a link leads to a password, and says that the account waits", async () => {
    const { page, close, faults } = await open("invitation");
    await page.getByLabel("Lösenord", { exact: true }).fill("vallen är djup i natt");
    await page.getByLabel("Lösenordet en gång till").fill("vallen är djup i natt");
    await page.getByRole("button", { name: "Spara lösenordet" }).click();
    await page.getByRole("heading", { level: 1, name: "Lösenordet är sparat." }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
