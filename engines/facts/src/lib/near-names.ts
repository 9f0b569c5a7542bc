/**
 * Names that people write nearly right: `SRV-FAKT01` for `SRVFAKT01`, `SRV-EKONMOI01` for
 * `SRV-EKONOMI01`. Blocking: only names with the same loose spelling, or with one sign left out the
 * same, are compared, so that the work is linear in the names.
 */
import { compareText, spend } from "@vallgrav/kernel";
import type { AssetId, AssetKind, Claim } from "@vallgrav/kernel";
import { areApart, joinSets } from "./apart.ts";
import type { Apart } from "./apart.ts";
import type { NamedAsset } from "./ambiguity.ts";
import { hostLabel } from "./claims.ts";
import { rootOf } from "./disjoint-sets.ts";
import type { Likeness } from "./model.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";

/** A bare name and the known name it is like. Nodes, since roots change as things join. */
type Near = {
  readonly bare: { readonly node: number; readonly claim: Claim };
  readonly known: { readonly node: number; readonly claim: Claim };
  readonly because: Likeness["because"];
  readonly isJoined: boolean;
};

const nearKinds: ReadonlySet<AssetKind> = new Set<AssetKind>(["computer"]);

/** Names shorter than this are too often near each other by chance [A]. */
const shortest = 6;

/** A known name as it is compared: separators gone, in lower case, without accents. */
function plain(label: string): string {
  return label
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Signs that are mistaken for each other folded into one: O and 0; I, l and 1. */
function loose(text: string): string {
  return text.replaceAll("o", "0").replaceAll(/[il]/g, "1");
}

function digitsOf(text: string): string {
  return text.replaceAll(/\P{N}/gu, "");
}

/** What is left when each sign in turn is left out, and the text itself. */
function withoutOne(text: string): ReadonlySet<string> {
  const all = new Set([text]);
  for (let at = 0; at < text.length; at += 1) all.add(text.slice(0, at) + text.slice(at + 1));
  return all;
}

/**
 * Whether one slip of the pen lies between two texts: a letter too many or too few, one wrong, or
 * two swapped. `inside`: within a run of at least five letters and not at its ends, where the
 * letters `P` and `T`, `A` and `B` of production and test, first and second do not stand.
 */
export function slip(a: string, b: string): "inside" | "elsewhere" | null {
  if (Math.abs(a.length - b.length) > 1 || digitsOf(a) !== digitsOf(b)) return null;
  const { start, wasA, wasB } = difference(a, b);
  const areTwo = wasA.length === 2 && wasB.length === 2;
  const isSwap = areTwo && wasA[0] === wasB[1] && wasA[1] === wasB[0];
  if (!isSwap && (wasA.length > 1 || wasB.length > 1)) return null;
  if (/\p{N}/u.test(wasA + wasB)) return null;
  const before = lettersIn(a.slice(0, start), /\p{L}*$/u);
  const after = lettersIn(a.slice(start + wasA.length), /^\p{L}*/u);
  // The run as the one of fewer letters has it, so that both sides see the same.
  const run = before + Math.min(wasA.length, wasB.length) + after;
  const isInside = before > 0 && after > 0 && run >= 5;
  return isInside ? "inside" : "elsewhere";
}

const lettersIn = (text: string, run: RegExp): number => run.exec(text)?.[0].length ?? 0;

/** What stands between the common beginning and the common end of two texts. */
function difference(
  a: string,
  b: string,
): { readonly start: number; readonly wasA: string; readonly wasB: string } {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return { start, wasA: a.slice(start, endA), wasB: b.slice(start, endB) };
}

/** One who is known by bare host names alone. */
type Bare = { readonly node: number; readonly claim: Claim; readonly name: string };

/** Roots that some claim other than a bare host name or an address tells of. */
function knownRoots(all: Subjects): ReadonlySet<number> {
  const known = new Set<number>();
  for (const { bond, holders } of all.claims)
    if (bond !== "weak") for (const holder of holders) known.add(rootOf(all.sets, holder));
  return known;
}

function bareOnes(all: Subjects, known: ReadonlySet<number>): Bare[] {
  const found: Bare[] = [];
  for (const { kind, claim, bond, holders } of all.claims) {
    const [node] = holders;
    if (node === undefined || bond !== "weak" || claim.space !== "host" || !nearKinds.has(kind))
      continue;
    const name = plain(claim.value);
    const isBare = holders.every((holder) => !known.has(rootOf(all.sets, holder)));
    if (isBare && name.length >= shortest) found.push({ node, claim, name });
  }
  return found;
}

function labelOf({ claim }: HeldClaim): string | null {
  return claim.space === "host" ? claim.value : hostLabel(claim);
}

type Candidate = { readonly node: number; readonly claim: Claim; readonly name: string };

/** Known names by bare one: those with the same loose spelling or one sign left out the same. */
function candidatesOf(
  all: Subjects,
  bare: readonly Bare[],
  known: ReadonlySet<number>,
): ReadonlyMap<Bare, Candidate[]> {
  const blocks = new Map<string, Set<Bare>>();
  for (const one of bare)
    for (const key of withoutOne(loose(one.name))) {
      spend(all.work, 1);
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, new Set([one]));
      else block.add(one);
    }
  const found = new Map<Bare, Candidate[]>();
  for (const held of all.claims) {
    const label = nearKinds.has(held.kind) ? labelOf(held) : null;
    if (label === null) continue;
    const bearers = new Set(
      held.holders.map((holder) => rootOf(all.sets, holder)).filter((root) => known.has(root)),
    );
    if (bearers.size === 0) continue;
    const name = plain(label);
    const near = new Set<Bare>();
    for (const key of withoutOne(loose(name)))
      for (const one of blocks.get(key) ?? []) near.add(one);
    spend(all.work, name.length + near.size);
    for (const one of near) {
      const list = found.get(one) ?? [];
      for (const node of bearers) list.push({ node, claim: held.claim, name });
      found.set(one, list);
    }
  }
  return found;
}

