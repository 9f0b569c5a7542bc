/**
 * What changes while runs are played, kept between runs so that none allocates. Marks carry the
 * number of the run (or outer draw) they were made in, so they need not be cleared.
 */
import type { Alarms } from "./equal-steps.ts";
import { alarmsOf } from "./equal-steps.ts";
import type { NameTable, RunLayout, Shortcuts } from "./layout.ts";
import { responseParts } from "./layout.ts";

/** How many outer draws are remembered, and how many values of parameters in all. */
const slotLimit = 1024;
const valuesLimit = 2_097_152;

const never = Number.POSITIVE_INFINITY;

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
  /** Per gate: 0 not asked for, 1 on, 2 off in this outer draw under what is chosen. */
  readonly gateIs: Uint8Array;
  /** The change of outer draw or choice that this was made in. */
  gatesAt: number;
  /** Per crowd: how many have the gate that not all have, if so many do on average. */
  readonly having: Float64Array;
  readonly havingOf: Float64Array;
  readonly havingRun: Int32Array;
  readonly mechanismRun: Int32Array;
  readonly works: Uint8Array;

  /** What is chosen, and what follows: coverage per state, factors per step and part. */
  chosen: Uint8Array;
  readonly covered: Float64Array;
  readonly slowed: Float64Array;
  readonly quickened: Float64Array;

  /** Steps still wanting before a step begins; 0 from then on. Filled anew for each pass. */
  readonly waiting: Uint8Array | Int32Array;
  /** What it is filled with. */
  readonly need: Uint8Array | Int32Array;
  /** Local times drawn in this run, for its later passes; empty where there is only one. */
  readonly local: Float64Array;
  readonly localRun: Int32Array;
  /** Days; Infinity until the step is taken. Taken back by `order` before the next use. */
  time: Float64Array;
  /** Steps in the order in which they were taken. */
  order: Int32Array;
  settledCount: number;
  /** Those three of the other pass of a run in which an alarm sounded, see `swapPasses`. */
  otherTime: Float64Array;
  otherOrder: Int32Array;
  otherCount: number;
  /** Steps that are other names of others, see `NameTable`; null: none. */
  readonly names: NameTable | null;
  /** Position in `order`, made when a proof asks for it. */
  readonly rank: Int32Array;
  rankRun: number;
  objectivesLeft: number;
  /** Of `Asked.vital`: their steps, and whether one of them was taken in this pass. */
  vital: ReadonlySet<number> | null;
  isVitalTaken: boolean;

  /** Steps that may still matter carry the number of the last look ahead; 0: none was made. */
  readonly look: Int32Array;
  looks: number;
  isNarrowed: boolean;
  /** Steps taken before the first look, and steps ready together that are worth one. */
  firstLook: number;
  crowd: number;
  /** Edges a look may go over for each step taken or ready. */
  lookShare: number;
  /** Whether it is only for the first of the vital objectives. */
  asksForFirst: boolean;
  /** Whether steps of no use are left out of this pass. */
  leavesOut: boolean;
  /** Steps taken at which it is worth looking again. */
  lookAt: number;
  /** Steps ready at which it is. */
  crowdAt: number;
  /** 1 where an entry is. */
  readonly isEntry: Uint8Array;

  /** What runs of a layout for one choice need not find out anew; null: it has none. */
  readonly shortcuts: Shortcuts | null;
  /** Per class of exits: steps that have begun in this pass, and the last look it is of use in. */
  readonly begun: Int32Array;
  readonly useful: Int32Array;
  readonly exitQueue: Int32Array;
  /**
   * Number of the pass; per row the last in which a step of it was taken, per twin that in which
   * one was begun.
   */
  passes: number;
  readonly rowPass: Int32Array;
  readonly twinPass: Int32Array;
  /** Per draw of local times: the run it was drawn in, days. */
  readonly drawRun: Int32Array;
  readonly drawDays: Float64Array;

  /** Whether an alarm sounded in this run. */
  sounds: boolean;
  /** Whether that may cost the attacker something: there is a pass with slack and one without. */
  isAlarmed: boolean;
  /** Steps whose slack ran out are left out of this pass. */
  usesSlack: boolean;
  /** Days an attacker at this step has left, −Infinity where it cannot come to it in time. */
  readonly slack: Float64Array;
  /** Position in which slack settled the step; made in every pass for slack. */
  readonly slackRank: Int32Array;
  slackCount: number;
  /** Steps in the order in which slack settled them. */
  readonly slackOrder: Int32Array;
  /** Days from alert to contained in this run; Infinity where it never is. */
  responseDays: number;
  responseRun: number;
  readonly senseRun: Int32Array;
  readonly notices: Uint8Array;
  readonly alarms: Alarms;
  /** Per alarm: days to it in this run, Infinity where it does not sound. */
  readonly alarmRun: Int32Array;
  readonly alarmDays: Float64Array;

  readonly heapTimes: Float64Array;
  readonly heapSteps: Int32Array;
  heapSize: number;
  /** Steps that have all they need, not yet begun. */
  readonly ready: Int32Array;
  readySize: number;
};

