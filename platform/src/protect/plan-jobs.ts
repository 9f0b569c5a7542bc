/**
 * Plans on terms of their own, as pages ask for them: what was computed is found again, and a page
 * that waits is given the job that computes it.
 */
import { canonicalJson, type Json } from "@vallgrav/kernel";
import type { PlanReport, PlanTerms } from "../api/index.ts";
import type { Jobs } from "../jobs/index.ts";
import type { PlanAsked } from "./door.ts";
import type { ProtectProblem } from "./protect-problem.ts";

/** A plan as it is asked for. */
export type PlanWanted = { readonly budgetSek: number; readonly terms: PlanTerms };

/** What plans are looked for with. */
export type PlanJobsInput = {
  readonly jobs: Pick<Jobs, "submit">;
  /** What is kept of it. */
  readonly find: (wanted: PlanWanted) => Promise<PlanReport | null>;
  /** The name of its computation, or why there can be none. */
  readonly nameOf: (
    wanted: PlanWanted,
  ) => Promise<
    | { readonly ok: true; readonly id: string }
    | { readonly ok: false; readonly problems: readonly ProtectProblem[] }
  >;
};

/** The plan with the payer that was named: it is found again whoever pays. */
export function withPayer(plan: PlanReport, { yearlyPayer }: PlanTerms): PlanReport {
  return yearlyPayer === undefined ? plan : { ...plan, terms: { ...plan.terms, yearlyPayer } };
}

/** The plan from what is kept, or the job that computes it. */
export async function askForPlan(
  { jobs, find, nameOf }: PlanJobsInput,
  wanted: PlanWanted,
): Promise<PlanAsked> {
  const known = await find(wanted);
  if (known !== null)
    return { ok: true, state: { state: "ready", plan: withPayer(known, wanted.terms) } };
  const named = await nameOf(wanted);
  if (!named.ok) return named;
  const job = await jobs.submit({
    kind: "plan",
    key: named.id,
    title: "plan",
    payload: JSON.parse(canonicalJson(wanted)) as Record<string, Json>,
  });
  return { ok: true, state: { state: "computing", job } };
}
