/** The way back from an asset to everything that was said of it. */
import { compareText } from "@vallgrav/kernel";
import type { AssetId, ObservationId } from "@vallgrav/kernel";
import type { NamedAsset } from "./ambiguity.ts";
import { runOf, runsOf } from "./runs.ts";
import type { Runs } from "./runs.ts";
import type { Situation } from "./situation.ts";

/**
 * Ids of all statements whose subject, or the thing they point to, is the asset: by evidence,
 * those of one in the order in which they came, each once. Empty for an unknown asset. Costs the
 * length of the answer.
 */
export type StatementsOf = (asset: AssetId) => readonly ObservationId[];

/** Sorts statements by asset by counting. Holds numbers only, so that the rest can go. */
export function statementIndex({ identity, subject, other }: Situation): Runs {
  return runsOf(identity.assets.length, (take) => {
    for (let at = 0; at < subject.length; at += 1) {
      const [from, to] = [subject[at] ?? -1, other[at] ?? -1];
      if (from >= 0) take(from, at);
      if (to >= 0 && to !== from) take(to, at);
    }
  });
}

/** Number of an asset among those sorted by id; −1 where it is none. */
function find(assets: readonly NamedAsset[], id: AssetId): number {
  let [low, high] = [0, assets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(assets[middle]?.id ?? "", id) < 0) low = middle + 1;
    else high = middle;
  }
  return assets[low]?.id === id ? low : -1;
}

/**
 * The way back for all assets.
 * @param assets sorted by id; the runs are by their numbers
 * @param idOf the id of a statement by its number
 */
export function statementsOf(
  runs: Runs,
  assets: readonly NamedAsset[],
  idOf: (statement: number) => ObservationId,
): StatementsOf {
  return (asset) => {
    const at = find(assets, asset);
    return at < 0 ? [] : Array.from(runOf(runs, at), idOf);
  };
}
