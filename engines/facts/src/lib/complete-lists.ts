/** Lists that say they are complete, and what lies inside the part of the world they list. */
import { compareText, spend } from "@vallgrav/kernel";
import type { AssetKind, Claim, Evidence, Instant } from "@vallgrav/kernel";
import { timeOf } from "./admit.ts";
import { claimKey, isInside, normaliseClaim } from "./claims.ts";
import { editionsOf } from "./editions.ts";
import type { Editions } from "./editions.ts";
import { relationsTold } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** A complete list of one kind of thing. */
export type CompleteList = {
  /** Its number among all lists. */
  readonly nth: number;
  readonly evidence: Evidence;
  /** Number of the evidence in the table. */
  readonly number: number;
  /** Number of the scope in the evidence. */
  readonly scope: number;
  readonly kind: AssetKind;
  /** Normalised; null for everything of the kind there is. */
  readonly within: Claim | null;
  readonly time: Instant;
};

/** Complete lists by kind, newest first, and what was found out about their scopes. */
export type Lists = {
  readonly situation: Situation;
  readonly all: readonly CompleteList[];
  /** Directory domains that facts name, by asset: of all facts these alone are asked for. */
  readonly domains: ReadonlyMap<number, string>;
  readonly byKind: ReadonlyMap<AssetKind, readonly CompleteList[]>;
  readonly places: Map<string, Place>;
  /** Which lists that people keep are editions of one. */
  readonly editions: Editions;
};

/** The asset a scope names, by what can lie in it. */
type Place = { readonly inside: ReadonlySet<number>; readonly domains: ReadonlySet<string> };

function listsIn(evidence: Evidence, number: number, before: number): CompleteList[] {
  const found: CompleteList[] = [];
  for (const [scope, { kind, within, complete }] of evidence.scope.entries()) {
    const claim = within === null ? null : normaliseClaim(within);
    // A scope whose name says nothing lists nothing we could know.
    if (!complete || (within !== null && claim === null)) continue;
    const nth = before + found.length;
    found.push({ nth, evidence, number, scope, kind, within: claim, time: timeOf(evidence) });
  }
  return found;
}

/**
 * Finds the complete lists of the evidence.
 * @param domains what the facts say of each asset's directory domain, in lower case
 */
export function completeLists(situation: Situation, domains: ReadonlyMap<number, string>): Lists {
  const byKind = new Map<AssetKind, CompleteList[]>();
  const all: CompleteList[] = [];
  for (const [number, { known }] of situation.table.entries())
    if (known !== undefined)
      for (const list of listsIn(known, number, all.length)) {
        all.push(list);
        const same = byKind.get(list.kind);
        if (same === undefined) byKind.set(list.kind, [list]);
        else same.push(list);
      }
  for (const lists of byKind.values())
    lists.sort(
      (a, b) =>
        compareText(b.time, a.time) ||
        compareText(a.evidence.id, b.evidence.id) ||
        a.scope - b.scope,
    );
  return { situation, all, domains, byKind, places: new Map(), editions: editionsOf(situation) };
}

/** The assets that hold a claim, of whatever kind. */
function holdersOf({ subjects, identity }: Situation, claim: Claim): Set<number> {
  const kinds = new Set(identity.assets.map(({ kind }) => kind));
  const found = new Set<number>();
  for (const kind of kinds) {
    const number = subjects.claimAt.get(claimKey(kind, claim));
    for (const holder of subjects.claims[number ?? -1]?.holders ?? [])
      found.add(identity.assetOf[holder] ?? -1);
  }
  return found;
}

/** Everything below these assets by `contained-in`, any number of steps deep. */
function below(situation: Situation, tops: ReadonlySet<number>): Set<number> {
  const { subject, other, work, columns } = situation;
  const contents = new Map<number, number[]>();
  const word = columns.words.indexOf("contained-in");
  for (const index of relationsTold(situation)) {
    if (columns.word[index] !== word) continue;
    spend(work, 1);
    const [inner, outer] = [subject[index] ?? -1, other[index] ?? -1];
    const known = contents.get(outer);
    if (known === undefined) contents.set(outer, [inner]);
    else known.push(inner);
  }
  const found = new Set(tops);
  const open = [...tops];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const inner of contents.get(next) ?? [])
      if (!found.has(inner)) {
        found.add(inner);
        open.push(inner);
      }
  return found;
}

function placeOf({ situation, places }: Lists, within: Claim): Place {
  const key = `${within.space} ${within.value} ${within.within ?? ""}`;
  const known = places.get(key);
  if (known !== undefined) return known;
  const holders = holdersOf(situation, within);
  const domains = new Set<string>();
  for (const holder of holders)
    for (const claim of situation.identity.assets[holder]?.claims ?? [])
      if (claim.space === "fqdn") domains.add(claim.value);
  const place = { inside: below(situation, holders), domains };
  places.set(key, place);
  return place;
}

/** Whether an asset lies in the part of the world that a list covers; no when that is unknown. */
export function covers(lists: Lists, { kind, within }: CompleteList, asset: number): boolean {
  const { situation } = lists;
  spend(situation.work, 1);
  const named = situation.identity.assets[asset];
  if (named === undefined || named.kind !== kind) return false;
  if (within === null || named.claims.some((claim) => isInside(claim, within))) return true;
  const { inside, domains } = placeOf(lists, within);
  if (inside.has(asset)) return true;
  const domain = lists.domains.get(asset);
  return domain !== undefined && domains.has(domain);
}
