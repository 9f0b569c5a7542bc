/**
 * Takes a set that shared names made, and that holds what must be kept apart, to pieces and joins
 * it again, the strongest reason first.
 */
import { compareText, spend } from "@vallgrav/kernel";
import type { Claim } from "@vallgrav/kernel";
import { apart, areToldApart, holdRivals, joinSets, keepApart, noteDomain } from "./apart.ts";
import { joinBySeveral } from "./several-names.ts";
import type { Apart } from "./apart.ts";
import { compareClaims, onlyOneOf } from "./claims.ts";
import { dissolve, rootOf } from "./disjoint-sets.ts";
import { bearersNow, bearingsOf, isToldSince } from "./name-times.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";

/** Two subjects that someone says are, or are not, the same. */
export type Tie = {
  readonly left: number;
  readonly right: number;
  readonly holds: boolean;
  /** Observation that rules over others about the same two. */
  readonly by: string;
};

/** What splitting brings to light. */
export type Splits = {
  /** Claims that may mean several things, since their holders are kept apart. */
  readonly contested: Set<HeldClaim>;
  /** Claims some of whose holders are kept apart: the contested, and names that changed hands. */
  readonly rivalled: Set<HeldClaim>;
  /** Observations that could not keep apart what a hard claim holds together. */
  readonly refused: string[];
};

function claimsOf(all: Subjects, nodes: readonly number[]): readonly HeldClaim[] {
  const found = new Set<HeldClaim>();
  for (const node of nodes)
    for (const number of all.nodes[node]?.claims ?? []) {
      const held = all.claims[number];
      if (held !== undefined) found.add(held);
    }
  return [...found].sort((a, b) => compareClaims(a.claim, b.claim) || compareText(a.kind, b.kind));
}

/** Joins by hard claims, then keeps apart, then joins by word of people: the order that rules. */
function joinFirmly(
  all: Subjects,
  kept: Apart,
  { claims, ties, splits }: { claims: readonly HeldClaim[]; ties: readonly Tie[]; splits: Splits },
): void {
  for (const { bond, holders } of claims)
    if (bond === "hard") for (const holder of holders) joinSets(kept, holders[0] ?? holder, holder);
  for (const { left, right, holds, by } of ties)
    if (!holds && !keepApart(kept, left, right)) splits.refused.push(by);
  for (const { left, right, holds } of ties) {
    const [a, b] = [rootOf(all.sets, left), rootOf(all.sets, right)];
    if (holds && !areToldApart(kept, a, b)) joinSets(kept, a, b);
  }
}

/**
 * Splits one set.
 * @param nodes all nodes of the set
 * @param ties those with both ends in the set, strongest first
 */
export function splitSet(
  all: Subjects,
  { nodes, ties }: { readonly nodes: readonly number[]; readonly ties: readonly Tie[] },
  splits: Splits,
): void {
  dissolve(all.sets, nodes);
  const kept = apart(all.sets, all.work);
  const claims = claimsOf(all, nodes);
  joinFirmly(all, kept, { claims, ties, splits });
  const soft = claims.filter(({ bond }) => bond === "soft");
  const serials = soft.filter((held) => onlyOneOf(held.kind, held.claim) !== null);
  noteMarks(kept, claims, "hard");
  joinSoftly(all, kept, { claims: serials, splits });
  noteMarks(kept, serials, "soft");
  joinSoftly(all, kept, { claims: soft.filter((held) => !serials.includes(held)), splits });
  joinBySeveral(
    kept,
    soft.filter((held) => splits.rivalled.has(held)),
  );
}

/** Notes of whom each set has the only one. */
function noteMarks(kept: Apart, claims: readonly HeldClaim[], of: HeldClaim["bond"]): void {
  for (const { kind, claim, bond, holders } of claims) {
    const domain = bond === of ? onlyOneOf(kind, claim) : null;
    if (domain !== null) for (const holder of holders) noteDomain(kept, holder, domain);
  }
}

/** Names of machines that a machine gives on when it is replaced. */
function changesHands({ space }: Claim): boolean {
  return space === "fqdn" || space === "host";
}

/**
 * Joins those who bear a name now with whoever was told it since it changed hands.
 * @returns whether that leaves nobody of whom it is unclear
 */
function joinBearersNow(all: Subjects, kept: Apart, held: HeldClaim): boolean {
  if (!changesHands(held.claim)) return false;
  const bearers = bearingsOf(all, held);
  const standing = bearersNow(kept, bearers);
  if (standing.was.size === 0 || holdRivals(kept, standing.now)) return false;
  const since = [...standing.now].filter((root) => {
    const bearing = bearers.get(root);
    return bearing !== undefined && isToldSince(bearing, standing);
  });
  for (const root of since) joinSets(kept, since[0] ?? root, root);
  return since.length === standing.now.size;
}

/** Joins the holders of each claim, unless some of them are kept apart. */
function joinSoftly(
  all: Subjects,
  kept: Apart,
  { claims, splits }: { readonly claims: readonly HeldClaim[]; readonly splits: Splits },
): void {
  for (const held of claims) {
    spend(all.work, held.holders.length);
    const roots = new Set(held.holders.map((holder) => rootOf(all.sets, holder)));
    if (holdRivals(kept, roots)) {
      splits.rivalled.add(held);
      if (!joinBearersNow(all, kept, held)) splits.contested.add(held);
    } else for (const holder of held.holders) joinSets(kept, held.holders[0] ?? holder, holder);
  }
}

/** Roots of sets that hold two of what a thing has one of. */
function setsWithRivals(all: Subjects): Set<number> {
  const first = new Map<string, HeldClaim>();
  const found = new Set<number>();
  for (const held of all.claims) {
    const domain = onlyOneOf(held.kind, held.claim);
    const [holder] = held.holders;
    if (domain === null || holder === undefined) continue;
    spend(all.work, 1);
    const root = rootOf(all.sets, holder);
    const key = `${root} ${domain}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, held);
    else found.add(root);
  }
  return found;
}

/** Splits every set that holds what must be kept apart. @param ties strongest first */
export function splitSets(all: Subjects, ties: readonly Tie[]): Splits {
  const splits: Splits = { contested: new Set(), rivalled: new Set(), refused: [] };
  const torn = setsWithRivals(all);
  for (const { left, right, holds } of ties) {
    const root = rootOf(all.sets, left);
    if (!holds && root === rootOf(all.sets, right)) torn.add(root);
  }
  if (torn.size === 0) return splits;
  const nodesOf = new Map<number, number[]>([...torn].map((root) => [root, []]));
  for (let node = 0; node < all.nodes.length; node += 1)
    nodesOf.get(rootOf(all.sets, node))?.push(node);
  const tiesOf = new Map<number, Tie[]>([...torn].map((root) => [root, []]));
  for (const tie of ties) {
    const root = rootOf(all.sets, tie.left);
    if (root === rootOf(all.sets, tie.right)) tiesOf.get(root)?.push(tie);
  }
  for (const [root, nodes] of nodesOf)
    splitSet(all, { nodes, ties: tiesOf.get(root) ?? [] }, splits);
  return splits;
}
