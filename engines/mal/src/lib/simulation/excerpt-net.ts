/** Which steps one run needs of a scene, and what each of them follows from, as a net. */
import type { Rows } from "../graph/rows.ts";
import { reverseRows } from "../graph/rows.ts";
import { drawnTime, isEffective, isOn, isReallyOpen, scaleAt } from "./chance-of-run.ts";
import { isContained, notices } from "./detection.ts";
import type { EffectTable } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Net } from "./net.ts";
import { rowLength, useless } from "./net.ts";
import type { Prepared, Runnable } from "./prepare.ts";
import { baseTime, entryTime, isFree, limitOf } from "./run.ts";

const never = Number.POSITIVE_INFINITY;

/** A scene that excerpts are taken from; each thread has its own. */
export type ExcerptBook = {
  readonly whole: Runnable & Pick<Prepared, "scene" | "latent">;
  /** Steps before each step. */
  readonly parents: Rows;
  /** 1 for steps that gates alone may give away. */
  readonly isStart: Uint8Array;
  /** Room: per step its number in the net, −1 for those that are not in it. */
  readonly numberOf: Int32Array;
  /** Room: per gate its label, {@link labelIs} for others. */
  readonly labelOf: Int32Array;
};

/** In {@link ExcerptBook.labelOf}: not asked for yet, shut in this run, open in it for good. */
const labelIs = { unasked: -3, shut: -2, open: -1 } as const;

/** A detector that notices in this run: in place, or put there by any of some measures. */
export type Watcher = {
  readonly placement: number;
  readonly isThere: boolean;
  readonly placers: readonly number[];
  /** Days from the completed step to the alert. */
  readonly days: number;
};

/** What slows a step: measures with their factors. */
export type Slowing = { readonly measure: number; readonly factor: number };

/** What a run needs, with every draw of it as a number. Steps have numbers of their own. */
export type ExcerptNet = {
  readonly net: Net;
  /** Per objective: its step; {@link useless} where it does not fall within the limit. */
  readonly goals: Int32Array;
  /** Entries there are, at which step and when. */
  readonly entries: readonly { readonly step: number; readonly days: number }[];
  /** Local times before any slowing, days. */
  readonly days: Float64Array;
  /** Number of the time of each step with nothing chosen: steps that are one have the same. */
  readonly momentOf: Int32Array;
  /** Measures that shut the gates of each label; all of a label are shut together. */
  readonly labels: readonly (readonly number[])[];
  /** Per step what slows it and who watches it, by number; 0: nothing and nobody. */
  readonly slowingOf: Int32Array;
  readonly slowings: readonly (readonly Slowing[])[];
  readonly watchOf: Int32Array;
  readonly watches: readonly (readonly Watcher[])[];
  /** C of the run. */
  readonly limit: number;
};

/** Numbers texts in the order met, from those that are there already. */
class Numbering<T> {
  readonly found: T[];
  readonly #numbers = new Map<string, number>();

  constructor(...first: readonly (readonly [string, T])[]) {
    this.found = first.map(([, value]) => value);
    for (const [at, [key]] of first.entries()) this.#numbers.set(key, at);
  }

  numberOf(key: string, value: T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.found.length);
    return this.found.push(value) - 1;
  }
}

/** Measures at a place, of those whose strength acts in this run. */
function measuresAt(
  { offsets, measure, strength }: EffectTable,
  place: number,
  acts: (strength: number) => boolean,
): readonly number[] {
  const found: number[] = [];
  const end = offsets[place + 1] ?? 0;
  for (let at = offsets[place] ?? end; at < end; at += 1)
    if (acts(strength[at] ?? 0)) found.push(measure[at] ?? 0);
  return found;
}

/** What is asked again and again while steps are found. */
type Walk = {
  readonly book: ExcerptBook;
  readonly labels: Numbering<readonly number[]>;
  /** Entries there are in this run, by step. */
  readonly entries: ReadonlyMap<number, number>;
  /** Latest time at which a step matters. */
  readonly until: number;
};

