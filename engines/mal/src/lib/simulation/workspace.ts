/**
 * What changes while runs are played, kept between runs so that none allocates. Marks carry the
 * number of the run (or outer draw) they were made in, so they need not be cleared.
 */
import type { Layout } from "./layout.ts";

/** How many outer draws are remembered, and how many values of parameters in all. */
const slotLimit = 1024;
const valuesLimit = 2_097_152;

export type Workspace = {
  /** Number of the run being played, from 1; every mark of a run compares with it. */
  run: number;
  outer: number;
  inner: number;
  /** Counts changes of outer draw; marks of an outer draw compare with it. */
  outerRun: number;
  /** Every gate counts as open. */
  ignoresGates: boolean;
  skill: number;
  skillRun: number;
  /** exp(−σ·Z) of this run. */
  skillFactor: number;

  /** Parameter values of outer draws, by draw modulo their number; NaN where not yet drawn. */
  readonly parameterSlots: (Float64Array | undefined)[];
  readonly slotOuter: Float64Array;
  /** Those of this outer draw. */
  parameters: Float64Array;
  /** exp(ε) of parameters used as scales, NaN where not yet made. */
  readonly scales: Float64Array;
  /** Φ⁻¹ of parameters used as effectiveness, NaN where not yet made. */
  readonly effectQuantiles: Float64Array;
  /** The uniform below which a gate of this effectiveness works, per parameter and run. */
  readonly thresholds: Float64Array;
  readonly thresholdRun: Int32Array;

  readonly stateUniform: Float64Array;
  readonly probabilityOn: Float64Array;
  readonly gateOuterRun: Int32Array;
  readonly gateRun: Int32Array;
  readonly isOpen: Uint8Array;
  readonly mechanismRun: Int32Array;
  readonly works: Uint8Array;

  /** What is chosen, and what follows: coverage per gate, factor per step. */
  chosen: Uint8Array;
  readonly covered: Float64Array;
  readonly slowed: Float64Array;

  /** Steps still wanting before a step begins; filled anew for each run, as `time` is. */
  readonly waiting: Int32Array;
  /** Days; Infinity until the step is taken. */
  readonly time: Float64Array;
  /** Steps in the order in which they were taken. */
  readonly order: Int32Array;
  settledCount: number;
  /** Position in `order`, made when a proof asks for it. */
  readonly rank: Int32Array;
  rankRun: number;
  objectivesLeft: number;

  readonly heapTimes: Float64Array;
  readonly heapSteps: Int32Array;
  heapSize: number;
  /** Steps that have all they need, not yet begun. */
  readonly ready: Int32Array;
  readySize: number;
};

/** A workspace for runs of a layout, before any run. */
export function workspaceFor(layout: Layout): Workspace {
  const steps = layout.nodes.length;
  const gates = layout.gates.count;
  const parameters = layout.parameterHigh.length;
  const room = steps + layout.entries.length + 1;
  let slots = slotLimit;
  while (slots > 1 && slots * parameters > valuesLimit) slots /= 2;
  return {
    run: 0,
    outer: -1,
    inner: -1,
    outerRun: 0,
    ignoresGates: false,
    skill: 0,
    skillRun: 0,
    skillFactor: 1,
    parameterSlots: Array.from({ length: slots }),
    slotOuter: new Float64Array(slots).fill(-1),
    parameters: new Float64Array(0),
    scales: new Float64Array(parameters),
    effectQuantiles: new Float64Array(parameters),
    thresholds: new Float64Array(parameters),
    thresholdRun: new Int32Array(parameters),
    stateUniform: new Float64Array(gates),
    probabilityOn: new Float64Array(gates),
    gateOuterRun: new Int32Array(gates),
    gateRun: new Int32Array(gates),
    isOpen: new Uint8Array(gates),
    mechanismRun: new Int32Array(layout.mechanisms.count),
    works: new Uint8Array(layout.mechanisms.count),
    chosen: new Uint8Array(0),
    covered: new Float64Array(gates),
    slowed: new Float64Array(steps).fill(1),
    waiting: new Int32Array(steps),
    time: new Float64Array(steps),
    order: new Int32Array(steps),
    settledCount: 0,
    rank: new Int32Array(steps),
    rankRun: 0,
    objectivesLeft: 0,
    heapTimes: new Float64Array(room),
    heapSteps: new Int32Array(room),
    heapSize: 0,
    ready: new Int32Array(steps + 1),
    readySize: 0,
  };
}

/** Numbers of runs and outer draws stay below this, so that marks fit 32 bits. */
const lastNumber = 2_147_483_646;

/** Takes the number of the next run; starts again from 1 with clean marks when they run out. */
export function nextRun(work: Workspace): void {
  if (work.run >= lastNumber) {
    for (const marks of [work.thresholdRun, work.gateRun, work.mechanismRun]) marks.fill(0);
    work.skillRun = 0;
    work.rankRun = 0;
    work.run = 0;
  }
  work.run += 1;
}

/** Takes the number of the next outer draw, likewise. */
export function nextOuterRun(work: Workspace): void {
  if (work.outerRun >= lastNumber) {
    work.gateOuterRun.fill(0);
    work.outerRun = 0;
  }
  work.outerRun += 1;
}
