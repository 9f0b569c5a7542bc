/** What those behind a wall are told of why there are no dials: reasons name single things. */
import type { Problem } from "@vallgrav/kernel";
import type { Sees } from "@vallgrav/platform/govern";

/** One reason in the place of all, for those who do not see everything. */
export function seenProblems(
  problems: readonly Problem[],
  sees: Sees | undefined,
): readonly Problem[] {
  if (sees === undefined || problems.length === 0) return problems;
  return [{ code: "protect/beyond-wall", severity: "error", at: null, args: {} }];
}
