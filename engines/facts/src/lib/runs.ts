/** Lists of numbers by number, held in two typed arrays. */
import { compareText } from "@vallgrav/kernel";

/** What belongs to n: `items` from `offsets[n]` up to `offsets[n + 1]`. */
export type Runs = {
  /** One longer than the numbers. */
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
};

/** The items of a number; a view, not a copy. */
export function runOf({ offsets, items }: Runs, number: number): Uint32Array {
  return items.subarray(offsets[number], offsets[number + 1]);
}

/**
 * Sorts items by number, by counting: of equal number in the order in which they are told.
 * @param each tells every item with its number, the same whenever it is asked
 */
export function runsOf(
  count: number,
  each: (take: (number: number, item: number) => void) => void,
): Runs {
  const offsets = new Uint32Array(count + 1);
  each((number) => {
    offsets[number + 1] = (offsets[number + 1] ?? 0) + 1;
  });
  for (let at = 1; at <= count; at += 1) offsets[at] = (offsets[at] ?? 0) + (offsets[at - 1] ?? 0);
  const next = offsets.slice();
  const items = new Uint32Array(offsets[count] ?? 0);
  each((number, item) => {
    const at = next[number] ?? 0;
    items[at] = item;
    next[number] = at + 1;
  });
  return { offsets, items };
}

/** Runs of lists told one after the other, those of numbers 0, 1, 2 … in turn. */
export type RunsUnderWay = { readonly offsets: number[]; readonly items: number[] };

/** No list yet. */
export function beginRuns(): RunsUnderWay {
  return { offsets: [0], items: [] };
}

/** Adds the list of the next number. */
export function addRun({ offsets, items }: RunsUnderWay, list: Iterable<number>): void {
  for (const item of list) items.push(item);
  offsets.push(items.length);
}

/** The runs so far. */
export function endRuns({ offsets, items }: RunsUnderWay): Runs {
  return { offsets: Uint32Array.from(offsets), items: Uint32Array.from(items) };
}

/**
 * Sorts numbers by several keys by counting, the first key most: of equal keys as they came.
 * @param keys what each number is sorted by, below `count`. Cost: linear in numbers and counts
 */
export function sortedByKeys(
  numbers: Uint32Array,
  keys: readonly { readonly count: number; readonly of: (number: number) => number }[],
): Uint32Array {
  let sorted = numbers;
  for (const { count, of } of keys.toReversed()) {
    const next = new Uint32Array(count + 1);
    for (const one of sorted) {
      const after = of(one) + 1;
      next[after] = (next[after] ?? 0) + 1;
    }
    for (let key = 1; key <= count; key += 1) next[key] = (next[key] ?? 0) + (next[key - 1] ?? 0);
    const order = new Uint32Array(sorted.length);
    for (const one of sorted) {
      const key = of(one);
      const at = next[key] ?? 0;
      order[at] = one;
      next[key] = at + 1;
    }
    sorted = order;
  }
  return sorted;
}

/** Numbers in the order of some texts. */
export function ranksBy(texts: readonly string[]): Int32Array {
  const order = texts.map((_text, index) => index);
  order.sort((a, b) => compareText(texts[a] ?? "", texts[b] ?? ""));
  const ranks = new Int32Array(texts.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}