/** The label of a gate, made when it is first asked for. */
function labelOf({ book, labels }: Walk, gate: number): number {
  const known = book.labelOf[gate] ?? labelIs.unasked;
  if (known !== labelIs.unasked) return known;
  const { whole } = book;
  let label: number = labelIs.shut;
  if (isReallyOpen(whole, gate)) {
    const shutters = isEffective(whole, gate)
      ? measuresAt(whole.layout.coverings, gate, (covered) => isOn(whole, gate, covered))
      : [];
    label = shutters.length === 0 ? labelIs.open : labels.numberOf(shutters.join(), shutters);
  }
  book.labelOf[gate] = label;
  return label;
}

/** How a step that was reached begins, whatever is chosen. */
const begins = { byParents: 0, byEntry: 1, byGate: 2 } as const;

/**
 * Where the attacker is there from the start, or a gate that no measure shuts gives the step away,
 * nothing before it can bring its time forward.
 */
function beginningOf(walk: Walk, step: number): number {
  const { book, entries } = walk;
  const { layout, work } = book.whole;
  const there = entries.get(step);
  if (there !== undefined && there === work.time[step]) return begins.byEntry;
  if (layout.isAnd[step] === 1) return begins.byParents;
  if (layout.hasOpenGate[step] === 1) return begins.byGate;
  const end = layout.gateOffsets[step + 1] ?? 0;
  for (let at = layout.gateOffsets[step] ?? end; at < end; at += 1)
    if (labelOf(walk, layout.gatesOf[at] ?? 0) === labelIs.open) return begins.byGate;
  return begins.byParents;
}

/** Steps found, ascending, and how each begins. */
type Steps = { readonly steps: Int32Array; readonly how: Uint8Array };

/** Finds what leads to the objectives that fall within the limit; numbers it in the book. */
function findSteps(walk: Walk, limit: number): Steps {
  const { book, until } = walk;
  const { whole, parents, numberOf } = book;
  const { layout, work } = whole;
  const queue = new Int32Array(numberOf.length);
  let waiting = 0;
  const keep = (step: number): void => {
    if (numberOf[step] !== -1) return;
    numberOf[step] = 0;
    queue[waiting] = step;
    waiting += 1;
  };
  for (const step of layout.objectives)
    if (step >= 0 && (work.time[step] ?? never) <= limit) keep(step);
  for (let next = 0; next < waiting; next += 1) {
    const step = queue[next] ?? 0;
    const how = beginningOf(walk, step);
    numberOf[step] = how;
    if (how !== begins.byParents) continue;
    const end = parents.offsets[step + 1] ?? 0;
    for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
      const parent = parents.values[at] ?? 0;
      if ((work.time[parent] ?? never) <= until) keep(parent);
    }
  }
  const steps = queue.slice(0, waiting).sort();
  const how = new Uint8Array(waiting);
  for (let at = 0; at < waiting; at += 1) {
    const step = steps[at] ?? 0;
    how[at] = numberOf[step] ?? 0;
    numberOf[step] = at;
  }
  return { steps, how };
}

/** Parents of the steps that begin by them, themselves aside, in the numbers of the net. */
function parentsOf({ book: { parents, numberOf } }: Walk, { steps, how }: Steps): Rows {
  const offsets = new Int32Array(steps.length + 1);
  let room = 0;
  for (let at = 0; at < steps.length; at += 1)
    if (how[at] === begins.byParents) room += rowLength(parents, steps[at] ?? 0);
  const values = new Int32Array(room);
  let write = 0;
  for (let row = 0; row < steps.length; row += 1) {
    const step = steps[row] ?? 0;
    const end = how[row] === begins.byParents ? (parents.offsets[step + 1] ?? 0) : 0;
    for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
      const parent = numberOf[parents.values[at] ?? 0] ?? -1;
      // One that leads to itself is never earlier for it.
      if (parent < 0 || parent === row) continue;
      values[write] = parent;
      write += 1;
    }
    offsets[row + 1] = write;
  }
  return { offsets, values: values.slice(0, write) };
}

