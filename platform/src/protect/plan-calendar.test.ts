/** Calendars of plans in real months. */
import { expect, test } from "vitest";
import type { PlanReport } from "../api/index.ts";
import type { MeasureView } from "./door.ts";
import { planCalendar } from "./plan-calendar.ts";

const view = (id: string, more: Partial<MeasureView> = {}): MeasureView => ({
  id,
  name: { sv: id, en: id },
  text: { sv: id, en: id },
  area: null,
  costSek: 0,
  costSekBetween: [0, 0],
  yearlySek: 0,
  hours: 120,
  hoursByRole: { operations: 120 },
  leadMonths: 2,
  requires: [],
  excludes: [],
  source: { kind: "assumption" },
  isPlanned: true,
  ...more,
});

function planOf(more: Partial<PlanReport>): PlanReport {
  const measures = [
    { id: "keys", hours: 120, contribution: 0.2 },
    { id: "devices", hours: 120, contribution: 0.3 },
  ];
  return {
    measures,
    hoursLimit: 1_200,
    terms: { yearlySek: null, hoursByRole: null, objective: "mean" },
    run: { asOf: "2026-11-29T23:00:00.000Z" },
    ...more,
  } as unknown as PlanReport;
}

const measures = [view("keys"), view("devices", { requires: ["keys"] })];
const usual = { from: null, until: null };

test("[PR251] a plan begins the month after its facts, within each month's hours", () => {
  expect(planCalendar(planOf({}), measures, usual)).toEqual({
    from: "2026-12",
    until: "2027-11",
    rows: [
      { id: "keys", from: "2026-12", to: "2027-01", waits: null },
      { id: "devices", from: "2027-02", to: "2027-03", waits: { kind: "measure", id: "keys" } },
    ],
  });
  const few = planCalendar(planOf({ hoursLimit: 240 }), measures, usual);
  expect(few.rows[0]).toMatchObject({ from: "2026-12", to: "2027-05" });
});

test("[PR251] hours by role are those of the role, and a last month is kept", () => {
  const terms = { yearlySek: null, hoursByRole: { operations: 120 }, objective: "mean" } as const;
  const plan = planOf({ hoursLimit: null, terms });
  const asked = { from: "2027-01", until: "2027-12" };
  expect(planCalendar(plan, measures, asked)).toEqual({
    from: "2027-01",
    until: "2027-12",
    rows: [
      { id: "keys", from: "2027-01", to: "2027-12", waits: null },
      { id: "devices", from: null, to: null, waits: { kind: "measure", id: "keys" } },
    ],
  });
});
