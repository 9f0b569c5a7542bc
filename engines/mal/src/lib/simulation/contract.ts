/**
 * Contraction: the steps of a layout that always have the same time made one, so that a run has
 * less to do and gives the same bits. For times alone; proofs need the layout that is not
 * contracted. What a way has left before its alarms catch up follows from the same steps by
 * equations of the same form, so steps that are one by those of times are one by those of slack,
 * as long as no detector is among what is thought away: a watched step is kept like one that
 * takes time.
 */
import type { Rows } from "../graph/rows.ts";
import { reverseRows } from "../graph/rows.ts";
import type { Parameter } from "../scene.ts";
import { detectorsAt, effectsAt, timesAt } from "./contract-tables.ts";
import type { EntryDraw, Layout, RunLayout } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Net, Partition } from "./net.ts";
import { always, rowLength, shrink, useless } from "./net.ts";
import { equalGates, equalSteps, hasSharedDraws } from "./equal-steps.ts";
import { withoutIdle } from "./idle-edges.ts";
import { type Crowd, crowdsOf, crowdTable } from "./private-crowds.ts";
import { aside, chains, circles, twins, within } from "./same-time.ts";

/** Rounds of putting together; a few do nearly all there is to do. */
const rounds = 4;

/** Per gate: 1 where it is shut in every run, whatever is chosen: measures only shut more. */
function shutForGood({ gates, states }: Layout): Uint8Array {
  return Uint8Array.from(gates.mechanism, (mechanism, gate) => {
    const evidence = states.evidence[gate] ?? 0;
    const isCertain =
      (states.coverage[gate] ?? -1) < 0
        ? (states.fixedOn[gate] ?? 0) >= 1
        : evidence === Number.POSITIVE_INFINITY;
    return mechanism < 0 && isCertain ? 1 : 0;
  });
}

/** A layout as a net. */
function netOf(layout: Layout): Net {
  const { isAnd, flags, isEntry, hasOpenGate, need, starts, gateOffsets, gatesOf } = layout;
  const count = isAnd.length;
  const children = { offsets: layout.childOffsets, values: layout.children };
  const parents = layout.parents ?? reverseRows(children, count);
  const isStart = new Uint8Array(count);
  for (const step of starts) isStart[step] = 1;
  const isShut = shutForGood(layout);
  const gateFor = equalGates(layout);
  const isBarred = new Uint8Array(count);
  const offsets = new Int32Array(count + 1);
  const values = new Int32Array(gatesOf.length);
  let end = 0;
  for (let step = 0; step < count; step += 1) {
    const to = gateOffsets[step + 1] ?? 0;
    for (let at = gateOffsets[step] ?? to; at < to; at += 1) {
      const gate = gatesOf[at] ?? 0;
      if (isShut[gate] === 1) isBarred[step] = 1;
      else {
        values[end] = gateFor[gate] ?? gate;
        end += 1;
      }
    }
    offsets[step + 1] = end;
  }
  return {
    origin: Int32Array.from(isAnd, (_, step) => step),
    isAnd,
    isTimed: flags.map((flag) => ((flag & (stepFlag.timed | stepFlag.watched)) === 0 ? 0 : 1)),
    isEntry,
    isOpen: hasOpenGate.map((is, step) => (isAnd[step] === 0 ? is : 0)),
    // It wants a parent that nobody comes to, a gate that never opens, or has nothing before it.
    isStuck: isAnd.map((isIt, step) => {
      const wants = (need[step] ?? 0) - rowLength(parents, step);
      const isAlone = need[step] === 0 && isStart[step] === 0;
      return isIt === 1 && (wants > 0 || isAlone || isBarred[step] === 1) ? 1 : 0;
    }),
    gates: { offsets, values: values.slice(0, end) },
    children,
    parents,
  };
}

/** What came of folding interchangeable members (dials.md §6.5), in steps of a contracted scene. */
export type Folding =
  /**
   * `after` of the `before` steps are left, to the bit; `apart` is how many fewer there would be if
   * what is drawn for each member by itself were drawn once, which is another distribution.
   */
  | {
      readonly kind: "folded";
      readonly before: number;
      readonly after: number;
      readonly apart: number;
    }
  /**
   * No two steps or gates share a draw, so that nothing is interchangeable run by run; or the
   * classes did not come to rest within the rounds allowed.
   */
  | { readonly kind: "not-folded"; readonly why: "private" | "splitting" };

/** A net under contraction, and where steps of the layout that are asked for are in it. */
export type Contraction = { net: Net; goals: Int32Array; entries: Int32Array };

/** Whether every step stands for itself. */
function isWhole(partition: Partition): boolean {
  for (let step = 0; step < partition.length; step += 1) if (partition[step] !== step) return false;
  return true;
}

