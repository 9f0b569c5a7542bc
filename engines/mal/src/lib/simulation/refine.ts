/**
 * The coarsest equitable partition that refines given classes: steps of one class follow from the
 * same classes. Only what follows from a class that was split is looked at again, so that it costs
 * little more than one look at every edge.
 */
import type { Rows } from "../graph/rows.ts";
import { newLists } from "./equal-steps.ts";
import type { Refined } from "./net.ts";

/** Puts the distinct numbers of a row's classes into a list, ascending. */
function classesBefore(
  { offsets, values }: Rows,
  step: number,
  { classOf, list }: { readonly classOf: Int32Array; readonly list: number[] },
): void {
  list.length = 0;
  const end = offsets[step + 1] ?? 0;
  for (let at = offsets[step] ?? end; at < end; at += 1) {
    const value = classOf[values[at] ?? 0] ?? 0;
    if (list.length < 16) {
      // Short rows are sorted as they come, and most are.
      let place = list.length;
      while (place > 0 && (list[place - 1] ?? 0) > value) place -= 1;
      if (place > 0 && list[place - 1] === value) continue;
      list.push(value);
      for (let to = list.length - 1; to > place; to -= 1) list[to] = list[to - 1] ?? 0;
      list[place] = value;
    } else list.push(value);
  }
  if (list.length < 17) return;
  const sorted = Int32Array.from(list).sort();
  let kept = 0;
  for (const value of sorted)
    if (kept === 0 || value !== list[kept - 1]) {
      list[kept] = value;
      kept += 1;
    }
  list.length = kept;
}

/**
 * Splits classes until steps of one follow from the same.
 * @param first numbers from 0 up without gaps; each class of the answer lies within one of these
 * Cost: O(E log E) where classes split evenly.
 */
export function refined(
  { parents, children }: { readonly parents: Rows; readonly children: Rows },
  first: Refined,
): Refined {
  const steps = first.classOf.length;
  const classOf = first.classOf.slice();
  const sizes: number[] = Array.from({ length: first.count }, () => 0);
  for (const own of classOf) sizes[own] = (sizes[own] ?? 0) + 1;
  let dirty = Int32Array.from({ length: steps }, (_, step) => step);
  const isDirty = new Uint8Array(steps);
  const list: number[] = [];
  while (dirty.length > 0) {
    const lists = newLists();
    const groupOf = new Int32Array(dirty.length);
    for (let at = 0; at < dirty.length; at += 1) {
      const step = dirty[at] ?? 0;
      classesBefore(parents, step, { classOf, list });
      list.push(classOf[step] ?? 0);
      groupOf[at] = lists.numberOf(list);
    }
    const moved = split({ classOf, sizes }, dirty, { groupOf, groups: lists.count() });
    const next: number[] = [];
    for (const step of moved) {
      const end = children.offsets[step + 1] ?? 0;
      for (let at = children.offsets[step] ?? end; at < end; at += 1) {
        const child = children.values[at] ?? 0;
        if (isDirty[child] === 1) continue;
        isDirty[child] = 1;
        next.push(child);
      }
    }
    for (const step of next) isDirty[step] = 0;
    dirty = Int32Array.from(next);
  }
  return { classOf, count: sizes.length };
}

/**
 * Gives groups of looked-at steps classes of their own. Where every step of a class was looked at,
 * the largest of its groups keeps its number; else those that were not looked at do.
 * @returns steps whose class has another number now
 */
function split(
  { classOf, sizes }: { readonly classOf: Int32Array; readonly sizes: number[] },
  dirty: Int32Array,
  { groupOf, groups }: { readonly groupOf: Int32Array; readonly groups: number },
): readonly number[] {
  const members = new Int32Array(groups);
  const ownOf = new Int32Array(groups);
  for (let at = 0; at < dirty.length; at += 1) {
    const group = groupOf[at] ?? 0;
    members[group] = (members[group] ?? 0) + 1;
    ownOf[group] = classOf[dirty[at] ?? 0] ?? 0;
  }
  const numberOf = numbered(sizes, { members, ownOf });
  const moved: number[] = [];
  for (let at = 0; at < dirty.length; at += 1) {
    const step = dirty[at] ?? 0;
    const number = numberOf[groupOf[at] ?? 0] ?? 0;
    if (number === classOf[step]) continue;
    classOf[step] = number;
    moved.push(step);
  }
  return moved;
}

/** Groups by how many they hold, and the class that each is in. */
type Groups = { readonly members: Int32Array; readonly ownOf: Int32Array };

/** The class each group is in from now on; `sizes` of the classes become those of then. */
function numbered(sizes: number[], { members, ownOf }: Groups): Int32Array {
  const lookedAt = new Map<number, { all: number; largest: number }>();
  for (const [group, own] of ownOf.entries()) {
    const known = lookedAt.get(own) ?? { all: 0, largest: group };
    known.all += members[group] ?? 0;
    if ((members[group] ?? 0) > (members[known.largest] ?? 0)) known.largest = group;
    lookedAt.set(own, known);
  }
  const numberOf = ownOf.map((own, group) => {
    const known = lookedAt.get(own);
    const stays = known?.largest === group && known.all === sizes[own];
    return stays ? own : sizes.push(members[group] ?? 0) - 1;
  });
  for (const [own, { all, largest }] of lookedAt) {
    const whole = all === sizes[own];
    sizes[own] = whole ? (members[largest] ?? 0) : (sizes[own] ?? 0) - all;
  }
  return numberOf;
}