/** Labels of the gates before the steps that begin by what is before them. */
function gatesOf(walk: Walk, { steps, how }: Steps): Rows {
  const { layout } = walk.book.whole;
  const offsets = new Int32Array(steps.length + 1);
  const values: number[] = [];
  for (let row = 0; row < steps.length; row += 1) {
    const step = steps[row] ?? 0;
    const own: number[] = [];
    const end = how[row] === begins.byParents ? (layout.gateOffsets[step + 1] ?? 0) : 0;
    for (let at = layout.gateOffsets[step] ?? end; at < end; at += 1) {
      const label = labelOf(walk, layout.gatesOf[at] ?? 0);
      if (label >= 0 && !own.includes(label)) own.push(label);
    }
    if (own.length > 1) own.sort((a, b) => a - b);
    for (const label of own) values.push(label);
    offsets[row + 1] = values.length;
  }
  return { offsets, values: Int32Array.from(values) };
}

/** Local times, and what slows them. */
function timesOf(
  whole: Runnable,
  steps: Int32Array,
): Pick<ExcerptNet, "days" | "slowingOf" | "slowings"> {
  const { slowings: table, flags } = whole.layout;
  const { offsets, measure, strength } = table;
  const slowings = new Numbering<readonly Slowing[]>(["", []]);
  const slowingOf = new Int32Array(steps.length);
  const days = new Float64Array(steps.length);
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? 0;
    // The tables of a contracted scene hold a time for steps that take none, too.
    const base = ((flags[step] ?? 0) & stepFlag.timed) === 0 ? 0 : baseTime(whole, step);
    days[at] = base === 0 || base === never ? base : base * scaleAt(whole, step);
    if (base === 0 || base === never) continue;
    const end = offsets[step + 1] ?? 0;
    const own: Slowing[] = [];
    for (let from = offsets[step] ?? end; from < end; from += 1)
      own.push({ measure: measure[from] ?? 0, factor: strength[from] ?? 0 });
    if (own.length === 0) continue;
    const key = own.map((one) => `${one.measure}/${one.factor}`).join();
    slowingOf[at] = slowings.numberOf(key, own);
  }
  return { days, slowingOf, slowings: slowings.found };
}

/** Who would raise an alarm over each step in this run. */
function watchesOf(whole: Runnable, steps: Int32Array): Pick<ExcerptNet, "watchOf" | "watches"> {
  const watches = new Numbering<readonly Watcher[]>(["", []]);
  const watchOf = new Int32Array(steps.length);
  const { detectors, gates, coverings } = whole.layout;
  if (!isContained(whole)) return { watchOf, watches: watches.found };
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? 0;
    const end = detectors.offsets[step + 1] ?? 0;
    if (detectors.offsets[step] === end) continue;
    const own = new Map<string, Watcher>();
    for (let detector = detectors.offsets[step] ?? end; detector < end; detector += 1) {
      if (!notices(whole, detector)) continue;
      const state = gates.count + detector;
      const isThere = isOn(whole, state, 0);
      const placers = isThere
        ? []
        : measuresAt(coverings, state, (covered) => isOn(whole, state, covered));
      const drawn = detectors.alertDelay[detector];
      if ((!isThere && placers.length === 0) || drawn === undefined) continue;
      const days = drawnTime(drawn, whole.work);
      const placement = detectors.placement[detector] ?? 0;
      own.set(`${days}/${isThere}/${placers.join()}`, { placement, isThere, placers, days });
    }
    if (own.size > 0) watchOf[at] = watches.numberOf([...own.keys()].join(";"), [...own.values()]);
  }
  return { watchOf, watches: watches.found };
}