/** Makes a net smaller once more; where every step stands for itself there is nothing to do. */
export function putInto(contraction: Contraction, partition: Partition): void {
  if (!isWhole(partition)) apply(contraction, partition);
}

function apply(contraction: Contraction, partition: Partition): void {
  const { net, numberOf } = shrink(contraction.net, partition);
  const moved = (step: number): number => (step < 0 ? step : (numberOf[step] ?? useless));
  contraction.net = net;
  contraction.goals = contraction.goals.map(moved);
  contraction.entries = contraction.entries.map(moved);
}

function sizeOf({ isAnd, children }: Net): number {
  return isAnd.length + children.values.length;
}

/** Puts together what is one by its equations, until little changes. */
export function putTogether(contraction: Contraction): void {
  for (let round = 0; round < rounds; round += 1) {
    const before = sizeOf(contraction.net);
    putInto(contraction, chains(contraction.net));
    putInto(contraction, circles(contraction.net));
    contraction.net = withoutIdle(contraction.net);
    putInto(contraction, twins(contraction.net));
    const goals = [...new Set(contraction.goals)];
    putInto(contraction, aside(contraction.net, goals, contraction.net.isAnd.length));
    if (sizeOf(contraction.net) > 0.98 * before) break;
  }
}

/** Folds a contraction by the draws that its steps share, and says what came of it. */
function fold(contraction: Contraction, layout: Layout): Folding {
  if (!hasSharedDraws(contraction.net, layout)) return { kind: "not-folded", why: "private" };
  const before = contraction.net.isAnd.length;
  const folded = equalSteps(contraction.net, layout);
  if (folded === null) return { kind: "not-folded", why: "splitting" };
  const { partition, apart } = folded;
  let after = 0;
  for (let step = 0; step < before; step += 1) if (partition[step] === step) after += 1;
  if (after < before) {
    apply(contraction, partition);
    putTogether(contraction);
  }
  return { kind: "folded", before, after, apart };
}

/** Rounds of folding crowds: one crowd put together may leave another that is one step now. */
const crowdRounds = 4;

/** How many steps stand for a crowd, and how many steps these were. */
export type CrowdsFolded = { readonly crowds: number; readonly members: number };

/** A net in which the steps of crowds take their gates into their own draw. */
function withCrowds(net: Net, crowds: ReadonlyMap<number, Crowd>): Net {
  const isTimed = net.isTimed.slice();
  const offsets = new Int32Array(net.gates.offsets.length);
  const values: number[] = [];
  net.origin.forEach((origin, step) => {
    const crowd = crowds.get(origin);
    const own = new Set(crowd?.gates.map(({ gate }) => gate));
    if (crowd !== undefined) isTimed[step] = 1;
    const end = net.gates.offsets[step + 1] ?? 0;
    for (let at = net.gates.offsets[step] ?? end; at < end; at += 1) {
      const gate = net.gates.values[at] ?? 0;
      if (!own.has(gate)) values.push(gate);
    }
    offsets[step + 1] = values.length;
  });
  return { ...net, isTimed, gates: { offsets, values: Int32Array.from(values) } };
}

/** Folds crowds, by the step of the layout that stands for each. */
function foldCrowds(
  contraction: Contraction,
  layout: Layout,
  parameters: readonly Parameter[],
): ReadonlyMap<number, Crowd> {
  const crowds = new Map<number, Crowd>();
  const isCrowd = new Uint8Array(layout.isAnd.length);
  for (let round = 0; round < crowdRounds; round += 1) {
    const { net, goals } = contraction;
    const found = crowdsOf({ net, layout, parameters, goals, isCrowd });
    if (found.crowds.length === 0) break;
    for (const crowd of found.crowds) {
      crowds.set(crowd.step, crowd);
      isCrowd[crowd.step] = 1;
    }
    apply(contraction, found.partition);
    contraction.net = withCrowds(contraction.net, crowds);
    putTogether(contraction);
  }
  return crowds;
}

/** What the runs of a contracted net are asked for and begin with. */
function beginningsOf(layout: Layout, { net, goals, entries }: Contraction) {
  const { isAnd, isOpen, isStuck, gates, parents } = net;
  const starts: number[] = [];
  const need = Int32Array.from(isAnd, (isIt, step) => {
    const wants = rowLength(parents, step);
    const isFree =
      isIt === 1
        ? wants === 0 && isStuck[step] === 0
        : isOpen[step] === 1 || rowLength(gates, step) > 0;
    if (isFree) starts.push(step);
    return isIt === 1 ? wants : 1;
  });
  const drawn = layout.entries.flatMap((entry, at): readonly EntryDraw[] => {
    const step = entries[at] ?? useless;
    return step < 0 ? [] : [{ ...entry, step }];
  });
  const objectives = goals.map((goal) => (goal === useless ? -1 : goal));
  return { need, starts: Int32Array.from(starts), entries: drawn, objectives };
}

