/**
 * When the measures of a plan are done: by the hours of each month, by how long each takes at the
 * least, and after what it requires. A definition to follow and to explain, not an optimum: the
 * choice of measures is made on totals before (dials.md §3).
 */
import type { Amounts } from "./problem.ts";

/** A measure that is to be done. */
export type CalendarTask = {
  readonly id: string;
  /** Hours it takes in all, by resource, ≥ 0. */
  readonly hours: Amounts;
  /** Months it takes at the least, whole, ≥ 0; one where it is 0. */
  readonly leadMonths: number;
  /** Ids of what must be done before it is begun. */
  readonly requires: readonly string[];
  /** The larger goes first where not all can be done at once. */
  readonly weight: number;
};

/** What there is to do it with. */
export type CalendarTerms = {
  /** Hours of each resource in each month, ≥ 0; what is not named is not limited. */
  readonly monthly: Amounts;
  /** Months in all, whole, ≥ 1. */
  readonly months: number;
};

/**
 * Why a measure is not begun earlier, or not at all: the hours of a resource, another measure, the
 * time it takes.
 */
export type CalendarWait =
  | { readonly kind: "hours"; readonly resource: string }
  | { readonly kind: "measure"; readonly id: string }
  | { readonly kind: "time" };

/** A measure in the calendar. Months count from 0. */
export type CalendarSlot = {
  readonly id: string;
  /** The first month and the last; null where it is not done within the months. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** Null where it is begun at once. */
  readonly waits: CalendarWait | null;
  /** Hours worked in each month of the span, by resource. */
  readonly worked: readonly Amounts[];
};

/** Hours below this are none: sums of shares differ in the last bits. */
const least = 1e-9;

type Left = Map<string, number>[];

/** Puts what is required before what requires it; else the weightier first, then by id. */
function ordered(tasks: readonly CalendarTask[]): readonly CalendarTask[] {
  const waiting = tasks.toSorted((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const known = new Set(tasks.map(({ id }) => id));
  const placed = new Set<string>();
  const order: CalendarTask[] = [];
  for (;;) {
    const at = waiting.findIndex(({ requires }) =>
      requires.every((id) => placed.has(id) || !known.has(id)),
    );
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    // What is left goes round in a circle, or there is nothing left.
    if (next === undefined) return [...order, ...waiting];
    placed.add(next.id);
    order.push(next);
  }
}

/** A resource of which a month has nothing left for a task; null where it can be worked at. */
function lackingIn(task: CalendarTask, month: ReadonlyMap<string, number>): string | null {
  for (const [resource, hours] of Object.entries(task.hours))
    if (hours > least && (month.get(resource) ?? Number.POSITIVE_INFINITY) <= least)
      return resource;
  return null;
}

/** Works at a task from a month on, evenly over its time; null where it is not done in time. */
function workFrom(
  task: CalendarTask,
  from: number,
  left: Left,
): { readonly to: number; readonly worked: readonly Amounts[]; readonly lacked: string | null } {
  const lead = Math.max(1, task.leadMonths);
  const resources = Object.entries(task.hours);
  const remaining = new Map(resources);
  const worked: Amounts[] = [];
  let lacked: string | null = null;
  for (let month = from; month < left.length; month += 1) {
    const has = left[month] ?? new Map<string, number>();
    const done: Record<string, number> = {};
    for (const [resource, hours] of resources) {
      const wanted = Math.min(remaining.get(resource) ?? 0, hours / lead);
      const taken = Math.min(wanted, has.get(resource) ?? Number.POSITIVE_INFINITY);
      if (taken < wanted - least) lacked = resource;
      done[resource] = taken;
      remaining.set(resource, (remaining.get(resource) ?? 0) - taken);
    }
    worked.push(done);
    const isOver = [...remaining.values()].every((hours) => hours <= least * lead);
    if (isOver && worked.length >= lead) return { to: month, worked, lacked };
  }
  return { to: left.length, worked, lacked };
}

/** Places one task; takes its hours from what is left where it is done in time. */
function place(task: CalendarTask, ends: ReadonlyMap<string, number>, left: Left): CalendarSlot {
  const nowhere = (waits: CalendarWait): CalendarSlot => ({
    id: task.id,
    span: null,
    waits,
    worked: [],
  });
  const missing = task.requires.find((id) => !ends.has(id));
  if (missing !== undefined) return nowhere({ kind: "measure", id: missing });
  let waits: CalendarWait | null = null;
  let from = 0;
  for (const id of task.requires) {
    const after = (ends.get(id) ?? 0) + 1;
    if (after > from) waits = { kind: "measure", id };
    from = Math.max(from, after);
  }
  for (; from < left.length; from += 1) {
    const resource = lackingIn(task, left[from] ?? new Map());
    if (resource === null) break;
    waits = { kind: "hours", resource };
  }
  const { to, worked, lacked } = workFrom(task, from, left);
  if (to >= left.length) {
    const resource = lacked ?? (waits?.kind === "hours" ? waits.resource : null);
    if (resource !== null) return nowhere({ kind: "hours", resource });
    return nowhere(waits ?? { kind: "time" });
  }
  for (const [at, done] of worked.entries()) {
    const month = left[from + at];
    for (const [resource, hours] of Object.entries(done)) {
      const has = month?.get(resource);
      if (has !== undefined) month?.set(resource, Math.max(0, has - hours));
    }
  }
  return { id: task.id, span: { from, to }, waits, worked };
}

/**
 * Lays the measures of a plan into months, in one order whatever the order they are given in: what
 * is required first, then the weightier, then by id. Each is begun in the first month that has
 * hours for it and is worked at evenly. What is not done within the months is not begun. Cost: the
 * square of the number of measures, times months.
 */
export function layCalendar(
  tasks: readonly CalendarTask[],
  { monthly, months }: CalendarTerms,
): readonly CalendarSlot[] {
  const left: Left = Array.from({ length: months }, () => new Map(Object.entries(monthly)));
  const ends = new Map<string, number>();
  return ordered(tasks).map((task) => {
    const slot = place(task, ends, left);
    if (slot.span !== null) ends.set(task.id, slot.span.to);
    return slot;
  });
}

/**
 * The month so many months after another.
 * @param month `2027-01`
 */
export function monthAfter(month: string, months: number): string {
  const [year = "", number = ""] = month.split("-");
  const count = Number(year) * 12 + Number(number) - 1 + months;
  const last = String((count % 12) + 1).padStart(2, "0");
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${last}`;
}

/** How many months there are from one to another, both counted; 1 where the other is earlier. */
export function monthsFrom(from: string, until: string): number {
  const countOf = (month: string): number => {
    const [year = "", number = ""] = month.split("-");
    return Number(year) * 12 + Number(number);
  };
  return Math.max(1, countOf(until) - countOf(from) + 1);
}
