/** From subjects to assets: what is the same, under which name, and what stays unclear. */
import { compareText } from "@vallgrav/kernel";
import type { AssetId, AssetKind } from "@vallgrav/kernel";
import { fault } from "./admit.ts";
import type { Faults } from "./admit.ts";
import { apart, keepApart, noteDomain } from "./apart.ts";
import { ambiguities } from "./ambiguity.ts";
import type { NamedAsset } from "./ambiguity.ts";
import { claimName, compareClaims, onlyOneOf } from "./claims.ts";
import { rootOf, unite } from "./disjoint-sets.ts";
import type { Ambiguity, Likeness, Report } from "./model.ts";
import { joinNearNames, likenesses } from "./near-names.ts";
import { compareReports } from "./report.ts";
import { splitSets } from "./split.ts";
import type { Tie } from "./split.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";
import { joinWeakNames } from "./weak-names.ts";

/** A statement that two subjects are, or are not, the same; null takes back what was said. */
export type Sameness = {
  readonly left: number;
  readonly right: number;
  readonly holds: boolean | null;
  readonly report: Report;
};

/** Who is who. */
export type Identity = {
  /** Sorted by id. */
  readonly assets: readonly NamedAsset[];
  /** Number of the asset of each subject. */
  readonly assetOf: Int32Array;
  readonly ambiguous: readonly Ambiguity[];
  readonly likely: readonly Likeness[];
};

/** Of several words about the same two the strongest; then strongest first. */
function rulingTies(all: Subjects, said: readonly Sameness[], faults: Faults): readonly Tie[] {
  const sorted = [...said].sort((a, b) => compareReports(a.report, b.report));
  const ties = new Map<string, Tie | null>();
  for (const { left, right, holds, report } of sorted) {
    if (all.nodes[left]?.kind !== all.nodes[right]?.kind) {
      fault(faults, "facts/same-across-kinds", report.observation);
      continue;
    }
    const pair = left < right ? `${left} ${right}` : `${right} ${left}`;
    if (ties.has(pair)) continue;
    // Taken back: what rules says nothing, and what it replaces does not come back.
    ties.set(pair, holds === null ? null : { left, right, holds, by: report.observation });
  }
  return [...ties.values()].filter((tie) => tie !== null);
}

/** What joining brings to light. */
type Joined = {
  /** Claims that may mean several assets. */
  readonly unclear: ReadonlySet<HeldClaim>;
  readonly near: ReturnType<typeof joinNearNames>;
};

function joinAll(all: Subjects, ties: readonly Tie[], faults: Faults): Joined {
  for (const { left, right, holds } of ties) if (holds) unite(all.sets, left, right);
  const { contested, refused } = splitSets(all, ties);
  for (const id of refused) fault(faults, "facts/cannot-keep-apart", id);
  const kept = apart(all.sets, all.work);
  for (const { left, right, holds } of ties) if (!holds) keepApart(kept, left, right);
  if (!all.claims.some(({ bond }) => bond === "weak")) return { unclear: contested, near: [] };
  for (const { kind, claim, holders } of all.claims) {
    const domain = onlyOneOf(kind, claim);
    if (domain !== null) for (const holder of holders) noteDomain(kept, holder, domain);
  }
  const unclear = new Set([...contested, ...joinWeakNames(all, kept)]);
  return { unclear, near: joinNearNames(all, kept) };
}

type Draft = { readonly kind: AssetKind; readonly claims: Set<HeldClaim>; key: string };

function draftsOf(all: Subjects): ReadonlyMap<number, Draft> {
  const drafts = new Map<number, Draft>();
  for (const [node, { kind, claims, key }] of all.nodes.entries()) {
    const root = rootOf(all.sets, node);
    let draft = drafts.get(root);
    if (draft === undefined) {
      draft = { kind, claims: new Set(), key };
      drafts.set(root, draft);
    } else if (key < draft.key) draft.key = key;
    for (const number of claims) {
      const held = all.claims[number];
      if (held !== undefined) draft.claims.add(held);
    }
  }
  return drafts;
}

/** Claims whose holders are several assets: such a claim cannot be an asset's name. */
function sharedClaims(all: Subjects): ReadonlySet<HeldClaim> {
  const shared = new Set<HeldClaim>();
  for (const held of all.claims) {
    const [first = 0] = held.holders;
    const root = rootOf(all.sets, first);
    if (held.holders.some((holder) => rootOf(all.sets, holder) !== root)) shared.add(held);
  }
  return shared;
}

type Named = NamedAsset & { readonly root: number };

/** Names every asset after its strongest claim of its own; sorted by id. */
function nameAssets(all: Subjects): Named[] {
  const shared = sharedClaims(all);
  const twins = new Map<string, number>();
  const drafts = [...draftsOf(all)];
  if (shared.size > 0) drafts.sort(([, a], [, b]) => compareText(a.key, b.key));
  const named = drafts.map(([root, { kind, claims }]): Named => {
    const sorted = [...claims].sort((a, b) => compareClaims(a.claim, b.claim));
    const own = sorted.find((held) => !shared.has(held)) ?? sorted[0];
    let id = own === undefined ? kind : claimName(kind, own.claim);
    if (own !== undefined && shared.has(own)) {
      const nth = (twins.get(id) ?? 0) + 1;
      twins.set(id, nth);
      if (nth > 1) id = `${id}~${nth}`;
    }
    return { id: id as AssetId, kind, claims: sorted.map(({ claim }) => claim), root };
  });
  return named.sort((a, b) => compareText(a.id, b.id));
}

/** Decides who is who. Linear but for sorting; worse only where many things are kept apart. */
export function identify(all: Subjects, said: readonly Sameness[], faults: Faults): Identity {
  const { unclear, near } = joinAll(all, rulingTies(all, said, faults), faults);
  const named = nameAssets(all);
  const indexOf = new Map(named.map(({ root }, index) => [root, index]));
  const assetOf = Int32Array.from(
    all.nodes,
    (_node, node) => indexOf.get(rootOf(all.sets, node)) ?? 0,
  );
  const assets = named.map(({ id, kind, claims }) => ({ id, kind, claims }));
  const ambiguous = ambiguities(all, unclear, { assets, assetOf });
  return { assets, assetOf, ambiguous, likely: likenesses(near, { assets, assetOf }) };
}
