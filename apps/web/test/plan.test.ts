/** The plan page: measures switched by hand, their price at once, their dials when asked for. */
import type { Job, WhatIfState } from "@vallgrav/platform/api";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { calendarRows, firstMonthOf, yearFrom } from "../src/protect/plan-calendar.ts";
import { handRows, sumOf, switchedOf } from "../src/protect/plan-choice.ts";
import { browsing, executable } from "./browsing.ts";
import { planJob } from "./fixtures/facts.ts";
import { handMade, planAt, planned } from "./fixtures/plan.ts";
import { ready, reader } from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import type { Visit } from "./visit.ts";

const plan = planAt(1_200_000);

describe("a choice by hand", () => {
  test("a calendar follows the hours of the plan, and says what is late", () => {
    const few = { ...plan, hoursLimit: 1_200 };
    const rows = calendarRows(planned.slice(0, 3), few, ["2026-12", "2027-05"]);
    expect(rows.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["offline-copy", "2026-12", "2027-02"],
      ["security-keys", "2027-02", "2027-03"],
      ["tiering", null, null],
    ]);
    expect(rows.at(-1)?.slot.waits).toEqual({ kind: "hours", resource: "hours" });
    expect([firstMonthOf(plan), yearFrom("2026-12")]).toEqual(["2026-12", "2027-11"]);
  });

  const rowsWith = (...flipped: readonly string[]) => handRows(planned, plan, new Set(flipped));

  test("the plan's measures come first, the most telling first", () => {
    const ids = rowsWith().map(({ measure, state }) => `${measure.id} ${state}`);
    expect(ids.slice(0, 2)).toEqual(["offline-copy kept", "security-keys kept"]);
    expect(ids.slice(-2)).toEqual(["soc left", "known-devices left"]);
  });

  test("each reason is the first that holds", () => {
    const reasonOf = (id: string, change: Partial<typeof plan> = {}) =>
      handRows(planned, { ...plan, ...change }, new Set()).find(({ measure }) => measure.id === id)
        ?.reason;
    expect(reasonOf("offline-copy")).toEqual({ kind: "contributes", share: 0.31 });
    expect(reasonOf("soc")).toEqual({ kind: "tooDear" });
    expect(reasonOf("known-devices")).toEqual({ kind: "needs", other: "second-factor" });
    expect(reasonOf("soc", { budgetSek: 2_000_000 })).toEqual({ kind: "noMoney", left: 830_000 });
    const rich = { budgetSek: 9_000_000 };
    expect(reasonOf("soc", rich)).toEqual({ kind: "noMore" });
    expect(reasonOf("soc", { ...rich, hoursLimit: plan.hours + 10 })).toEqual({
      kind: "noHours",
      left: 10,
    });
    const [dear] = plan.considered.map((one) => ({ ...one, remainsAlone: 0.999 }));
    expect(reasonOf("soc", { ...rich, considered: dear === undefined ? [] : [dear] })).toEqual({
      kind: "noEffect",
    });
    const faint = plan.measures.map((one) => ({ ...one, contribution: 0.004 }));
    expect(reasonOf("laps", { measures: faint })).toEqual({ kind: "barelyPaid" });
    const free = faint.map((one) => ({ ...one, costSek: 0 }));
    expect(reasonOf("laps", { measures: free })).toEqual({ kind: "barely" });
  });

  test("what is flipped is asked for in one order, and flipped twice it is the plan", () => {
    const rows = rowsWith("soc", "offline-copy", "laps");
    expect(switchedOf(rows, plan)).toEqual({
      budgetSek: 1_200_000,
      with: ["soc"],
      without: ["laps", "offline-copy"],
    });
    expect(sumOf(rows)).toEqual({ count: 5, costSek: 2_220_000, hours: 1_170 });
    expect(sumOf(rowsWith())).toEqual({ count: 6, costSek: plan.costSek, hours: plan.hours });
  });
});

