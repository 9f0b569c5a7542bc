/**
 * The planner's question: which measures, within the limits, leave the least loss over the
 * scenarios? Scenarios are evaluated by whoever asks; the planner sees losses and valid rows only.
 */

/** Amounts by resource: kronor at once or a year, hours of a role. Names are the asker's. */
export type Amounts = Readonly<Record<string, number>>;

/** A measure as the planner sees it. Ids are unique; indices elsewhere refer to this order. */
export type Candidate = {
  readonly id: string;
  /** What it takes of each resource over the whole window, ≥ 0; what is not named it takes not. */
  readonly costs: Amounts;
  /** Ids that must be chosen with it. */
  readonly requires: readonly string[];
  /** Ids that cannot be chosen with it. */
  readonly excludes: readonly string[];
  /** True where it is there already, with all it requires: every plan holds it, at no cost. */
  readonly isInPlace?: boolean;
};

/** A price that falls with volume: from so many of the measures on, each takes a share less. */
export type Discount = {
  readonly resource: string;
  readonly measures: readonly string[];
  /** Least number of them that must be chosen, ≥ 1. */
  readonly from: number;
  /** 0–1. */
  readonly share: number;
};

/** Most of each resource, ≥ 0; what is not named is not limited. */
export type Limits = Amounts;

/**
 * What a plan should leave least of. `mean`: the weighted mean of all scenarios. `tail`: the mean
 * of the worst share of them, by weight. `worst-profile`: the largest of the profiles' means;
 * `profiles` holds the number of each scenario's profile.
 */
export type Objective =
  | { readonly kind: "mean" }
  | { readonly kind: "tail"; readonly share: number }
  | { readonly kind: "worst-profile"; readonly profiles: Int32Array };

/**
 * A valid row of one scenario: for every plan x, loss ≥ constant − Σ coefficients·x. Coefficients
 * ≥ 0. Source: dials.md §4.3.
 */
export type Row = {
  readonly scenario: number;
  readonly constant: number;
  readonly coefficients: readonly { readonly measure: number; readonly value: number }[];
};

/** What a scenario costs under a plan, and rows that say why. */
export type Evaluation = {
  readonly scenario: number;
  readonly loss: number;
  readonly rows: readonly Row[];
};

/** A plan as membership by measure index: 1 chosen, 0 not. */
export type Choice = Uint8Array;

/**
 * The port through which scenarios are evaluated; results come in the order asked. Losses are
 * shares of today's damage (weights included), ≥ 0, and never rise when a measure is added. Where
 * `rowsWanted` is false only the losses are asked for, and rows may be left out.
 */
export type Evaluate = (
  choice: Choice,
  scenarios: readonly number[],
  rowsWanted: boolean,
) => Promise<readonly Evaluation[]>;
