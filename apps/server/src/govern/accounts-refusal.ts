/** Problems of accounts as refusals. */
import type { AccountsProblem } from "@vallgrav/platform/accounts";
import { Refusal } from "../route.ts";

/**
 * The refusal of what was entered: what is not there is 404, who has to come back because too many
 * sign in 429, all else 422 with the problem.
 */
export function refuseAccount(problem: AccountsProblem): Refusal {
  if (problem.code === "accounts/busy")
    return new Refusal(429, "session/busy", { retryAfterSeconds: problem.args.seconds });
  const isMissing = problem.code === "accounts/unknown" || problem.code === "accounts/unknown-unit";
  return new Refusal(isMissing ? 404 : 422, problem.code, { problems: [problem] });
}
