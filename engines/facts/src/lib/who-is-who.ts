/** Which asset each statement speaks of: for provenance, and for measuring reconciliation. */
import type { AssetId, Evidence, Observation, ObservationId } from "@vallgrav/kernel";
import type { AsOf } from "./admit.ts";
import { idAt } from "./columns.ts";
import { situationOf } from "./situation.ts";

/**
 * The asset of each statement's subject, as {@link reconcile} decides it. Statements that do not
 * count as of the date are not in the map. @throws {BudgetExceeded} past the default limit on work
 */
export function whoIsWho(
  observations: Iterable<Observation>,
  evidence: readonly Evidence[],
  asOf: AsOf,
): ReadonlyMap<ObservationId, AssetId> {
  const { columns, identity, subject } = situationOf(observations, evidence, asOf);
  const found = new Map<ObservationId, AssetId>();
  for (const [at, asset] of subject.entries()) {
    const named = identity.assets[asset];
    if (named !== undefined) found.set(idAt(columns, at), named.id);
  }
  return found;
}
