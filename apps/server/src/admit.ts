/** Asks the rule of a route whether somebody may use it, and how far they reach by it. */
import { unreachable } from "@vallgrav/kernel";
import type { Units } from "@vallgrav/platform/accounts";
import { type RightsTable } from "./rights.ts";
import { type Actor, isWithin, type Reach, Refusal, type Rule } from "./route.ts";

/** Who asks, by which table, and what the rule may need to know. */
export type Asking = {
  readonly actor: Actor | null;
  readonly params: unknown;
  readonly rights: RightsTable;
  readonly units: Pick<Units, "behind" | "reach">;
  /** Whether an account exists. */
  readonly isSetUp: () => Promise<boolean>;
};

const nothing: Reach = new Set<string>();

/** A wall narrows a right over everything to what is one's own; routes that cannot are shut. */
async function reachOf(
  rule: Extract<Rule, { readonly kind: "right" }>,
  { actor, params, rights, units }: Asking,
): Promise<Reach> {
  if (actor === null) throw new Refusal(401, "session/none");
  const { byToken } = actor;
  if (byToken !== undefined && !byToken.scopes.has(rule.right))
    throw new Refusal(403, "session/out-of-scope");
  if (actor.mustEnrol) throw new Refusal(403, "session/needs-factor");
  const scope = rights[rule.right][actor.role];
  if (scope === undefined) throw new Refusal(403, "session/not-allowed");
  const { subject } = rule;
  const own = actor.unit === null ? null : await units.behind(actor.unit);
  if (scope === "all") {
    if (own === null || subject === "common") return "all";
    if (subject === "whole") throw new Refusal(403, "session/behind-wall");
    if (subject === "walled") return own;
  }
  if (typeof subject === "string" && subject !== "listed")
    throw new Refusal(403, "session/not-allowed");
  if (actor.unit === null) throw new Refusal(403, "session/not-allowed");
  const under = await units.reach(actor.unit);
  // An authority that lies under another stands behind a wall of its own.
  const reach = own === null ? under : new Set([...under].filter((unit) => own.has(unit)));
  if (subject === "listed") return reach;
  // What is not there is refused like what is another's: ids tell nothing of other units.
  if (!isWithin(reach, (await subject(params)) ?? null))
    throw new Refusal(403, "session/not-allowed");
  return reach;
}

/**
 * Lets somebody through, or does not.
 * @returns what they reach
 * @throws {Refusal} 401 where nobody is signed in, 403 where the right is missing or does not
 *   reach, 409 where an account exists already
 */
export async function admit(rule: Rule, asking: Asking): Promise<Reach> {
  switch (rule.kind) {
    case "anyone":
      return nothing;
    case "first-run":
      if (await asking.isSetUp()) throw new Refusal(409, "accounts/already-set-up");
      return nothing;
    case "signed-in":
      if (asking.actor === null) throw new Refusal(401, "session/none");
      // A program never changes who may sign in as the one it asks for.
      if (asking.actor.byToken !== undefined) throw new Refusal(403, "session/not-by-token");
      return nothing;
    case "right":
      return reachOf(rule, asking);
    default:
      return unreachable(rule);
  }
}
