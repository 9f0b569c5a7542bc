/**
 * What each source has seen of each kind of thing, how old it is, and what it misses that others
 * have: the list that nobody had.
 */
import { compareText } from "@vallgrav/kernel";
import type { AssetId, AssetKind, Instant } from "@vallgrav/kernel";
import type { Asset, Model, Report } from "./model.ts";

/** One source's share of one kind of thing. */
export type SourceCoverage = {
  /** As in {@link Report}: the reader's id, with the person where people answer. */
  readonly source: string;
  /** How many present assets of the kind it lists. */
  readonly listed: number;
  /** Of them, how many no other source lists. */
  readonly alone: number;
  /** How many present assets of the kind others list and it does not. */
  readonly missing: number;
  /** When the newest of its listings was true. */
  readonly newest: Instant;
};

/** Two sources side by side. */
export type PairCoverage = {
  readonly left: string;
  readonly right: string;
  readonly both: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
};

/** All sources of one kind of thing. */
export type Coverage = {
  readonly kind: AssetKind;
  /** Assets that are present and that some source lists. */
  readonly assets: number;
  /** Sorted by source. */
  readonly sources: readonly SourceCoverage[];
  /** Every two sources, sorted. */
  readonly pairs: readonly PairCoverage[];
};

/** @yields reports that list an asset: of its presence, or of a property */
function* listings({ present, facts }: Asset): Generator<Report> {
  if (present.value) yield* present.by;
  for (const fact of Object.values(facts)) {
    yield* fact.by;
    for (const { by } of fact.against) yield* by;
  }
}

/** The sources that list a present asset, each with its newest listing. */
function sourcesOf(asset: Asset): ReadonlyMap<string, Instant> {
  const found = new Map<string, Instant>();
  if (!asset.listed || !asset.present.value) return found;
  for (const { source, validFrom } of listings(asset)) {
    const known = found.get(source);
    if (known === undefined || known < validFrom) found.set(source, validFrom);
  }
  return found;
}

type Count = { listed: number; alone: number; newest: Instant };

/**
 * Coverage of one kind. Linear in its assets, times the square of how many sources list one thing.
 */
export function coverageOf(model: Model, kind: AssetKind): Coverage {
  const counts = new Map<string, Count>();
  const together = new Map<string, number>();
  let assets = 0;
  for (const asset of model.assets) {
    const seen = asset.kind === kind ? [...sourcesOf(asset)] : [];
    if (seen.length > 0) assets += 1;
    for (const [source, newest] of seen) {
      const count = counts.get(source) ?? { listed: 0, alone: 0, newest };
      count.listed += 1;
      if (seen.length === 1) count.alone += 1;
      if (newest > count.newest) count.newest = newest;
      counts.set(source, count);
      for (const [other] of seen) {
        const pair = JSON.stringify([source, other]);
        if (source < other) together.set(pair, (together.get(pair) ?? 0) + 1);
      }
    }
  }
  const sources = [...counts]
    .map(([source, count]) => ({ source, ...count, missing: assets - count.listed }))
    .sort((a, b) => compareText(a.source, b.source));
  const pairs = sources.flatMap((left, at) =>
    sources.slice(at + 1).map((right): PairCoverage => {
      const both = together.get(JSON.stringify([left.source, right.source])) ?? 0;
      const [onlyLeft, onlyRight] = [left.listed - both, right.listed - both];
      return { left: left.source, right: right.source, both, onlyLeft, onlyRight };
    }),
  );
  return { kind, assets, sources, pairs };
}

/** Present assets of a kind that some source lists and `source` does not; sorted by id. */
export function unseenBy(model: Model, kind: AssetKind, source: string): readonly AssetId[] {
  return model.assets
    .filter((asset) => asset.kind === kind)
    .filter((asset) => {
      const sources = sourcesOf(asset);
      return sources.size > 0 && !sources.has(source);
    })
    .map(({ id }) => id);
}
