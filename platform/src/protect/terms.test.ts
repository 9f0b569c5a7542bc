/** Plans on other terms than the usual ones. */
import { monthAfter } from "@vallgrav/planning";
import { expect, test } from "vitest";
import type { PlanReport, PlanTerms } from "../api/index.ts";
import { computePlans } from "./compute.ts";
import type { MeasureView } from "./door.ts";
import { planCalendar } from "./plan-calendar.ts";
import { firstMonth } from "./terms.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const prepared = await preparedOf(exampleModel(), { ...smallSize, outer: 4 });

async function planOn(terms: PlanTerms): Promise<PlanReport> {
  const watch = { signal: new AbortController().signal, progress: () => Promise.resolve() };
  const size = { ...smallSize, outer: 4 };
  const { reports } = await computePlans(prepared, size, [600_000], watch, terms);
  const [report] = reports;
  if (report === undefined) throw new Error("a budget has a report");
  expect(report.terms).toEqual(terms);
  return report;
}

test("[PR44] a plan keeps within yearly money and each role's hours", async () => {
  const terms = {
    yearlySek: 30_000,
    hoursByRole: { operations: 300, services: 0 },
    objective: "mean",
  } as const;
  const report = await planOn(terms);
  expect(report.hoursLimit).toBeNull();
  expect(report.measures.length).toBeGreaterThan(2);
  expect(report.yearlySek).toBeLessThanOrEqual(30_000);
  expect(report.hoursByRole.operations).toBeLessThanOrEqual(300);
  expect(report.hoursByRole.services).toBe(0);
  const spent = Object.values(report.hoursByRole).reduce((sum, hours) => sum + hours, 0);
  expect(spent).toBe(report.hours);
  for (const { id } of report.measures) {
    const candidate = prepared.candidates.find((one) => one.id === id);
    expect([id, candidate?.costs["hours/services"] ?? 0]).toEqual([id, 0]);
  }
});

test("[PR45] a plan for the tail says so, and its figures are of the worst tenth", async () => {
  const usual = { yearlySek: null, hoursByRole: null } as const;
  const tail = await planOn({ ...usual, objective: "tail" });
  const mean = await planOn({ ...usual, objective: "mean" });
  expect(tail.hoursLimit).toBe(mean.hoursLimit);
  expect(tail.bound).toBeLessThanOrEqual(tail.remains);
  expect(tail.remains).toBeLessThan(1);
  // Today's damage is in runs that are far from equal, and so are the two objectives: of what both
  // plans leave, a measure alone does not do the same for each.
  const alone = ({ considered }: PlanReport): ReadonlyMap<string, number> =>
    new Map(considered.map(({ id, remainsAlone }) => [id, remainsAlone]));
  const [ofTail, ofMean] = [alone(tail), alone(mean)];
  const both = [...ofTail.keys()].filter((id) => ofMean.has(id));
  expect(both.length).toBeGreaterThan(20);
  expect(both.filter((id) => ofTail.get(id) !== ofMean.get(id))).not.toEqual([]);
  expect(tail.before).toEqual(mean.before);
});

/** What the calendar reads of the catalogue. */
const views = prepared.setting.measures.map(({ id, leadMonths, requires }, at) => {
  const hours = prepared.candidates[at]?.costs["hours"] ?? 0;
  return { id, leadMonths, requires, hours, hoursByRole: {} } as unknown as MeasureView;
});

test("[PR520] a plan with dates is done within them by the calendar that is shown", async () => {
  const usual = { yearlySek: null, hoursByRole: null, objective: "mean" } as const;
  const free = await planOn(usual);
  const short = await planOn({ ...usual, dates: { from: null, until: monthOf(free, 3) } });
  const calendar = planCalendar(short, views, { from: null, until: null });
  expect(short.measures.length).toBeGreaterThan(1);
  expect(calendar.rows).toHaveLength(short.measures.length);
  expect(calendar.until).toBe(monthOf(free, 3));
  for (const { id, to } of calendar.rows)
    expect([id, to !== null && to <= calendar.until]).toEqual([id, true]);
  const leads = new Map(views.map(({ id, leadMonths }) => [id, leadMonths]));
  for (const { id } of short.measures) expect([id, (leads.get(id) ?? 0) <= 3]).toEqual([id, true]);
  // The hours of three months of twelve, and not those of a year.
  expect(short.hours).toBeLessThanOrEqual(400);
  expect(free.hours).toBeGreaterThan(400);
  expect(short.remains).toBeGreaterThanOrEqual(free.bound);
});

/** The last of so many months from the first in which a plan may be begun. */
function monthOf({ run }: PlanReport, months: number): string {
  return monthAfter(firstMonth(run.asOf), months - 1);
}
