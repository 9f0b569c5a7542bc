/** What is asked of a thread, and what it answers: plain data only. */
import type { RunRange } from "@vallgrav/mal";
import type { Evaluation } from "@vallgrav/planning";

/** What runs cost, in columns in slot order: outer first, then inner. */
export type LossColumns = {
  /** T_O: days until the first vital objective fell, Infinity where none did. */
  readonly first: Float64Array;
  /** Hours without each service: `hours[run · services + service]`. */
  readonly hours: Float64Array;
  readonly persons: Float64Array;
  readonly sek: Float64Array;
};

/** Runs in columns, with how they ended and what is known of their ways. */
export type RunColumns = LossColumns & {
  /** `outcomeCode` of the dials engine per run. */
  readonly outcome: Uint8Array;
  /** 1 where it would fall to an attacker who does not know the detectors (dials.md §1.4). */
  readonly blind: Uint8Array;
  /**
   * Facts on the deciding way by standing: `facts[run · 3 + 0 | 1 | 2]`, observed, declared,
   * assumed.
   */
  readonly facts: Float64Array;
};

/** w_u / A_u: what an hour, a person and a krona weigh as shares of today's damage. */
export type LossWeights = {
  readonly hours: number;
  readonly persons: number;
  readonly sek: number;
  /** What it weighs that something vital fell at all; nothing unless said. */
  readonly falls?: number;
};

/** Which of a pool's settings is played; the first unless said. */
type OfSetting = {
  readonly setting?: number;
  /** Tasks of one lane go to one thread, which keeps what it made for them. */
  readonly lane?: number;
};

export type DialsTask = OfSetting & {
  readonly kind: "dials";
  readonly chosen: Uint8Array;
  readonly range: RunRange;
};

/** What scenarios of the planning set cost today, in the order asked for. */
export type LossesTask = OfSetting & {
  readonly kind: "losses";
  readonly scenarios: readonly number[];
  readonly inner: number;
};

/** Scenario s of the planning set is outer draw ⌊s / inner⌋ and inner draw s mod inner. */
export type ScenariosTask = OfSetting & {
  readonly kind: "scenarios";
  readonly chosen: Uint8Array;
  readonly scenarios: readonly number[];
  /**
   * Per scenario: measures under which its run is played; a plan that adds to them nothing that
   * stands in its way has the same run.
   */
  readonly acting: readonly Uint8Array[];
  readonly rowsWanted: boolean;
  readonly inner: number;
  readonly weights: LossWeights;
};

/** A scenario's loss and rows, and every measure that would change what falls in it. */
export type PlayedScenario = Evaluation & { readonly touched: readonly number[] };

/** Time proofs of the first vital objective of each run that fell. */
export type WaysTask = OfSetting & {
  readonly kind: "ways";
  readonly chosen: Uint8Array;
  readonly range: RunRange;
};

/** A time proof: objective's place in the scene, nodes and times in order of time. */
export type FoundWay = {
  readonly objective: number;
  readonly nodes: readonly number[];
  readonly times: readonly number[];
  /** Gates that let the attacker through. */
  readonly gates: readonly number[];
  /** Measures, by place, that stand in the way: while none of them is chosen, it is open. */
  readonly hit: readonly number[];
};

/** What a run comes to for {@link ImpactsTask}, in order. */
export const impactUnits = ["holds", "heldDays", "serviceHours", "persons", "sek"] as const;

/** Each run today, and again with each measure alone that stands in its way. */
export type ImpactsTask = OfSetting & { readonly kind: "impacts"; readonly range: RunRange };

/** What came of runs, in slot order: `today[slot · units + unit]`, and those that were changed. */
export type PlayedImpacts = {
  readonly today: Float64Array;
  readonly changed: readonly {
    /** Place of the measure. */
    readonly group: number;
    readonly slot: number;
    readonly figures: Float64Array;
  }[];
};

/** What a thread keeps of planning scenarios is of no use any more; answered by nothing. */
export type ForgetTask = OfSetting & { readonly kind: "forget" };

/**
 * What whole runs are played with, or excerpts taken with, or all of it with the layout beneath, is
 * not needed for a while, and would be made anew; likewise.
 */
export type PutAwayTask = OfSetting & {
  readonly kind: "put-away";
  readonly what: "all" | "excerpts" | "runs";
};

export type Task =
  | DialsTask
  | ForgetTask
  | PutAwayTask
  | LossesTask
  | ScenariosTask
  | WaysTask
  | ImpactsTask;

/** What a task answers. */
export type TaskResult<T extends Task> = T extends DialsTask
  ? RunColumns
  : T extends LossesTask
    ? LossColumns
    : T extends ScenariosTask
      ? readonly PlayedScenario[]
      : T extends ImpactsTask
        ? PlayedImpacts
        : T extends ForgetTask | PutAwayTask
          ? null
          : readonly FoundWay[];
