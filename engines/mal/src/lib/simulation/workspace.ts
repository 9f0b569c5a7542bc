/**
 * What changes while runs are played, kept between runs so that none allocates. Marks carry the
 * number of the run (or outer draw) they were made in, so they need not be cleared.
 */
import type { RunLayout } from "./layout.ts";
import { responseParts } from "./layout.ts";

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
  readonly stateOuterRun: Int32Array;
  readonly gateRun: Int32Array;
  readonly isOpen: Uint8Array;
  readonly mechanismRun: Int32Array;
  readonly works: Uint8Array;

  /** What is chosen, and what follows: coverage per state, factors per step and part. */
  chosen: Uint8Array;
  readonly covered: Float64Array;
  readonly slowed: Float64Array;
  readonly quickened: Float64Array;

  /** Steps still wanting before a step begins; filled anew for each run, as `time` is. */
  readonly waiting: Int32Array;
  /** Days; Infinity until the step is taken. */
  time: Float64Array;
  /** Steps in the order in which they were taken. */
  order: Int32Array;
  settledCount: number;
  /** Those three of the other pass of a run in which an alarm sounded, see `swapPasses`. */
  otherTime: Float64Array;
  otherOrder: Int32Array;
  otherCount: number;
  /** Position in `order`, made when a proof asks for it. */
  readonly rank: Int32Array;
  rankRun: number;
  objectivesLeft: number;

  /** Whether an alarm sounded in this run, so that there is a pass with slack and one without. */
  isAlarmed: boolean;
  /** Steps whose slack ran out are left out of this pass. */
  usesSlack: boolean;
  /** Days an attacker at this step has left, −Infinity where it cannot come to it in time. */
  readonly slack: Float64Array;
  /** Position in which slack settled the step; made in every pass for slack. */
  readonly slackRank: Int32Array;
  slackCount: number;
  /** Days from alert to contained in this run; Infinity where it never is. */
  responseDays: number;
  responseRun: number;
  readonly senseRun: Int32Array;
  readonly notices: Uint8Array;

  readonly heapTimes: Float64Array;
  readonly heapSteps: Int32Array;
  heapSize: number;
  /** Steps that have all they need, not yet begun. */
  readonly ready: Int32Array;
  readySize: number;
};

/** A workspace for runs of a layout, before any run. */
export function workspaceFor(layout: RunLayout): Workspace {
  const steps = layout.isAnd.length;
  const gates = layout.gates.count;
  const states = layout.states.count;
  const watched = layout.detectors.count > 0 ? steps : 0;
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
    stateUniform: new Float64Array(states),
    probabilityOn: new Float64Array(states),
    stateOuterRun: new Int32Array(states),
    gateRun: new Int32Array(gates),
    isOpen: new Uint8Array(gates),
    mechanismRun: new Int32Array(layout.mechanisms.count),
    works: new Uint8Array(layout.mechanisms.count),
    chosen: new Uint8Array(0),
    covered: new Float64Array(states),
    slowed: new Float64Array(steps).fill(1),
    quickened: new Float64Array(responseParts.length).fill(1),
    waiting: new Int32Array(steps),
    time: new Float64Array(steps),
    order: new Int32Array(steps),
    settledCount: 0,
    otherTime: new Float64Array(watched),
    otherOrder: new Int32Array(watched),
    otherCount: 0,
    rank: new Int32Array(steps),
    rankRun: 0,
    objectivesLeft: 0,
    isAlarmed: false,
    usesSlack: false,
    slack: new Float64Array(watched),
    slackRank: new Int32Array(watched),
    slackCount: 0,
    responseDays: 0,
    responseRun: 0,
    senseRun: new Int32Array(layout.senses.count),
    notices: new Uint8Array(layout.senses.count),
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
    const { thresholdRun, gateRun, mechanismRun, senseRun } = work;
    for (const marks of [thresholdRun, gateRun, mechanismRun, senseRun]) marks.fill(0);
    work.skillRun = 0;
    work.responseRun = 0;
    work.rankRun = 0;
    work.run = 0;
  }
  work.run += 1;
}

/** Takes the number of the next outer draw, likewise. */
export function nextOuterRun(work: Workspace): void {
  if (work.outerRun >= lastNumber) {
    work.stateOuterRun.fill(0);
    work.outerRun = 0;
  }
  work.outerRun += 1;
}

/** Turns between the pass without response and the one with it. */
export function swapPasses(work: Workspace): void {
  const { time, order, settledCount } = work;
  work.time = work.otherTime;
  work.order = work.otherOrder;
  work.settledCount = work.otherCount;
  work.otherTime = time;
  work.otherOrder = order;
  work.otherCount = settledCount;
  work.rankRun = 0;
}
