/** Plans that a calendar must get done: against trying every choice. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { type InTime, layCalendar, planner } from "../index.ts";
import {
  candidates,
  evaluator,
  even,
  everyChoice,
  type Instance,
  instance,
  isAllowed,
  remainsOf,
  type World,
} from "../test/worlds.ts";
import { lateIn, whyLate } from "./in-time.ts";

/** A calendar for an instance, drawn by number: often too short for all that money allows. */
function calendarFor(number: number, asked: Instance): InTime {
  const draw = (what: string, at: number): number => uniform(drawKey(`${number}/${what}`), at, 0);
  return {
    monthly: { hours: 1 + Math.floor(6 * draw("monthly", 0)) },
    months: 1 + Math.floor(6 * draw("months", 0)),
    tasks: asked.candidates.map(({ id, costs, requires }, at) => ({
      id,
      hours: { hours: costs["hours"] ?? 0 },
      leadMonths: Math.floor(5 * draw("lead", at)),
      requires,
      weight: draw("weight", at),
    })),
  };
}

/** Whether all of a choice is done within the months, read from its calendar alone. */
function isDone({ tasks, ...terms }: InTime, choice: Uint8Array): boolean {
  const held = tasks.filter((_, at) => choice[at] === 1);
  return layCalendar(held, terms).every(({ span }) => span !== null);
}

test("[P520] [P521] [P522] a plan in time against every choice that is done in time", async () => {
  const found = { finished: 0, shorter: 0, same: 0 };
  const count = 150;
  for (let number = 0; number < count; number += 1) {
    const asked = instance(number, { measures: 7, scenarios: 12 });
    const time = calendarFor(number, asked);
    const plans = planner({
      candidates: asked.candidates,
      weights: even(asked.world.length),
      evaluate: evaluator(asked.world),
      limits: { gap: 0 },
    });
    const plan = await plans.plan(asked.limits, { kind: "mean" }, time);
    const lawful = everyChoice(7).filter((choice) => isAllowed(asked, choice));
    const done = lawful.filter((choice) => isDone(time, choice));
    const isPart = (part: Uint8Array, whole: Uint8Array): boolean =>
      part.every((held, at) => held <= (whole[at] ?? 0));
    // Parts that keep what they require; what excludes what is no matter for the calendar.
    const whole = done.filter((choice) =>
      lawful.every((part) => !isPart(part, choice) || isDone(time, part)),
    );
    const least = (choices: readonly Uint8Array[]): number =>
      Math.min(...choices.map((choice) => remainsOf(asked.world, choice)));
    expect([number, isDone(time, plan.choice)]).toEqual([number, true]);
    expect(isAllowed(asked, plan.choice)).toBe(true);
    expect(Object.keys(plan.spent).sort()).toEqual(["hours", "sek"]);
    expect(plan.remains).toBeGreaterThanOrEqual(least(done) - 1e-9);
    expect(plan.bound).toBeLessThanOrEqual(least(whole) + 1e-9);
    if (plan.isFinished) expect(plan.remains).toBeLessThanOrEqual(least(whole) + 1e-9);
    found.finished += plan.isFinished ? 1 : 0;
    found.shorter += least(done) > least(lawful) + 1e-9 ? 1 : 0;
    found.same += Math.abs(least(done) - least(whole)) < 1e-9 ? 1 : 0;
  }
  // Both reasons to look: the calendar decides often, and the search nearly always ends.
  expect(found.shorter).toBeGreaterThan(count / 4);
  expect(found.finished).toBeGreaterThanOrEqual(0.95 * count);
  expect(found.same).toBeGreaterThan(0.95 * count);
});

const world: World = [
  [
    { loss: 10, ways: [[0], [1]] },
    { loss: 3, ways: [[2]] },
  ],
];

function timeOf(leads: readonly number[], months: number, monthly = 100): InTime {
  return {
    monthly: { hours: monthly },
    months,
    tasks: leads.map((leadMonths, at) => ({
      id: `m${at + 1}`,
      hours: { hours: 10 },
      leadMonths,
      requires: [],
      weight: 0,
    })),
  };
}

test("[P520] what takes longer than there is is in no plan; later months ask anew", async () => {
  const plans = planner({
    candidates: candidates([1, 1, 1]),
    weights: even(1),
    evaluate: evaluator(world),
    limits: { gap: 0 },
  });
  const mean = { kind: "mean" } as const;
  // The pair needs both of its halves, and one of them takes seven months.
  const short = await plans.plan({ sek: 2 }, mean, timeOf([2, 7, 2], 6));
  expect([[...short.choice], short.remains, short.gap]).toEqual([[0, 0, 1], 10, 0]);
  const long = await plans.plan({ sek: 2 }, mean, timeOf([2, 7, 2], 7));
  expect([[...long.choice], long.remains]).toEqual([[1, 1, 0], 3]);
});

test("[P522] what is forbidden is the least that makes a measure late", () => {
  const time = timeOf([1, 1, 1, 1], 2, 10);
  const all = Uint8Array.of(1, 1, 1, 1);
  const closure = [[0], [1], [2], [3]];
  expect(lateIn(time, all)).toEqual([2, 3]);
  const why = whyLate(time, closure, all, 3);
  expect(why).toContain(3);
  expect(why).toHaveLength(3);
});
