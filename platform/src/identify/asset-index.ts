/**
 * The model made ready to be searched and walked: folded names, and the ends of every relation.
 * Made once for a model, when it is first asked for.
 */
import { type Asset, isThere, type Model } from "@vallgrav/facts";
import type { AssetKind } from "@vallgrav/kernel";
import type { AssetFound, AssetRef, AssetsFound, Neighbour, Neighbours } from "../api/index.ts";
import { inSteps, type Steps } from "./per-model.ts";

/** What is looked for. */
export type AssetsAsked = {
  readonly text: string;
  readonly kind: AssetKind | null;
  readonly from: number;
  readonly limit: number;
  /** Leaves out what is another's behind a wall. */
  readonly sees?: (asset: string) => boolean;
};

/** Whose neighbours, which way and how far. */
export type NeighboursAsked = {
  readonly id: string;
  readonly direction: "out" | "in";
  readonly steps: 1 | 2;
  readonly from: number;
  readonly limit: number;
  /** Leaves out what is another's behind a wall, and what is reached through it. */
  readonly sees?: (asset: string) => boolean;
};

type Ends = { readonly offsets: Uint32Array; readonly relations: Uint32Array };

/** The index. Arrays are by the place of an asset in the model. */
export type AssetIndex = {
  readonly model: Model;
  readonly placeOf: ReadonlyMap<string, number>;
  /** Names as they are compared: the name, then each claim, one a line. */
  readonly folded: readonly string[];
  /** Places in order of kind and name. */
  readonly byName: Uint32Array;
  /** All of the names in that order, and where those of each begin: one text is searched fast. */
  readonly text: string;
  readonly begins: Uint32Array;
  readonly out: Ends;
  readonly in: Ends;
  /** Places of the two ends of each relation, side by side; -1 for one that is not there. */
  readonly ends: Int32Array;
};

/** Neighbours two steps away that are looked at. */
const lookedMost = 20_000;

/** What has no accents and no space: most names, for which the rest would be done for nothing. */
const plain = /^[!-~]*$/;

/** A text as it is compared: small letters without accents, one space at a time. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** Most names of one thing that are searched: an address list is not searched to its end. */
const claimsMost = 12;

/** Relations of one step. */
const relationsAtOnce = 20_000;

function foldedOf({ name, claims }: Asset): string {
  const names = claims.slice(0, claimsMost).map(({ value }) => value);
  return [name, ...names].map(fold).join("\n");
}

function endsOf(count: number, ends: Int32Array, side: 0 | 1): Ends {
  const offsets = new Uint32Array(count + 1);
  for (let end = side; end < ends.length; end += 2) {
    const place = ends[end] ?? -1;
    if (place >= 0) offsets[place + 1] = (offsets[place + 1] ?? 0) + 1;
  }
  for (let at = 1; at <= count; at += 1) offsets[at] = (offsets[at] ?? 0) + (offsets[at - 1] ?? 0);
  const next = offsets.slice();
  const relations = new Uint32Array(offsets[count] ?? 0);
  for (let end = side; end < ends.length; end += 2) {
    const place = ends[end] ?? -1;
    if (place < 0) continue;
    const at = next[place] ?? 0;
    relations[at] = end >> 1;
    next[place] = at + 1;
  }
  return { offsets, relations };
}

/**
 * Makes the index. Cost: sorting the assets by name; else linear in assets and relations.
 * @yields between steps
 */
export function* assetIndexSteps(model: Model): Steps<AssetIndex> {
  const { assets, relations } = model;
  const placeOf = new Map<string, number>(assets.map(({ id }, place) => [id, place]));
  const folded: string[] = [];
  yield* inSteps(assets, (asset) => folded.push(foldedOf(asset)));
  const ends = new Int32Array(relations.length * 2).fill(-1);
  yield* inSteps(
    relations,
    (relation, at) => {
      if (!isThere(relation)) return;
      ends[at * 2] = placeOf.get(relation.from) ?? -1;
      ends[at * 2 + 1] = placeOf.get(relation.to) ?? -1;
    },
    relationsAtOnce,
  );
  const byName = Uint32Array.from(assets, (_, place) => place).sort((a, b) => {
    const [one, other] = [folded[a] ?? "", folded[b] ?? ""];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
  const parts = Array.from(byName, (place) => `${folded[place] ?? ""}\n`);
  const begins = new Uint32Array(parts.length + 1);
  for (const [at, part] of parts.entries()) begins[at + 1] = (begins[at] ?? 0) + part.length;
  return {
    model,
    placeOf,
    folded,
    byName,
    text: parts.join(""),
    begins,
    out: endsOf(assets.length, ends, 0),
    in: endsOf(assets.length, ends, 1),
    ends,
  };
}

/** Words looked for; a name of a thing has fewer. */
const wordsMost = 12;

/** What is typed as words, each once. */
function wordsIn(typed: string): readonly string[] {
  const text = fold(typed);
  return text === "" ? [] : [...new Set(text.split(" "))].slice(0, wordsMost);
}

/** A word that is whole: no sign in it parts it. */
const whole = /^[a-z0-9]*$/;

/** Whether a sign belongs to a word; outside of the text there is none. */
function isOfWord(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  return (sign >= 48 && sign <= 57) || (sign >= 97 && sign <= 122);
}

/** Whether a word of a name begins so. */
function hasWord(name: string, word: string): boolean {
  if (!whole.test(word)) return false;
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1))
    if (!isOfWord(name, at - 1)) return true;
  return false;
}

