/**
 * Excerpts: what one run needs of a scene, whatever is chosen. Measures bring no time forward, so
 * what is not reached with none of them is reached under none; and the draws of a run are settled,
 * so a gate that none of them can shut in it is open for good. What is left is a scene of its own, a
 * thousandth of the whole, in which every draw is a number. A planner asks hundreds of questions of
 * each run, and plays the whole scene but once for it.
 */
import type { Rows } from "../graph/rows.ts";
import { reverseRows } from "../graph/rows.ts";
import { choose, isEffective, isOn, isReallyOpen, turnToRun } from "./chance-of-run.ts";
import { isContained } from "./detection.ts";
import type { EffectTable, Layout } from "./layout.ts";
import type { Prepared, Runnable } from "./prepare.ts";
import { entryTime, findTimes, isFree, limitOf } from "./run.ts";
import type { RunNumber } from "./witness.ts";
import { excerptLayout } from "./excerpt-layout.ts";

const never = Number.POSITIVE_INFINITY;

/** A run's part of a scene, played by `playExcerpt`. Its nodes and steps have their own numbers. */
export type Excerpt = {
  readonly run: RunNumber;
  readonly scene: Prepared["scene"];
  readonly latent: Prepared["latent"];
  readonly layout: Layout;
};

/** A scene that excerpts are taken from; each thread has its own. */
export type ExcerptBook = {
  readonly whole: Runnable & Pick<Prepared, "scene" | "latent">;
  /** Steps before each step. */
  readonly parents: Rows;
  /** 1 for steps that gates alone may give away. */
  readonly isStart: Uint8Array;
  /** Room: per step its number in the excerpt being taken, −1 for those that are not in it. */
  readonly numberOf: Int32Array;
  /** Columns of steps that all draw nothing, shared by all excerpts. */
  readonly blank: BlankTimes;
};

/** What every step of an excerpt has alike. */
export type BlankTimes = Pick<
  Layout["times"],
  "op" | "second" | "keyHigh" | "keyLow" | "compound" | "scale"
>;

/** Makes ready to take excerpts. Linear in the steps and edges of the layout. */
export function openExcerpts(whole: ExcerptBook["whole"]): ExcerptBook {
  const { layout } = whole;
  const steps = layout.isAnd.length;
  const isStart = new Uint8Array(steps);
  for (const step of layout.starts) isStart[step] = 1;
  const none = new Int32Array(steps).fill(-1);
  const zeros = new Uint32Array(steps);
  return {
    whole,
    parents: reverseRows({ offsets: layout.childOffsets, values: layout.children }, steps),
    isStart,
    numberOf: new Int32Array(steps).fill(-1),
    blank: {
      op: new Uint8Array(steps),
      second: new Float64Array(steps),
      keyHigh: zeros,
      keyLow: zeros,
      compound: none,
      scale: none,
    },
  };
}

/** How a step of an excerpt begins, in numbers of the whole layout. */
export type Beginning = {
  /** Steps before it that count; none where an entry or a gate settles its time for good. */
  readonly parents: readonly number[];
  /** Gates before it that are open, and that some measure would shut. */
  readonly gates: readonly number[];
  /** Before an OR: whether a gate that no measure shuts gives it away. */
  readonly isOpen: boolean;
  /** Whether gates alone may give it away. */
  readonly isStart: boolean;
};

/** What an excerpt is made of, in numbers of the whole layout. */
export type Found = {
  readonly book: ExcerptBook;
  /** Steps, ascending. */
  readonly steps: readonly number[];
  readonly beginnings: ReadonlyMap<number, Beginning>;
  /** When each entry is there in this run. */
  readonly entryTimes: Float64Array;
  /** C of the run. */
  readonly limit: number;
  /** Whether an alarm would be answered in this run. */
  readonly isAnswered: boolean;
};

