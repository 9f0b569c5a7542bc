/** What measures in the way of a run promise, held against the runs played with them. */
import { expect, test } from "vitest";
import { barriersOf, measuresInTheWay } from "./barriers.ts";
import { playWays } from "./play-ways.ts";
import { openStage } from "./stage.ts";
import type { FoundWay } from "./tasks.ts";
import { choiceOf, exampleModel, preparedOf, smallSize } from "./test/example.ts";
import { countWays } from "./ways.ts";

const prepared = await preparedOf(exampleModel(), smallSize);
const stage = openStage(prepared.setting);
const range = { outerFrom: 0, outerTo: 8, inner: 5 };
const waysWith = (chosen: Iterable<number>): readonly FoundWay[] =>
  playWays(stage, { kind: "ways", chosen: choiceOf(stage, chosen), range });
const found = waysWith([]);

test("[PR70] barriers count every run that fell once, and measures by their share", () => {
  const { ways, measures, barriers, fell } = countWays(prepared, 40, found);
  expect(fell).toBeGreaterThan(15);
  expect(barriers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  for (const [at, { frequency }] of ways.entries()) {
    const own = barriers.filter(({ way }) => way === at);
    expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(frequency, 12);
  }
  expect(measures.length).toBeGreaterThan(5);
  for (const [at, { share }] of measures.entries()) {
    const own = barriers.filter((barrier) => barrier.measures.includes(at));
    expect(own.reduce((sum, barrier) => sum + barrier.share, 0)).toBeCloseTo(share, 12);
  }
  const shares = measures.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(new Set(measures.map(({ id }) => id)).size).toBe(measures.length);
});

test("[PR70] a choice leaves at least the runs that none of it stands in the way of", () => {
  const places = measuresInTheWay(found).map(({ place }) => place);
  const choices = [
    ...places.map((place) => [place]),
    places.slice(0, 2),
    places.slice(1, 5),
    places.filter((_, at) => at % 2 === 0),
  ];
  let closed = 0;
  for (const choice of choices) {
    const left = found.filter(({ hit }) => !hit.some((place) => choice.includes(place)));
    const after = waysWith(choice).length;
    expect(after).toBeGreaterThanOrEqual(left.length);
    closed += found.length - after;
  }
  // That they hold nothing back would be a bound that says nothing.
  expect(closed).toBeGreaterThan(0);
});

test("[PR70] ways that are not told of are counted together", () => {
  const way = (hit: readonly number[]): FoundWay => ({
    objective: 0,
    nodes: [],
    times: [],
    gates: [],
    hit,
  });
  const groups = [[way([4, 2]), way([2, 4]), way([])], [way([2])]];
  expect(measuresInTheWay(groups.flat())).toEqual([
    { place: 2, count: 3 },
    { place: 4, count: 2 },
  ]);
  expect(barriersOf(groups, [2, 4], 1)).toEqual([
    { way: 0, measures: [0, 1], share: 0.5 },
    { way: 0, measures: [], share: 0.25 },
    { way: null, measures: [0], share: 0.25 },
  ]);
  expect(measuresInTheWay([])).toEqual([]);
  expect(barriersOf([[]], [], 0)).toEqual([]);
});
