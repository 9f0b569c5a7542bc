/**
 * Which steps of a net have the same time in every run, whatever measures are chosen: equalities
 * that follow from the equations alone, so putting such steps together changes no bit.
 */
import type { Rows } from "../graph/rows.ts";
import type { Net, Partition } from "./net.ts";
import { always, rowLength, useless } from "./net.ts";

/** How often a step is looked at again because a parent joined another class: keeps it linear. */
const looks = 6;

/** Whether a step without a time is there at time 0 in every run with nothing before it. */
function isGiven({ isAnd, isOpen, isStuck, gates, parents }: Net, step: number): boolean {
  if (isAnd[step] === 0) return isOpen[step] === 1;
  return rowLength(parents, step) === 0 && isStuck[step] === 0 && rowLength(gates, step) === 0;
}

/** Marks the steps that are there at time 0 in every run: given, or following at once from such. */
function markAlways(net: Net, partition: Partition): void {
  const { isAnd, isTimed, isStuck, gates, children, parents } = net;
  const left = new Int32Array(partition.length);
  const queue: number[] = [];
  for (let step = 0; step < partition.length; step += 1) {
    left[step] = rowLength(parents, step);
    if (isTimed[step] === 0 && isGiven(net, step)) queue.push(step);
  }
  for (const step of queue) partition[step] = always;
  const waits = (step: number): boolean => {
    if (isAnd[step] === 0) return false;
    left[step] = (left[step] ?? 0) - 1;
    return (left[step] ?? 0) > 0 || isStuck[step] === 1 || rowLength(gates, step) > 0;
  };
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const end = children.offsets[next + 1] ?? 0;
    for (let at = children.offsets[next] ?? end; at < end; at += 1) {
      const child = children.values[at] ?? 0;
      if (isTimed[child] === 1 || partition[child] === always || waits(child)) continue;
      partition[child] = always;
      queue.push(child);
    }
  }
}

/** The step that stands for the class of a step, or `always`; shortens the way there. */
function headOf(partition: Partition, step: number): number {
  let head = step;
  for (;;) {
    const above = partition[head] ?? useless;
    if (above < 0) return above;
    if (above === head) break;
    head = above;
  }
  for (let at = step; at !== head;) {
    const above = partition[at] ?? head;
    partition[at] = head;
    at = above;
  }
  return head;
}

/** Whether a step takes over the time of what it follows from: nothing else can set or delay it. */
function isFollower({ isTimed, isEntry, isStuck, isOpen, gates }: Net, step: number): boolean {
  return (
    isTimed[step] === 0 &&
    isEntry[step] === 0 &&
    isStuck[step] === 0 &&
    isOpen[step] === 0 &&
    rowLength(gates, step) === 0
  );
}

/** The one class that all parents of a step are in, −1 where there are several or none. */
function onlyParent({ isAnd, parents }: Net, partition: Partition, step: number): number {
  const end = parents.offsets[step + 1] ?? 0;
  let only = -1;
  for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
    const head = headOf(partition, parents.values[at] ?? 0);
    // Before an AND, what is always there counts for nothing.
    if (head === always) continue;
    if (head === step) {
      if (isAnd[step] === 1) return -1;
      continue;
    }
    if (only >= 0 && head !== only) return -1;
    only = head;
  }
  return only;
}

/**
 * Steps put together that follow at once from one class only, and those that are always there.
 * Linear.
 */
export function chains(net: Net): Partition {
  const count = net.isAnd.length;
  const partition: Partition = new Int32Array(count);
  for (let step = 0; step < count; step += 1) partition[step] = step;
  markAlways(net, partition);
  const left = new Uint8Array(count).fill(looks);
  const isQueued = new Uint8Array(count).fill(1);
  const queue = new Int32Array(count);
  // A ring: no step is in it twice, so it never holds more than all.
  let size = count;
  let first = 0;
  for (let step = 0; step < count; step += 1) queue[step] = step;
  while (size > 0) {
    const step = queue[first] ?? 0;
    first = first + 1 === count ? 0 : first + 1;
    size -= 1;
    isQueued[step] = 0;
    if (partition[step] !== step || !isFollower(net, step)) continue;
    left[step] = (left[step] ?? 0) - 1;
    const only = onlyParent(net, partition, step);
    if (only < 0) continue;
    partition[step] = only;
    const { offsets, values } = net.children;
    const end = offsets[step + 1] ?? 0;
    for (let at = offsets[step] ?? end; at < end; at += 1) {
      const child = values[at] ?? 0;
      if (isQueued[child] === 1 || (left[child] ?? 0) === 0) continue;
      isQueued[child] = 1;
      queue[(first + size) % count] = child;
      size += 1;
    }
  }
  for (let step = 0; step < count; step += 1) partition[step] = headOf(partition, step);
  return partition;
}

type Search = {
  readonly net: Net;
  readonly partition: Partition;
  /** Order of discovery, from 1, and the earliest that can be come back to. */
  readonly found: Int32Array;
  readonly low: Int32Array;
  /** Steps whose circle is still open. */
  readonly open: Int32Array;
  openCount: number;
  /** The way to the step looked at, and which edge of each is next. */
  readonly way: Int32Array;
  readonly next: Int32Array;
  wayCount: number;
  count: number;
};

function discover(search: Search, step: number): void {
  const { found, low, open, way, next, net } = search;
  search.count += 1;
  found[step] = search.count;
  low[step] = search.count;
  open[search.openCount] = step;
  search.openCount += 1;
  way[search.wayCount] = step;
  search.wayCount += 1;
  next[step] = net.children.offsets[step] ?? 0;
}

const closed = 0x7fffffff;

