/**
 * Names that are only unique inside something nobody named: a bare host name, an address. They join
 * a thing to the one asset they can mean, and nothing where they can mean several.
 */
import { compareText } from "@vallgrav/kernel";
import { areApart, holdRivals, joinSets } from "./apart.ts";
import type { Apart } from "./apart.ts";
import { compareClaims, hostLabel } from "./claims.ts";
import { rootOf } from "./disjoint-sets.ts";
import { leadsOf, marksOf } from "./name-leads.ts";
import type { Anchors, Known, Leads, Round } from "./name-leads.ts";
import { allNow, bearersNow, bearingsOf, isFormer, isFreshFor, nameTimes } from "./name-times.ts";
import type { Bearing } from "./name-times.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";

/** Where a set could go, and by which of its weak names. */
type Mover = { readonly targets: Set<number>; readonly names: Set<HeldClaim>; isTorn: boolean };

/** What a round finds out before it joins anything. */
type Plan = Known & { readonly movers: Map<number, Mover>; readonly unclear: Set<HeldClaim> };

function rootsOf(all: Subjects, { holders }: HeldClaim): Set<number> {
  return new Set(holders.map((holder) => rootOf(all.sets, holder)));
}

/** Roots with a claim that says more than the names of the round. */
function identifiedRoots({ all, isNoBetter }: Round): Set<number> {
  const found = new Set<number>();
  for (const held of all.claims)
    if (!isNoBetter(held)) for (const holder of held.holders) found.add(rootOf(all.sets, holder));
  return found;
}

function note(movers: Map<number, Mover>, root: number, held: HeldClaim): Mover {
  let mover = movers.get(root);
  if (mover === undefined) {
    mover = { targets: new Set(), names: new Set(), isTorn: false };
    movers.set(root, mover);
  }
  mover.names.add(held);
  return mover;
}

/** Adds the targets that are not kept off; more than one by one name is doubt. */
function addTargets(
  { kept, areNames }: Round,
  plan: Plan,
  [root, held, { targets }]: readonly [number, HeldClaim, Leads],
): void {
  const mover = note(plan.movers, root, held);
  let found = 0;
  for (const target of targets) {
    // One allowed target is a way to go and a second one is doubt; more need not be counted.
    if (found === 2) break;
    if (areApart(kept, root, target)) continue;
    if (!areNames && !isFreshFor(plan.times, held, { bearer: target, bare: root })) continue;
    mover.targets.add(target);
    found += 1;
  }
  if (found > 1) mover.isTorn = true;
}

/** Notes where the holders of one name could go. */
function noteTargets(round: Round, held: HeldClaim, plan: Plan): void {
  const leads = leadsOf(round, held, plan);
  if (leads.targets.size === 0) return;
  if (leads.isUnclear) plan.unclear.add(held);
  for (const root of leads.holders) {
    if (leads.torn.has(root)) note(plan.movers, root, held).isTorn = true;
    const isOut = leads.torn.has(root) || leads.shutOut.has(root) || leads.targets.has(root);
    if (!isOut && !(round.areNames && isFormer(plan.times, held, root)))
      addTargets(round, plan, [root, held, leads]);
  }
}

/** Smallest text of each mover's subjects: an order that does not depend on how nodes came. */
function keysOf(all: Subjects, movers: ReadonlyMap<number, Mover>): Map<number, string> {
  const keys = new Map<number, string>();
  for (let node = 0; node < all.nodes.length; node += 1) {
    const root = rootOf(all.sets, node);
    const key = all.nodes[node]?.key ?? "";
    const known = keys.get(root);
    if (movers.has(root) && (known === undefined || key < known)) keys.set(root, key);
  }
  return keys;
}

