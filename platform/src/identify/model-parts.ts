/** A model in parts: how it comes over from a thread, and how it lies on disk. */
import { openModel, type PackedModel } from "@vallgrav/facts";
import { inOneMemory } from "../jobs/one-memory.ts";
import type { MadeModel, PackedMade } from "./make-model.ts";

/** Lists that come in parts, and what each item of them is. */
export type ModelParts = {
  readonly values: PackedModel["book"]["columns"]["values"][number];
  readonly heads: PackedModel["heads"][number];
  readonly assets: PackedModel["book"]["assets"][number];
};

/** A part of one of the lists; parts come from behind. */
export type ModelPart = {
  readonly [K in keyof ModelParts]: {
    readonly kind: "part";
    readonly of: K;
    readonly part: readonly ModelParts[K][];
  };
}[keyof ModelParts];

/** The lists so far, back to front. */
type Taken = { readonly [K in keyof ModelParts]: ModelParts[K][] };

/** Takes parts in, and makes the model of them. */
export type ModelGathering = {
  readonly take: (part: ModelPart) => void;
  /**
   * The whole, opened, its columns shared with who asks for it in other threads.
   * @param rest the model without the lists that came in parts
   */
  readonly whole: (rest: PackedMade) => MadeModel;
};

/** Makes equal short texts one again, which every copy between threads takes apart. */
function settling(): (asset: ModelParts["assets"]) => ModelParts["assets"] {
  const known = new Map<string, string>();
  const text = <T extends string>(one: T): T => {
    const first = known.get(one);
    if (first === undefined) known.set(one, one);
    return (first ?? one) as T;
  };
  return ({ id, kind, claims }) => ({
    id,
    kind: text(kind),
    claims: claims.map(({ space, value, within }) =>
      within === undefined
        ? { space: text(space), value }
        : { space: text(space), value, within: text(within) },
    ),
  });
}

/** Nothing taken in yet. */
export function gathering(): ModelGathering {
  const settle = settling();
  const taken: Taken = { values: [], heads: [], assets: [] };
  return {
    take: ({ of, part }) => {
      if (of === "assets") for (const one of part.toReversed()) taken.assets.push(settle(one));
      else if (of === "heads") taken.heads.push(...part.toReversed());
      else taken.values.push(...part.toReversed());
    },
    whole: (rest) => {
      const { packed, ...beside } = rest;
      const { values, heads, assets } = taken;
      const columns = { ...packed.book.columns, values: values.toReversed() };
      const book = { ...packed.book, columns, assets: assets.toReversed() };
      const made = inOneMemory({ ...packed, book, heads: heads.toReversed() });
      return { ...openModel(made), packed: made, ...beside };
    },
  };
}
