/** Calendars of plans: by hand, and against rules that are checked from outside. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CalendarSlot,
  type CalendarTask,
  layCalendar,
  monthAfter,
  monthsFrom,
} from "./calendar.ts";

function task(id: string, more: Partial<CalendarTask> = {}): CalendarTask {
  return { id, hours: { it: 30 }, leadMonths: 1, requires: [], weight: 1, ...more };
}

const spans = (slots: readonly CalendarSlot[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    slots.map(({ id, span }) => [id, span === null ? "-" : `${span.from}–${span.to}`]),
  );

test("[P250] hours of a month are shared out in order, evenly over a measure's time", () => {
  const slots = layCalendar(
    [
      task("a", { hours: { it: 90 }, leadMonths: 3, weight: 3 }),
      task("b", { hours: { it: 40 }, leadMonths: 1, weight: 2 }),
      task("c", { hours: {}, leadMonths: 0 }),
    ],
    { monthly: { it: 50 }, months: 12 },
  );
  // a takes 30 of each month's 50, so b has 20 in two months.
  expect(spans(slots)).toEqual({ a: "0–2", b: "0–1", c: "0–0" });
  expect(slots.find(({ id }) => id === "b")?.worked).toEqual([{ it: 20 }, { it: 20 }]);
});

test("[P251] a measure is begun when what it requires is done; circles are not begun", () => {
  const slots = layCalendar(
    [
      task("second", { requires: ["first"], weight: 9 }),
      task("first", { leadMonths: 2 }),
      task("lost", { requires: ["nowhere"] }),
      task("round", { requires: ["about"] }),
      task("about", { requires: ["round"] }),
    ],
    { monthly: {}, months: 12 },
  );
  expect(spans(slots)).toEqual({ first: "0–1", second: "2–2", lost: "-", round: "-", about: "-" });
  expect(slots.map(({ waits }) => waits)).toEqual([
    null,
    { kind: "measure", id: "first" },
    { kind: "measure", id: "nowhere" },
    { kind: "measure", id: "round" },
    { kind: "measure", id: "about" },
  ]);
});

test("[P252] what is not done in time is not begun, takes no hours, and says why", () => {
  const terms = { monthly: { it: 30, people: 100 }, months: 2 };
  const slots = layCalendar(
    [
      task("long", { leadMonths: 3, weight: 5 }),
      task("heavy", { hours: { it: 90, people: 1 }, weight: 4 }),
      task("fits", { hours: { it: 60 }, weight: 3 }),
      task("late", { hours: { it: 1 }, weight: 2 }),
      task("other", { hours: { people: 100 }, weight: 1 }),
    ],
    terms,
  );
  expect(spans(slots)).toEqual({ long: "-", heavy: "-", fits: "0–1", late: "-", other: "0–0" });
  expect(slots.map(({ waits }) => waits)).toEqual([
    { kind: "time" },
    { kind: "hours", resource: "it" },
    null,
    { kind: "hours", resource: "it" },
    null,
  ]);
});

const drawn = fc
  .array(
    fc.record({
      hours: fc.record({ it: fc.nat(200), people: fc.nat(80) }, { requiredKeys: [] }),
      leadMonths: fc.nat(8),
      requires: fc.array(fc.nat(9), { maxLength: 2 }),
      weight: fc.nat(5),
    }),
    { maxLength: 10 },
  )
  .map((all) =>
    all.map((one, at) => ({
      ...one,
      id: `m${at}`,
      requires: one.requires.filter((other) => other !== at).map((other) => `m${other}`),
    })),
  );

test("[P253] whatever is asked, no month has more than its hours and no order is broken", () => {
  fc.assert(
    fc.property(drawn, fc.nat(60), fc.integer({ min: 1, max: 12 }), (tasks, it, months) => {
      const monthly = { it, people: 20 };
      const slots = layCalendar(tasks, { monthly, months });
      expect(slots.map(({ id }) => id).sort()).toEqual(tasks.map(({ id }) => id).sort());
      const used = Array.from({ length: months }, () => ({ it: 0, people: 0 }));
      const ends = new Map(slots.map(({ id, span }) => [id, span?.to ?? null]));
      for (const { id, span, worked } of slots) {
        const asked = tasks.find((one) => one.id === id);
        if (span === null || asked === undefined) {
          expect(worked).toEqual([]);
          continue;
        }
        expect(span.to).toBeLessThan(months);
        expect(span.to - span.from + 1).toBe(worked.length);
        expect(worked.length).toBeGreaterThanOrEqual(Math.max(1, asked.leadMonths));
        for (const other of asked.requires)
          expect(ends.get(other) ?? Number.POSITIVE_INFINITY).toBeLessThan(span.from);
        for (const resource of ["it", "people"] as const) {
          const done = worked.reduce((sum, one) => sum + (one[resource] ?? 0), 0);
          expect(done).toBeCloseTo(asked.hours[resource] ?? 0, 6);
          for (const [at, one] of worked.entries()) {
            const month = used[span.from + at];
            if (month !== undefined) month[resource] += one[resource] ?? 0;
          }
        }
      }
      for (const month of used)
        for (const resource of ["it", "people"] as const)
          expect(month[resource]).toBeLessThanOrEqual(monthly[resource] + 1e-6);
    }),
    { numRuns: 300 },
  );
});

test("[P254] the order in which measures are given changes nothing", () => {
  fc.assert(
    fc.property(drawn, (tasks) => {
      const terms = { monthly: { it: 40 }, months: 12 };
      expect(layCalendar(tasks.toReversed(), terms)).toEqual(layCalendar(tasks, terms));
    }),
    { numRuns: 200 },
  );
});

test("[P255] months are counted over the turn of years", () => {
  expect([0, 1, 11, 12, 25].map((months) => monthAfter("2026-12", months))).toEqual([
    "2026-12",
    "2027-01",
    "2027-11",
    "2027-12",
    "2029-01",
  ]);
  const until = ["2026-12", "2027-11", "2026-11", "2029-01"];
  expect(until.map((month) => monthsFrom("2026-12", month))).toEqual([1, 12, 1, 26]);
});
