/** What each source sees of a kind of thing, and what it misses, by the facts engine's counts. */
import { coverageOf, type Model, unseenBy } from "@vallgrav/facts";
import { type AssetKind, compareText } from "@vallgrav/kernel";
import type { AssetsFound, CoverageView } from "../api/index.ts";
import { type AssetIndex, refOf } from "./asset-index.ts";
import { perModelAsked } from "./per-model.ts";

/** What some source misses of a kind, page by page. */
export type UnseenAsked = {
  readonly kind: AssetKind;
  readonly source: string;
  readonly from: number;
  readonly limit: number;
};

/** Kinds, and pairs of a kind and a source, whose answers are kept. */
const keptMost = 40;

const coverageIn = perModelAsked(keptMost, (model: Model, kind): CoverageView => {
  const { assets, sources } = coverageOf(model, kind as AssetKind);
  return {
    kind: kind as AssetKind,
    listed: assets,
    sources: sources.toSorted((a, b) => b.listed - a.listed || compareText(a.source, b.source)),
  };
});

const unseenIn = perModelAsked(keptMost, (model: Model, asked) => {
  const [kind, source] = JSON.parse(asked) as readonly [AssetKind, string];
  return unseenBy(model, kind, source);
});

/** Nothing of what is not known. */
export function coverageView(model: Model | null, kind: AssetKind): CoverageView {
  return model === null ? { kind, listed: 0, sources: [] } : coverageIn(model, kind);
}

/** A page, in the model's order. */
export function unseenPage(
  { model, placeOf }: AssetIndex,
  { kind, source, from, limit }: UnseenAsked,
): AssetsFound {
  const all = unseenIn(model, JSON.stringify([kind, source]));
  const end = from + limit;
  return {
    assets: all.slice(from, end).flatMap((id) => {
      const asset = model.assets[placeOf.get(id) ?? -1];
      if (asset === undefined) return [];
      return [{ ...refOf(asset), by: null, isPresent: true, lastSeen: asset.lastSeen }];
    }),
    total: all.length,
    next: end < all.length ? end : null,
  };
}
