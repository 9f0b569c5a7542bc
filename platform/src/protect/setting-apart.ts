/** Makes a setting in a thread of its own: of a large model it takes seconds. */
import type { PackedModel } from "@vallgrav/facts";
import { askApart } from "./apart.ts";
import type { RunSize } from "./door.ts";
import { type ModelSource, sourceOf } from "./model-source.ts";
import type { PricedModel, SettingResult } from "./setting.ts";

/** What the thread is given. Structured clone keeps all of it. */
export type SettingQuestion = { readonly source: ModelSource; readonly size: RunSize };

/** A model that can be handed over, with its prices. */
export type PackedSource = PricedModel & { readonly packed: PackedModel };

/** What the thread says. */
export type SettingMade = { readonly kind: "done"; readonly made: SettingResult };

/** @throws what the thread threw */
export async function makeSettingApart(
  current: PackedSource,
  size: RunSize,
): Promise<SettingResult> {
  const program = new URL("./setting-worker.ts", import.meta.url);
  const question: SettingQuestion = { source: sourceOf(current), size };
  const { signal } = new AbortController();
  const watch = { signal, progress: () => Promise.resolve() };
  return (await askApart<SettingMade>(program, question, watch)).made;
}
