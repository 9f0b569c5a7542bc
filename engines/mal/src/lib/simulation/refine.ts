/**
 * The coarsest equitable partition that refines given classes: steps of one class follow from the
 * same classes. Only what follows from a class that was split is looked at again, so that it costs
 * little more than one look at every edge. What steps follow from is told apart by a sum over the
 * classes before them, which never tells apart what is the same; that it told all others apart is
 * seen in the end.
 */
import { invariant } from "@vallgrav/kernel";
import type { Rows } from "../graph/rows.ts";
import { reverseRows } from "../graph/rows.ts";
import type { Refined } from "./net.ts";

type Edges = { readonly parents: Rows; readonly children: Rows };

/** Sums tried. One takes two things for one in a run of a large scene once in a billion runs. */
const mostSums = 8;

/** Steps looked at in a round, in groups that follow from the same; room for all of them. */
type Groups = {
  /** Per step looked at: two sums over the classes before it, and how many these are. */
  readonly sums: Int32Array;
  readonly others: Int32Array;
  readonly distinct: Int32Array;
  /** Per step looked at: its group. */
  readonly of: Int32Array;
  /** Per group: its class, the first step looked at in it by place, and how many it holds. */
  readonly own: Int32Array;
  readonly first: Int32Array;
  readonly members: Int32Array;
  /** Per slot of a table: a group and one, 0 where there is none. */
  readonly slots: Int32Array;
  count: number;
};

type Work = {
  readonly edges: Edges;
  readonly classOf: Int32Array;
  /** Per class: how many steps it holds. */
  readonly sizes: Int32Array;
  count: number;
  readonly groups: Groups;
  /** Per class: the last look that met it. */
  readonly metAt: Int32Array;
  looks: number;
  /** Per class, 0 between rounds: its steps looked at; and the largest group of them. */
  readonly looked: Int32Array;
  readonly largest: Int32Array;
  readonly salt: number;
};

/** Least slots for a table of so many, a power of two. */
function slotsFor(many: number): number {
  let size = 16;
  while (size < 2 * many) size *= 2;
  return size;
}

function groupsFor(steps: number): Groups {
  const numbers = (): Int32Array => new Int32Array(steps);
  return {
    sums: numbers(),
    others: numbers(),
    distinct: numbers(),
    of: numbers(),
    own: numbers(),
    first: numbers(),
    members: numbers(),
    slots: new Int32Array(slotsFor(steps)),
    count: 0,
  };
}

/** Adds up the classes before each of some steps, each class once. */
function addUp(work: Work, steps: Int32Array): void {
  const { edges, classOf, groups, metAt, salt } = work;
  const { offsets, values } = edges.parents;
  const { sums, others, distinct } = groups;
  let look = work.looks;
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? 0;
    const end = offsets[step + 1] ?? 0;
    look += 1;
    let sum = 0;
    let other = 0;
    let many = 0;
    for (let from = offsets[step] ?? end; from < end; from += 1) {
      const before = classOf[values[from] ?? 0] ?? 0;
      if (metAt[before] === look) continue;
      metAt[before] = look;
      many += 1;
      let mixed = Math.imul(before + salt, 0x9e3779b1);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
      mixed ^= mixed >>> 13;
      sum = (sum + mixed) | 0;
      mixed = Math.imul(mixed, 0xc2b2ae35);
      other = (other + (mixed ^ (mixed >>> 16))) | 0;
    }
    sums[at] = sum;
    others[at] = other;
    distinct[at] = many;
  }
  work.looks = look;
}

