/**
 * What a home's advisories say of its model, looked up once for a state of both; and which of it
 * the attack graph takes.
 */
import type { Model } from "@vallgrav/facts";
import type { Instant } from "@vallgrav/kernel";
import { type AdvisedFlaw, certaintyOf, toldFindings } from "@vallgrav/knowledge";
import {
  advisoryGeneration,
  matchModel,
  type ModelMatch,
  type ModelMatches,
} from "./model-match.ts";

/** A model, and what names its state. */
type Current = { readonly model: Model; readonly hash: string; readonly asOf: Instant };

/** Advisories of one home. */
export type AdvisoryBook = {
  /** The number of the folder's state; null where there is none that can be used. */
  readonly generation: () => Promise<number | null>;
  /** What they say of a model; null where there are none. Long for a large model, then kept. */
  readonly matches: (current: Current) => Promise<ModelMatches | null>;
};

/** A book over a folder; it keeps the latest answer. */
export function advisoryBook(folder: string): AdvisoryBook {
  let known: { readonly key: string; readonly found: Promise<ModelMatches | null> } | null = null;
  const generation = (): Promise<number | null> => advisoryGeneration(folder);
  return {
    generation,
    matches: async ({ model, hash }) => {
      const state = await generation();
      if (state === null) return null;
      const key = `${state} ${hash}`;
      if (known?.key === key) return known.found;
      const found = matchModel(folder, model, cvesOf(model));
      const entry = { key, found };
      known = entry;
      try {
        return await found;
      } catch (error) {
        // A fault is not an answer: the next to ask tries again.
        if (known === entry) known = null;
        throw error;
      }
    },
  };
}

/** CVEs that tools tell of, asked whether they are exploited. */
function cvesOf({ assets }: Model): readonly string[] {
  const told = assets.flatMap((asset) => toldFindings(asset));
  return [...new Set(told.flatMap(({ finding }) => finding.cves))];
}

/**
 * Flaws that the attack graph takes, one for each computer: as sure as the surest match is that the
 * software is there, times how surely it can be used. In order of the matches.
 */
export function advisedFlaws(
  matches: readonly ModelMatch[],
  asOf: Instant,
): readonly AdvisedFlaw[] {
  const found = new Map<string, AdvisedFlaw>();
  for (const { asset, usable, by } of matches) {
    if (usable === 0 || by.length === 0) continue;
    const certainty = usable * certaintyOf(by, asOf);
    const known = found.get(asset);
    if (known !== undefined && known.certainty >= certainty) continue;
    const isObserved = by.some(({ standing }) => standing === "observed");
    found.set(asset, { asset, certainty, standing: isObserved ? "observed" : "declared" });
  }
  return [...found.values()];
}
