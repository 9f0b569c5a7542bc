/**
 * Many runs of a contracted scene. The same equations as `run.ts`, for times of objectives alone:
 * nothing is kept of the other steps but what is still wanting, so that it fits where it is fast.
 */
import { invariant, uniformAt } from "@vallgrav/kernel";
import type { LatentMeasures, RunRange, Sampled, Scene } from "../scene.ts";
import { choose, isReallyOpen, turnToRun } from "./chance-of-run.ts";
import type { CrowdsFolded, Folding } from "./contract.ts";
import { contract } from "./contract.ts";
import { asTime, operation, quantileOf } from "./distributions.ts";
import { dropFirst, pushStep } from "./heap.ts";
import type { RunLayout } from "./layout.ts";
import { compoundTime, stepFlag } from "./layout.ts";
import type { Runnable, RunScene } from "./prepare.ts";
import { layOut } from "./prepare.ts";
import { entryTime, isFree, limitOf, localTime } from "./run.ts";
import { simulate } from "./simulate.ts";
import { workspaceFor } from "./workspace.ts";

const never = Number.POSITIVE_INFINITY;

/**
 * A scene contracted for runs: plain data that can be sent to other threads, its arrays in memory
 * that they read together.
 */
export type Contracted = {
  readonly scene: RunScene;
  /** Latent measures: bytes of a choice. */
  readonly measures: number;
  readonly layout: RunLayout;
  /** What came of folding interchangeable members. */
  readonly folding: Folding;
  /** Steps that stand for a crowd, and of how many members; null where they were not asked for. */
  readonly crowds: CrowdsFolded | null;
};

/** How a scene is contracted. */
export type ContractOptions = {
  /**
   * Whether crowds become one step each whose members draw for themselves (dials.md §6.5): the
   * times are then the same in distribution, no longer run by run.
   */
  readonly crowds?: boolean;
};

/** Contracts a scene. Linear in the graph but for the logarithms of searching. */
export function contractScene(
  scene: Scene,
  latent: LatentMeasures,
  { crowds = false }: ContractOptions = {},
): Contracted {
  const { parameters, horizonDays } = scene;
  const { skillMean, skillLoading, skillOnTime, stealth } = scene.campaign;
  const { layout } = layOut(scene, latent);
  return {
    scene: {
      campaign: { skillMean, skillLoading, skillOnTime, stealth },
      parameters,
      horizonDays,
    },
    measures: latent.length,
    ...contract(layout, crowds ? parameters : null),
  };
}

type NumberArray = Int32Array | Uint32Array | Uint8Array | Float64Array;

