/** Reading the model: properties by name with their types, and relations by asset. */
import {
  type Asset,
  isPresent,
  isThere,
  type Model,
  type Relation,
  valueNamed,
} from "@vallgrav/facts";
import type { AssetId, AssetKind, RelationKind } from "@vallgrav/kernel";

/** A model with the look-ups that building from it needs. */
export type Lookup = {
  readonly model: Model;
  readonly byId: ReadonlyMap<AssetId, Asset>;
  readonly byKind: ReadonlyMap<AssetKind, readonly Asset[]>;
  readonly byRelation: ReadonlyMap<RelationKind, readonly Relation[]>;
};

/** Indexes a model: present assets and relations only. Linear. */
export function lookup(model: Model): Lookup {
  const steps = lookupSteps(model);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Assets or relations of one step: some milliseconds. */
const atOnce = 20_000;

/**
 * The same in steps, between which others may have their turn.
 * @yields between steps
 */
export function* lookupSteps(model: Model): Generator<undefined, Lookup> {
  const byId = new Map<AssetId, Asset>();
  const byKind = new Map<AssetKind, Asset[]>();
  for (const [at, asset] of model.assets.entries()) {
    if (at % atOnce === atOnce - 1) yield;
    if (!isPresent(asset)) continue;
    byId.set(asset.id, asset);
    const kin = byKind.get(asset.kind);
    if (kin === undefined) byKind.set(asset.kind, [asset]);
    else kin.push(asset);
  }
  const byRelation = new Map<RelationKind, Relation[]>();
  for (const [at, relation] of model.relations.entries()) {
    if (at % atOnce === atOnce - 1) yield;
    if (!isThere(relation) || !byId.has(relation.from) || !byId.has(relation.to)) continue;
    const kin = byRelation.get(relation.kind);
    if (kin === undefined) byRelation.set(relation.kind, [relation]);
    else kin.push(relation);
  }
  return { model, byId, byKind, byRelation };
}

/** The assets of a kind, in the model's order. */
export function assetsOf(look: Lookup, kind: AssetKind): readonly Asset[] {
  return look.byKind.get(kind) ?? [];
}

/** The relations of a kind, in the model's order. */
export function relationsOf(look: Lookup, kind: RelationKind): readonly Relation[] {
  return look.byRelation.get(kind) ?? [];
}

/** A text property, or null where there is none. */
export function text(asset: Asset, property: string): string | null {
  const value = valueNamed(asset, property);
  return typeof value === "string" ? value : null;
}

/** A yes/no property, or null where nobody said. */
export function flag(asset: Asset, property: string): boolean | null {
  const value = valueNamed(asset, property);
  return typeof value === "boolean" ? value : null;
}

/** A number property, or null where there is none. */
export function amount(asset: Asset, property: string): number | null {
  const value = valueNamed(asset, property);
  return typeof value === "number" ? value : null;
}

/** The relative identifier of a directory object (its SID's last part), or null without a SID. */
export function relativeId(asset: Asset): number | null {
  for (const claim of asset.claims)
    if (claim.space === "sid") {
      const last = claim.value.slice(claim.value.lastIndexOf("-") + 1);
      return /^\d+$/.test(last) ? Number(last) : null;
    }
  return null;
}

/** The SID of a directory object, upper case, or null. */
export function sid(asset: Asset): string | null {
  for (const claim of asset.claims) if (claim.space === "sid") return claim.value;
  return null;
}
