/**
 * A scene laid out for runs: flat arrays over the steps that matter, in local numbers that keep the
 * order of the graph. Nothing here changes after it is made.
 */
import type { Rows } from "../graph/rows.ts";
import type { ResponsePart } from "../scene.ts";
import type { CompiledTime } from "./compiled-time.ts";

/** A time with its draws: its program, and two key words per occurrence. */
export type DrawnTime = {
  readonly time: CompiledTime;
  readonly keys: Uint32Array;
  /** Days where it is the same in every run, else null. */
  readonly constant: number | null;
};

/** Local times, per local step. */
export type TimeTable = {
  /** An operation of a single distribution, or {@link compoundTime}. */
  readonly op: Uint8Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
  /** Index into `compounds`, −1 for a single distribution. */
  readonly compound: Int32Array;
  readonly compounds: readonly DrawnTime[];
  /** Index of ε among the parameters, −1 for none. */
  readonly scale: Int32Array;
};

/** In {@link TimeTable.op}: the time is in `compounds`. */
export const compoundTime = 255;

/** Facts that are so or not for a whole outer draw: gates by their number, then detectors. */
export type StateTable = {
  readonly count: number;
  /** Parameter of the coverage, −1 where `fixedOn` says it. */
  readonly coverage: Int32Array;
  readonly fixedOn: Float64Array;
  readonly evidence: Float64Array;
  readonly biases: readonly (readonly number[])[];
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
};

/** Gates that may be shut in some run, in local numbers of their own. */
export type GateTable = {
  readonly count: number;
  /** Node of the graph, ascending. */
  readonly node: Int32Array;
  /** Index of the mechanism that makes it work, −1: works always. */
  readonly mechanism: Int32Array;
};

/** Detectors over the steps that matter, by step; detector d has the state `gates.count + d`. */
export type DetectorTable = {
  readonly count: number;
  /** Detectors of step n: `offsets[n]` … `offsets[n + 1] − 1`. */
  readonly offsets: Int32Array;
  readonly step: Int32Array;
  /** Place in `Scene.detectors`. */
  readonly placement: Int32Array;
  /** Index of the sense that makes it fire. */
  readonly sense: Int32Array;
  readonly alertDelay: readonly DrawnTime[];
};

/** What decides whether detectors fire: one draw and one sensitivity for all that share both. */
export type SenseTable = {
  readonly count: number;
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly sensitivity: Int32Array;
};

/** The distribution of the wait until somebody is there, for an inverse by one uniform. */
export type WaitTable = {
  /** Days without staff, ascending. */
  readonly gaps: Float64Array;
  /** Days of staffed time that the draw may fall in, and of all time it may fall in. */
  readonly staffed: number;
  readonly whole: number;
};

/** Parts of the response that measures quicken, by their place in tables. */
export const responseParts: readonly ResponsePart[] = ["triage", "wait", "containment"];

/** The response as it is drawn. */
export type ResponseTable = {
  readonly triage: DrawnTime;
  readonly containment: DrawnTime;
  readonly wait: WaitTable;
  readonly waitHigh: number;
  readonly waitLow: number;
  readonly success: number;
  readonly successHigh: number;
  readonly successLow: number;
};

/** What decides whether gates work: one draw and one effectiveness for all that share both. */
export type MechanismTable = {
  readonly count: number;
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly effectiveness: Int32Array;
};

/** Steps that have the time of the one step they follow from, and are not played. */
export type NameTable = {
  /** Per step: the step that is played for it, itself for most. */
  readonly headOf: Int32Array;
  /** How many steps it is behind that one. */
  readonly depth: Uint16Array;
};

/** Steps that stand for a crowd of which the first member counts; see `private-crowds.ts`. */
export type CrowdTable = {
  /** Per step: its crowd, −1 for none. */
  readonly of: Int32Array;
  /** Per crowd: how many it is. */
  readonly members: Int32Array;
  /** Private gates of crowd c: `gates[gateOffsets[c]]` … `gates[gateOffsets[c + 1] − 1]`. */
  readonly gateOffsets: Int32Array;
  readonly gates: Int32Array;
  /** Per such gate: 1 where each member draws whether it works, and 1 where all members have it. */
  readonly isOwn: Uint8Array;
  readonly everywhere: Uint8Array;
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
};

