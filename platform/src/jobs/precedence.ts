/** Which jobs go before which: facts before what is calculated of them. */
import type { JobKind } from "./jobs.ts";

/** Kinds that bring facts or take them back: they wait for no calculation. */
export const factKinds: readonly JobKind[] = ["import", "example", "withdraw"];

/**
 * Kinds that calculate with what is known. They give way: what they found would be outdated as soon
 * as the facts have changed, and they begin anew afterwards.
 */
const calculatingKinds: readonly JobKind[] = ["plan", "survey", "what-if", "dials"];

/** Whether a job of this kind goes before calculations. */
export function bringsFacts(kind: JobKind): boolean {
  return factKinds.includes(kind);
}

/** Whether a job of this kind gives way to facts. */
export function givesWay(kind: JobKind): boolean {
  return calculatingKinds.includes(kind);
}
