/**
 * Runs a computation in a thread of its own: the solver and the planner's search take seconds at a
 * time, and the server must answer meanwhile. The thread opens the threads that play the runs.
 */
import type { Movers, PlanTerms, Ways } from "../api/index.ts";
import { askApart, type Progressed } from "./apart.ts";
import type { Computed, Watch } from "./compute.ts";
import type { RunSize } from "./door.ts";
import type { Prepared } from "./setting.ts";

/** What the thread is given. Structured clone keeps all of it. */
export type Question = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly budgets: readonly number[];
  readonly terms: PlanTerms;
};

/** What the thread has computed. */
type Done = {
  readonly kind: "done";
  readonly computed: Computed;
  readonly ways: Ways;
  readonly movers: Movers;
};

/** What the thread says. */
export type Said = Progressed | Done;

/**
 * Computes plans, dials and ways. Ends the thread and all it opened when it is aborted.
 * @throws what the thread threw, or the reason of the abort
 */
export async function computeApart(question: Question, watch: Watch): Promise<Omit<Done, "kind">> {
  return askApart<Done>(new URL("./compute-worker.ts", import.meta.url), question, watch);
}