function isNumbers(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** A table with the arrays it holds itself in other memory. */
function moved<T extends object>(table: T, allocate: (bytes: number) => ArrayBufferLike): T {
  const copy = Object.entries(table).map(([name, held]: readonly [string, unknown]) => {
    if (!isNumbers(held)) return [name, held] as const;
    const Kind = held.constructor as new (buffer: ArrayBufferLike) => NumberArray;
    const array = new Kind(allocate(held.byteLength));
    array.set(held);
    return [name, array] as const;
  });
  return Object.fromEntries(copy) as T;
}

/**
 * The same with its large arrays in memory of the caller's, which threads can read together. What
 * runs write to is not among them: each thread has that of its copy, or makes it.
 * @param allocate gives a new buffer of so many bytes
 */
export function placeIn(
  contracted: Contracted,
  allocate: (bytes: number) => ArrayBufferLike,
): Contracted {
  const { layout } = contracted;
  const { states, gates, mechanisms, times, crowds, parents, coverings, slowings } = layout;
  return {
    ...contracted,
    layout: {
      ...moved(layout, allocate),
      states: moved(states, allocate),
      gates: moved(gates, allocate),
      mechanisms: moved(mechanisms, allocate),
      times: moved(times, allocate),
      ...(crowds === undefined ? {} : { crowds: moved(crowds, allocate) }),
      ...(parents === undefined ? {} : { parents: moved(parents, allocate) }),
      coverings: moved(coverings, allocate),
      slowings: moved(slowings, allocate),
    },
  };
}

/** Local times of the steps that take one, in numbers of their own. */
type Timed = {
  /** Per step: its number, where it takes a time. */
  readonly numberOf: Int32Array;
  readonly op: Uint8Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Two words of the key each. */
  readonly keys: Uint32Array;
};

/** Runs of a contracted scene, and the room they are played in; each thread has its own. */
export type Runs = {
  readonly runnable: Runnable;
  readonly timed: Timed;
  /** Whether local times are never scaled by a parameter nor slowed by a measure. */
  readonly isPlain: boolean;
  /** What each step wants at the beginning of a run, and now; 0: begun, or reached by an entry. */
  readonly need: Uint8Array | Int32Array;
  readonly left: Uint8Array | Int32Array;
  /** Per gate: not asked for yet in this run, open, or shut. */
  readonly gates: Uint8Array;
  /** 1 where an entry is; and of those steps, which are settled in this run. */
  readonly hasEntry: Uint8Array;
  readonly isSettled: Uint8Array;
};

const gateIs = { unasked: 0, open: 1, shut: 2 } as const;

function timedOf({ times, flags }: RunLayout): Timed {
  const numberOf = new Int32Array(flags.length);
  const steps: number[] = [];
  flags.forEach((flag, step) => {
    if ((flag & stepFlag.timed) !== 0) numberOf[step] = steps.push(step) - 1;
  });
  return {
    numberOf,
    op: Uint8Array.from(steps, (step) => times.op[step] ?? 0),
    first: Float64Array.from(steps, (step) => times.first[step] ?? 0),
    second: Float64Array.from(steps, (step) => times.second[step] ?? 0),
    keys: Uint32Array.from(
      steps.flatMap((step) => [times.keyHigh[step] ?? 0, times.keyLow[step] ?? 0]),
    ),
  };
}

/** Makes room for runs of a contracted scene. Linear in its steps. */
export function openRuns({ scene, measures, layout }: Contracted): Runs {
  const work = workspaceFor(layout);
  return {
    runnable: { scene, latent: { length: measures }, layout, work },
    timed: timedOf(layout),
    isPlain:
      layout.crowds === undefined &&
      layout.times.scale.every((scale) => scale < 0) &&
      layout.slowings.measure.length === 0,
    need: work.need,
    left: work.waiting,
    gates: new Uint8Array(layout.gates.count),
    hasEntry: work.isEntry,
    isSettled: new Uint8Array(layout.isAnd.length),
  };
}

function isOpen({ runnable, gates }: Runs, gate: number): boolean {
  const known = gates[gate];
  if (known !== gateIs.unasked) return known === gateIs.open;
  const is = isReallyOpen(runnable, gate);
  gates[gate] = is ? gateIs.open : gateIs.shut;
  return is;
}

/** Whether all the gates before an AND let the attacker through. */
function allOpen(runs: Runs, step: number): boolean {
  const { gateOffsets, gatesOf } = runs.runnable.layout;
  const end = gateOffsets[step + 1] ?? 0;
  for (let at = gateOffsets[step] ?? end; at < end; at += 1)
    if (!isOpen(runs, gatesOf[at] ?? 0)) return false;
  return true;
}

/** τ of a step in this run, days: {@link localTime} to the bit. */
function timeOfStep({ runnable, timed, isPlain }: Runs, step: number): number {
  const number = timed.numberOf[step] ?? 0;
  const op = timed.op[number] ?? 0;
  if (!isPlain || op === compoundTime) return localTime(runnable, step);
  const { work } = runnable;
  const first = timed.first[number] ?? 0;
  if (op === operation.number) return first === never ? first : first * work.skillFactor;
  const high = timed.keys[2 * number] ?? 0;
  const u = uniformAt(high, timed.keys[2 * number + 1] ?? 0, work.outer, work.inner);
  const base = asTime(quantileOf(op, first, timed.second[number] ?? 0, u));
  return base === 0 || base === never ? base : base * work.skillFactor;
}

/** Takes a step at `now`, and makes ready what then has all it needs. */
function settle({ runnable, left, hasEntry, isSettled }: Runs, step: number, now: number): void {
  const { layout, work } = runnable;
  if (hasEntry[step] === 1) {
    if (isSettled[step] === 1) return;
    isSettled[step] = 1;
    left[step] = 0;
  }
  if (((layout.flags[step] ?? 0) & stepFlag.objective) !== 0) {
    work.time[step] = now;
    work.objectivesLeft -= 1;
  }
  const { childOffsets, children } = layout;
  const { ready } = work;
  let { readySize } = work;
  const end = childOffsets[step + 1] ?? 0;
  for (let at = childOffsets[step] ?? end; at < end; at += 1) {
    const child = children[at] ?? 0;
    const wants = left[child] ?? 0;
    if (wants === 0) continue;
    left[child] = wants - 1;
    if (wants > 1) continue;
    ready[readySize] = child;
    readySize += 1;
  }
  work.readySize = readySize;
}

/** Begins a step that has all it needs at `now`. */
function begin(runs: Runs, step: number, now: number): void {
  const { layout, work } = runs.runnable;
  const flags = layout.flags[step] ?? 0;
  if ((flags & stepFlag.guarded) !== 0 && !allOpen(runs, step)) return;
  const time = (flags & stepFlag.timed) === 0 ? now : now + timeOfStep(runs, step);
  if (time === now) settle(runs, step, now);
  else if (time < never) pushStep(work, time, step);
}

function start(runs: Runs): void {
  const { runnable, left, need, gates, isSettled } = runs;
  const { layout, work } = runnable;
  const { starts, entries, objectives } = layout;
  for (let at = 0; at < objectives.length; at += 1) {
    const step = objectives[at] ?? -1;
    if (step >= 0) work.time[step] = never;
  }
  left.set(need);
  gates.fill(gateIs.unasked);
  work.objectivesLeft = layout.objectiveCount;
  work.heapSize = 0;
  work.readySize = 0;
  for (const { step } of entries) isSettled[step] = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const step = starts[at] ?? 0;
    if (!isFree(runnable, step)) continue;
    left[step] = 0;
    work.ready[work.readySize] = step;
    work.readySize += 1;
  }
  for (let entry = 0; entry < entries.length; entry += 1) {
    const time = entryTime(runnable, entry);
    const step = entries[entry]?.step ?? 0;
    if (time === 0) settle(runs, step, 0);
    else if (time < never) pushStep(work, time, step);
  }
}