/** Measures that a table of effects has at a place, of those whose strength acts in this run. */
export function measuresAt(
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

/** Measures that would shut a gate which is open in this run; empty where it is open for good. */
export function shutters(whole: Runnable, gate: number): readonly number[] {
  if (!isEffective(whole, gate)) return [];
  return measuresAt(whole.layout.coverings, gate, (covered) => isOn(whole, gate, covered));
}

/** What is asked again and again while the steps of an excerpt are found. */
type Walk = {
  readonly book: ExcerptBook;
  /** Entries there are in this run, by step. */
  readonly entries: ReadonlyMap<number, readonly number[]>;
  /** Latest time at which a step matters. */
  readonly until: number;
  /** Per gate: whether some measure would shut it. */
  readonly mayShut: Map<number, boolean>;
};

/** The gates before a step that matter: those that may shut, and whether one is open for good. */
function gatesBefore({ book, mayShut }: Walk, step: number): Pick<Beginning, "gates" | "isOpen"> {
  const { whole } = book;
  const { layout } = whole;
  const isOr = layout.isAnd[step] === 0;
  const gates: number[] = [];
  let isOpen = isOr && layout.hasOpenGate[step] === 1;
  const end = layout.gateOffsets[step + 1] ?? 0;
  for (let at = layout.gateOffsets[step] ?? end; at < end; at += 1) {
    const gate = layout.gatesOf[at] ?? 0;
    if (!isReallyOpen(whole, gate)) continue;
    const may = mayShut.get(gate) ?? shutters(whole, gate).length > 0;
    mayShut.set(gate, may);
    if (may) gates.push(gate);
    else if (isOr) isOpen = true;
  }
  return { gates, isOpen };
}

/**
 * What a step that was reached follows from. Where the attacker is there from the start, or a gate
 * gives the step away whatever is chosen, nothing before it can bring its time forward.
 */
function beginningOf(walk: Walk, step: number): Beginning {
  const { book, entries, until } = walk;
  const { whole, parents: before, isStart } = book;
  const { work } = whole;
  const time = work.time[step] ?? never;
  if (entries.get(step)?.includes(time) === true)
    return { parents: [], gates: [], isOpen: false, isStart: false };
  const { gates, isOpen } = gatesBefore(walk, step);
  const mayStart = isStart[step] === 1 && isFree(whole, step);
  if (isOpen) return { parents: [], gates: [], isOpen, isStart: mayStart };
  const parents: number[] = [];
  const end = before.offsets[step + 1] ?? 0;
  for (let at = before.offsets[step] ?? end; at < end; at += 1) {
    const parent = before.values[at] ?? 0;
    if ((work.time[parent] ?? never) <= until) parents.push(parent);
  }
  return { parents, gates, isOpen, isStart: mayStart };
}

/** When entries are there in this run, by the steps they lead to. */
function entriesThere({ layout }: Runnable, times: Float64Array): Walk["entries"] {
  const there = new Map<number, number[]>();
  for (const [at, { step }] of layout.entries.entries()) {
    const known = there.get(step);
    if (known === undefined) there.set(step, [times[at] ?? never]);
    else known.push(times[at] ?? never);
  }
  return there;
}

/** What matters of the run just settled: from what fell backwards. */
function findSteps(book: ExcerptBook): Found {
  const { whole } = book;
  const { layout, work } = whole;
  const limit = limitOf(whole);
  const isAnswered = isContained(whole);
  const entryTimes = Float64Array.from(layout.entries, (_, at) => entryTime(whole, at));
  const walk: Walk = {
    book,
    entries: entriesThere(whole, entryTimes),
    // A slow way may leave a step time enough though it comes too late itself (see slack.ts).
    until: isAnswered ? Number.MAX_VALUE : limit,
    mayShut: new Map(),
  };
  const beginnings = new Map<number, Beginning>();
  const queue: number[] = [];
  for (const step of layout.objectives)
    if (step >= 0 && (work.time[step] ?? never) <= limit) queue.push(step);
  for (let step = queue.pop(); step !== undefined; step = queue.pop()) {
    if (beginnings.has(step)) continue;
    const beginning = beginningOf(walk, step);
    beginnings.set(step, beginning);
    for (const parent of beginning.parents) if (!beginnings.has(parent)) queue.push(parent);
  }
  const steps = [...beginnings.keys()].sort((a, b) => a - b);
  return { book, steps, beginnings, entryTimes, limit, isAnswered };
}

/**
 * Takes the excerpt of a run. Cost: the run with nothing chosen, to its end.
 */
export function takeExcerpt(book: ExcerptBook, run: RunNumber): Excerpt {
  const { whole } = book;
  choose(whole, new Uint8Array(whole.latent.length));
  turnToRun(whole, run.outer, run.inner);
  whole.work.isAlarmed = false;
  findTimes(whole, false);
  const found = findSteps(book);
  const { layout, graph } = excerptLayout(found);
  const { scene, latent } = whole;
  const { campaign } = scene;
  return {
    run,
    latent,
    layout,
    // Every draw is a number of the layout by now: skill and stealth are in it.
    scene: {
      ...scene,
      graph,
      campaign: { ...campaign, skillOnTime: 0, skillLoading: 0, stealth: 1 },
      parameters: [{ id: "certain", prior: { kind: "fixed", value: 1 } }],
      objectives: [...layout.objectives].map((step) => (step < 0 ? -1 : (layout.nodes[step] ?? -1))),
    },
  };
}
