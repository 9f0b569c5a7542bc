/**
 * Edges of a net that change no time, since another way is never later: an OR that leads on what
 * leads to it, an AND that waits for what its parents wait for.
 */
import { reverseRows } from "../graph/rows.ts";
import type { Net } from "./net.ts";
import { rowLength } from "./net.ts";

/** Steps with more parents are not looked behind: hubs would be looked behind for each child. */
const crowd = 32;

type Look = {
  readonly net: Net;
  /** The last step among whose parents each step was, and where not to be. */
  readonly isParentOf: Int32Array;
  readonly isIdleFor: Int32Array;
};

/** Whether a step is never earlier than any step that leads to it. */
function isLaterThanAll(net: Net, step: number): boolean {
  if (net.isEntry[step] === 1) return false;
  if (net.isAnd[step] === 1) return true;
  const isOnly = net.isTimed[step] === 1 && rowLength(net.parents, step) === 1;
  return isOnly && net.isOpen[step] === 0 && rowLength(net.gates, step) === 0;
}

/**
 * Marks the idle ones of the parents of a step. A step is never later than one from which it is an
 * OR without a time of its own, and never earlier than one that it has to wait for. Of two such
 * parents an OR needs the earlier and an AND the later. No two make each other idle: that takes a
 * circle of such ORs, which is one step by now, or of steps that wait for each other, which nobody
 * comes to.
 */
function markIdle({ net, isParentOf, isIdleFor }: Look, step: number): void {
  const { isAnd, isTimed, parents } = net;
  const { offsets, values } = parents;
  const from = offsets[step] ?? 0;
  const to = offsets[step + 1] ?? 0;
  for (let at = from; at < to; at += 1) isParentOf[values[at] ?? 0] = step;
  for (let at = from; at < to; at += 1) {
    const parent = values[at] ?? 0;
    const isLater = isLaterThanAll(net, parent);
    const isEarlier = isAnd[parent] === 0 && isTimed[parent] === 0;
    if ((!isLater && !isEarlier) || rowLength(parents, parent) > crowd) continue;
    const end = offsets[parent + 1] ?? 0;
    for (let behind = offsets[parent] ?? end; behind < end; behind += 1) {
      const other = values[behind] ?? 0;
      if (isParentOf[other] !== step) continue;
      const later = isLater ? parent : other;
      const earlier = isLater ? other : parent;
      isIdleFor[isAnd[step] === 1 ? earlier : later] = step;
    }
  }
}

/** The net without its idle edges. Linear. The net has no circles of ORs without times. */
export function withoutIdle(net: Net): Net {
  const count = net.isAnd.length;
  const look = {
    net,
    isParentOf: new Int32Array(count).fill(-1),
    isIdleFor: new Int32Array(count).fill(-1),
  };
  const { offsets, values } = net.parents;
  const kept = new Int32Array(values.length);
  const starts = new Int32Array(count + 1);
  let write = 0;
  for (let step = 0; step < count; step += 1) {
    if (rowLength(net.parents, step) > 1) markIdle(look, step);
    const end = offsets[step + 1] ?? 0;
    for (let at = offsets[step] ?? end; at < end; at += 1) {
      const parent = values[at] ?? 0;
      if (look.isIdleFor[parent] === step) continue;
      kept[write] = parent;
      write += 1;
    }
    starts[step + 1] = write;
  }
  if (write === values.length) return net;
  const parents = { offsets: starts, values: kept.slice(0, write) };
  return { ...net, parents, children: reverseRows(parents, count) };
}
