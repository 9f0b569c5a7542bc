/**
 * Plans that are done in time: which measures a calendar does not get done, and why not. The
 * calendar is a definition (see calendar.ts); what does not fit it is forbidden, with all that
 * holds it.
 */
import { layCalendar, type CalendarTask, type CalendarTerms } from "./calendar.ts";
import type { Amounts, Choice, Limits } from "./problem.ts";

/** The calendar that a plan must fit. */
export type InTime = CalendarTerms & {
  /** What it takes to do each measure, in the measures' order. */
  readonly tasks: readonly CalendarTask[];
};

/** Places of the measures that are not done in time where just these are done. */
function lateAmong({ tasks, ...terms }: InTime, held: readonly number[]): readonly number[] {
  const chosen = held.flatMap((at) => tasks[at] ?? []);
  const late = new Set(
    layCalendar(chosen, terms).flatMap(({ id, span }) => (span === null ? [id] : [])),
  );
  return held.filter((at) => late.has(tasks[at]?.id ?? ""));
}

/** Places of the measures of a choice. */
function heldBy(choice: Choice): readonly number[] {
  return [...choice.keys()].filter((at) => choice[at] === 1);
}

/** Measures of a plan that its calendar does not get done, by place. */
export function lateIn(time: InTime, choice: Choice): readonly number[] {
  return lateAmong(time, heldBy(choice));
}

/**
 * The least that keeps a measure from being done in time: without any one of these, and what
 * requires it, it is done. Cost: at most the square of the plan's measures in calendars.
 * @param choice a plan whose calendar does not get the measure done
 * @param closure each measure with all it requires, by place
 */
export function whyLate(
  time: InTime,
  closure: readonly (readonly number[])[],
  choice: Choice,
  measure: number,
): readonly number[] {
  const needed = new Set(closure[measure]);
  let held = heldBy(choice);
  for (let before = 0; before !== held.length;) {
    before = held.length;
    for (const other of held) {
      if (needed.has(other)) continue;
      const fewer = held.filter((at) => !(closure[at] ?? []).includes(other));
      if (lateAmong(time, fewer).includes(measure)) held = fewer;
    }
  }
  return held;
}

/** Limits that also keep within the hours of all months together. */
export function limitsInTime({ monthly, months }: InTime, limits: Limits): Limits {
  const inAll: Amounts = Object.fromEntries(
    Object.entries(monthly).map(([resource, hours]) => [
      resource,
      Math.min(hours * months, limits[resource] ?? Number.POSITIVE_INFINITY),
    ]),
  );
  return { ...limits, ...inAll };
}
