/** Which asset each statement speaks of: for provenance, and for measuring reconciliation. */
import { budget } from "@vallgrav/kernel";
import type { AssetId, Evidence, Observation, ObservationId } from "@vallgrav/kernel";
import type { AsOf, Faults } from "./admit.ts";
import { defaultWorkLimit } from "./reconcile.ts";
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
  const faults: Faults = new Map();
  const work = budget(defaultWorkLimit);
  const situation = situationOf(observations, evidence, { asOf, faults, work });
  const found = new Map<ObservationId, AssetId>();
  for (const [index, { id }] of situation.observations.entries()) {
    const asset = situation.identity.assets[situation.subject[index] ?? -1];
    if (asset !== undefined) found.set(id, asset.id);
  }
  return found;
}
