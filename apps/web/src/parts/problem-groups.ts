/** Problems put together: what is said many times of one file is read once. */
import type { Problem } from "@vallgrav/kernel";

/** A problem and where it is, in the order in which its places came. */
export type ProblemGroup = {
  readonly problem: Problem;
  /** Not empty but for a problem that is nowhere. */
  readonly places: readonly NonNullable<Problem["at"]>[];
};

const order = { error: 0, warning: 1, notice: 2 } as const;

function keyOf({ code, severity, at, args }: Problem): string {
  return JSON.stringify([code, severity, at?.file ?? null, args]);
}

/** The gravest first, else in the order of their first places. Linear but for the sorting. */
export function groupsOf(problems: readonly Problem[]): readonly ProblemGroup[] {
  const groups = new Map<string, { problem: Problem; places: NonNullable<Problem["at"]>[] }>();
  for (const problem of problems) {
    const key = keyOf(problem);
    const group = groups.get(key) ?? { problem, places: [] };
    if (problem.at !== null) group.places.push(problem.at);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => order[a.problem.severity] - order[b.problem.severity]);
}
