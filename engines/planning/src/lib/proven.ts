/** What is proven of all plans within some limits, and where else that holds. */
import { limitsBy, type Rules } from "./feasible.ts";
import type { Limits, Objective } from "./problem.ts";

/** No plan within the limits leaves less than the bound, by the objective. */
export type Proven = {
  readonly limits: Limits;
  readonly objective: Objective;
  readonly bound: number;
};

/** Share of the achievable reduction that may have been missed; 0 where nothing can be achieved. */
export function gapOf(total: number, bound: number, today: number): number {
  return today - bound <= 1e-9 * today ? 0 : Math.max(0, (total - bound) / (today - bound));
}

function isSame(a: Objective, b: Objective): boolean {
  if (a.kind === "tail" && b.kind === "tail") return a.share === b.share;
  if (a.kind === "worst-profile" && b.kind === "worst-profile") return a.profiles === b.profiles;
  return a.kind === b.kind;
}

/** What is proven within limits that are nowhere narrower than these; 0 where nothing is. */
export function provenWithin(
  rules: Rules,
  proven: readonly Proven[],
  { limits, objective }: Pick<Proven, "limits" | "objective">,
): number {
  const own = limitsBy(rules, limits);
  let floor = 0;
  for (const known of proven)
    if (
      isSame(known.objective, objective) &&
      limitsBy(rules, known.limits).every((most, at) => most >= (own[at] ?? 0))
    )
      floor = Math.max(floor, known.bound);
  return floor;
}
