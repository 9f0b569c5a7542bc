/** Loss per year, at a frequency that somebody entered with its source. Types only. */
import type { HowOften } from "@vallgrav/knowledge";
import type { BreakEven, FrequencyGiven } from "./surveys.ts";

/** A frequency as it was entered; it holds until another is entered or it is withdrawn. */
export type FrequencyVersion = FrequencyGiven & {
  readonly number: number;
  readonly by: string;
  readonly at: string;
  readonly withdrawn: { readonly by: string; readonly at: string } | null;
};

/** What is entered. */
export type FrequencyEntered = FrequencyGiven & {
  /** Of the list as it was seen. */
  readonly revision: number;
};

/** Loss in SEK a year of the reference attacker. */
export type YearOfLoss = {
  readonly mean: number;
  /** The mean if it comes as seldom and as often as was entered. */
  readonly meanAtLow: number;
  readonly meanAtHigh: number;
  /** In one year of twenty it is more; null where the runs' own losses are not kept. */
  readonly p95: number | null;
  /** Chance of a year without any loss; likewise. */
  readonly probabilityNone: number | null;
};

/** How often it must come for the plan of a budget to pay for itself in SEK alone. */
export type PlanPays = BreakEven & { readonly budgetSek: number; readonly costSek: number };

/** All that is told of the year. */
export type YearlyView = {
  readonly revision: number;
  /** The frequency that holds; null: nobody has entered one, or it was withdrawn. */
  readonly given: FrequencyVersion | null;
  /** The newest first. */
  readonly versions: readonly FrequencyVersion[];
  /** Today and with the plan that was asked for; null without a frequency. */
  readonly figures: { readonly before: YearOfLoss; readonly after: YearOfLoss } | null;
  /** Plans that cost something, the cheapest first; those that hold the same stand once. */
  readonly pays: readonly PlanPays[];
  /** Why it is hard to know. */
  readonly howOften: readonly HowOften[];
};

/** What a change leaves: the revision to name next. */
export type FrequencyChanged = { readonly revision: number };
