/** Plans, on what terms they are made besides their budget, and plans changed by hand. */
import type { Band, Text } from "@vallgrav/kernel";
import type { HoursByRole } from "@vallgrav/knowledge";
import type { CalendarWait } from "@vallgrav/planning";
import type { MeasureSource, SheetInForce } from "./cost-sheet.ts";
import type { Dials, ProfileView, RunIdentity } from "./dials.ts";
import type { Job } from "./jobs.ts";

/** Limits besides the budget, and what is to be made least. */
export type PlanTerms = {
  /** Most it may cost every year; null for no such limit. */
  readonly yearlySek: number | null;
  /** Most own hours of each role named; null: the usual limit on all of them together. */
  readonly hoursByRole: HoursByRole | null;
  readonly objective: ObjectiveName;
  /** Months that all of it is done within; left out or null: the calendar decides nothing. */
  readonly dates?: PlanDates | null;
  /** Who goes on paying what it costs every year; changes no plan, stands with it. */
  readonly yearlyPayer?: string | null;
};

/** The first month and the last, `2027-01`; `from` null: the month after the plan's facts. */
export type PlanDates = { readonly from: string | null; readonly until: string };

/** What was found and proven of a plan after so many evaluations of planning runs. */
export type SearchedView = {
  readonly evaluations: number;
  /** Share of today's damage that the best plan so far leaves, and that no plan goes under. */
  readonly remains: number;
  readonly bound: number;
  /** Share of the possible reduction that may have been missed. */
  readonly gap: number;
};

/**
 * A plan on some of the planning runs, before there is one on all of them. Shares are of today's
 * damage in these runs, and what is proven holds for these runs alone.
 */
export type EarlyPlan = {
  readonly budgetSek: number;
  /** Planning runs it was chosen on, and those that the plan is chosen on in the end. */
  readonly runs: number;
  readonly ofRuns: number;
  readonly costSek: number;
  readonly hours: number;
  /** The dearest first. */
  readonly measures: readonly {
    readonly id: string;
    readonly name: Text;
    readonly costSek: number;
  }[];
  /** Share of today's damage that it leaves, and that no plan within the limits goes under. */
  readonly remains: number;
  readonly bound: number;
  /** Share of the possible reduction that may have been missed. */
  readonly gap: number;
  /** What an hour, a person and a krona weigh: a third each over what is lost in these runs. */
  readonly weights: { readonly hours: number; readonly persons: number; readonly sek: number };
};

/**
 * What a plan should leave least of, as a share of what it is today. Of the reference attacker: the
 * `mean` of all runs; the `tail`, the worst tenth of them; `hours`, `persons` or `sek` alone;
 * `falls`, the chance that something vital falls. Of all attackers: `all`, each by how often it
 * comes; `worst`, the attacker of whose damage most is left.
 */
export type ObjectiveName =
  | "all"
  | "falls"
  | "hours"
  | "mean"
  | "persons"
  | "sek"
  | "tail"
  | "worst";

export type ChosenMeasure = {
  readonly id: string;
  readonly name: Text;
  readonly costSek: number;
  readonly hours: number;
  /**
   * Rise of the objective if this measure alone were taken out of the plan, share of today's
   * damage.
   */
  readonly contribution: number;
  readonly source: MeasureSource;
};

export type CurvePoint = {
  readonly budgetSek: number;
  readonly costSek: number;
  /** Share of today's damage that remains, 0–1, and the proven bound no plan goes under. */
  readonly remains: number;
  readonly bound: number;
};

export type PlanReport = {
  readonly budgetSek: number;
  readonly terms: PlanTerms;
  readonly costSek: number;
  /** Of the price: what it costs every year. */
  readonly yearlySek: number;
  readonly hours: number;
  readonly hoursByRole: HoursByRole;
  /** Own hours the choice was made within; null where they were not limited. */
  readonly hoursLimit: number | null;
  readonly gap: number;
  readonly gapOfLoss: number;
  readonly bound: number;
  /** Share of today's damage that remains: on the planning sample, and out of sample with 95 %. */
  readonly remains: number;
  readonly outOfSample: Band;
  /** False where a limit of work ended the search before the gap asked for was reached. */
  readonly finished: boolean;
  readonly measures: readonly ChosenMeasure[];
  readonly considered: readonly {
    readonly id: string;
    readonly name: Text;
    readonly costSek: number;
    readonly remainsAlone: number;
  }[];
  readonly before: Dials;
  readonly after: Dials;
  readonly runs: {
    readonly outer: number;
    readonly inner: number;
    readonly seed: string;
    readonly planningRuns: number;
    readonly evaluationRuns: number;
    /** Subproblems that were bounded for this plan. */
    readonly nodes: number;
    readonly rows: number;
  };
  /** How far the search for this plan was after how much work; the last is where it ended. */
  readonly search: readonly SearchedView[];
  /** Plans for this budget on parts of the planning runs that came before it, the first first. */
  readonly early?: readonly EarlyPlan[];
  /** The runs before; `afterRun` names those with the plan. Samples of both can be explained. */
  readonly run: RunIdentity;
  readonly afterRun: string;
  /**
   * Parts of the municipality that no source shows and a typical one stands in for; all in them is
   * assumed.
   */
  readonly typicalParts: readonly ("directory" | "services")[];
  /** The cost sheet in force; null for starting values, missing where there was no sheet yet. */
  readonly costSheet?: SheetInForce | null;
  /** The attackers the dials are of: one pair of dials each, never averaged. One so far. */
  readonly profiles: readonly ProfileView[];
};

/** What a page is told that asks for a plan: it, or the job that computes it. */
export type PlanState =
  | { readonly state: "ready"; readonly plan: PlanReport }
  | { readonly state: "computing"; readonly job: Job };

/** When a measure of a plan is done; months as `2027-01`, null where it is not done in time. */
export type PlannedTime = {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  /** What it waits for, or why it is not done in time; null where it is begun at once. */
  readonly waits: CalendarWait | null;
};

/** In which months a plan is carried out, from the first to the last that may be used. */
export type PlanCalendar = {
  readonly from: string;
  readonly until: string;
  readonly rows: readonly PlannedTime[];
};

/** Measures switched on and off by hand, by id, against the plan of a budget. */
export type Switched = {
  readonly budgetSek: number;
  readonly with: readonly string[];
  readonly without: readonly string[];
  /** Of the plan; the usual ones where they are left out. */
  readonly terms?: PlanTerms;
};

/** A plan with measures switched on and off by hand, beside the plan, on the same runs. */
export type WhatIf = {
  readonly budgetSek: number;
  /** Ids of all that are on, and of those that the plan has not and has. */
  readonly measures: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly costSek: number;
  readonly hours: number;
  /** Share of today's damage that remains, with 95 %. */
  readonly remains: Band;
  readonly dials: Dials;
  readonly plan: {
    readonly costSek: number;
    readonly hours: number;
    readonly remains: Band;
    readonly dials: Dials;
  };
  readonly today: Dials;
  /** Names the runs with these measures: the plan's own name where they are the same. */
  readonly run: string;
};

/** What is known of a plan changed by hand: it, or the job that plays it. */
export type WhatIfState =
  | { readonly state: "ready"; readonly whatIf: WhatIf }
  | { readonly state: "computing"; readonly job: Job };
