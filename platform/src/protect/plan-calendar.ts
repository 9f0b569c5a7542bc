/** When the measures of a plan are done: the planner's calendar of its hours in real months. */
import { windowMonths } from "@vallgrav/knowledge";
import { type CalendarTask, layCalendar, monthAfter, monthsFrom } from "@vallgrav/planning";
import type { PlanCalendar, PlanReport } from "../api/index.ts";
import type { MeasureView } from "./door.ts";
import { roleCosts } from "./terms.ts";

/** The first month and the last, `2027-01`; null: the month after the plan's facts, and a year. */
export type CalendarAsked = { readonly from: string | null; readonly until: string | null };

/** Hours of a month: an even share of those of the whole window. */
function monthlyOf({ hoursLimit, terms }: PlanReport): Readonly<Record<string, number>> {
  const limits: Readonly<Record<string, number>> = {
    ...(hoursLimit === null ? {} : { hours: hoursLimit }),
    ...(terms.hoursByRole === null ? {} : roleCosts(terms.hoursByRole)),
  };
  return Object.fromEntries(
    Object.entries(limits).map(([resource, hours]) => [resource, hours / windowMonths]),
  );
}

/**
 * The calendar of a plan. Own hours are spread evenly over the year they are limited by; those of
 * every year count as if they all were worked in the first.
 * @param measures of the catalogue, at this municipality's size
 */
export function planCalendar(
  plan: PlanReport,
  measures: readonly MeasureView[],
  asked: CalendarAsked,
): PlanCalendar {
  const from = asked.from ?? monthAfter(plan.run.asOf.slice(0, 7), 1);
  const months = asked.until === null ? windowMonths : monthsFrom(from, asked.until);
  const known = new Map(measures.map((measure) => [measure.id, measure]));
  const tasks = plan.measures.map(({ id, hours, contribution }): CalendarTask => {
    const measure = known.get(id);
    return {
      id,
      hours: { hours, ...roleCosts(measure?.hoursByRole ?? {}) },
      leadMonths: measure?.leadMonths ?? 0,
      requires: measure?.requires ?? [],
      weight: contribution,
    };
  });
  const rows = layCalendar(tasks, { monthly: monthlyOf(plan), months }).map(
    ({ id, span, waits }) => ({
      id,
      from: span === null ? null : monthAfter(from, span.from),
      to: span === null ? null : monthAfter(from, span.to),
      waits,
    }),
  );
  return { from, until: monthAfter(from, months - 1), rows };
}
