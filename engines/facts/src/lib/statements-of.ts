/** The way back from an asset to everything that was said of it. */
import { compareText } from "@vallgrav/kernel";
import type { AssetId, ObservationId } from "@vallgrav/kernel";
import type { Situation } from "./situation.ts";

/**
 * Ids of all statements whose subject, or the thing they point to, is the asset: in the order in
 * which they came, each once. Empty for an unknown asset. Costs the length of the answer.
 */
export type StatementsOf = (asset: AssetId) => readonly ObservationId[];

/** Statements by asset as numbers: what crosses from one thread to another. */
export type StatementIndex = {
  /** Sorted. */
  readonly assets: readonly AssetId[];
  /** Where the statements of each asset begin in `order`; one longer than the assets. */
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
};

/** Sorts statements by asset by counting. Holds numbers only, so that the rest can go. */
export function statementIndex({ identity, subject, other }: Situation): StatementIndex {
  const assets = identity.assets.map(({ id }) => id);
  const offsets = new Uint32Array(assets.length + 1);
  const each = (take: (asset: number, index: number) => void): void => {
    for (let index = 0; index < subject.length; index += 1) {
      const [from, to] = [subject[index] ?? -1, other[index] ?? -1];
      if (from >= 0) take(from, index);
      if (to >= 0 && to !== from) take(to, index);
    }
  };
  each((asset) => {
    offsets[asset + 1] = (offsets[asset + 1] ?? 0) + 1;
  });
  for (let at = 1; at < offsets.length; at += 1)
    offsets[at] = (offsets[at] ?? 0) + (offsets[at - 1] ?? 0);
  const next = offsets.slice();
  const order = new Uint32Array(offsets.at(-1) ?? 0);
  each((asset, index) => {
    const at = next[asset] ?? 0;
    order[at] = index;
    next[asset] = at + 1;
  });
  return { assets, offsets, order };
}

/** Number of an asset among those sorted by id; −1 where it is none. */
function find(assets: readonly AssetId[], id: AssetId): number {
  let [low, high] = [0, assets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(assets[middle] ?? "", id) < 0) low = middle + 1;
    else high = middle;
  }
  return assets[low] === id ? low : -1;
}

/**
 * The way back for all assets; about twelve bytes a statement beside the ids.
 * @param idAt the id of a statement by its number in the order of those that counted
 */
export function statementsOf(
  { assets, offsets, order }: StatementIndex,
  idAt: (statement: number) => ObservationId | undefined,
): StatementsOf {
  return (asset) => {
    const at = find(assets, asset);
    if (at < 0) return [];
    return [...order.subarray(offsets[at], offsets[at + 1])].flatMap((index) => idAt(index) ?? []);
  };
}