/** How well a thing fits: its name begins so, a word of it does, it holds it, another name does. */
function fitOf(names: string, words: readonly string[]): number | null {
  const end = names.indexOf("\n");
  const name = end < 0 ? names : names.slice(0, end);
  const [first = ""] = words;
  if (!words.every((word) => names.includes(word))) return null;
  if (name.startsWith(first)) return 0;
  if (words.every((word) => hasWord(name, word))) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

/**
 * The things that hold a word, in order of names: what is between is passed over.
 * @yields their places in the model
 */
function* holding({ text, begins, byName }: AssetIndex, word: string): Generator<number> {
  let from = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, begins[from] ?? at)) {
    // The last that begins at or before the place.
    let to = byName.length;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((begins[middle] ?? 0) <= at) from = middle;
      else to = middle;
    }
    yield byName[from] ?? 0;
    from += 1;
    if (from >= byName.length) return;
  }
}

/** The reference to a thing. */
export function refOf({ id, kind, name }: Asset): AssetRef {
  return { id, kind, name };
}

function foundAt(index: AssetIndex, place: number, words: readonly string[]): AssetFound | null {
  const asset = index.model.assets[place];
  if (asset === undefined) return null;
  const own = fold(asset.name);
  const by = words.every((word) => own.includes(word))
    ? undefined
    : asset.claims
        .slice(0, claimsMost)
        .find(({ value }) => words.some((word) => fold(value).includes(word)));
  return {
    ...refOf(asset),
    by: by?.value ?? null,
    isPresent: asset.present.value,
    lastSeen: asset.lastSeen,
  };
}

/** A page of what fits, the best first, then by name. Linear in all of the names. */
export function findAssets(index: AssetIndex, asked: AssetsAsked): AssetsFound {
  const words = wordsIn(asked.text);
  // The longest stands in the fewest names.
  const rarest = words.toSorted((a, b) => b.length - a.length)[0];
  const fits: number[][] = [[], [], [], []];
  for (const place of rarest === undefined ? index.byName : holding(index, rarest)) {
    const asset = index.model.assets[place];
    if (asset === undefined || asked.sees?.(asset.id) === false) continue;
    if (asked.kind !== null && asset.kind !== asked.kind) continue;
    const fit = fitOf(index.folded[place] ?? "", words);
    if (fit !== null) fits[fit]?.push(place);
  }
  const places = fits.flat();
  const end = asked.from + asked.limit;
  return {
    assets: places.slice(asked.from, end).flatMap((place) => foundAt(index, place, words) ?? []),
    total: places.length,
    next: end < places.length ? end : null,
  };
}

type Step = { readonly place: number; readonly relation: number; readonly through: number };

/** Things one step away, each once, in order of relation. */
function stepsFrom(index: AssetIndex, place: number, direction: "out" | "in"): readonly Step[] {
  const { offsets, relations } = index[direction];
  const seen = new Set<number>();
  const steps: Step[] = [];
  for (let at = offsets[place] ?? 0; at < (offsets[place + 1] ?? 0); at += 1) {
    const relation = relations[at] ?? 0;
    const end = index.ends[relation * 2 + (direction === "out" ? 1 : 0)] ?? -1;
    if (end < 0 || end === place || seen.has(end)) continue;
    seen.add(end);
    steps.push({ place: end, relation, through: -1 });
  }
  return steps;
}

/** All within so many steps, nearest first; `isCut` where there are more than were looked at. */
export function reach(
  index: AssetIndex,
  { id, direction, steps }: Pick<NeighboursAsked, "id" | "direction" | "steps">,
): { readonly one: readonly Step[]; readonly two: readonly Step[]; readonly isCut: boolean } {
  const start = index.placeOf.get(id);
  if (start === undefined) return { one: [], two: [], isCut: false };
  const one = stepsFrom(index, start, direction);
  const two: Step[] = [];
  if (steps === 1) return { one, two, isCut: false };
  const seen = new Set([start, ...one.map(({ place }) => place)]);
  for (const { place } of one) {
    for (const step of stepsFrom(index, place, direction)) {
      if (seen.has(step.place)) continue;
      if (two.length === lookedMost) return { one, two, isCut: true };
      seen.add(step.place);
      two.push({ ...step, through: place });
    }
  }
  return { one, two, isCut: false };
}

/** A page of neighbours. Cost: the relations within reach, up to the limit of looking. */
export function neighboursOf(index: AssetIndex, asked: NeighboursAsked): Neighbours {
  const { one, two, isCut } = reach(index, asked);
  const { assets, relations } = index.model;
  const isSeen = (place: number): boolean => {
    const asset = assets[place];
    return asset === undefined || asked.sees?.(asset.id) !== false;
  };
  const all = [...one, ...two].filter((step) => isSeen(step.place) && isSeen(step.through));
  const end = asked.from + asked.limit;
  const neighbours = all.slice(asked.from, end).flatMap((step): readonly Neighbour[] => {
    const [asset, relation] = [assets[step.place], relations[step.relation]];
    const through = assets[step.through];
    if (asset === undefined || relation === undefined) return [];
    return [
      {
        asset: refOf(asset),
        steps: through === undefined ? 1 : 2,
        relation: relation.kind,
        through: through === undefined ? null : refOf(through),
      },
    ];
  });
  return { neighbours, total: all.length, isCut, next: end < all.length ? end : null };
}