/** Settles the run turned to until every objective has fallen, or nothing more can be reached. */
function findFallen(runs: Runs): void {
  start(runs);
  const { work } = runs.runnable;
  let now = 0;
  for (;;) {
    while (work.readySize > 0) {
      if (work.objectivesLeft === 0) return;
      work.readySize -= 1;
      begin(runs, work.ready[work.readySize] ?? 0, now);
    }
    if (work.heapSize === 0 || work.objectivesLeft === 0) return;
    now = work.heapTimes[0] ?? 0;
    const step = work.heapSteps[0] ?? 0;
    dropFirst(work);
    settle(runs, step, now);
  }
}

/**
 * Plays the runs of a range: the bits of `simulate` for the scene that was contracted, whatever
 * range or thread a run is in.
 * @param chosen one byte per latent measure, 1 where it is chosen
 */
export function playRuns(runs: Runs, chosen: Uint8Array, range: RunRange): Sampled {
  const { runnable } = runs;
  const { layout, work, latent } = runnable;
  invariant(chosen.length === latent.length, "one byte per latent measure");
  if (layout.detectors.count > 0) return simulate(runnable, chosen, range);
  choose(runnable, chosen);
  const { objectives } = layout;
  const count = Math.max(0, range.outerTo - range.outerFrom) * range.inner;
  const times = new Float64Array(count * objectives.length);
  const limits = new Float64Array(count);
  for (let run = 0; run < count; run += 1) {
    const outer = range.outerFrom + Math.floor(run / range.inner);
    turnToRun(runnable, outer, run % range.inner);
    findFallen(runs);
    const from = run * objectives.length;
    for (let at = 0; at < objectives.length; at += 1)
      times[from + at] = work.time[objectives[at] ?? -1] ?? never;
    limits[run] = limitOf(runnable);
  }
  return { range, times, unopposed: times, limits };
}
