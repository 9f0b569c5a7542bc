/**
 * Runs a computation in a thread of its own: the solver and the planner's search take seconds at a
 * time, and the server must answer meanwhile. The thread opens the threads that play the runs.
 */
import type { PlanSurvey, PlanTerms, SurveyAsked, WorldsReport } from "../api/index.ts";
import {
  askApart,
  type Progressed,
  type ToldEarly,
  type ToldFirst,
  type ToldPayOff,
} from "./apart.ts";
import type { Computed } from "./compute.ts";
import type { Watch } from "./watch.ts";
import type { ComputedWays } from "./compute-ways.ts";
import type { RunSize } from "./run-size.ts";
import type { ModelSource } from "./model-source.ts";
import type { Prepared } from "./setting.ts";

/** What can be asked for besides the setting. */
type AnyAsk =
  | {
      readonly kind: "plans";
      readonly budgets: readonly number[];
      readonly terms: PlanTerms;
      /** What every attacker is made of where the plan is for all; null for the reference alone. */
      readonly rivals: ModelSource | null;
    }
  /** The ways alone; no movers, which need the runs that plans are held against. */
  | { readonly kind: "ways" }
  | { readonly kind: "survey"; readonly asked: SurveyAsked; readonly rivals: ModelSource }
  /** Other worlds beside the plan of a survey, by ids of its measures. */
  | {
      readonly kind: "worlds";
      readonly asked: SurveyAsked;
      readonly measures: readonly string[];
    };

/** What comes out, by what was asked for. */
type Answers = {
  readonly plans: ComputedWays & { readonly computed: Computed };
  readonly ways: ComputedWays;
  readonly survey: PlanSurvey;
  readonly worlds: WorldsReport;
};

export type AskKind = AnyAsk["kind"];
export type Ask<K extends AskKind = AskKind> = Extract<AnyAsk, { readonly kind: K }>;
export type Given<K extends AskKind = AskKind> = Answers[K];

/** What the thread is given. Structured clone keeps all of it. */
export type Question<K extends AskKind = AskKind> = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly ask: Ask<K>;
};

/** What the thread has computed. */
type Done<K extends AskKind = AskKind> = { readonly kind: "done"; readonly given: Given<K> };

/** What the thread says. */
export type Said = Progressed | ToldEarly | ToldFirst | ToldPayOff | Done;

/**
 * Computes what is asked for. Ends the thread and all it opened when it is aborted.
 * @throws what the thread threw, or the reason of the abort
 */
export async function computeApart<K extends AskKind>(
  question: Question<K>,
  watch: Watch,
): Promise<Given<K>> {
  const worker = new URL("./compute-worker.ts", import.meta.url);
  return (await askApart<Done<K>>(worker, question, watch)).given;
}