/** Entries there are in this run, each step's earliest. */
function entriesThere(whole: Runnable): ReadonlyMap<number, number> {
  const there = new Map<number, number>();
  for (const [at, { step }] of whole.layout.entries.entries()) {
    const days = entryTime(whole, at);
    if (days < (there.get(step) ?? never)) there.set(step, days);
  }
  return there;
}

/** What each step is, apart from what it follows from. */
function marksOf(
  { book, entries }: Walk,
  { steps, how }: Steps,
  { parents, days, watchOf }: Pick<ExcerptNet, "days" | "watchOf"> & { readonly parents: Rows },
): Omit<Net, "gates" | "parents" | "children"> {
  const { whole, isStart } = book;
  const count = steps.length;
  const marks = {
    origin: new Int32Array(count),
    isAnd: new Uint8Array(count),
    isTimed: new Uint8Array(count),
    isEntry: new Uint8Array(count),
    isOpen: new Uint8Array(count),
    isStuck: new Uint8Array(count),
  };
  for (let at = 0; at < count; at += 1) {
    const step = steps[at] ?? 0;
    const isAnd = whole.layout.isAnd[step] === 1;
    marks.origin[at] = at;
    marks.isAnd[at] = isAnd ? 1 : 0;
    marks.isTimed[at] = days[at] !== 0 || watchOf[at] !== 0 ? 1 : 0;
    if (how[at] === begins.byGate) marks.isOpen[at] = 1;
    if (!isAnd || rowLength(parents, at) > 0) continue;
    // One where the attacker is from the start, or that nothing begins, begins by nothing.
    const isGiven = how[at] !== begins.byEntry && isStart[step] === 1 && isFree(whole, step);
    marks.isStuck[at] = isGiven ? 0 : 1;
  }
  for (const step of entries.keys()) {
    const at = book.numberOf[step] ?? -1;
    if (at >= 0) marks.isEntry[at] = 1;
  }
  return marks;
}

/** Times of the steps of the net by number; what is settled stands in order of time. */
function momentsOf({ whole, numberOf }: ExcerptBook, count: number): Int32Array {
  const { time, order, settledCount } = whole.work;
  const moments = new Int32Array(count);
  let number = 0;
  let last = 0;
  for (let at = 0; at < settledCount; at += 1) {
    const step = order[at] ?? 0;
    const now = time[step] ?? never;
    if (now !== last) number += 1;
    last = now;
    const own = numberOf[step] ?? -1;
    if (own >= 0) moments[own] = number;
  }
  return moments;
}

/** The net of the run that was just settled with nothing chosen. Linear in what it reached. */
export function excerptNet(book: ExcerptBook): ExcerptNet {
  const { whole, numberOf } = book;
  const { layout, work } = whole;
  const limit = limitOf(whole);
  const labels = new Numbering<readonly number[]>();
  const entries = entriesThere(whole);
  book.labelOf.fill(labelIs.unasked);
  // A slow way may leave a step time enough though it comes too late itself (see slack.ts).
  const until = isContained(whole) ? Number.MAX_VALUE : limit;
  const walk: Walk = { book, labels, entries, until };
  const found = findSteps(walk, limit);
  const { steps } = found;
  const parents = parentsOf(walk, found);
  const gates = gatesOf(walk, found);
  const times = timesOf(whole, steps);
  const watches = watchesOf(whole, steps);
  const net: Net = {
    ...marksOf(walk, found, { parents, ...times, ...watches }),
    gates,
    parents,
    children: reverseRows(parents, steps.length),
  };
  const goals = layout.objectives.map((step) =>
    step < 0 || (work.time[step] ?? never) > limit ? useless : (numberOf[step] ?? useless),
  );
  const there = [...entries].flatMap(([step, days]) =>
    (numberOf[step] ?? -1) < 0 ? [] : [{ step: numberOf[step] ?? 0, days }],
  );
  const momentOf = momentsOf(book, steps.length);
  for (const step of steps) numberOf[step] = -1;
  return {
    net,
    goals,
    entries: there,
    momentOf,
    limit,
    labels: labels.found,
    ...times,
    ...watches,
  };
}