/** Whether all of a part of the page stands within the window. */
async function isInSight(part: Locator): Promise<boolean> {
  const box = await part.boundingBox();
  const { height } = part.page().viewportSize() ?? { height: 0 };
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("the plan page", () => {
  const { open: visited, sent, taken } = browsing();
  const open = (answers: Answers, heading: RegExp): Promise<Visit> =>
    visited(answers, "/skydda/plan", heading);

  const job: Job = {
    ...planJob,
    id: "job-9",
    kind: "what-if",
    state: "running",
    done: 20,
    total: 100,
  };

  test("measures are switched, priced at once, played on demand and put back", async () => {
    let turn = 0;
    let now: Job = job;
    const asked = (): WhatIfState => {
      turn += 1;
      return turn === 1 ? { state: "computing", job } : { state: "ready", whatIf: handMade };
    };
    const answers = {
      ...ready("figures"),
      "GET /measures": planned,
      "POST /what-if": asked,
      "GET /jobs/job-9": () => now,
    };
    const opened = await open(answers, /^Planen för 1\s200\s000\skr: 6 åtgärder/);
    const { page } = opened;
    await expectSound(opened, "plan");
    await page.getByText(/Du har inte ändrat något.*30\s000\skr är kvar/).waitFor();
    expect(await page.getByRole("button", { name: "Räkna på mitt val" }).count()).toBe(0);
    await page.getByText("Kostar mer än hela budgeten.").waitFor();
    await page.getByText("Allt är klart till och med 2027-01.").waitFor();
    await page.getByLabel("Klart senast", { exact: true }).selectOption("2026-12");
    await page.getByText("6 åtgärder blir inte klara till och med 2026-12.").waitFor();
    await page.getByLabel("Klart senast", { exact: true }).selectOption("2027-11");
    await page.getByRole("checkbox", { name: /^Ta med Oåtkomlig kopia/ }).uncheck();
    await page.getByRole("checkbox", { name: "Ta med Bevakning dygnet runt" }).check();
    await page
      .getByRole("heading", { level: 1, name: /^Ditt val: 6 åtgärder för 2\s260\s000\skr/ })
      .waitFor();
    await page.getByText(/Det är 1\s060\s000\skr över budgeten/).waitFor();
    await page.getByText("Mätarna nedan gäller planen, inte ditt val.").waitFor();
    const play = page.getByRole("button", { name: "Räkna på mitt val" });
    // What was ticked lies far down: the price and the way to have it played are in sight there.
    expect(await isInSight(play)).toBe(true);
    expect(await isInSight(page.getByRole("complementary", { name: "Ditt val" }))).toBe(true);
    await play.click();
    expect(await isInSight(page.getByRole("heading", { name: "Så blir det med ditt val" }))).toBe(
      true,
    );
    await page.getByText(/pågår · 20 av 100/).waitFor();
    await expectSound(opened, "plan-computing");
    now = { ...job, state: "done", done: 100 };
    await page.getByText(/Med ditt val återstår 44\s% av dagens skada/).waitFor();
    await page.getByText(/Tillagt: Bevakning dygnet runt\. Borttaget: Oåtkomlig kopia/).waitFor();
    await expectSound(opened, "plan-changed");
    const filter = page.getByRole("checkbox", { name: /^Ta med Strängare filter/ });
    await filter.scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Visa svaret" }).click();
    expect(await isInSight(page.getByRole("heading", { name: "Så blir det med ditt val" }))).toBe(
      true,
    );
    await filter.uncheck();
    await page.getByText("Du har ändrat ditt val sedan detta räknades.").waitFor();
    await page.getByRole("button", { name: "Tillbaka till planen" }).click();
    await page.getByRole("heading", { level: 1, name: /^Planen för/ }).waitFor();
    expect(await page.locator(".what-if").count()).toBe(0);
    expect(taken()).toEqual([
      { what: "POST /what-if", hasHeader: true },
      { what: "POST /what-if", hasHeader: true },
    ]);
    await opened.close();
  });

  test("the slider moves both dials and the measures from stop to stop", async () => {
    const opened = await open({ ...ready("figures"), "GET /measures": planned }, /^Planen för/);
    const { page } = opened;
    const slider = page.getByRole("slider", { name: "Budget" });
    const shown = async () => ({
      dials: await page.locator(".dials").innerText(),
      chosen: await page.locator(".plan-measures input:checked").count(),
    });
    const heading = (name: RegExp) => page.getByRole("heading", { level: 1, name });
    await slider.focus();
    const seen = [await shown()];
    for (const [key, name] of [
      ["ArrowLeft", /^Planen för 800\s000\skr: 4 åtgärder/],
      ["ArrowLeft", /^Planen för 450\s000\skr: 2 åtgärder/],
      ["Home", /^För 0\skr ryms ingen åtgärd/],
      ["End", /^Planen för 3\s000\s000\skr/],
    ] as const) {
      await page.keyboard.press(key);
      await heading(name).waitFor();
      await page.locator(".plan.waiting").waitFor({ state: "detached" });
      seen.push(await shown());
    }
    expect(new Set(seen.map(({ dials }) => dials)).size).toBe(seen.length);
    expect(seen.map(({ chosen }) => chosen).slice(0, 4)).toEqual([6, 4, 2, 0]);
    expect(await page.evaluate("document.activeElement?.getAttribute('type')")).toBe("range");
    await expectSound(opened, "plan-slider");
    await opened.close();
  });

  test("a cancelled computation stays cancelled until it is asked for again", async () => {
    const answers = {
      ...ready("words"),
      "GET /measures": planned,
      "POST /what-if": { state: "computing", job: { ...job, state: "cancelled" } },
      "GET /jobs/job-9": { ...job, state: "cancelled" },
    };
    const { page, close } = await open(answers, /^Planen för/);
    await page.getByRole("checkbox", { name: "Ta med Bevakning dygnet runt" }).check();
    await page.getByRole("button", { name: "Räkna på mitt val" }).click();
    await page.getByRole("button", { name: "Räkna igen" }).waitFor();
    expect(taken().length).toBe(1);
    await page.getByRole("button", { name: "Räkna igen" }).click();
    await expect.poll(() => sent().length).toBe(1);
    taken();
    await close();
  });

  test("who may only read sees the price, and an empty house says where to begin", async () => {
    const board = {
      ...ready("figures"),
      "GET /session": reader["GET /session"],
      "GET /measures": planned,
    };
    const first = await open(board, /^Planen för/);
    await first.page.getByRole("checkbox", { name: "Ta med Bevakning dygnet runt" }).check();
    await first.page.getByText(/Vad det gör med läget kan de räkna/).waitFor();
    expect(await first.page.getByRole("button", { name: "Räkna på mitt val" }).count()).toBe(0);
    await first.close();
    const none = await open({ ...ready("figures"), "GET /position": { state: "empty" } }, /^Plan$/);
    await none.page.getByText("Det finns ingen plan än.").waitFor();
    await expectSound(none, "plan-empty");
    await none.close();
  });
});
