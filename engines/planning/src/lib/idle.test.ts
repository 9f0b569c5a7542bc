/** What adds nothing is in no plan. */
import { expect, test } from "vitest";
import { type Choice, layCalendar, planner, type Planned } from "../index.ts";
import {
  candidates,
  evaluator,
  even,
  instance,
  remainsOf,
  type Instance,
  type World,
} from "../test/worlds.ts";

/** Everything that a plan would have to drop with a measure. */
function without(
  { candidates: all }: Pick<Instance, "candidates">,
  choice: Choice,
  at: number,
): Choice {
  const next = choice.slice();
  next[at] = 0;
  for (let rounds = 0; rounds < all.length; rounds += 1)
    for (const [other, { requires }] of all.entries())
      if (requires.some((id) => next[all.findIndex((one) => one.id === id)] !== 1)) next[other] = 0;
  return next;
}

/** Measures of a plan that it would leave as little without. */
function idleIn(
  asked: Pick<Instance, "candidates" | "world">,
  { choice, remains }: Planned,
): number[] {
  return [...choice.keys()].filter(
    (at) =>
      choice[at] === 1 && remainsOf(asked.world, without(asked, choice, at)) <= remains + 1e-12,
  );
}

test("[P640] plans, curves and stops hold nothing that adds nothing", async () => {
  let held = 0;
  for (let number = 0; number < 120; number += 1) {
    const asked = instance(9_000 + number, { measures: 6 + (number % 9), scenarios: 8 });
    const { sek = 0 } = asked.limits;
    const plans = planner({
      candidates: asked.candidates,
      weights: even(8),
      evaluate: evaluator(asked.world),
      limits: { nodes: number % 4, evaluations: 200 },
    });
    const curve = await plans.curve([0.4, 1, 3].map((share) => ({ sek: share * sek })));
    const stop = await plans.stop({ sek: 2 * sek });
    for (const planned of [...curve, stop]) {
      expect([number, idleIn(asked, planned)]).toEqual([number, []]);
      held += planned.choice.reduce((sum, one) => sum + one, 0);
    }
  }
  expect(held).toBeGreaterThan(500);
});

/** Any of the first two is enough, and the dearer comes first; the third does nothing. */
const twice: World = [[{ loss: 10, ways: [[0, 1]] }], [{ loss: 4, ways: [[0, 1]] }]];

test("[P640] of two that do the same the cheaper is kept", async () => {
  const plans = planner({
    candidates: candidates([5, 3, 1]),
    weights: even(2),
    evaluate: evaluator(twice),
  });
  const { choice, spent, remains } = await plans.plan({ sek: 100 });
  expect([[...choice], spent["sek"], remains]).toEqual([[0, 1, 0], 3, 0]);
  expect([...(await plans.stop({ sek: 50 })).choice]).toEqual([0, 1, 0]);
});

test("[P640] what is left where a calendar took something out is asked anew", async () => {
  // The first two help only together, and the second is never done in time.
  const world: World = [[{ loss: 10, ways: [[0], [1]] }], [{ loss: 4, ways: [[2]] }]];
  const all = candidates([1, 1, 1]);
  const tasks = all.map(({ id, requires }, at) => ({
    id,
    requires,
    hours: { hours: at === 1 ? 1_000 : 1 },
    leadMonths: 0,
    weight: 1,
  }));
  const terms = { monthly: { hours: 10 }, months: 3 };
  expect(layCalendar(tasks, terms).map(({ span }) => span === null)).toEqual([false, true, false]);
  const plans = planner({ candidates: all, weights: even(2), evaluate: evaluator(world) });
  const { choice } = await plans.plan({ sek: 10 }, { kind: "mean" }, { ...terms, tasks });
  expect([...choice]).toEqual([0, 0, 1]);
});