/** Joins those that nothing but the same weak name is known of. */
function joinNameless(
  { all, kept, names }: Round,
  identified: ReadonlySet<number>,
  unclear: Set<HeldClaim>,
): void {
  const order = (a: HeldClaim, b: HeldClaim): number =>
    compareClaims(a.claim, b.claim) || compareText(a.kind, b.kind);
  for (const held of [...names].sort(order)) {
    const bare = new Set([...rootsOf(all, held)].filter((root) => !identified.has(root)));
    const [first] = bare;
    if (first === undefined) continue;
    if (holdRivals(kept, bare)) unclear.add(held);
    else for (const root of bare) joinSets(kept, first, root);
  }
}

function play(round: Round, unclear: Set<HeldClaim>): void {
  const { all, kept } = round;
  const identified = identifiedRoots(round);
  joinNameless(round, identified, unclear);
  const times = nameTimes(all, round.names);
  const plan: Plan = { identified, marks: marksOf(all), times, movers: new Map(), unclear };
  for (const held of round.names) noteTargets(round, held, plan);
  const keys = keysOf(all, plan.movers);
  const ordered = [...plan.movers].sort(([a], [b]) =>
    compareText(keys.get(a) ?? "", keys.get(b) ?? ""),
  );
  for (const [root, { targets, names, isTorn }] of ordered) {
    const [target] = targets;
    const isClear = !isTorn && targets.size === 1;
    const [from, to] = [rootOf(all.sets, root), rootOf(all.sets, target ?? root)];
    if (isClear && !areApart(kept, from, to)) joinSets(kept, from, to);
    else if (isTorn || targets.size > 0) for (const name of names) unclear.add(name);
  }
}

/** The anchors of each bare host name: who has it as first label or within a scope, and when. */
function anchorsOf(
  all: Subjects,
  kept: Apart,
  hosts: readonly HeldClaim[],
): ReadonlyMap<HeldClaim, Anchors> {
  const byLabel = new Map(hosts.map((held) => [`${held.kind} ${held.claim.value}`, held]));
  const roots = new Map<HeldClaim, Set<number>>();
  const bearings = new Map<HeldClaim, Map<number, Bearing>>();
  for (const held of all.claims) {
    const label = hostLabel(held.claim);
    const host = label === null ? undefined : byLabel.get(`${held.kind} ${label}`);
    if (host === undefined) continue;
    const known = roots.get(host) ?? new Set<number>();
    for (const holder of held.holders) known.add(rootOf(all.sets, holder));
    roots.set(host, known);
    bearings.set(host, bearingsOf(all, held, bearings.get(host)));
  }
  return new Map(
    [...roots].map(([host, own]) => [host, anchorsNow(kept, own, bearings.get(host))]),
  );
}

/** Of several anchors that cannot be one, those who bear the name now; all where time is silent. */
function anchorsNow(
  kept: Apart,
  roots: ReadonlySet<number>,
  bearings: ReadonlyMap<number, Bearing> = new Map(),
): Anchors {
  if (roots.size < 2 || bearings.size < roots.size) return allNow(roots);
  const bearers = bearersNow(kept, bearings);
  return bearers.now.size === 1 ? bearers : allNow(roots);
}

/** Joins what weak names can join; returns the names that were unclear. */
export function joinWeakNames(all: Subjects, kept: Apart): Set<HeldClaim> {
  const weak = all.claims.filter(({ bond }) => bond === "weak");
  const hosts = weak.filter(({ claim }) => claim.space === "host");
  const addresses = weak.filter(({ claim }) => claim.space === "ip");
  const unclear = new Set<HeldClaim>();
  if (hosts.length > 0) {
    const anchors = anchorsOf(all, kept, hosts);
    const isNoBetter = ({ bond }: HeldClaim): boolean => bond === "weak";
    play({ all, kept, names: hosts, areNames: true, isNoBetter, anchors }, unclear);
  }
  if (addresses.length > 0) {
    const isNoBetter = ({ claim }: HeldClaim): boolean => claim.space === "ip";
    play({ all, kept, names: addresses, areNames: false, isNoBetter, anchors: new Map() }, unclear);
  }
  return unclear;
}
