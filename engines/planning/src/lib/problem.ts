/**
 * The planner's question: which measures, within the limits, leave the least loss over the
 * scenarios? Scenarios are evaluated by whoever asks; the planner sees losses and valid rows only.
 */

/** A measure as the planner sees it. Ids are unique; indices elsewhere refer to this order. */
export type Candidate = {
  readonly id: string;
  /** SEK over the whole window, ≥ 0, whole. */
  readonly costSek: number;
  /** Own hours, ≥ 0. */
  readonly hours: number;
  /** Ids that must be chosen with it. */
  readonly requires: readonly string[];
  /** Ids that cannot be chosen with it. */
  readonly excludes: readonly string[];
};

/** What may be spent. */
export type Limits = {
  readonly budgetSek: number;
  /** Own hours; null for no limit. */
  readonly hours: number | null;
};

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
 * shares of today's damage (weights included), ≥ 0, and never rise when a measure is added.
 */
export type Evaluate = (
  choice: Choice,
  scenarios: readonly number[],
) => Promise<readonly Evaluation[]>;
