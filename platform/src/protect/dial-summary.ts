/** Both dials of a plan's own day in short, for what is told of them later. */
import type { DialSummary, PlanReport } from "../api/index.ts";

/** The dials before the measures. */
export function dialSummary({ before, run }: PlanReport): DialSummary {
  const { resistance, damage } = before;
  return {
    run: run.id,
    probabilityHolds: resistance.probabilityHolds,
    medianDays: resistance.medianDays,
    horizonDays: resistance.horizonDays,
    serviceHours: damage.serviceHours.mean,
    persons: damage.persons.mean,
    sek: damage.sek.mean,
    certainty: resistance.evidence.observed + resistance.evidence.declared,
    speak: resistance.speak,
  };
}
