/** Makes a setting in a thread of its own: of a large model it takes seconds. */
import type { PackedModel } from "@vallgrav/facts";
import { askApart } from "./apart.ts";
import type { RunSize } from "./run-size.ts";
import { type ModelSource, sourceOf } from "./model-source.ts";
import type { PricedModel, SettingResult } from "./setting.ts";

/** What the thread is given. Structured clone keeps all of it. */
export type SettingQuestion = { readonly source: ModelSource; readonly size: RunSize };

/** A model that can be handed over, with its prices. */
export type PackedSource = PricedModel & { readonly packed: PackedModel };

/** What the thread says. */
export type SettingMade = { readonly kind: "done"; readonly made: SettingResult };

/**
 * What making a setting of so many assets and relations needs of memory beside its columns, with a
 * third to spare.
 */
export function usualMebibytes({ model }: PricedModel): number {
  return Math.ceil(128 + (model.assets.length + model.relations.length) / 1_100);
}

/**
 * Makes it; the thread is gone when this ends.
 * @param usual the ceiling of a first thread; what needs more gets a second one with all there is
 * @throws what the thread threw
 */
export async function makeSettingApart(
  current: PackedSource,
  size: RunSize,
  usual: number = usualMebibytes(current),
): Promise<SettingResult> {
  const program = new URL("./setting-worker.ts", import.meta.url);
  const question: SettingQuestion = { source: sourceOf(current), size };
  const { signal } = new AbortController();
  const watch = { signal, progress: () => Promise.resolve() };
  return (await askApart<SettingMade>(program, question, watch, usual)).made;
}
