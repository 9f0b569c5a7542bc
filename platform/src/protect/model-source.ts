/** A model as it is handed to another thread, which makes settings of it there. */
import { type Model, openModel, type PackedModel } from "@vallgrav/facts";
import type { Instant } from "@vallgrav/kernel";
import type { KeptVersion } from "./cost-sheet.ts";
import type { Learnt } from "./learnt.ts";
import type { Advised, PricedModel } from "./setting.ts";

/** What structured clone keeps of a model and what counts beside it; columns where it has any. */
export type ModelSource = {
  readonly of: { readonly packed: PackedModel } | { readonly plain: Model };
  readonly hash: string;
  readonly asOf: Instant;
  readonly sheet: KeptVersion | null;
  readonly learnt: Learnt | null;
  readonly advised: Advised | null;
};

export function sourceOf(current: PricedModel): ModelSource {
  const { model, packed, hash, asOf, sheet = null, learnt = null, advised = null } = current;
  const of = packed === undefined ? { plain: model } : { packed };
  return { of, hash, asOf, sheet, learnt, advised };
}

/** The model again, on the other side. Cost: linear in assets and relations. */
export function modelFrom({ of, ...beside }: ModelSource): PricedModel {
  return { model: "packed" in of ? openModel(of.packed).model : of.plain, ...beside };
}
