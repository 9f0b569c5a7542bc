/**
 * What many runs of one contracted layout need not find out anew: steps that lead to the same, so
 * that none of them matters once that is under way; local times that are one draw; and steps that
 * would do the same as one that was begun before.
 */
import type { Rows } from "../graph/rows.ts";
import { reverseRows } from "../graph/rows.ts";
import { newLists, timeList } from "./equal-steps.ts";
import { type ExitTable, type RunLayout, type Shortcuts, stepFlag } from "./layout.ts";
import { refined } from "./refine.ts";

/** The coarsest classes of steps that lead on to the same classes; objectives stay apart. */
function exitsOf(layout: RunLayout, parents: Rows): ExitTable {
  const { isAnd, childOffsets, children, objectives } = layout;
  const steps = isAnd.length;
  const down = { offsets: childOffsets, values: children };
  const classOf = new Int32Array(steps);
  let count = 1;
  for (const step of objectives)
    if (step >= 0 && classOf[step] === 0) {
      classOf[step] = count;
      count += 1;
    }
  // Classes have no gaps; where every step is an objective nothing is in the first.
  const isFirstEmpty = count > 1 && !classOf.includes(0);
  const first = isFirstEmpty ? classOf.map((own) => own - 1) : classOf;
  // What is split by is what steps lead to: rows are handed over the other way round.
  const found = refined(
    { parents: down, children: parents },
    { classOf: first, count: isFirstEmpty ? count - 1 : count },
  );
  const sizes = new Int32Array(found.count);
  const member = new Int32Array(found.count);
  found.classOf.forEach((own, step) => {
    sizes[own] = (sizes[own] ?? 0) + 1;
    member[own] = step;
  });
  const offsets = new Int32Array(found.count + 1);
  const values: number[] = [];
  for (let own = 0; own < found.count; own += 1) {
    const step = member[own] ?? 0;
    const ways = new Set<number>();
    const end = childOffsets[step + 1] ?? 0;
    for (let at = childOffsets[step] ?? end; at < end; at += 1)
      ways.add(found.classOf[children[at] ?? 0] ?? 0);
    values.push(...ways);
    offsets[own + 1] = values.length;
  }
  const rows = { offsets, values: Int32Array.from(values) };
  return { of: found.classOf, sizes, parents: reverseRows(rows, found.count) };
}

/** Which local times are one draw; crowds draw for themselves. */
function drawsOf(layout: RunLayout): Pick<Shortcuts, "drawOf" | "draws"> {
  const lists = newLists();
  const drawOf = Int32Array.from(layout.flags, (flags, step) => {
    const isOne = (layout.crowds?.of[step] ?? -1) < 0 && (flags & stepFlag.timed) !== 0;
    return isOne ? lists.numberOf(timeList(layout, step, true)) : -1;
  });
  return { drawOf, draws: lists.count() };
}

/** Steps that lead to the same, where any of them suffices. */
function rowsOf({ isAnd, childOffsets, children }: RunLayout): Pick<Shortcuts, "rowOf" | "rows"> {
  const lists = newLists();
  const list: number[] = [];
  const rowOf = Int32Array.from(isAnd, (_, step) => {
    const end = childOffsets[step + 1] ?? 0;
    list.length = 0;
    for (let at = childOffsets[step] ?? end; at < end; at += 1) {
      const child = children[at] ?? 0;
      if (isAnd[child] === 1) return -1;
      list.push(child);
    }
    return list.length === 0 ? -1 : lists.numberOf(list);
  });
  return { rowOf, rows: lists.count() };
}

/** Steps of one row that take one time. */
function twinsOf(
  { flags }: RunLayout,
  drawOf: Int32Array,
  rowOf: Int32Array,
): Pick<Shortcuts, "twinOf" | "twins"> {
  const lists = newLists();
  const pair: number[] = [];
  const twinOf = Int32Array.from(drawOf, (draw, step) => {
    const row = rowOf[step] ?? -1;
    if (draw < 0 || row < 0 || ((flags[step] ?? 0) & stepFlag.objective) !== 0) return -1;
    pair[0] = draw;
    pair[1] = row;
    return lists.numberOf(pair);
  });
  return { twinOf, twins: lists.count() };
}

/** The shortcuts of a layout. Linear but for the logarithms of splitting and sorting. */
export function shortcutsOf(layout: RunLayout): Shortcuts {
  const { childOffsets, children, isAnd } = layout;
  const down = { offsets: childOffsets, values: children };
  const parents = layout.parents ?? reverseRows(down, isAnd.length);
  const draws = drawsOf(layout);
  const rows = rowsOf(layout);
  const twins = twinsOf(layout, draws.drawOf, rows.rowOf);
  return { exits: exitsOf(layout, parents), ...draws, ...rows, ...twins };
}
