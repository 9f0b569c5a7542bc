/**
 * When things bore their names. Machines are renamed, names are given to new machines and addresses
 * are leased, so of several things a name means the one that bore it last.
 */
import { msFromInstant, spend } from "@vallgrav/kernel";
import type { Apart } from "./apart.ts";
import { rootOf } from "./disjoint-sets.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";

const dayMs = 86_400_000;

/** How far apart two reports of an address may lie and still speak of one lease [A]. */
const leaseMs = 7 * dayMs;

/** When a set of subjects was told to hold a claim: from, until, in milliseconds. */
export type Bearing = { first: number; last: number; isDeclared: boolean };

/** The bearings of each claim by root, looked up once; true while no sets are joined. */
export type NameTimes = {
  readonly all: Subjects;
  readonly known: Map<HeldClaim, ReadonlyMap<number, Bearing>>;
  /** When each root was last told any of the names. */
  readonly newest: ReadonlyMap<number, number>;
};

/** When each set was told to hold a claim; added to what is `found` already. */
export function bearingsOf(
  all: Subjects,
  { holders }: HeldClaim,
  found: Map<number, Bearing> = new Map(),
): Map<number, Bearing> {
  spend(all.work, holders.length);
  for (const holder of holders) {
    const told = all.nodes[holder]?.told;
    if (told === undefined || told.first === null || told.last === null) continue;
    const [first, last] = [msFromInstant(told.first), msFromInstant(told.last)];
    const root = rootOf(all.sets, holder);
    const known = found.get(root);
    if (known === undefined) found.set(root, { first, last, isDeclared: told.isDeclared });
    else {
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, last);
      known.isDeclared ||= told.isDeclared;
    }
  }
  return found;
}

/** Looks up when the names were borne. Linear in their holders. */
export function nameTimes(all: Subjects, names: readonly HeldClaim[]): NameTimes {
  const known = new Map<HeldClaim, ReadonlyMap<number, Bearing>>();
  const newest = new Map<number, number>();
  for (const held of names) {
    const bearings = bearingsOf(all, held);
    known.set(held, bearings);
    for (const [root, { last }] of bearings)
      newest.set(root, Math.max(last, newest.get(root) ?? last));
  }
  return { all, known, newest };
}

/** Whether a set was told another of the names at least a day later: it is called that now. */
export function isFormer({ known, newest }: NameTimes, held: HeldClaim, root: number): boolean {
  const last = known.get(held)?.get(root)?.last;
  const now = newest.get(root);
  return last !== undefined && now !== undefined && now - last >= dayMs;
}

/** Of several sets that were told to hold a name, the one that bears it now; null if unclear. */
export function lastBearer(
  { known }: NameTimes,
  held: HeldClaim,
  roots: ReadonlySet<number>,
): number | null {
  const bearers = [...(known.get(held) ?? [])].filter(([root]) => roots.has(root));
  const [newest, next] = bearers.sort(([, a], [, b]) => b.last - a.last);
  if (newest === undefined || next === undefined) return null;
  return newest[1].last - next[1].last >= dayMs ? newest[0] : null;
}

/**
 * Whether an address that `bearer` was told to have is likely still its own where `bare` is seen:
 * both reports lie within a lease, or the bearer has kept it for longer than one, or a person wrote
 * it down.
 */
export function isFreshFor(
  { known }: NameTimes,
  held: HeldClaim,
  { bearer, bare }: { readonly bearer: number; readonly bare: number },
): boolean {
  const bearings = known.get(held);
  const [theirs, ours] = [bearings?.get(bearer), bearings?.get(bare)];
  if (theirs === undefined || ours === undefined) return true;
  if (theirs.isDeclared || theirs.last - theirs.first >= leaseMs) return true;
  return ours.first - theirs.last <= leaseMs && theirs.first - ours.last <= leaseMs;
}

/** Who bears a name now, and until when others did who are not they. */
export type BearersNow = {
  /** All but those of whom a rival was told the name a day or more later. */
  readonly now: ReadonlySet<number>;
  readonly was: ReadonlySet<number>;
  /** When those others were last told to bear it, in milliseconds; −∞ where there are none. */
  readonly past: number;
};

/** Where time is silent, all who ever bore a name may bear it now. */
export function allNow(roots: Iterable<number>): BearersNow {
  return { now: new Set(roots), was: new Set(), past: -Infinity };
}

/** The newest telling of a name for each thing there is one of: a serial number, an account. */
function newestByDomain(
  { domains }: Apart,
  bearers: ReadonlyMap<number, Bearing>,
): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const [root, { last }] of bearers)
    for (const domain of domains.get(root) ?? [])
      newest.set(domain, Math.max(last, newest.get(domain) ?? last));
  return newest;
}

/**
 * Of the sets that were told to bear a name, those that may bear it now: of two that cannot be one
 * the one that was told it a day or more after the other. Where somebody said of two of them that
 * they are not the same, time decides nothing. Linear in the sets.
 */
export function bearersNow(kept: Apart, bearers: ReadonlyMap<number, Bearing>): BearersNow {
  const roots = [...bearers.keys()];
  const areJudged = roots.some((root) =>
    [...(kept.enemies.get(root) ?? [])].some((enemy) => bearers.has(enemy)),
  );
  if (areJudged) return allNow(roots);
  const newest = newestByDomain(kept, bearers);
  const [now, was] = [new Set<number>(), new Set<number>()];
  let past = -Infinity;
  for (const [root, { last }] of bearers) {
    spend(kept.work, 1);
    const domains = [...(kept.domains.get(root) ?? [])];
    const isPast = domains.some((domain) => (newest.get(domain) ?? last) - last >= dayMs);
    (isPast ? was : now).add(root);
    if (isPast) past = Math.max(past, last);
  }
  return { now, was, past };
}

/** Whether a name was told a day or more after all others had ceased to bear it. */
export function isToldSince(
  { last }: Bearing,
  { past }: { readonly past: BearersNow["past"] },
): boolean {
  return last - past >= dayMs;
}
