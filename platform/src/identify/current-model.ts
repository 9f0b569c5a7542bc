/** The model in force, as other rooms are given it. */
import type { Model, PackedModel } from "@vallgrav/facts";
import type { Instant } from "@vallgrav/kernel";

/** The model as of its newest fact, with what identifies it. */
export type CurrentModel = {
  readonly model: Model;
  /**
   * The same in columns, where it was made of a store: a model that was opened cannot be copied to
   * another thread, its columns can.
   */
  readonly packed?: PackedModel;
  /** Hash of the facts; equal facts give equal hashes, whatever the order of imports. */
  readonly hash: string;
  /** The date evidence is aged to: the newest fact's own. */
  readonly asOf: Instant;
};
