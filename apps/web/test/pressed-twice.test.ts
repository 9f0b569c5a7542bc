/**
 * Buttons that write, pressed twice at once and with the pause of a double press between, in a real
 * browser against the real server: one row, and one line in the log.
 */
import { setTimeout as pause } from "node:timers/promises";
import type {
  AccountView,
  AuditPage,
  FindingsPage,
  Job,
  RegisterView,
  ReleasesView,
  Unit,
  WatchState,
} from "@vallgrav/platform/api";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executable } from "./browsing.ts";
import { startBrowser } from "./browser.ts";
import { buildWeb, openRealServer, type RealServer, servedFolder } from "./real-server.ts";
import { settle, visit, type Visit } from "./visit.ts";

const timeout = 120_000;
/** The page of sources is there where logs are received. */
const rule = `
title: Example
level: low
logsource: { product: windows }
detection: { selection: { TargetImage: x }, condition: selection }
`;
/** When the second press comes: at once, as a hand does it, or just after the first is answered. */
const seconds = ["at once", "after 60 ms", "after the answer"] as const;
type Second = (typeof seconds)[number];

/**
 * Presses within the page, where no other program comes between: the button at a place, and what is
 * there 50 ms after it is free again.
 */
const pressAfterAnswer = (x: number, y: number): string => `(async () => {
  const at = () => document.elementFromPoint(${x}, ${y})?.closest("button");
  const button = at();
  await new Promise((resolve) => {
    let hasWaited = false;
    const watcher = new MutationObserver(() => {
      const waits = button.isConnected && button.classList.contains("pending");
      if (hasWaited && !waits) {
        watcher.disconnect();
        resolve();
      }
      hasWaited ||= waits;
    });
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
    button.click();
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  at()?.click();
})()`;

