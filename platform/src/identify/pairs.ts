/** Pairs of things that may be the same: what the facts engine suggests, and what people judged. */
import { createHash } from "node:crypto";
import type { Ambiguity, Asset, Likeness, Model } from "@vallgrav/facts";
import { type Claim, compareText, type Observation, type Subject } from "@vallgrav/kernel";
import type { IdentityPair, IdentityPairs, PairSide } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import type { KnownModel } from "./known-model.ts";
import { perModel } from "./per-model.ts";
import { bears, sideOf, subjectKey, toldSubjects, type ToldSubject } from "./told-subjects.ts";

/** Which pairs to show. */
export type PairsAsked = {
  readonly state: "suggested" | "judged";
  readonly from: number;
  readonly limit: number;
};

/** Pairs made of one unclear name: beyond these the name says too little to ask about. */
const pairsPerName = 4;

/** A name of one thing and a name of another that may be the same thing. */
type Candidate = {
  readonly because: Exclude<IdentityPair["because"], "said">;
  readonly left: { readonly asset: string; readonly claim: Claim };
  readonly right: { readonly asset: string; readonly claim: Claim };
};

/** What somebody last said of two. */
type Ruling = { readonly observation: Observation; readonly holds: boolean };

/** The name of a pair, the same whichever is told first; 48 bits. */
export function pairKey(left: Subject, right: Subject): string {
  const both = [subjectKey(left), subjectKey(right)].sort(compareText).join("\n");
  return createHash("sha256").update(both).digest("hex").slice(0, 12);
}

function isWeak({ space, within }: Claim): boolean {
  return space === "ip" || (space === "host" && within === undefined);
}

function ofLikeness({ written, means, because, asset, like }: Likeness): Candidate {
  return {
    because,
    left: { asset, claim: written },
    right: { asset: like, claim: means },
  };
}

/** Pairs of an unclear name: who is known by it alone with each of whom it could mean. */
function ofAmbiguity(
  { claim, assets }: Ambiguity,
  assetOf: ReadonlyMap<string, Asset>,
): readonly Candidate[] {
  const held = assets.flatMap((id) => assetOf.get(id) ?? []);
  const bare = held.filter(({ claims }) => claims.every(isWeak));
  const others = held.filter((asset) => !bare.includes(asset));
  const pairs: Candidate[] = [];
  const add = (a: Asset, b: Asset): void => {
    const right = b.claims[0];
    const left = bare.includes(a) ? claim : a.claims[0];
    if (left === undefined || right === undefined || pairs.length === pairsPerName) return;
    pairs.push({
      because: "name",
      left: { asset: a.id, claim: left },
      right: { asset: b.id, claim: right },
    });
  };
  if (bare.length > 0) for (const a of bare) for (const b of others) add(a, b);
  else for (const [at, a] of held.entries()) for (const b of held.slice(at + 1)) add(a, b);
  return pairs;
}

const order = { letters: 0, name: 1, signs: 2 } as const;

/** Whether somebody has judged these two, whichever was named first. */
function isJudged({ observation: { subject, says } }: Ruling, { left, right }: Candidate): boolean {
  if (!("sameAs" in says)) return false;
  const [a, b] = [subject, says.sameAs];
  return (
    (bears(a, left.claim) && bears(b, right.claim)) ||
    (bears(b, left.claim) && bears(a, right.claim))
  );
}

/** Candidates worth a question first: what is not joined, then what was joined by spelling. */
function candidatesOf(
  { model }: KnownModel,
  assetOf: ReadonlyMap<string, Asset>,
  rulings: ReadonlyMap<string, Ruling>,
): readonly Candidate[] {
  const judged = [...rulings.values()];
  const all = [
    ...model.likely.map(ofLikeness),
    ...model.ambiguous.flatMap((one) => ofAmbiguity(one, assetOf)),
  ].filter((one) => !judged.some((ruling) => isJudged(ruling, one)));
  const isOne = ({ left, right }: Candidate): number => Number(left.asset === right.asset);
  return all.sort(
    (a, b) =>
      isOne(a) - isOne(b) ||
      order[a.because] - order[b.because] ||
      compareText(a.left.asset, b.left.asset) ||
      compareText(a.right.asset, b.right.asset),
  );
}

/** The newest word on each pair that has not been taken back, newest first. */
function rulingsOf({ judgements }: KnownModel): ReadonlyMap<string, Ruling> {
  const found = new Map<string, Ruling>();
  for (const observation of judgements) {
    const { says, subject } = observation;
    if (!("sameAs" in says)) continue;
    const key = pairKey(subject, says.sameAs);
    found.delete(key);
    if (says.holds !== null) found.set(key, { observation, holds: says.holds });
  }
  return new Map([...found].toReversed());
}

