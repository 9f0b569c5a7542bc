/** The model as text that is the same for the same facts, and its hash. */
import { canonicalJson } from "@vallgrav/kernel";
import type { Digest } from "@vallgrav/kernel";
import { madeAssets, plainAsset, plainRelations } from "./book.ts";
import type { Asset, Model, Relation } from "./model.ts";
import type { PackedModel } from "./reconcile.ts";

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

/** The digest of the digests of the parts, 500 list items to a part. */
function hashOf(
  parts: { readonly [name: string]: string | Iterable<unknown> },
  digest: Digest,
): string {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof value === "string") {
      lines.push(canonicalJson([name, value]));
      continue;
    }
    let part: unknown[] = [];
    const end = (): void => {
      if (part.length > 0) lines.push(`${name} ${digest(canonicalJson(part))}`);
      part = [];
    };
    for (const item of value) {
      part.push(item);
      if (part.length === partLength) end();
    }
    end();
  }
  return digest(lines.join("\n"));
}

function* mapped<T, U>(list: readonly T[], each: (one: T) => U): Generator<U> {
  for (const one of list) yield each(one);
}

/**
 * The hash of a model: the digest of the digests of its parts, so that no text is as large as the
 * model.
 */
export function modelHash({ asOf, ...rest }: Model, digest: Digest): string {
  const assets = mapped(rest.assets, namedAsset);
  const relations = mapped(rest.relations, namedRelation);
  return hashOf({ valid: asOf.valid, ...rest, assets, relations }, digest);
}

function* plainAssets(packed: PackedModel): Generator<Asset> {
  for (const made of madeAssets(packed.book)) yield plainAsset(made);
}

/** The hash of a packed model, the same as of the model itself. Makes all of it, bit by bit. */
export function packedHash(packed: PackedModel, digest: Digest): string {
  const { asOf, ...rest } = packed.rest;
  const parts = {
    valid: asOf.valid,
    ...rest,
    assets: plainAssets(packed),
    relations: plainRelations(packed.book),
  };
  return hashOf(parts, digest);
}
