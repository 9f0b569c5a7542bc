/** Persons, each once. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkExposures, personsExposed } from "../index.ts";
import type { ExposedSet, PopulationGroup } from "../index.ts";

const inhabitants: readonly PopulationGroup[] = [{ id: "inhabitants", size: 10_000 }];

function set(id: string, share: number, more: Partial<ExposedSet> = {}): ExposedSet {
  return { id, group: "inhabitants", share, level: 2, ...more };
}

test("[D9] published case: shares of 0.3 and 0.5, overlapping, nested, by chance", () => {
  const sets = [set("a", 0.3), set("b", 0.5)];
  const both = personsExposed(inhabitants, sets);
  expect(both.persons).toBeCloseTo(6500, 9);
  expect([both.low, both.high]).toEqual([5000, 8000]);
  const nested = personsExposed(inhabitants, [set("a", 0.3, { within: "b" }), set("b", 0.5)]);
  expect([nested.persons, nested.low, nested.high]).toEqual([5000, 5000, 5000]);
  let mean = 0;
  for (const [a, chanceA] of [
    [1, 0.4],
    [0, 0.6],
  ] as const)
    for (const [b, chanceB] of [
      [1, 0.2],
      [0, 0.8],
    ] as const)
      mean += chanceA * chanceB * personsExposed(inhabitants, sets, [a, b]).persons;
  expect(mean).toBeCloseTo(2080, 9);
});

test("[D9] a person counts at the most sensitive level only", () => {
  const sets = [set("register", 0.5), set("journal", 0.2, { level: 4, within: "register" })];
  const both = personsExposed(inhabitants, sets);
  expect(both.perLevel).toEqual([
    { level: 4, persons: 2000 },
    { level: 2, persons: 3000 },
  ]);
  expect(both.persons).toBe(5000);
  const free = personsExposed(inhabitants, [set("a", 0.5), set("b", 0.2, { level: 4 })]);
  expect(free.perLevel.map(({ persons }) => Math.round(persons))).toEqual([2000, 4000]);
});

test("[D9] what lies within what is known also where the middle was not exposed", () => {
  const sets = [
    set("all", 0.6),
    set("school", 0.4, { within: "all" }),
    set("class", 0.1, { within: "school" }),
  ];
  expect(personsExposed(inhabitants, sets, [1, 0, 1]).persons).toBe(6000);
  expect(personsExposed(inhabitants, sets, [0, 1, 1]).persons).toBe(4000);
  expect(personsExposed(inhabitants, sets, [0, 0, 1]).persons).toBe(1000);
});

test("[D9] exposing more never lowers a count, and counts stay within their bounds", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const any = fc.tuple(
    ...ids.map((id) =>
      fc.record(
        {
          id: fc.constant(id),
          group: fc.constantFrom("inhabitants", "pupils"),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
          level: fc.integer({ min: 1, max: 4 }),
          within: fc.constantFrom(...ids, "nowhere"),
        },
        { requiredKeys: ["id", "group", "share", "level"] },
      ),
    ),
  );
  const masks = fc.tuple(fc.nat({ max: 31 }), fc.nat({ max: 31 }));
  const groups = [...inhabitants, { id: "pupils", size: 900 }];
  fc.assert(
    fc.property(any, masks, (sets, [some, more]) => {
      const mask = (bits: number): number[] => ids.map((_, at) => (bits >> at) & 1);
      const fewer = personsExposed(groups, sets, mask(some));
      const all = personsExposed(groups, sets, mask(some | more));
      expect(all.persons).toBeGreaterThanOrEqual(fewer.persons - 1e-9);
      for (const { persons, low, high } of [...all.perGroup, all]) {
        expect(persons).toBeGreaterThanOrEqual(low - 1e-9);
        expect(persons).toBeLessThanOrEqual(high + 1e-9);
      }
      const levels = all.perLevel.reduce((sum, { persons }) => sum + persons, 0);
      expect(levels).toBeCloseTo(all.persons, 6);
    }),
    { numRuns: 1000 },
  );
});

test("[D9] wrong groups and sets are named, and counting them harms nobody", () => {
  const groups = [...inhabitants, { id: "inhabitants", size: -1 }];
  const sets = [
    set("a", 2, { within: "b" }),
    set("b", 0.5, { within: "a" }),
    set("b", 0.5, { group: "nobody", within: "c" }),
  ];
  expect(checkExposures(groups, sets).map(({ code }) => code)).toEqual([
    "dials/duplicate-group",
    "dials/bad-size",
    "dials/bad-share",
    "dials/unknown-set",
    "dials/containment-cycle",
    "dials/duplicate-set",
    "dials/unknown-group",
    "dials/unknown-set",
  ]);
  const loop = [set("a", 0.5, { within: "b" }), set("b", 0.5, { within: "a" })];
  expect(checkExposures(inhabitants, loop).map(({ code }) => code)).toEqual([
    "dials/containment-cycle",
    "dials/containment-cycle",
  ]);
  expect(personsExposed(inhabitants, loop).persons).toBe(7500);
});
