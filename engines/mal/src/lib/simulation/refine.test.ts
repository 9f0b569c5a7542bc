/** Splitting classes a little at a time, beside splitting all of them again and again. */
import { expect, test } from "vitest";
import { newDice } from "../../../test/dice.ts";
import { toRows } from "../graph/rows.ts";
import { newLists } from "./equal-steps.ts";
import { isEquitable, refined } from "./refine.ts";

const steps = 80;

/** Classes numbered as they are met. */
function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(keys, (key) => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

/** Splits every class by what its steps follow from, until there are no more of them. */
function splitAll(parents: readonly ReadonlySet<number>[], first: Int32Array): Int32Array {
  let classOf = first;
  for (;;) {
    const before = classOf;
    classOf = numbered(
      [...before].map((own, step) => {
        const from = new Set([...(parents[step] ?? [])].map((parent) => before[parent] ?? 0));
        return `${own}:${[...from].sort((a, b) => a - b).join()}`;
      }),
    );
    if (new Set(classOf).size === new Set(before).size) return classOf;
  }
}

/** A net drawn by number, some of it behind a crowd, so that long rows are there too. */
function drawn(seed: number) {
  const { below, chance } = newDice(seed, 9);
  const parents = Array.from({ length: steps }, () => new Set<number>());
  for (const [step, own] of parents.entries())
    for (let left = chance(0.05) ? 40 : below(3); left > 0; left -= 1)
      own.add(chance(0.2) ? below(steps) : Math.max(0, step - 1 - below(8)));
  const from = Int32Array.from(parents.flatMap((own, step) => [...own].map(() => step)));
  const to = Int32Array.from(parents.flatMap((own) => [...own]));
  const rows = toRows({ from, to, count: from.length }, steps, steps);
  const children = toRows({ from: to, to: from, count: from.length }, steps, steps);
  const first = numbered(parents.map((_, step) => String(step % (1 + (seed % 5)))));
  return { parents, rows, children, first };
}

test("[S641] classes are split as far as steps follow from other classes, and no further", () => {
  let [classes, most] = [0, 0];
  for (let seed = 0; seed < 400; seed += 1) {
    const { parents, rows, children, first } = drawn(seed);
    const exact = splitAll(parents, first);
    const found = refined({ parents: rows, children }, { classOf: first, count: 1 + (seed % 5) });
    expect([...numbered([...found.classOf].map(String))]).toEqual([
      ...numbered([...exact].map(String)),
    ]);
    classes += found.count;
    most = Math.max(most, found.count);
  }
  expect([classes > 4_000, most < steps]).toEqual([true, true]);
});

test("[S1050] that steps of one class follow from the same is seen edge by edge", () => {
  let [held, broken] = [0, 0];
  for (let seed = 0; seed < 400; seed += 1) {
    const { parents, rows, children, first } = drawn(seed);
    const found = refined({ parents: rows, children }, { classOf: first, count: 1 + (seed % 5) });
    expect(isEquitable(rows, found)).toBe(true);
    // Any two classes made one: at rest still, or seen not to be.
    const [kept, gone] = [seed % found.count, found.count - 1];
    const classOf = found.classOf.map((own) => (own === gone ? kept : own));
    const isAtRest = new Set(splitAll(parents, classOf)).size === new Set(classOf).size;
    expect(isEquitable(rows, { classOf, count: found.count })).toBe(isAtRest);
    held += isAtRest ? 1 : 0;
    broken += isAtRest ? 0 : 1;
  }
  expect([held > 5, broken > 200]).toEqual([true, true]);
});

test("[S641] lists of numbers are told apart, however many there are", () => {
  const lists = newLists();
  const known = new Map<string, number>();
  for (let number = 0; number < 40_000; number += 1) {
    // Many are met again, and many of the same numbers in another order.
    const list = [number % 997, -1 - (number % 89), number % 7, ...(number % 3 === 0 ? [0] : [])];
    const key = list.join();
    const own = known.get(key) ?? known.size;
    expect(lists.numberOf(list)).toBe(own);
    known.set(key, own);
  }
  expect(lists.count()).toBe(known.size);
  expect(known.size).toBeGreaterThan(10_000);
});
