/** What steps of a pass just made were reached from, step by step. */
import type { Rows } from "../graph/rows.ts";
import type { Runnable } from "./prepare.ts";
import { entryTime, isFree } from "./run.ts";
import type { Workspace } from "./workspace.ts";

const never = Number.POSITIVE_INFINITY;

/** The ways of a pass just made. */
export type Ways = {
  readonly prepared: Runnable;
  readonly parents: Rows;
  /** Steps of the ways. */
  readonly found: Set<number>;
  /** Per step of the ways: the step it was reached from, −1 for one that is just there. */
  readonly from: Map<number, number>;
  /** Steps that an entry led to, at its time. */
  readonly entered: ReadonlySet<number>;
};

/** Steps that the attacker came to by an entry. */
function enteredIn(prepared: Runnable): ReadonlySet<number> {
  const { layout, work } = prepared;
  return new Set(
    layout.entries.flatMap(({ step }, at) =>
      work.time[step] !== never && entryTime(prepared, at) === work.time[step] ? [step] : [],
    ),
  );
}

/** Numbers the steps of a pass just made in the order in which they were taken. */
export function rankSteps({ rank, order, settledCount }: Workspace): void {
  for (let at = 0; at < settledCount; at += 1) rank[order[at] ?? 0] = at;
}

/** Begins to follow the ways of the steps `found`, to which what is behind is added. */
export function waysOf(prepared: Runnable, parents: Rows, found: Set<number>): Ways {
  return { prepared, parents, found, from: new Map(), entered: enteredIn(prepared) };
}

/** Whether gates alone gave a step away: it has all the time. */
export function wasFree({ prepared, parents }: Ways, step: number): boolean {
  const { layout } = prepared;
  if (layout.isAnd[step] === 1) return parents.offsets[step] === parents.offsets[step + 1];
  const hasGates = (layout.gateOffsets[step] ?? 0) < (layout.gateOffsets[step + 1] ?? 0);
  return (layout.hasOpenGate[step] === 1 || hasGates) && isFree(prepared, step);
}

/** Adds what a step was reached from: all parents of an AND, the earliest of an OR. */
export function addBehind(ways: Ways, step: number): void {
  const { prepared, parents, found, from, entered } = ways;
  const { layout, work } = prepared;
  from.set(step, -1);
  if (entered.has(step) || wasFree(ways, step)) return;
  const end = parents.offsets[step + 1] ?? 0;
  let best = -1;
  let least = never;
  for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
    const parent = parents.values[at] ?? 0;
    if (layout.isAnd[step] === 1) {
      found.add(parent);
      continue;
    }
    const time = work.time[parent] ?? never;
    if (time > least || time === never) continue;
    if (time === least && (work.rank[parent] ?? 0) >= (work.rank[best] ?? 0)) continue;
    best = parent;
    least = time;
  }
  if (best < 0) return;
  from.set(step, best);
  found.add(best);
}
