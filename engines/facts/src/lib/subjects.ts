/** Subjects and claims as numbers: each distinct one is looked at once, however often named. */
import { spend } from "@vallgrav/kernel";
import type { AssetKind, Budget, Claim, Instant, Subject } from "@vallgrav/kernel";
import { bondOf, claimKey, compareClaims, normaliseClaim } from "./claims.ts";
import type { Bond } from "./claims.ts";
import { addNode, disjointSets, unite } from "./disjoint-sets.ts";
import type { DisjointSets } from "./disjoint-sets.ts";

/** A claim of one kind of thing, and the subjects that hold it. */
export type HeldClaim = {
  readonly kind: AssetKind;
  readonly claim: Claim;
  readonly bond: Bond;
  readonly holders: number[];
};

/** A distinct subject: its kind, its claims by number, and a text to put subjects in order by. */
export type SubjectNode = {
  readonly kind: AssetKind;
  readonly claims: readonly number[];
  readonly key: string;
  readonly told: Told;
};

/** When a subject was spoken of by just these names: true at the earliest, at the latest. */
export type Told = { first: Instant | null; last: Instant | null; isDeclared: boolean };

/** All subjects and claims so far; `sets` joins subjects that share a hard or soft claim. */
export type Subjects = {
  readonly work: Budget;
  readonly nodes: SubjectNode[];
  readonly claims: HeldClaim[];
  readonly claimAt: Map<string, number>;
  readonly sets: DisjointSets;
  readonly nodeAtKey: Map<string, number>;
};

/** What {@link nodeOf} gives for a subject without a usable claim. */
export const unnamed = -1;

/** No subjects yet. */
export function subjects(work: Budget): Subjects {
  return {
    work,
    nodes: [],
    claims: [],
    claimAt: new Map(),
    sets: disjointSets(),
    nodeAtKey: new Map(),
  };
}

/** A text that two subjects share only if they were written alike. */
export function spelling({ kind, claims }: Subject): string {
  let text: string = kind;
  for (const { space, value, within = "" } of claims)
    text += ` ${space} ${value.length} ${value}${within.length} ${within}`;
  return text;
}

function claimNumber(all: Subjects, kind: AssetKind, claim: Claim): number {
  const key = claimKey(kind, claim);
  const known = all.claimAt.get(key);
  if (known !== undefined) return known;
  const number = all.claims.push({ kind, claim, bond: bondOf(claim), holders: [] }) - 1;
  all.claimAt.set(key, number);
  return number;
}

/**
 * The number of a subject, joined to those it shares a hard or soft claim with; {@link unnamed} for
 * one without a usable claim. Asked once for each way in which subjects are written.
 */
export function nodeOf(all: Subjects, { kind, claims }: Subject): number {
  const known = claims.map((claim) => normaliseClaim(claim)).filter((claim) => claim !== null);
  if (known.length === 0) return unnamed;
  const sorted = known.sort(compareClaims);
  const key = spelling({ kind, claims: sorted as [Claim, ...Claim[]] });
  const same = all.nodeAtKey.get(key);
  if (same !== undefined) return same;
  const numbers = [...new Set(sorted.map((claim) => claimNumber(all, kind, claim)))];
  const node = addNode(all.sets);
  const told: Told = { first: null, last: null, isDeclared: false };
  all.nodes.push({ kind, claims: numbers, key, told });
  all.nodeAtKey.set(key, node);
  for (const number of numbers) {
    const held = all.claims[number];
    if (held === undefined) continue;
    spend(all.work, 1);
    const [first] = held.holders;
    if (first !== undefined && held.bond !== "weak") unite(all.sets, first, node);
    held.holders.push(node);
  }
  return node;
}

/** Notes that a subject was spoken of; `unnamed` is nobody. */
export function noteTold(
  all: Subjects,
  node: number,
  { validFrom, standing }: { readonly validFrom: Instant; readonly standing: string },
): void {
  const told = all.nodes[node]?.told;
  if (told === undefined) return;
  if (told.first === null || validFrom < told.first) told.first = validFrom;
  if (told.last === null || validFrom > told.last) told.last = validFrom;
  if (standing === "declared") told.isDeclared = true;
}

/** Whether a subject has a claim of which something is left. */
export function isNamed({ claims }: Subject): boolean {
  // A text of letters survives as SID or principal name: most need not be normalised here.
  const [{ space, value }] = claims;
  const isPlain = (space === "sid" || space === "upn") && /^[0-9A-Za-z]/.test(value);
  return isPlain || claims.some((claim) => normaliseClaim(claim) !== null);
}
