/**
 * Two serial numbers are two machines, for docking stations and adapters carry one MAC to many, and
 * a name goes to the next machine. Two names of different kinds that agree outweigh that: then one
 * source wrote the serial number of another part.
 */
import { spend } from "@vallgrav/kernel";
import { differBySerialOnly, joinSets } from "./apart.ts";
import type { Apart } from "./apart.ts";
import { rootOf } from "./disjoint-sets.ts";
import type { HeldClaim } from "./subjects.ts";

/** A name that so many machines share says nothing of any two of them. */
const mostSharers = 8;

type Pair = { readonly a: number; readonly b: number; readonly spaces: Set<string> };

function pairsOf(kept: Apart, contested: readonly HeldClaim[]): Iterable<Pair> {
  const pairs = new Map<string, Pair>();
  for (const { claim, holders } of contested) {
    const roots = [...new Set(holders.map((holder) => rootOf(kept.sets, holder)))];
    if (claim.space === "serial" || roots.length > mostSharers) continue;
    spend(kept.work, roots.length * roots.length);
    for (const [index, a] of roots.entries())
      for (const b of roots.slice(index + 1)) {
        const key = a < b ? `${a} ${b}` : `${b} ${a}`;
        const pair = pairs.get(key) ?? { a, b, spaces: new Set() };
        pair.spaces.add(claim.space);
        pairs.set(key, pair);
      }
  }
  return pairs.values();
}

/** Joins what only serial numbers keep apart and what shares names of at least two spaces. */
export function joinBySeveral(kept: Apart, contested: readonly HeldClaim[]): void {
  for (const { a, b, spaces } of pairsOf(kept, contested)) {
    const [left, right] = [rootOf(kept.sets, a), rootOf(kept.sets, b)];
    if (spaces.size > 1 && differBySerialOnly(kept, left, right)) joinSets(kept, left, right);
  }
}
