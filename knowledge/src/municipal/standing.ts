/** How a fact that a way rests on is known, as a small number that fits in an array. */
import type { Standing } from "@vallgrav/kernel";

/** 0 no fact of the municipality, 1 observed, 2 declared, 3 assumed. */
export const nodeStanding = { none: 0, observed: 1, declared: 2, assumed: 3 } as const;

/** The number of a standing. */
export function standingOf(standing: Standing): number {
  return nodeStanding[standing];
}
