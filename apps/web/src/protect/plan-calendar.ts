/** When the measures that are on are done, computed in the page: it follows every tick at once. */
import type { PlanReport } from "@vallgrav/platform/api";
import { type CalendarSlot, layCalendar, monthAfter, monthsFrom } from "@vallgrav/planning";
import type { Measure } from "../api/shapes.ts";
import { formatDay } from "../words/format.ts";

/** Months that a plan's own hours are limited over. */
const windowMonths = 12;

/** A measure in the calendar. */
export type CalendarRow = {
  readonly id: string;
  /** Its first month and its last, `2027-01`; null where it is not done in time. */
  readonly from: string | null;
  readonly to: string | null;
  readonly slot: CalendarSlot;
};

/** The month in which a plan is begun unless somebody says otherwise. */
export function firstMonthOf({ run }: PlanReport): string {
  return monthAfter(formatDay(run.asOf).slice(0, 7), 1);
}

function monthlyOf(limits: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(limits).map(([resource, hours]) => [resource, hours / windowMonths]),
  );
}

/** The last month of a year that begins with one. */
export function yearFrom(month: string): string {
  return monthAfter(month, windowMonths - 1);
}

/**
 * The calendar of measures under a plan's hours, an even share of them each month; those that
 * begin first stand first, those that are not done in time last.
 */
export function calendarRows(
  measures: readonly Measure[],
  plan: PlanReport,
  [from, until]: readonly [from: string, until: string],
): readonly CalendarRow[] {
  const weights = new Map(plan.measures.map(({ id, contribution }) => [id, contribution]));
  const { dates = null, hoursByRole: limited } = plan.terms;
  const slots = layCalendar(
    measures.map(({ id, hours, hoursByRole, leadMonths, requires }) => ({
      id,
      hours: { ...hoursByRole, hours },
      leadMonths,
      requires,
      // The order that a plan with dates was made in, and else that of the terminal.
      weight: dates === null ? (weights.get(id) ?? 0) : leadMonths,
    })),
    {
      monthly: monthlyOf({
        ...limited,
        ...(plan.hoursLimit === null ? {} : { hours: plan.hoursLimit }),
      }),
      months: monthsFrom(from, until),
    },
  );
  return slots
    .map((slot) => ({
      id: slot.id,
      from: slot.span === null ? null : monthAfter(from, slot.span.from),
      to: slot.span === null ? null : monthAfter(from, slot.span.to),
      slot,
    }))
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ slot }: CalendarRow): number {
  return slot.span === null ? Number.MAX_SAFE_INTEGER : slot.span.from * 1_000 + slot.span.to;
}