/** Steps by what they lead to; the classes are numbered from 0. */
export type ExitTable = {
  /** Per step: its class. All of one lead on to steps of the same classes. */
  readonly of: Int32Array;
  /** Per class: how many steps it has, and the classes that lead to it. */
  readonly sizes: Int32Array;
  readonly parents: Rows;
};

/** What many runs of one layout need not find out anew; see `shortcuts.ts`. */
export type Shortcuts = {
  readonly exits: ExitTable;
  /** Per step that takes a time: its number among the times that are drawn; −1 for others. */
  readonly drawOf: Int32Array;
  readonly draws: number;
  /**
   * Per step: its number among those that lead at once to the same steps, any of which suffices
   * there; −1 for others.
   */
  readonly rowOf: Int32Array;
  readonly rows: number;
  /** Per step: its number among those of one row that take one time; −1 for others. */
  readonly twinOf: Int32Array;
  readonly twins: number;
};

/** An entry of the attacker, at a local step. */
export type EntryDraw = {
  readonly step: number;
  readonly available: number;
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly delay: DrawnTime;
};

/** Which measures act where: `measure[k]` with `strength[k]` for k from `offsets[n]`. */
export type EffectTable = {
  readonly offsets: Int32Array;
  readonly measure: Int32Array;
  /** Coverage, or factor. */
  readonly strength: Float64Array;
};

/** What is to be thought of when a step is begun; 0 for a step that is taken at once. */
export const stepFlag = {
  /** An AND with gates that may be shut. */
  guarded: 1,
  /** A local time other than 0. */
  timed: 2,
  objective: 4,
  /** Detectors stand over it. */
  watched: 8,
} as const;

/** What runs need of a layout. */
export type RunLayout = {
  readonly isAnd: Uint8Array;
  /** Per step: sum of {@link stepFlag}, so that most steps cost one look. */
  readonly flags: Uint8Array;
  /** Steps that must be taken first: all for AND, one for OR. */
  readonly need: Int32Array;
  readonly childOffsets: Int32Array;
  readonly children: Int32Array;
  /** The same edges from the other end; left out, nothing is left out of runs (`look-ahead.ts`). */
  readonly parents?: Rows;
  /** What runs need not find out anew; left out: nothing (`shortcuts.ts`). */
  readonly shortcuts?: Shortcuts;
  /** Steps that are other names of others; left out: none (`names-of-steps.ts`). */
  readonly names?: NameTable;
  /** Gates of each step that may be shut, by gate number. */
  readonly gateOffsets: Int32Array;
  readonly gatesOf: Int32Array;
  /** Steps that open gates alone may give away. */
  readonly starts: Int32Array;
  /** Per local step: 1 where a gate that is always open stands before it. */
  readonly hasOpenGate: Uint8Array;
  readonly states: StateTable;
  readonly gates: GateTable;
  readonly mechanisms: MechanismTable;
  readonly detectors: DetectorTable;
  readonly senses: SenseTable;
  /** Null where no detector can ever lead to a response. */
  readonly response: ResponseTable | null;
  readonly times: TimeTable;
  /** Left out: none. */
  readonly crowds?: CrowdTable;
  readonly entries: readonly EntryDraw[];
  readonly patience: DrawnTime;
  readonly skillHigh: number;
  readonly skillLow: number;
  /** Local step per objective, −1 where it cannot fall. */
  readonly objectives: Int32Array;
  readonly objectiveCount: number;
  /** By state: coverage of gates and of detectors. */
  readonly coverings: EffectTable;
  readonly slowings: EffectTable;
  /** By part of the response, in the order of `responseParts`. */
  readonly quickenings: EffectTable;
  readonly parameterHigh: Uint32Array;
  readonly parameterLow: Uint32Array;
};

/** A layout that knows which node is which, for proofs and explanations. */
export type Layout = RunLayout & {
  /** Node of the graph per local step, ascending; the inverse, −1 for steps that do not matter. */
  readonly nodes: Int32Array;
  readonly localOf: Int32Array;
  /** Per node of the graph: gate number, −1 for other nodes and for gates that never change. */
  readonly gateOf: Int32Array;
  /** Per local step: 1 where an entry is. */
  readonly isEntry: Uint8Array;
};
