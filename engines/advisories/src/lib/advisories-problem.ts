/** Everything that can be wrong with what this engine reads. */
import type { Problem, Where } from "@vallgrav/kernel";
import type { AdvisoryLimits } from "./advisory/limits.ts";

/** Problems of this engine. */
export type AdvisoriesProblem =
  /** The text is no package URL; `what` says which part. */
  | Problem<"advisories/not-a-purl", { readonly what: string }>
  /** The text is no JSON. */
  | Problem<"advisories/not-json", Readonly<Record<string, never>>>
  /** The JSON is no advisory; `what` is the member it lacks. */
  | Problem<"advisories/not-an-advisory", { readonly what: string }>
  /** One of the ceilings is passed. */
  | Problem<"advisories/limit", { readonly limit: keyof AdvisoryLimits; readonly max: number }>;

/** Their codes. */
export type AdvisoriesProblemCode = AdvisoriesProblem["code"];

type ArgsOf<C extends AdvisoriesProblemCode> = Extract<
  AdvisoriesProblem,
  { readonly code: C }
>["args"];

/** A failure with its problem, at a place or at none. */
export function refuse<C extends AdvisoriesProblemCode>(
  code: C,
  args: ArgsOf<C>,
  at: Where | null = null,
): { readonly ok: false; readonly problem: AdvisoriesProblem } {
  const problem = { code, severity: "error", at, args };
  return { ok: false, problem: problem as unknown as AdvisoriesProblem };
}