/** Loads the told subjects of an asset once. */
type Loader = (id: string) => Promise<readonly ToldSubject[]>;

function loaderOf(store: Store, known: KnownModel, assetOf: ReadonlyMap<string, Asset>): Loader {
  const kept = new Map<string, Promise<readonly ToldSubject[]>>();
  return (id) => {
    const asset = assetOf.get(id);
    if (asset === undefined) return Promise.resolve([]);
    const same = kept.get(id) ?? toldSubjects(store, known, asset);
    kept.set(id, same);
    return same;
  };
}

type Work = {
  readonly known: KnownModel;
  readonly assetOf: ReadonlyMap<string, Asset>;
  readonly told: Loader;
};

/** The subject that bears a claim, with the fewest names beside it. */
async function sideBearing(
  { known, assetOf, told }: Work,
  { asset: id, claim }: Candidate["left"],
): Promise<PairSide | null> {
  const asset = assetOf.get(id);
  const bearers = (await told(id))
    .filter(({ subject }) => bears(subject, claim))
    .sort((a, b) => a.subject.claims.length - b.subject.claims.length);
  const [best] = bearers;
  return asset === undefined || best === undefined ? null : sideOf(known, asset, best);
}

async function pairOf(work: Work, candidate: Candidate): Promise<IdentityPair | null> {
  const left = await sideBearing(work, candidate.left);
  const right = await sideBearing(work, candidate.right);
  if (left === null || right === null) return null;
  const key = pairKey(left.subject, right.subject);
  // Told by one source under both names: nothing to ask.
  if (subjectKey(left.subject) === subjectKey(right.subject)) return null;
  const { kind } = left.asset;
  const isOne = left.asset.id === right.asset.id;
  return { key, kind, because: candidate.because, isOne, left, right, judged: null };
}

/** The side of a judged pair: the asset that bears the subject now. */
async function judgedSide(work: Work, subject: Subject): Promise<PairSide | null> {
  const key = subjectKey(subject);
  for (const asset of work.known.model.assets) {
    if (asset.kind !== subject.kind) continue;
    if (!subject.claims.some((claim) => asset.claims.some((own) => isSame(own, claim)))) continue;
    const told = await work.told(asset.id);
    const same = told.find((one) => subjectKey(one.subject) === key);
    if (same !== undefined) return sideOf(work.known, asset, same);
    const [first] = told;
    if (first !== undefined) return { ...sideOf(work.known, asset, first), subject };
  }
  return null;
}

function isSame(own: Claim, claim: Claim): boolean {
  return own.space === claim.space && own.value.toLowerCase() === claim.value.toLowerCase();
}

async function judgedPair(
  work: Work,
  key: string,
  { observation, holds }: Ruling,
): Promise<IdentityPair | null> {
  const { says, subject, validFrom, at } = observation;
  if (!("sameAs" in says)) return null;
  const left = await judgedSide(work, subject);
  const right = await judgedSide(work, says.sameAs);
  if (left === null || right === null) return null;
  const by = work.known.evidence.get(at.evidence)?.evidence.by ?? "";
  return {
    key,
    kind: subject.kind,
    because: "said",
    isOne: left.asset.id === right.asset.id,
    left,
    right,
    judged: { holds, by, at: validFrom },
  };
}

const assetsById = perModel(
  ({ assets }: Model): ReadonlyMap<string, Asset> => new Map(assets.map((one) => [one.id, one])),
);

/** A page of pairs. Linear in the assets, and in the suggestions times what was judged. */
export async function pairsOf(
  store: Store,
  known: KnownModel,
  { state, from, limit }: PairsAsked,
): Promise<IdentityPairs> {
  const assetOf = assetsById(known.model);
  const rulings = rulingsOf(known);
  const work: Work = { known, assetOf, told: loaderOf(store, known, assetOf) };
  const sources: readonly (() => Promise<IdentityPair | null>)[] =
    state === "judged"
      ? [...rulings].map(
          ([key, ruling]) =>
            () =>
              judgedPair(work, key, ruling),
        )
      : candidatesOf(known, assetOf, rulings).map((one) => () => pairOf(work, one));
  const pairs: IdentityPair[] = [];
  const seen = new Set<string>();
  let at = from;
  for (; at < sources.length && pairs.length < limit; at += 1) {
    const pair = (await sources[at]?.()) ?? null;
    if (pair === null || seen.has(pair.key)) continue;
    seen.add(pair.key);
    pairs.push(pair);
  }
  return { pairs, total: sources.length, next: at < sources.length ? at : null };
}