/** Steps wanting, in bytes where they hold it: the room then fits caches four times as large. */
function needOf({ need }: RunLayout): Uint8Array | Int32Array {
  return need.every((wants) => wants < 256) ? Uint8Array.from(need) : need;
}

/** Room for looking ahead. */
function roomForLooks(layout: RunLayout, steps: number) {
  const isEntry = new Uint8Array(steps);
  for (const { step } of layout.entries) isEntry[step] = 1;
  return {
    look: new Int32Array(layout.parents === undefined ? 0 : steps),
    looks: 0,
    isNarrowed: false,
    firstLook: 256,
    crowd: 1_024,
    lookShare: 0.25,
    asksForFirst: false,
    leavesOut: false,
    lookAt: 0,
    crowdAt: 0,
    isEntry,
  };
}

/** Room for what is taken from shortcuts. */
function roomForShortcuts(layout: RunLayout) {
  const shortcuts: Shortcuts | null = layout.shortcuts ?? null;
  const exits = shortcuts?.exits.sizes.length ?? 0;
  return {
    shortcuts,
    begun: new Int32Array(exits),
    useful: new Int32Array(exits),
    exitQueue: new Int32Array(exits),
    passes: 0,
    rowPass: new Int32Array(shortcuts?.rows ?? 0),
    twinPass: new Int32Array(shortcuts?.twins ?? 0),
    drawRun: new Int32Array(shortcuts?.draws ?? 0),
    drawDays: new Float64Array(shortcuts?.draws ?? 0),
  };
}

/** Room for what alarms do to a run. */
function roomForAlarms(layout: RunLayout, steps: number) {
  const watched = layout.detectors.count > 0 ? steps : 0;
  // Where times are kept by their draw they are kept once.
  const kept = layout.shortcuts === undefined ? watched : 0;
  const alarms = alarmsOf(layout);
  return {
    sounds: false,
    isAlarmed: false,
    usesSlack: false,
    local: new Float64Array(kept),
    localRun: new Int32Array(kept),
    otherTime: new Float64Array(watched).fill(never),
    otherOrder: new Int32Array(watched),
    otherCount: 0,
    slack: new Float64Array(watched).fill(-never),
    slackRank: new Int32Array(watched),
    slackCount: 0,
    slackOrder: new Int32Array(watched),
    responseDays: 0,
    responseRun: 0,
    senseRun: new Int32Array(layout.senses.count),
    notices: new Uint8Array(layout.senses.count),
    alarms,
    alarmRun: new Int32Array(alarms.by.length),
    alarmDays: new Float64Array(alarms.by.length),
  };
}

/** A workspace for runs of a layout, before any run. */
export function workspaceFor(layout: RunLayout): Workspace {
  const steps = layout.isAnd.length;
  const gates = layout.gates.count;
  const states = layout.states.count;
  const parameters = layout.parameterHigh.length;
  const room = steps + layout.entries.length + 1;
  const crowds = layout.crowds?.members.length ?? 0;
  const need = needOf(layout);
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
    gateIs: new Uint8Array(gates),
    gatesAt: -1,
    having: new Float64Array(crowds),
    havingOf: new Float64Array(crowds),
    havingRun: new Int32Array(crowds),
    mechanismRun: new Int32Array(layout.mechanisms.count),
    works: new Uint8Array(layout.mechanisms.count),
    chosen: new Uint8Array(0),
    covered: new Float64Array(states),
    slowed: new Float64Array(steps).fill(1),
    quickened: new Float64Array(responseParts.length).fill(1),
    waiting: need.slice(),
    need,
    time: new Float64Array(steps).fill(never),
    order: new Int32Array(steps),
    settledCount: 0,
    rank: new Int32Array(steps),
    rankRun: 0,
    names: layout.names ?? null,
    objectivesLeft: 0,
    vital: null,
    isVitalTaken: false,
    ...roomForLooks(layout, steps),
    ...roomForShortcuts(layout),
    ...roomForAlarms(layout, steps),
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
    const { thresholdRun, mechanismRun, senseRun, alarmRun, localRun } = work;
    const { drawRun, rowPass, twinPass } = work;
    const ofRuns = [thresholdRun, mechanismRun, senseRun, alarmRun, localRun, drawRun];
    const all = [...ofRuns, rowPass, twinPass];
    for (const marks of all) marks.fill(0);
    work.skillRun = 0;
    work.responseRun = 0;
    work.rankRun = 0;
    work.passes = 0;
    work.run = 0;
  }
  work.run += 1;
}

/** Takes the number of the next look ahead, likewise. */
export function nextLook(work: Workspace): number {
  if (work.looks >= lastNumber) {
    work.look.fill(0);
    work.useful.fill(0);
    work.looks = 0;
  }
  work.looks += 1;
  return work.looks;
}

/** Takes the number of the next outer draw, likewise. */
export function nextOuterRun(work: Workspace): void {
  if (work.outerRun >= lastNumber) {
    work.stateOuterRun.fill(0);
    work.havingRun.fill(0);
    work.gatesAt = -1;
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
