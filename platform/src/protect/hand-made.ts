/**
 * Plans changed by hand, as the pages and the terminal ask for them: what was played is kept under
 * the name of all it was played from, and a page that waits is given the job that plays it.
 */
import { canonicalJson, type Instant } from "@vallgrav/kernel";
import type { PlanReport, PlanTerms, Switched, WhatIf } from "../api/index.ts";
import { type JobContext, JobRefused, type Jobs } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import type { WhatIfAnswer, WhatIfAsked } from "./door.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import type { RunSize } from "./run-size.ts";
import { hashOf } from "./language.ts";
import { runIdentity } from "./report.ts";
import type { Prepared } from "./setting.ts";
import { switched } from "./what-if.ts";
import { whatIfApart } from "./what-if-apart.ts";

/** The plan of a budget with what it was made from; null where that budget has no stored plan. */
export type FoundPlan =
  | { readonly ok: true; readonly prepared: Prepared; readonly plan: PlanReport }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] }
  | null;

/** What plans changed by hand are made with. */
export type HandMadeInput = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly size: RunSize;
  readonly now: () => Instant;
  readonly find: (budgetSek: number, terms?: PlanTerms) => Promise<FoundPlan>;
};

/** The two ways to ask. */
export type HandMadePlans = {
  readonly whatIf: (asked: Switched) => Promise<WhatIfAnswer | null>;
  readonly askWhatIf: (asked: Switched) => Promise<WhatIfAsked | null>;
};

type Wanted = {
  readonly ok: true;
  readonly id: string;
  readonly prepared: Prepared;
  readonly plan: PlanReport;
  readonly choice: Uint8Array;
};
type Refused = { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What is asked for, by name, or why it cannot be. */
async function wantedOf(input: HandMadeInput, asked: Switched): Promise<Wanted | Refused | null> {
  const found = await input.find(asked.budgetSek, asked.terms);
  if (found === null || !found.ok) return found;
  const { prepared, plan } = found;
  const changed = switched(prepared, plan, asked);
  if (!changed.ok) return changed;
  const { choice } = changed;
  const { id: played } = runIdentity(prepared, input.size, choice);
  const { budgetSek, afterRun } = plan;
  const id = hashOf(canonicalJson({ whatIf: played, budgetSek, afterRun }));
  return { ok: true, id, prepared, plan, choice };
}

async function load({ store }: HandMadeInput, id: string): Promise<WhatIf | null> {
  const kept = await store.runs.load(id);
  return kept === null ? null : (JSON.parse(kept.result) as WhatIf);
}

async function play(
  input: HandMadeInput,
  { id, prepared, plan, choice }: Wanted,
  watch: Pick<JobContext, "signal" | "progress">,
): Promise<WhatIf> {
  const { store, size, now } = input;
  const known = await load(input, id);
  if (known !== null) return known;
  const whatIf = await whatIfApart({ prepared, size, plan, choice }, watch);
  const result = canonicalJson(whatIf);
  await store.runs.save({ id, kind: "what-if", identity: prepared.identity, result, at: now() });
  return whatIf;
}

/** Makes both ways to ask, and says how the job is done. */
export function handMadePlans(input: HandMadeInput): HandMadePlans {
  input.jobs.register("what-if", async (context) => {
    const wanted = await wantedOf(input, context.payload as unknown as Switched);
    // Between the question and its turn the facts may have changed.
    if (wanted === null)
      throw new JobRefused([
        { code: "protect/no-such-stop", severity: "error", at: null, args: {} },
      ]);
    if (!wanted.ok) throw new JobRefused(wanted.problems);
    await play(input, wanted, context);
    return { ok: true };
  });
  return {
    whatIf: async (asked) => {
      const wanted = await wantedOf(input, asked);
      if (wanted === null || !wanted.ok) return wanted;
      const nobody = { signal: new AbortController().signal, progress: async () => {} };
      return { ok: true, whatIf: await play(input, wanted, nobody) };
    },
    askWhatIf: async (asked) => {
      const wanted = await wantedOf(input, asked);
      if (wanted === null || !wanted.ok) return wanted;
      const whatIf = await load(input, wanted.id);
      if (whatIf !== null) return { ok: true, state: { state: "ready", whatIf } };
      const job = await input.jobs.submit({
        kind: "what-if",
        key: wanted.id,
        title: "what-if",
        payload: JSON.parse(canonicalJson(asked)) as never,
      });
      return { ok: true, state: { state: "computing", job } };
    },
  };
}
