/** In which worlds a measure belongs to the best plan, and how sure the share is. */
import { expect, test } from "vitest";
import { planner } from "../index.ts";
import { candidates, evaluator, even, instance, type World } from "../test/worlds.ts";
import { standingOf } from "./worlds.ts";

test("[P21] the share has the exact interval for independent worlds", () => {
  const forty = standingOf(40, 50);
  expect([forty.share, forty.isSafe]).toEqual([0.8, true]);
  // dials.md §5.4: 40 of 50 is 0.66–0.90.
  expect([forty.low, forty.high]).toEqual([expect.closeTo(0.66, 2), expect.closeTo(0.9, 2)]);
  expect(standingOf(39, 50).isSafe).toBe(false);
  expect(standingOf(0, 50)).toMatchObject({ share: 0, low: 0, isSafe: false });
  expect(standingOf(50, 50)).toMatchObject({ share: 1, high: 1, isSafe: true });
  for (let worlds = 1; worlds <= 50; worlds += 1) {
    const [less, more] = [standingOf(worlds - 1, 50), standingOf(worlds, 50)];
    expect([more.low > less.low, more.high >= less.high]).toEqual([true, true]);
    expect(more.low < more.share && more.share <= more.high).toBe(true);
  }
});

/** A world that is one scenario. */
function only(scenario: number, of: number): Float64Array {
  return Float64Array.from({ length: of }, (_, at) => (at === scenario ? 1 : 0));
}

test("[P22] a measure is in where it helps, in near-ties too, and nowhere else", async () => {
  // m1 or m2 alone stops what falls in the first world, m3 in the second, m4 nothing.
  const world: World = [[{ loss: 10, ways: [[0, 1]] }], [{ loss: 10, ways: [[2]] }]];
  const plans = planner({
    candidates: candidates([1, 1, 1, 0]),
    weights: even(2),
    evaluate: evaluator(world),
  });
  const { standings, members } = await plans.worlds({ sek: 1 }, [only(0, 2), only(1, 2)]);
  expect(members.map((world) => [...world])).toEqual([
    [1, 1, 0, 0],
    [0, 0, 1, 0],
  ]);
  expect(standings.map(({ worlds, share }) => [worlds, share])).toEqual([
    [1, 0.5],
    [1, 0.5],
    [1, 0.5],
    [0, 0],
  ]);
  // With money for both, in each world still only what stops something there.
  const rich = await plans.worlds({ sek: 3 }, [only(0, 2), even(2)]);
  expect(rich.members.map((world) => [...world].slice(2))).toEqual([
    [0, 0],
    [1, 0],
  ]);
});

test("[P22] worlds are planned apart, and only what weighs anything is evaluated", async () => {
  for (let number = 0; number < 10; number += 1) {
    const asked = instance(8_000 + number, { measures: 12, scenarios: 20 });
    const seen = { count: 0 };
    const plans = planner({
      candidates: asked.candidates,
      weights: even(20),
      evaluate: evaluator(asked.world, seen),
    });
    const one = await plans.worlds(asked.limits, [only(number, 20)]);
    const first = seen.count;
    expect(first).toBeLessThanOrEqual(200);
    const all = await plans.worlds(
      asked.limits,
      Array.from({ length: 20 }, (_, at) => only(at, 20)),
    );
    expect(all.members[number]).toEqual(one.members[0]);
    expect(seen.count).toBeGreaterThan(first);
    for (const [at, members] of all.members.entries())
      if ((asked.world[at] ?? []).every(({ ways }) => ways.some((way) => way.length === 0)))
        expect([...members].every((member) => member === 0)).toBe(true);
  }
});
