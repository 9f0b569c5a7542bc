/** When the measures of a plan are done: the planner's calendar of its hours in real months. */
import { windowMonths } from "@vallgrav/knowledge";
import { type CalendarTask, layCalendar, monthAfter, monthsFrom } from "@vallgrav/planning";
import type { PlanCalendar, PlanReport } from "../api/index.ts";
import type { MeasureView } from "./door.ts";
import { firstMonth, monthlyHours, roleCosts } from "./terms.ts";

/** The first month and the last, `2027-01`; null: the month after the plan's facts, and a year. */
export type CalendarAsked = { readonly from: string | null; readonly until: string | null };

/**
 * The calendar of a plan. Own hours are spread evenly over the year they are limited by; those of
 * every year count as if they all were worked in the first. A plan that was made for dates keeps to
 * them unless others are asked for, in the order that it was made in.
 * @param measures of the catalogue, at this municipality's size
 */
export function planCalendar(
  plan: PlanReport,
  measures: readonly MeasureView[],
  asked: CalendarAsked,
): PlanCalendar {
  const dates = plan.terms.dates ?? null;
  const from = asked.from ?? dates?.from ?? firstMonth(plan.run.asOf);
  const until = asked.until ?? dates?.until ?? null;
  const months = until === null ? windowMonths : monthsFrom(from, until);
  const known = new Map(measures.map((measure) => [measure.id, measure]));
  const tasks = plan.measures.map(({ id, hours, contribution }): CalendarTask => {
    const measure = known.get(id);
    return {
      id,
      hours: { hours, ...roleCosts(measure?.hoursByRole ?? {}) },
      leadMonths: measure?.leadMonths ?? 0,
      requires: measure?.requires ?? [],
      weight: dates === null ? contribution : (measure?.leadMonths ?? 0),
    };
  });
  const rows = layCalendar(tasks, {
    monthly: monthlyHours(plan.terms, plan.hoursLimit),
    months,
  }).map(({ id, span, waits }) => ({
    id,
    from: span === null ? null : monthAfter(from, span.from),
    to: span === null ? null : monthAfter(from, span.to),
    waits,
  }));
  return { from, until: monthAfter(from, months - 1), rows };
}