function longer<T extends Int32Array | Uint8Array>(array: T, last: number): T {
  const copy = new (array.constructor as new (size: number) => T)(array.length + 1);
  copy.set(array);
  copy[array.length] = last;
  return copy;
}

/** Adds a step that is always there, for objectives that are. */
export function withAlways({ net, goals, entries }: Contraction): Contraction {
  const step = net.isAnd.length;
  const extended = ({ offsets, values }: Rows): Rows => ({
    offsets: longer(offsets, values.length),
    values,
  });
  return {
    net: {
      origin: longer(net.origin, 0),
      isAnd: longer(net.isAnd, 0),
      isTimed: longer(net.isTimed, 0),
      isEntry: longer(net.isEntry, 0),
      isOpen: longer(net.isOpen, 1),
      isStuck: longer(net.isStuck, 0),
      gates: extended(net.gates),
      children: extended(net.children),
      parents: extended(net.parents),
    },
    goals: goals.map((goal) => (goal === always ? step : goal)),
    entries,
  };
}

/** A layout as a contraction that has just begun: without what nobody can come to. */
function begunOf(layout: Layout): Contraction {
  const found: Contraction = {
    net: netOf(layout),
    goals: layout.objectives.map((step) => (step < 0 ? useless : step)),
    entries: Int32Array.from(layout.entries, ({ step }) => step),
  };
  apply(found, within(found.net));
  putTogether(found);
  return found;
}

/**
 * {@link contract} without folding: a third of the cost for most of what is gained. To the bit.
 */
export function contractUnfolded(layout: Layout): RunLayout {
  return layoutOf(layout, begunOf(layout), new Map());
}

/**
 * The layout of fewer steps that gives the times of the objectives to the bit, in every run and
 * under every choice, with response and without. Linear but for the logarithms of searching.
 * @param parameters those of the scene where crowds are to be folded, which keeps times the same in
 * distribution alone; null: to the bit
 */
export function contract(
  layout: Layout,
  parameters: readonly Parameter[] | null,
): ContractedLayout {
  const found = begunOf(layout);
  const folding = fold(found, layout);
  const crowds = parameters === null ? null : foldCrowds(found, layout, parameters);
  const contracted = layoutOf(layout, found, crowds ?? new Map());
  return { layout: contracted, folding, crowds: crowds === null ? null : countOf(contracted) };
}

function countOf({ crowds }: RunLayout): CrowdsFolded {
  const members = crowds?.members ?? new Int32Array(0);
  return { crowds: members.length, members: members.reduce((sum, one) => sum + one, 0) };
}

/** A contracted layout, and what came of folding it. */
export type ContractedLayout = {
  readonly layout: RunLayout;
  readonly folding: Folding;
  readonly crowds: CrowdsFolded | null;
};

function layoutOf(
  layout: Layout,
  found: Contraction,
  crowds: ReadonlyMap<number, Crowd>,
): RunLayout {
  const contraction = found.goals.includes(always) ? withAlways(found) : found;
  const { net } = contraction;
  const { origin, isAnd, isTimed, isOpen, gates, children, parents } = net;
  const { need, starts, entries, objectives } = beginningsOf(layout, contraction);
  const kept = stepFlag.timed | stepFlag.watched;
  const flags = isAnd.map((isIt, step) => {
    const isGuarded = isIt === 1 && rowLength(gates, step) > 0;
    const before = isTimed[step] === 1 ? (layout.flags[origin[step] ?? 0] ?? 0) & kept : 0;
    const own = crowds.has(origin[step] ?? -1) ? before | stepFlag.timed : before;
    return (isGuarded ? stepFlag.guarded : 0) + own;
  });
  for (const goal of objectives)
    if (goal >= 0) flags[goal] = (flags[goal] ?? 0) | stepFlag.objective;
  const { nodes: _nodes, localOf: _localOf, gateOf: _gateOf, isEntry: _isEntry, ...rest } = layout;
  return {
    ...rest,
    isAnd,
    flags,
    need,
    starts,
    entries,
    objectives,
    objectiveCount: new Set(objectives.filter((goal) => goal >= 0)).size,
    hasOpenGate: isOpen,
    childOffsets: children.offsets,
    children: children.values,
    parents,
    gateOffsets: gates.offsets,
    gatesOf: gates.values,
    times: timesAt(layout.times, origin),
    ...(crowds.size === 0 ? {} : { crowds: crowdTable(layout, crowds, origin) }),
    slowings: effectsAt(layout.slowings, origin),
    ...detectorsAt(layout, net),
  };
}
