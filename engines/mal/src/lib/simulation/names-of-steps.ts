/**
 * Steps that are but other names of the one step they follow from: an OR that takes no time, behind
 * which nothing else leads there. Most steps of large scenes are: tens of thousands of accounts are
 * tried as soon as passwords are. A run plays the one, and proofs still know them all.
 */
import type { Layout, NameTable } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Ground, Prepared } from "./prepare.ts";
import { withRoom } from "./prepare.ts";
import { shortcutsOf } from "./shortcuts.ts";

/** Steps behind one step at most, so that positions behind it stay apart. */
const mostDepth = 60_000;

/** The only step that a step follows from and is a name of; −1 where it is none. */
function onlyParent(layout: Layout, parents: NonNullable<Layout["parents"]>, step: number): number {
  const { isAnd, flags, isEntry, hasOpenGate, gateOffsets } = layout;
  const from = parents.offsets[step] ?? 0;
  if (isAnd[step] === 1 || (parents.offsets[step + 1] ?? 0) - from !== 1) return -1;
  const marks = stepFlag.timed | stepFlag.watched | stepFlag.objective;
  if (((flags[step] ?? 0) & marks) !== 0 || isEntry[step] === 1 || hasOpenGate[step] === 1)
    return -1;
  if ((gateOffsets[step] ?? 0) < (gateOffsets[step + 1] ?? 0)) return -1;
  const parent = parents.values[from] ?? -1;
  return parent === step ? -1 : parent;
}

function namesOf(layout: Layout, parents: NonNullable<Layout["parents"]>): NameTable {
  const steps = layout.isAnd.length;
  const headOf = new Int32Array(steps).fill(-1);
  const depth = new Uint16Array(steps);
  const way: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    let at = step;
    // Up to a step that is itself, or whose head is known; a circle of names is nobody's way in.
    while ((headOf[at] ?? 0) < 0) {
      way.push(at);
      headOf[at] = at;
      const parent = onlyParent(layout, parents, at);
      if (parent < 0) break;
      at = parent;
    }
    let head = headOf[at] ?? at;
    let far = depth[at] ?? 0;
    for (let next = way.pop(); next !== undefined; next = way.pop()) {
      if (next === at) continue;
      far += 1;
      if (far > mostDepth) [head, far] = [next, 0];
      headOf[next] = head;
      depth[next] = far;
    }
  }
  return { headOf, depth };
}

/** The children of each step and of its other names, of those that are played. */
function playedChildren({ childOffsets, children }: Layout, { headOf }: NameTable) {
  const steps = headOf.length;
  const offsets = new Int32Array(steps + 1);
  const isPlayed = (step: number): boolean => headOf[step] === step;
  const each = (take: (head: number, child: number) => void): void => {
    for (let step = 0; step < steps; step += 1) {
      const end = childOffsets[step + 1] ?? 0;
      for (let at = childOffsets[step] ?? end; at < end; at += 1) {
        const child = children[at] ?? 0;
        if (isPlayed(child)) take(headOf[step] ?? step, child);
      }
    }
  };
  each((head) => {
    offsets[head + 1] = (offsets[head + 1] ?? 0) + 1;
  });
  for (let step = 0; step < steps; step += 1)
    offsets[step + 1] = (offsets[step + 1] ?? 0) + (offsets[step] ?? 0);
  const values = new Int32Array(offsets[steps] ?? 0);
  const next = offsets.slice();
  each((head, child) => {
    const at = next[head] ?? 0;
    next[head] = at + 1;
    values[at] = child;
  });
  return { childOffsets: offsets, children: values };
}

/**
 * The same scene for playing many runs whose proofs are asked for: steps that are other names are
 * not played. Times, limits and what is told of proofs are the same, but that of ways that are
 * equally fast another may be told. Has room for work of its own. Linear.
 */
export function withNames(ground: Ground): Prepared {
  const { layout } = ground;
  const { parents } = layout;
  if (parents === undefined) return withRoom(ground);
  const names = namesOf(layout, parents);
  const named: Layout = {
    ...layout,
    names,
    ...playedChildren(layout, names),
    parents: {
      offsets: parents.offsets,
      values: parents.values.map((parent) => names.headOf[parent] ?? parent),
    },
  };
  const short = { ...named, shortcuts: shortcutsOf(named) };
  return withRoom({ ...ground, layout: short });
}