/** Puts steps of one class with the same sums into groups. */
function group({ classOf, groups }: Work, steps: Int32Array): void {
  const { sums, others, distinct, of, own, first, members, slots } = groups;
  const mask = slotsFor(steps.length) - 1;
  slots.fill(0, 0, mask + 1);
  let count = 0;
  for (let at = 0; at < steps.length; at += 1) {
    const mine = classOf[steps[at] ?? 0] ?? 0;
    const sum = sums[at] ?? 0;
    const other = others[at] ?? 0;
    const many = distinct[at] ?? 0;
    let hash = Math.imul(mine ^ sum, 0x9e3779b1) ^ Math.imul(other + many, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    let found = (slots[slot] ?? 0) - 1;
    while (found >= 0) {
      const head = first[found] ?? 0;
      const isSame = sums[head] === sum && others[head] === other && distinct[head] === many;
      if (isSame && own[found] === mine) break;
      slot = (slot + 1) & mask;
      found = (slots[slot] ?? 0) - 1;
    }
    if (found < 0) {
      found = count;
      count += 1;
      slots[slot] = count;
      own[found] = mine;
      first[found] = at;
      members[found] = 0;
    }
    of[at] = found;
    members[found] = (members[found] ?? 0) + 1;
  }
  groups.count = count;
}

/** Per class of the groups: how many of its steps were looked at, and the largest group of them. */
function count({ groups, looked, largest }: Work): void {
  const { own, members } = groups;
  for (let one = 0; one < groups.count; one += 1) {
    const of = own[one] ?? 0;
    const most = looked[of] === 0 ? one : (largest[of] ?? one);
    largest[of] = (members[one] ?? 0) > (members[most] ?? 0) ? one : most;
    looked[of] = (looked[of] ?? 0) + (members[one] ?? 0);
  }
}

/**
 * The class each group is in from now on, in {@link Groups.own}: where every step of a class was
 * looked at, the largest of its groups keeps its number; else those that were not looked at do.
 */
function renumber(work: Work): void {
  const { groups, looked, largest, sizes } = work;
  const { own, members } = groups;
  count(work);
  const isLeft = new Uint8Array(groups.count);
  for (let one = 0; one < groups.count; one += 1) {
    const of = own[one] ?? 0;
    if (largest[of] !== one || looked[of] !== sizes[of]) isLeft[one] = 1;
  }
  for (let one = 0; one < groups.count; one += 1) {
    const of = own[one] ?? 0;
    looked[of] = 0;
    if (isLeft[one] === 0) continue;
    const held = members[one] ?? 0;
    sizes[of] = (sizes[of] ?? 0) - held;
    sizes[work.count] = held;
    own[one] = work.count;
    work.count += 1;
  }
}

/** Looks at steps, and gives those of their groups that leave their class another. */
function lookAt(work: Work, steps: Int32Array): readonly number[] {
  const { groups, classOf } = work;
  const { of, own } = groups;
  addUp(work, steps);
  group(work, steps);
  renumber(work);
  const moved: number[] = [];
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? 0;
    const number = own[of[at] ?? 0] ?? 0;
    if (number === classOf[step]) continue;
    classOf[step] = number;
    moved.push(step);
  }
  return moved;
}

/** What follows from any of some steps, each once. */
function after(
  { children }: Edges,
  steps: readonly number[],
  isMarked: Uint8Array,
): Int32Array<ArrayBuffer> {
  const found: number[] = [];
  for (const step of steps) {
    const end = children.offsets[step + 1] ?? 0;
    for (let at = children.offsets[step] ?? end; at < end; at += 1) {
      const child = children.values[at] ?? 0;
      if (isMarked[child] === 1) continue;
      isMarked[child] = 1;
      found.push(child);
    }
  }
  for (const step of found) isMarked[step] = 0;
  return Int32Array.from(found);
}

/** Splits classes until sums tell no steps of one apart. */
function splitBySums(edges: Edges, first: Refined, salt: number): Refined {
  const steps = first.classOf.length;
  const work: Work = {
    edges,
    classOf: first.classOf.slice(),
    sizes: new Int32Array(steps),
    count: first.count,
    groups: groupsFor(steps),
    metAt: new Int32Array(steps),
    looks: 0,
    looked: new Int32Array(steps),
    largest: new Int32Array(steps),
    salt,
  };
  const { classOf, sizes } = work;
  for (const own of classOf) sizes[own] = (sizes[own] ?? 0) + 1;
  const isMarked = new Uint8Array(steps);
  let dirty = Int32Array.from({ length: steps }, (_, step) => step);
  while (dirty.length > 0) dirty = after(edges, lookAt(work, dirty), isMarked);
  return { classOf, count: work.count };
}

/** Whether steps of one class follow from the same classes. Linear. */
export function isEquitable(parents: Rows, { classOf, count }: Refined): boolean {
  const all = Int32Array.from({ length: classOf.length + 1 }, (_, step) => step);
  const members = reverseRows({ offsets: all, values: classOf }, count);
  const metAt = new Int32Array(count);
  let look = 0;
  /** How many classes are before a step, of those met since `since`; −1 where it has others. */
  const met = (step: number, since: number): number => {
    look += 1;
    let distinct = 0;
    const end = parents.offsets[step + 1] ?? 0;
    for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
      const before = classOf[parents.values[at] ?? 0] ?? 0;
      const last = metAt[before] ?? 0;
      if (last < since) return -1;
      if (last !== look) distinct += 1;
      metAt[before] = look;
    }
    return distinct;
  };
  for (let own = 0; own < count; own += 1) {
    const end = members.offsets[own + 1] ?? 0;
    const begin = members.offsets[own] ?? end;
    if (end - begin < 2) continue;
    const distinct = met(members.values[begin] ?? 0, 0);
    const since = look;
    for (let at = begin + 1; at < end; at += 1)
      if (met(members.values[at] ?? 0, since) !== distinct) return false;
  }
  return true;
}

/**
 * Splits classes until steps of one follow from the same.
 * @param first numbers from 0 up without gaps; each class of the answer lies within one of these
 * Cost: O(E log E) where classes split evenly.
 */
export function refined(edges: Edges, first: Refined): Refined {
  let salt = 1;
  let found = splitBySums(edges, first, salt);
  while (!isEquitable(edges.parents, found)) {
    invariant(salt < mostSums, "one of several sums tells steps apart");
    salt += 1;
    found = splitBySums(edges, first, salt);
  }
  return found;
}
