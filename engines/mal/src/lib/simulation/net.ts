/**
 * Steps and what their times follow from, for contraction: nets are made smaller by telling which
 * of their steps always have the same time.
 */
import type { Rows } from "../graph/rows.ts";
import { gatherRows, reverseRows } from "../graph/rows.ts";

export type Net = {
  /** Per step: one of the layout that it came of, whose local time it has. */
  readonly origin: Int32Array;
  readonly isAnd: Uint8Array;
  /**
   * 1 where the step takes a local time, or detectors stand over it: it is no mere name for what
   * leads to it.
   */
  readonly isTimed: Uint8Array;
  readonly isEntry: Uint8Array;
  /** 1 for an OR that is given away in every run. */
  readonly isOpen: Uint8Array;
  /** 1 for an AND that wants what never comes; an entry may still lead there. */
  readonly isStuck: Uint8Array;
  /** Gates that may be shut, by their numbers; before an OR each gives it away where it is open. */
  readonly gates: Rows;
  /** No step leads to itself where steps are put together; {@link shrink} leaves none. */
  readonly children: Rows;
  readonly parents: Rows;
};

/** In a partition: reached at time 0 in every run; of no use for any objective. */
export const always = -1;
export const useless = -2;

/**
 * Which steps are put together: per step the one that stands for its class, which stands for
 * itself; or {@link always}, or {@link useless}.
 */
export type Partition = Int32Array;

/** Classes by number, from 0 without gaps. */
export type Refined = { readonly classOf: Int32Array; readonly count: number };

/** The partition by classes: the first step of each stands for it. */
export function partitionOf({ classOf, count }: Refined): Partition {
  const first = new Int32Array(count).fill(-1);
  return classOf.map((number, step) => {
    if ((first[number] ?? -1) < 0) first[number] = step;
    return first[number] ?? step;
  });
}

/** The number of items in a row. */
export function rowLength({ offsets }: Rows, row: number): number {
  return (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
}

/** A smaller net, and where each step of the larger went: its number, or as in the partition. */
export type Smaller = { readonly net: Net; readonly numberOf: Int32Array };

/** Numbers of the classes, in the order of the steps that stand for them. */
function numbersOf(partition: Partition): Int32Array {
  const count = partition.length;
  const numberOf = new Int32Array(count);
  let next = 0;
  for (let step = 0; step < count; step += 1)
    if (partition[step] === step) {
      numberOf[step] = next;
      next += 1;
    }
  for (let step = 0; step < count; step += 1) {
    const head = partition[step] ?? useless;
    if (head !== step) numberOf[step] = head < 0 ? head : (numberOf[head] ?? useless);
  }
  return numberOf;
}

/** Pairs in the room of rows, targets twice renumbered. */
type PairList = { from: Int32Array; to: Int32Array; count: number };

function addPair(pairs: PairList, from: number, to: number): void {
  pairs.from[pairs.count] = from;
  pairs.to[pairs.count] = to;
  pairs.count += 1;
}

type Marks = Pick<Net, "origin" | "isAnd" | "isTimed" | "isEntry" | "isOpen" | "isStuck">;

/** What stands of each class before its edges are known. */
function marksOf(net: Net, partition: Partition, numberOf: Int32Array, count: number): Marks {
  const marks = {
    origin: new Int32Array(count),
    isAnd: new Uint8Array(count),
    isTimed: new Uint8Array(count),
    isEntry: new Uint8Array(count),
    isOpen: new Uint8Array(count),
    isStuck: new Uint8Array(count),
  };
  const { offsets, values } = net.children;
  for (let step = 0; step < partition.length; step += 1) {
    const number = numberOf[step] ?? useless;
    if (number === always) {
      // What follows at once from such a step is given away; an AND has one want less.
      const end = offsets[step + 1] ?? 0;
      for (let at = offsets[step] ?? end; at < end; at += 1) {
        const child = values[at] ?? 0;
        const place = numberOf[child] ?? useless;
        if (place >= 0 && net.isAnd[child] === 0) marks.isOpen[place] = 1;
      }
    }
    if (number < 0) continue;
    if (net.isEntry[step] === 1) marks.isEntry[number] = 1;
    if (net.isOpen[step] === 1) marks.isOpen[number] = 1;
    if (partition[step] !== step) continue;
    marks.origin[number] = net.origin[step] ?? 0;
    marks.isAnd[number] = net.isAnd[step] ?? 0;
    marks.isTimed[number] = net.isTimed[step] ?? 0;
    marks.isStuck[number] = net.isStuck[step] ?? 0;
  }
  return marks;
}

/**
 * Marks each AND stuck that has a parent in its own class, which would have to be there before, or
 * one that nobody comes to.
 */
function markStuck(net: Net, partition: Partition, numberOf: Int32Array, marks: Marks): void {
  for (let step = 0; step < partition.length; step += 1) {
    if (net.isAnd[step] === 0 || partition[step] !== step) continue;
    const { offsets, values } = net.parents;
    const end = offsets[step + 1] ?? 0;
    for (let at = offsets[step] ?? end; at < end; at += 1)
      if (isInVain(numberOf[values[at] ?? 0] ?? useless, numberOf[step] ?? 0))
        marks.isStuck[numberOf[step] ?? 0] = 1;
  }
}

/** A parent of a step of use is put aside only where nobody comes to it. */
function isInVain(parent: number, own: number): boolean {
  return parent === own || parent === useless;
}

function edgesOf(net: Net, numberOf: Int32Array, { isOpen, isStuck }: Marks): PairList {
  const { offsets, values } = net.children;
  const pairs = {
    from: new Int32Array(values.length),
    to: new Int32Array(values.length),
    count: 0,
  };
  for (let step = 0; step < numberOf.length; step += 1) {
    const number = numberOf[step] ?? useless;
    if (number < 0) continue;
    const end = offsets[step + 1] ?? 0;
    for (let at = offsets[step] ?? end; at < end; at += 1) {
      const child = numberOf[values[at] ?? 0] ?? useless;
      if (child < 0 || child === number || isOpen[child] === 1 || isStuck[child] === 1) continue;
      addPair(pairs, number, child);
    }
  }
  return pairs;
}

function gatesOf(net: Net, numberOf: Int32Array, { isOpen }: Marks): PairList {
  const { offsets, values } = net.gates;
  const pairs = {
    from: new Int32Array(values.length),
    to: new Int32Array(values.length),
    count: 0,
  };
  for (let step = 0; step < numberOf.length; step += 1) {
    const number = numberOf[step] ?? useless;
    if (number < 0 || isOpen[number] === 1) continue;
    const end = offsets[step + 1] ?? 0;
    for (let at = offsets[step] ?? end; at < end; at += 1) addPair(pairs, number, values[at] ?? 0);
  }
  return pairs;
}

/** The net of the classes of a partition. Linear but for sorting what follows from one step. */
export function shrink(net: Net, partition: Partition): Smaller {
  const numberOf = numbersOf(partition);
  let count = 0;
  for (let step = 0; step < partition.length; step += 1) if (partition[step] === step) count += 1;
  const marks = marksOf(net, partition, numberOf, count);
  markStuck(net, partition, numberOf, marks);
  const children = gatherRows(edgesOf(net, numberOf, marks), count);
  const gates = gatherRows(gatesOf(net, numberOf, marks), count);
  const parents = reverseRows(children, count);
  return { net: { ...marks, gates, children, parents }, numberOf };
}