describe.skipIf(executable === null)("pressed twice", () => {
  let browser: Browser;
  let server: RealServer;
  let opened: Visit;
  let unit: Unit;

  async function post<T>(path: string, data: object): Promise<T> {
    const answer = await opened.page.request.post(`${server.origin}/api${path}`, {
      headers: { "x-vallgrav": "1" },
      data,
    });
    expect([path, answer.ok()]).toEqual([path, true]);
    return (await answer.json()) as T;
  }

  async function read<T>(path: string): Promise<T> {
    const answer = await opened.page.request.get(`${server.origin}/api${path}`);
    return (await answer.json()) as T;
  }

  beforeAll(async () => {
    await buildWeb(servedFolder);
    browser = await startBrowser(executable ?? "");
    server = await openRealServer(null, { rule, tcp: { host: "127.0.0.1", port: 0 } });
    opened = await visit(browser, `${server.origin}/`);
    await post("/first-run", { name: "Astrid Exempel", password: "vallen är djup i natt" });
    unit = await post<Unit>("/units", { name: "Omsorgsnämnden", parent: null });
    await post(`/units/${unit.id}/wall`, { authority: "committee", also: [] });
    const { id } = await post<Job>("/example", {});
    const isDone = async (): Promise<boolean> =>
      (await read<readonly Job[]>("/jobs")).some((one) => one.id === id && one.state === "done");
    while (!(await isDone())) await pause(200);
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
    for (const summary of await page.locator("main summary").all()) await summary.click();
    return page;
  }

  /** Presses where the button stands, and then there once more, whatever is there by then. */
  async function pressTwice(button: Locator, second: Second): Promise<void> {
    const { page } = opened;
    await button.scrollIntoViewIfNeeded();
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    const box = await button.boundingBox();
    if (box === null) throw new Error("the button is nowhere");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (second === "after the answer") await page.evaluate(pressAfterAnswer(x, y));
    else {
      await page.mouse.click(x, y);
      if (second === "after 60 ms") await pause(60);
      await page.mouse.click(x, y);
    }
    await answered;
    // Whatever was begun is over: nothing is asked for any more.
    await page.waitForLoadState("networkidle");
    await pause(300);
  }

  async function logged(action: string): Promise<number> {
    const { entries } = await read<AuditPage>(`/audit?what=${action}`);
    return entries.filter((entry) => entry.action === action).length;
  }

  /** What is written by a form, how many there are of it, and what the log calls it. */
  type Form = {
    readonly action: string;
    readonly fill: (nth: number) => Promise<Locator>;
    readonly count: (nth: number) => Promise<number>;
  };

  const forms: Readonly<Record<string, Form>> = {
    "a unit": {
      action: "unit/add",
      fill: async (nth) => {
        const page = await go("/styra/konton");
        const form = page.locator("form").filter({ hasText: "Lägg till enheten" });
        await form.getByLabel("Enhetens namn").fill(`Skolan ${nth}`);
        return form.getByRole("button", { name: "Lägg till enheten" });
      },
      count: async () => (await read<readonly Unit[]>("/units")).length,
    },
    "an invitation": {
      action: "account/invite",
      fill: async (nth) => {
        const page = await go("/styra/konton");
        await page.getByLabel("Namn", { exact: true }).first().fill(`Bo Påhitt ${nth}`);
        await page.getByLabel("Roll").first().selectOption("auditor");
        return page.getByRole("button", { name: "Bjud in" });
      },
      count: async () => (await read<readonly AccountView[]>("/accounts")).length,
    },
    "legal clocks": {
      action: "clock/begin",
      fill: async (nth) => {
        const page = await go("/styra/namnder");
        await page.getByLabel("Vad har hänt, kort?").first().fill(`Servern svarar inte ${nth}`);
        await page.getByLabel("När blev det känt?").first().fill("2026-11-24 14:30");
        return page.getByRole("button", { name: "Starta klockorna" }).first();
      },
      count: async () => {
        const registers = await read<readonly RegisterView[]>("/registers");
        return registers.reduce((sum, { cases }) => sum + cases.length, 0);
      },
    },
    "a request for release": {
      action: "release/enter",
      fill: async (nth) => {
        const page = await go("/styra/utlamnanden");
        await page.getByLabel("Vad begärs?").fill(`Planen ${nth}`);
        await page.getByLabel("Brister och sårbarheter", { exact: true }).check();
        await page.getByLabel("När kom begäran?").fill("2026-11-24 14:30");
        return page.getByRole("button", { name: "Spara begäran" });
      },
      count: async () => {
        const { releases } = await read<ReleasesView>("/releases");
        return releases.length;
      },
    },
    "a source of logs": {
      action: "watch/add-source",
      fill: async (nth) => {
        const page = await go("/upptacka/kallor");
        const form = page.locator("form").filter({ hasText: "Skapa nyckel" });
        await form.getByLabel("Namn", { exact: true }).fill(`Brandväggen ${nth}`);
        return form.getByRole("button", { name: "Skapa nyckel" });
      },
      count: async () => (await read<WatchState>("/watch")).sources.length,
    },
    "a decision on a finding": {
      action: "finding/decide",
      fill: async (nth) => {
        const page = await go("/skydda/brister");
        await page.locator("table tbody tr").nth(nth).getByRole("button").click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Vem tar hand om den?").fill(`Drift ${nth}`);
        return dialog.getByRole("button", { name: "Spara ägare och dag" });
      },
      count: async (nth) => {
        const { findings } = await read<FindingsPage>("/findings?state=all");
        return findings.filter(({ owner }) => owner === `Drift ${nth}`).length;
      },
    },
  };

  for (const [name, { action, fill, count }] of Object.entries(forms))
    test(`${name} is written once, and stands once in the log`, { timeout }, async () => {
      const found: unknown[] = [];
      for (const [nth, second] of seconds.entries()) {
        const button = await fill(nth);
        const before = [await count(nth), await logged(action)];
        await pressTwice(button, second);
        const after = [await count(nth), await logged(action)];
        const added = after.map((one, at) => one - (before[at] ?? 0));
        found.push({ second, added });
      }
      expect(found).toEqual(seconds.map((second) => ({ second, added: [1, 1] })));
      expect({ faults: opened.faults, errors: server.errors }).toEqual({ faults: [], errors: [] });
    });
});