/** Ends the look at a step; where nothing before it can be come back to, its circle is whole. */
function leave(search: Search, step: number): void {
  const { found, low, open, way, partition } = search;
  search.wayCount -= 1;
  if (search.wayCount > 0) {
    const before = way[search.wayCount - 1] ?? 0;
    if ((low[step] ?? 0) < (low[before] ?? 0)) low[before] = low[step] ?? 0;
  }
  if (low[step] !== found[step]) return;
  for (;;) {
    search.openCount -= 1;
    const member = open[search.openCount] ?? step;
    partition[member] = step;
    low[member] = closed;
    if (member === step) return;
  }
}

/**
 * Steps put together that lead to each other at once: circles of ORs without local times, of which
 * the first that is reached takes all the others along. Linear (Tarjan 1972).
 */
export function circles(net: Net): Partition {
  const count = net.isAnd.length;
  const partition: Partition = new Int32Array(count);
  for (let step = 0; step < count; step += 1) partition[step] = step;
  const numbers = (): Int32Array => new Int32Array(count);
  const search: Search = {
    net,
    partition,
    found: numbers(),
    low: numbers(),
    open: numbers(),
    openCount: 0,
    way: numbers(),
    next: numbers(),
    wayCount: 0,
    count: 0,
  };
  const { found, low, way, next } = search;
  const { offsets, values } = net.children;
  const isInside = (step: number): boolean => net.isAnd[step] === 0 && net.isTimed[step] === 0;
  for (let start = 0; start < count; start += 1) {
    if (found[start] !== 0 || !isInside(start)) continue;
    discover(search, start);
    while (search.wayCount > 0) {
      const step = way[search.wayCount - 1] ?? 0;
      const at = next[step] ?? 0;
      if (at >= (offsets[step + 1] ?? 0)) {
        leave(search, step);
        continue;
      }
      next[step] = at + 1;
      const child = values[at] ?? 0;
      if (!isInside(child)) continue;
      if (found[child] === 0) discover(search, child);
      else if (low[child] !== closed && (found[child] ?? 0) < (low[step] ?? 0))
        low[step] = found[child] ?? 0;
    }
  }
  return partition;
}

function hashOf({ offsets, values }: Rows, row: number, from: number): number {
  let hash = from;
  const end = offsets[row + 1] ?? 0;
  for (let at = offsets[row] ?? end; at < end; at += 1)
    hash = Math.imul(hash ^ (values[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

function areSame({ offsets, values }: Rows, row: number, other: number): boolean {
  const from = offsets[row] ?? 0;
  const start = offsets[other] ?? 0;
  const length = (offsets[row + 1] ?? 0) - from;
  if ((offsets[other + 1] ?? 0) - start !== length) return false;
  for (let at = 0; at < length; at += 1) if (values[from + at] !== values[start + at]) return false;
  return true;
}

/** How many steps of the same hash a step is held against; those beyond stay on their own. */
const rivals = 8;

/**
 * Steps put together that take no time and wait for the same: all of the same, or any of it, behind
 * the same gates. Linear.
 */
export function twins(net: Net): Partition {
  const { isAnd, isTimed, isEntry, isOpen, isStuck, gates, parents } = net;
  const count = isAnd.length;
  const partition: Partition = new Int32Array(count);
  let size = 1;
  while (size < 2 * count) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  for (let step = 0; step < count; step += 1) {
    partition[step] = step;
    const isOwn = isTimed[step] === 1 || isEntry[step] === 1 || isOpen[step] === 1;
    if (isOwn || isStuck[step] === 1) continue;
    const hash = hashOf(gates, step, hashOf(parents, step, isAnd[step] ?? 0));
    for (let tries = 0; tries < rivals; tries += 1) {
      const slot = (hash + tries) & (size - 1);
      const other = slots[slot] ?? -1;
      if (other < 0) slots[slot] = step;
      else if (
        isAnd[other] !== isAnd[step] ||
        !areSame(parents, step, other) ||
        !areSame(gates, step, other)
      )
        continue;
      else partition[step] = other;
      break;
    }
  }
  return partition;
}

/** Steps that nobody can come to, put aside, as every gate that may be open is. Linear. */
export function within(net: Net): Partition {
  const { isAnd, isEntry, isOpen, isStuck, gates, children, parents } = net;
  const count = isAnd.length;
  const partition: Partition = new Int32Array(count).fill(useless);
  const left = new Int32Array(count);
  const queue: number[] = [];
  const reach = (step: number): void => {
    if (partition[step] === step) return;
    partition[step] = step;
    queue.push(step);
  };
  for (let step = 0; step < count; step += 1) {
    left[step] = isStuck[step] === 1 ? count + 1 : isAnd[step] === 1 ? rowLength(parents, step) : 1;
    const isGiven = isAnd[step] === 1 ? left[step] === 0 : rowLength(gates, step) > 0;
    if (isGiven || isOpen[step] === 1 || isEntry[step] === 1) reach(step);
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const end = children.offsets[next + 1] ?? 0;
    for (let at = children.offsets[next] ?? end; at < end; at += 1) {
      const child = children.values[at] ?? 0;
      left[child] = (left[child] ?? 0) - 1;
      if ((left[child] ?? 0) <= 0) reach(child);
    }
  }
  return partition;
}

/** Steps from which none of some steps can be come to, put aside. Linear. */
export function aside({ parents }: Net, goals: readonly number[], count: number): Partition {
  const partition: Partition = new Int32Array(count).fill(useless);
  const queue: number[] = [];
  const keep = (step: number): void => {
    if (step < 0 || partition[step] === step) return;
    partition[step] = step;
    queue.push(step);
  };
  for (const goal of goals) keep(goal);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const end = parents.offsets[next + 1] ?? 0;
    for (let at = parents.offsets[next] ?? end; at < end; at += 1) keep(parents.values[at] ?? 0);
  }
  return partition;
}
