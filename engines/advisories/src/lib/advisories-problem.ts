/** Everything that can be wrong with what this engine reads. */
import type { Problem, Where } from "@vallgrav/kernel";

/** Problems of this engine. */
export type AdvisoriesProblem =
  /** The text is no package URL; `what` says which part. */
  Problem<"advisories/not-a-purl", { readonly what: string }>;

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