/** What the candidates say of one bare name: the one thing it is like, or nothing. */
function nearOf(kept: Apart, bare: Bare, candidates: readonly Candidate[]): Near | null {
  const root = rootOf(kept.sets, bare.node);
  const free = candidates.filter(({ node }) => !areApart(kept, root, rootOf(kept.sets, node)));
  const alike = free.filter(({ name }) => loose(name) === loose(bare.name));
  const slips = free.filter(({ name }) => slip(bare.name, name) !== null);
  const close = alike.length > 0 ? alike : slips;
  const targets = new Set(close.map(({ node }) => rootOf(kept.sets, node)));
  const [known] = [...close].sort((a, b) => compareText(a.claim.value, b.claim.value));
  if (known === undefined || targets.size !== 1) return null;
  const because = alike.length > 0 ? "signs" : "letters";
  const isJoined = because === "signs" || slip(bare.name, known.name) === "inside";
  return { bare, known, because, isJoined };
}

/** Joins bare names that are nearly one known name, and only one; returns those and mere hints. */
export function joinNearNames(all: Subjects, kept: Apart): readonly Near[] {
  const known = knownRoots(all);
  const bare = bareOnes(all, known);
  if (bare.length === 0) return [];
  const candidates = candidatesOf(all, bare, known);
  const found = [...candidates]
    .map(([one, list]) => nearOf(kept, one, list))
    .filter((near) => near !== null)
    .sort((a, b) => compareText(a.bare.claim.value, b.bare.claim.value));
  const knownNow = new Set(known);
  return found.map((near) => {
    const [from, to] = [rootOf(all.sets, near.bare.node), rootOf(all.sets, near.known.node)];
    // What has several bare names and found its place by one of them is not pulled on by another.
    const isFree = !knownNow.has(from) && !areApart(kept, from, to);
    const isJoined = near.isJoined && (from === to || isFree);
    if (isJoined) joinSets(kept, from, to);
    knownNow.add(rootOf(all.sets, to));
    return { ...near, isJoined };
  });
}

/** The same with the names of assets; sorted by the name as it was written. */
export function likenesses(
  near: readonly Near[],
  { assets, assetOf }: { readonly assets: readonly NamedAsset[]; readonly assetOf: Int32Array },
): readonly Likeness[] {
  const idOf = (node: number): AssetId | undefined => assets[assetOf[node] ?? -1]?.id;
  return near.flatMap(({ bare, known, because, isJoined }) => {
    const [asset, like] = [idOf(bare.node), idOf(known.node)];
    const { kind } = assets[assetOf[bare.node] ?? -1] ?? {};
    if (asset === undefined || like === undefined || kind === undefined) return [];
    return [{ kind, written: bare.claim, means: known.claim, because, isJoined, asset, like }];
  });
}
