/** The year: what is entered, kept and withdrawn, and what it comes to. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { FrequencyEntered, PlanReport } from "../api/index.ts";
import { StoreConflict } from "../storage/index.ts";
import { onEveryStore, onSqlite } from "../storage/test/contract.ts";
import { type KeptLosses, loadLosses, lossesOfRuns, saveLosses } from "./kept-losses.ts";
import { type YearlyDesk, yearlyDesk, yearOf } from "./yearly-desk.ts";

const now = "2026-11-30T08:00:00.000Z" as Instant;
const entered: FrequencyEntered = { low: 0.02, high: 2, source: "Länets rapport", revision: 0 };

/** A plan of which only what the year needs is there. */
function planAt(budgetSek: number, costSek: number, meanAfter: number): PlanReport {
  const dials = (mean: number) => ({ damage: { sek: { mean } } });
  return {
    budgetSek,
    costSek,
    yearlySek: 0,
    before: dials(1e6),
    after: dials(meanAfter),
    run: { id: "today" },
    afterRun: `after-${meanAfter}`,
    runs: { seed: "1" },
  } as unknown as PlanReport;
}

const reports = [
  planAt(0, 0, 1e6),
  planAt(100, 100_000, 5e5),
  planAt(200, 100_000, 5e5),
  planAt(250, 90_000, 2e5),
  planAt(300, 300_000, 1e6),
];
const kept: KeptLosses = {
  today: lossesOfRuns({ sek: Float64Array.of(0, 2e6, 0, 2e6) }),
  "after-500000": lossesOfRuns({ sek: Float64Array.of(0, 0, 0, 2e6) }),
};

function deskOn(
  settings: Parameters<typeof yearlyDesk>[0]["settings"],
  losses: KeptLosses | null = kept,
): YearlyDesk {
  return yearlyDesk({
    settings,
    now: () => now,
    reports: () => Promise.resolve(reports),
    losses: () => Promise.resolve(losses),
    stops: [0, 100, 200, 300],
  });
}

onEveryStore((stores) => {
  test("[PR1360] a frequency is kept with who and when, replaced, withdrawn", async () => {
    const { settings } = await stores.open();
    const desk = deskOn(settings);
    expect(await desk.withdrawFrequency(0, "Bo Påhitt")).toBeNull();
    for (const wrong of [
      { low: 2, high: 1 },
      { low: 0 },
      { high: 1_001 },
      { low: 0.0001, high: 2 },
      { source: " " },
      { source: "x".repeat(301) },
      { source: "Astrid 19900101-0017" },
    ])
      expect(await desk.enterFrequency({ ...entered, ...wrong }, "Bo Påhitt")).toMatchObject({
        ok: false,
        problems: [{ code: "protect/bad-frequency" }],
      });
    expect(await desk.yearly(100)).toMatchObject({ revision: 0, given: null, figures: null });
    const first = await desk.enterFrequency(entered, "Astrid Påhitt");
    const second = await desk.enterFrequency(
      { low: 0.1, high: 0.1, source: " Egen bedömning ", revision: 1 },
      "Bo Påhitt",
    );
    expect([first, second]).toMatchObject([
      { changed: { revision: 1 } },
      { changed: { revision: 2 } },
    ]);
    const given = { low: 0.1, high: 0.1, source: "Egen bedömning", number: 2, by: "Bo Påhitt" };
    const view = await desk.yearly(100);
    expect(view?.given).toEqual({ ...given, at: now, withdrawn: null });
    expect(view?.versions.map(({ number, by }) => [number, by])).toEqual([
      [2, "Bo Påhitt"],
      [1, "Astrid Påhitt"],
    ]);
    await expect(desk.enterFrequency(entered, "Bo Påhitt")).rejects.toThrow(StoreConflict);
    await expect(desk.withdrawFrequency(1, "Bo Påhitt")).rejects.toThrow(StoreConflict);
    const taken = await desk.withdrawFrequency(2, "Astrid Påhitt");
    expect(await desk.yearly(100)).toMatchObject({
      given: null,
      figures: null,
      versions: [{ number: 2, withdrawn: { by: "Astrid Påhitt", at: now } }, { number: 1 }],
    });
    expect(await desk.withdrawFrequency(3, "Bo Påhitt")).toBeNull();
    if (taken?.ok === true) await taken.undo();
    expect((await desk.yearly(100))?.given?.number).toBe(2);
  });
});

onSqlite((stores) => {
  test("[PR1361] the year is drawn from what the runs cost, else the mean is told", async () => {
    const { settings, runs } = await stores.open();
    const desk = deskOn(settings);
    await desk.enterFrequency({ ...entered, low: 0.5, high: 0.5 }, "Astrid Påhitt");
    const view = await desk.yearly(100);
    // Half of today's campaigns cost two millions: 1 − e^(−0.25) of the years have one or more.
    expect(view?.figures?.before).toMatchObject({
      mean: 5e5,
      meanAtLow: 5e5,
      meanAtHigh: 5e5,
      p95: 2e6,
    });
    expect(view?.figures?.before.probabilityNone).toBeCloseTo(Math.E ** -0.25, 9);
    expect(view?.figures?.after.mean).toBeCloseTo(2.5e5, 6);
    expect(view?.figures?.after.probabilityNone).toBeCloseTo(Math.E ** -0.125, 9);
    expect(await desk.yearly(100)).toEqual(view);
    expect((await deskOn(settings, null).yearly(100))?.figures?.before).toEqual({
      mean: 5e5,
      meanAtLow: 5e5,
      meanAtHigh: 5e5,
      p95: null,
      probabilityNone: null,
    });
    expect(await desk.yearly(123)).toBeNull();
    // Nothing is lost: nothing is drawn, and every year is without loss.
    expect(yearOf(entered, 0, { runs: 4, sek: [] }, "1")).toMatchObject({
      mean: 0,
      p95: 0,
      probabilityNone: 1,
    });
    await saveLosses({ runs, at: now }, "c1", kept);
    expect(await loadLosses(runs, "c1")).toEqual(kept);
    expect(await loadLosses(runs, "c2")).toBeNull();
  });

  test("[PR1362] of each plan is told how often it must come to pay", async () => {
    const { settings } = await stores.open();
    const pays = (await deskOn(settings).yearly(0))?.pays ?? [];
    // What costs nothing is left out, what holds the same stands once, and so do soon stops not.
    expect(pays.map(({ budgetSek }) => budgetSek)).toEqual([100, 300]);
    const yearlyCost = (100_000 * 0.03) / (1 - 1.03 ** -4);
    expect(pays[0]?.annualisedSek).toBeCloseTo(yearlyCost, 6);
    expect(pays[0]?.campaignsPerYear).toBeCloseTo(yearlyCost / 5e5, 12);
    expect(pays[1]).toMatchObject({ savedSek: 0, campaignsPerYear: null });
  });
});
