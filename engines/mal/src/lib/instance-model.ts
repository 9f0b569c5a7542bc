/**
 * An instance model: which assets of a language exist, how they are linked, which defences are set.
 */

/** One asset. `id` is unique and stable; `name` is for people. */
export type InstanceAsset = {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Probability 0–1 that a defence is on, by step name; defences left out follow the language. */
  readonly defences: Readonly<Record<string, number>>;
};

/** `to` stands in the field `field` of `from`; the other direction follows from the association. */
export type InstanceLink = { readonly from: string; readonly field: string; readonly to: string };

export type InstanceModel = {
  readonly name: string;
  readonly assets: readonly InstanceAsset[];
  readonly links: readonly InstanceLink[];
};
