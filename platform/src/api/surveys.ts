/** A plan looked at from all sides: other objectives, other attackers, other worlds, a year. */
import type { Text } from "@vallgrav/kernel";
import type { Dials, ProfileView, RunIdentity } from "./dials.ts";
import type { Job } from "./jobs.ts";
import type { ParameterMover } from "./knowing.ts";
import type { ObjectiveName, PlanTerms } from "./plans.ts";

/** How often somebody believes the reference attacker comes, as a range, and why. */
export type FrequencyGiven = {
  /** Campaigns a year, 0 < low ≤ high; nine in ten of what it may be lies between. */
  readonly low: number;
  readonly high: number;
  /** Where it is from, in the words of whoever entered it; never empty. */
  readonly source: string;
};

/** What is asked of a survey. */
export type SurveyAsked = {
  readonly budgetSek: number;
  readonly terms: PlanTerms;
  /** Other worlds to plan anew, 0–200; 0 for none. */
  readonly worlds: number;
  readonly frequency: FrequencyGiven | null;
};

/** The plan of one objective, and what it leaves by every objective. */
export type PayOffPlan = {
  readonly objective: ObjectiveName;
  readonly measures: readonly string[];
  readonly costSek: number;
  readonly hours: number;
  /** Of its own objective, on the planning runs. */
  readonly gap: number;
  readonly finished: boolean;
  /** Planning runs that it was chosen on; missing where it was computed before this was told. */
  readonly planningRuns?: number;
  /**
   * By {@link PayOff.objectives}: share of today's that is left on the evaluation runs; null where
   * nothing is lost today.
   */
  readonly leaves: readonly (number | null)[];
};

/** Each objective's plan under each objective. */
export type PayOff = {
  readonly objectives: readonly ObjectiveName[];
  readonly plans: readonly PayOffPlan[];
  /** Measures that every one of the plans holds. */
  readonly inEvery: readonly string[];
  /** By {@link objectives}: evaluation runs that the shares are of; likewise. */
  readonly runs?: readonly number[];
};

/** Both dials against one attacker, before and after the plan that was asked for. */
export type AttackerDials = ProfileView & {
  /** Campaigns per campaign of the reference attacker: median, and spread of its logarithm. */
  readonly relativeRate: { readonly median: number; readonly spread: number };
  readonly before: Dials;
  readonly after: Dials;
};

/** Where a measure stands over other worlds that the facts and parameters allow. */
export type WorldMeasure = {
  readonly id: string;
  readonly name: Text;
  /** Worlds in whose best plan it is, near-ties counted; their share, with 95 %. */
  readonly worlds: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** In 80 % of the worlds or more. */
  readonly isSafe: boolean;
  readonly isInPlan: boolean;
  /** What tells the worlds with it from those without, where anything does beyond chance. */
  readonly dependsOn: { readonly id: string; readonly name: Text } | null;
};

export type WorldsReport = {
  readonly worlds: number;
  /** Runs of each world. */
  readonly inner: number;
  /** Runs that each should have; fewer where the model is so large that each takes long to play. */
  readonly wanted: number;
  readonly measures: readonly WorldMeasure[];
};

/** What it is worth to know one class parameter before the choice between the plans. */
export type WorthKnowing = Pick<ParameterMover, "id" | "name" | "what"> & {
  /** Share of today's damage that would be spared on the mean; what chance gives is taken off. */
  readonly worth: number;
};

/** Which unknowns would change the choice, by outer draws of the evaluation runs. */
export type KnowingReport = {
  /** Plans to choose between, doing nothing among them; those that hold the same are one. */
  readonly plans: number;
  /** Parameters looked at; in one of twenty surveys one that means nothing is told. */
  readonly looked: number;
  /** The worthiest first; empty where none stands out from chance. */
  readonly unknowns: readonly WorthKnowing[];
};

/** Loss in SEK a year, at the frequency that was entered. */
export type YearlyFigures = {
  readonly mean: number;
  readonly probabilityNone: number;
  readonly p95: number;
  readonly p99: number;
};

export type YearlyReport = {
  readonly frequency: FrequencyGiven & { readonly median: number; readonly sigma: number };
  readonly before: YearlyFigures;
  readonly after: YearlyFigures;
};

/** When a plan pays for itself in SEK alone; hours and persons saved are not counted. */
export type BreakEven = {
  /** What the plan costs a year, over four years at 3 %. */
  readonly annualisedSek: number;
  /** SEK saved in a campaign, on the mean. */
  readonly savedSek: number;
  /** Campaigns a year from which it pays; null where it saves nothing. */
  readonly campaignsPerYear: number | null;
};

export type PlanSurvey = {
  readonly budgetSek: number;
  readonly terms: PlanTerms;
  /** Measures of the plan that was asked for. */
  readonly measures: readonly string[];
  readonly payOff: PayOff;
  readonly attackers: readonly AttackerDials[];
  readonly worlds: WorldsReport | null;
  /** Missing where it was computed before there was such a thing. */
  readonly knowing?: KnowingReport;
  readonly yearly: YearlyReport | null;
  readonly breakEven: BreakEven;
  readonly runs: {
    readonly outer: number;
    readonly inner: number;
    /** Inner draws of attackers other than the reference. */
    readonly innerOfOthers: number;
    readonly seed: string;
  };
  readonly run: RunIdentity;
};

/** What is kept of both dials against every attacker; null while nobody has asked for it. */
export type AttackersKept = { readonly attackers: readonly AttackerDials[] | null };

/** What a page is told that asks: the survey, or the job that computes it. */
export type SurveyState =
  | { readonly state: "ready"; readonly survey: PlanSurvey }
  | {
      readonly state: "computing";
      readonly job: Job;
      /**
       * A first table on a few of the runs, with the objectives that are of the reference attacker
       * alone; missing until there is one.
       */
      readonly payOff?: PayOff;
    };
