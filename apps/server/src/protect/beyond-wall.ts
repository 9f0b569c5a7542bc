/** What those behind a wall are told of why there are no dials: reasons name single things. */
import type { Problem } from "@vallgrav/kernel";
import type { Job } from "@vallgrav/platform/api";
import type { Sees } from "@vallgrav/platform/govern";

/** How far the computation is; what is wrong on its way names single things too. */
export function seenWork(job: Job, sees: Sees | undefined): Job {
  return sees === undefined ? job : { ...job, problems: [] };
}

/** One reason in the place of all, for those who do not see everything. */
export function seenProblems(
  problems: readonly Problem[],
  sees: Sees | undefined,
): readonly Problem[] {
  if (sees === undefined || problems.length === 0) return problems;
  return [{ code: "protect/beyond-wall", severity: "error", at: null, args: {} }];
}
