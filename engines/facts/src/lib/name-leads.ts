/** Whom a bare host name or an address may mean, and who of several bearers may follow it. */
import { spend } from "@vallgrav/kernel";
import type { ClaimSpace } from "@vallgrav/kernel";
import { holdRivals } from "./apart.ts";
import type { Apart } from "./apart.ts";
import { rootOf } from "./disjoint-sets.ts";
import { isToldSince, lastBearer } from "./name-times.ts";
import type { BearersNow, NameTimes } from "./name-times.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";

/** One round: over host names, then over addresses. */
export type Round = {
  readonly all: Subjects;
  readonly kept: Apart;
  readonly names: readonly HeldClaim[];
  /** Whether several well-known things under one of these names are worth a question. */
  readonly areNames: boolean;
  /** Whether a claim says no more than this round's names do. */
  readonly isNoBetter: (held: HeldClaim) => boolean;
  readonly anchors: ReadonlyMap<HeldClaim, Anchors>;
};

/** Roots that a stronger name gives a bare name, and those that bore it before them. */
export type Anchors = BearersNow;

/** What is known of the sets before a round joins any. */
export type Known = {
  /** Roots with a claim that says more than the names of the round. */
  readonly identified: ReadonlySet<number>;
  /** By root: in which spaces of {@link marking} it has a name, as bits. */
  readonly marks: ReadonlyMap<number, number>;
  readonly times: NameTimes;
};

/** Spaces in which one machine has one name, or a few that one source gives together. */
const marking: readonly ClaimSpace[] = ["guid", "serial", "register", "mac"];

/** The marks of every root. Linear in the claims' holders. */
export function marksOf(all: Subjects): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const { claim, holders } of all.claims) {
    const at = marking.indexOf(claim.space);
    if (at < 0) continue;
    for (const holder of holders) {
      const root = rootOf(all.sets, holder);
      found.set(root, (found.get(root) ?? 0) | (1 << at));
    }
  }
  return found;
}

/** Who may follow a name, and where it leads. */
export type Leads = {
  readonly holders: ReadonlySet<number>;
  readonly targets: ReadonlySet<number>;
  /** Better-known bearers that have no part in the name: another bears it. */
  readonly shutOut: ReadonlySet<number>;
  /** Better-known bearers of which nobody knows which one the name means: they go nowhere. */
  readonly torn: ReadonlySet<number>;
  /** Whether the name may mean several, and nothing tells which. */
  readonly isUnclear: boolean;
};

/** Whether no two of these could be two machines for all that names of one kind tell. */
function areHarmonious({ kept }: Round, roots: ReadonlySet<number>, { marks }: Known): boolean {
  let seen = 0;
  for (const root of roots) {
    const own = marks.get(root) ?? 0;
    if (own === 0 || (seen & own) !== 0) return false;
    seen |= own;
  }
  return !holdRivals(kept, roots);
}

/** The bearer whose subject comes first in order: the same however the input came. */
function firstOf(all: Subjects, held: HeldClaim, roots: ReadonlySet<number>): number | null {
  let [first, key]: [number | null, string] = [null, ""];
  for (const holder of held.holders) {
    const root = rootOf(all.sets, holder);
    const own = all.nodes[holder]?.key ?? "";
    if (roots.has(root) && (first === null || own < key)) [first, key] = [root, own];
  }
  return first;
}

const without = (all: ReadonlySet<number>, one: number): ReadonlySet<number> =>
  new Set([...all].filter((root) => root !== one));

const nobody: ReadonlySet<number> = new Set();

/** Where nothing better than the name itself says who bears it. */
function unanchored(round: Round, held: HeldClaim, known: Known): Omit<Leads, "holders"> {
  const named = bearersOf(round, held, known);
  if (named.size < 2 || !round.areNames)
    return { targets: named, shutOut: named, torn: nobody, isUnclear: false };
  if (areHarmonious(round, named, known)) {
    const first = firstOf(round.all, held, named);
    const targets = first === null ? nobody : new Set([first]);
    return { targets, shutOut: nobody, torn: nobody, isUnclear: false };
  }
  const current = lastBearer(known.times, held, named);
  const targets = current === null ? named : new Set([current]);
  const isUnclear = current === null && !holdRivals(round.kept, named);
  return { targets, shutOut: named, torn: nobody, isUnclear };
}

function bearersOf({ all }: Round, { holders }: HeldClaim, { identified }: Known): Set<number> {
  const roots = holders.map((holder) => rootOf(all.sets, holder));
  return new Set(roots.filter((root) => identified.has(root)));
}

/** Holders who were told a name while another bore it: nobody knows which of the two they are. */
function earlyHolders(
  held: HeldClaim,
  holders: ReadonlySet<number>,
  { anchors, known }: { readonly anchors: Anchors; readonly known: Known },
): ReadonlySet<number> {
  if (anchors.was.size === 0) return nobody;
  const bearings = known.times.known.get(held);
  const isSince = (root: number): boolean => {
    const bearing = bearings?.get(root);
    return bearing !== undefined && isToldSince(bearing, anchors);
  };
  const { now, was } = anchors;
  return new Set([...holders].filter((root) => !now.has(root) && !was.has(root) && !isSince(root)));
}

const both = (a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> =>
  b.size === 0 ? a : new Set([...a, ...b]);

/** Where one name leads. Linear in its holders. */
export function leadsOf(round: Round, held: HeldClaim, known: Known): Leads {
  const holders = new Set(held.holders.map((holder) => rootOf(round.all.sets, holder)));
  spend(round.all.work, holders.size);
  const anchors = round.anchors.get(held);
  if (anchors === undefined) return { holders, ...unanchored(round, held, known) };
  const { now: targets, was } = anchors;
  const early = earlyHolders(held, holders, { anchors, known });
  const rivals = bearersOf(round, held, known);
  for (const root of [...targets, ...was, ...early]) rivals.delete(root);
  if (rivals.size < 2 || areHarmonious(round, rivals, known))
    return { holders, targets, shutOut: was, torn: early, isUnclear: false };
  const current = lastBearer(known.times, held, rivals);
  if (current === null)
    return { holders, targets, shutOut: was, torn: both(rivals, early), isUnclear: false };
  const shutOut = both(without(rivals, current), was);
  return { holders, targets, shutOut, torn: early, isUnclear: false };
}
