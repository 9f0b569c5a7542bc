/** The model as text that is the same for the same facts, and its hash. */
import { canonicalJson } from "@vallgrav/kernel";
import type { Digest } from "@vallgrav/kernel";
import type { Asset, Model, Relation } from "./model.ts";
import { assetTexts, relationTexts } from "./packed-text.ts";
import type { ModelRest, PackedModel } from "./reconcile.ts";

/** Members by name: those of an opened model's assets are not its own. */
function namedAsset({ id, kind, name, claims, facts, listed, present, lastSeen }: Asset): Asset {
  return { id, kind, name, claims, facts, listed, present, lastSeen };
}

function namedRelation({ id, kind, from, to, present, lastSeen }: Relation): Relation {
  return { id, kind, from, to, present, lastSeen };
}

/** The model as plain data: of one that was opened (`openModel`) a whole copy, made at once. */
export function plainModel(model: Model): Model {
  return {
    ...model,
    assets: model.assets.map(namedAsset),
    relations: model.relations.map(namedRelation),
  };
}

/**
 * Canonical JSON of a model, of all of it but the date by which it was known. Two dates of
 * knowledge between which nothing was learnt give the same text. Engines hold texts up to about 500
 * million characters; larger models have only a hash.
 */
export function modelText(model: Model): string {
  const { asOf, ...rest } = plainModel(model);
  return canonicalJson({ valid: asOf.valid, ...rest });
}

const partLength = 500;

/** A digest of a text that comes in pieces. */
export type DigestUnderWay = {
  readonly add: (piece: string) => void;
  /** In lower-case hexadecimal. */
  readonly end: () => string;
};

/** Digests pieces as one text; whoever can digest them as they come needs no such text. */
function gathered(digest: Digest): DigestUnderWay {
  const pieces: string[] = [];
  return { add: (piece) => pieces.push(piece), end: () => digest(pieces.join("")) };
}

/**
 * The digest of the digests of the parts, 500 list items to a part.
 * @param parts a text, or the canonical JSON of each item of a list
 * @param begin begins the digest of a part
 */
function hashOf(
  parts: { readonly [name: string]: string | Iterable<string> },
  digest: Digest,
  begin: () => DigestUnderWay = () => gathered(digest),
): string {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof value === "string") {
      lines.push(canonicalJson([name, value]));
      continue;
    }
    let part = begin();
    let length = 0;
    const end = (): void => {
      part.add("]");
      lines.push(`${name} ${part.end()}`);
      part = begin();
      length = 0;
    };
    for (const item of value) {
      part.add(`${length === 0 ? "[" : ","}${item}`);
      length += 1;
      if (length === partLength) end();
    }
    if (length > 0) end();
  }
  return digest(lines.join("\n"));
}

function* texts<T>(
  list: readonly T[],
  each: (one: T) => unknown = (one) => one,
): Generator<string> {
  for (const one of list) yield canonicalJson(each(one));
}

/** Those parts of a model that are short. */
function shortParts({
  asOf,
  contradictions,
  ambiguous,
  likely,
  problems,
  ...none
}: ModelRest): Readonly<Record<string, string | Iterable<string>>> {
  // A part that is added to models must stand in their hash.
  const complete: Readonly<Record<string, never>> = none;
  return {
    ...complete,
    valid: asOf.valid,
    contradictions: texts(contradictions),
    ambiguous: texts(ambiguous),
    likely: texts(likely),
    problems: texts(problems),
  };
}

/**
 * The hash of a model: the digest of the digests of its parts, so that no text is as large as the
 * model.
 */
export function modelHash({ assets, relations, ...rest }: Model, digest: Digest): string {
  const lists = { assets: texts(assets, namedAsset), relations: texts(relations, namedRelation) };
  return hashOf({ ...shortParts(rest), ...lists }, digest);
}

/**
 * The hash of a packed model, the same as of the model itself. Writes all of it, bit by bit.
 * @param begin begins a digest of pieces; left out, pieces are put together for `digest`
 */
export function packedHash(
  { book, rest }: PackedModel,
  digest: Digest,
  begin?: () => DigestUnderWay,
): string {
  const lists = { assets: assetTexts(book), relations: relationTexts(book) };
  return hashOf({ ...shortParts(rest), ...lists }, digest, begin);
}
