/**
 * Finds assets by names they had. An asset's id is its strongest claim, so it changes when a
 * stronger one becomes known; what someone wrote down earlier still leads to it.
 */
import type { AssetId } from "@vallgrav/kernel";
import { claimName } from "./claims.ts";
import type { Model } from "./model.ts";

/**
 * Every id that could have named an asset by one of its claims, with the asset; its present id too.
 * Names that several assets share lead to none of them unless one bears it as its id.
 */
export function formerIds(model: Model): ReadonlyMap<string, AssetId> {
  const found = new Map<string, AssetId | null>();
  for (const { id, kind, claims } of model.assets)
    for (const claim of claims) {
      const name = claimName(kind, claim);
      found.set(name, found.has(name) ? null : id);
    }
  for (const { id } of model.assets) found.set(id, id);
  return new Map([...found].filter((entry): entry is [string, AssetId] => entry[1] !== null));
}
