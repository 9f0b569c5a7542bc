/**
 * The attack graph of an instance model, as flat arrays. Nodes are numbered 0 … nodeCount − 1 in
 * asset order, then step order of the asset's type; names are made only on demand.
 */

/** Kinds of node, as stored in {@link AttackGraph.kinds}. */
export const nodeKind = { or: 0, and: 1, defence: 2, exist: 3, notExist: 4 } as const;
export type NodeKind = (typeof nodeKind)[keyof typeof nodeKind];

/** A time-to-compromise expression of the language. Unit: days. */
export type TimeExpression =
  | {
      readonly kind: "add" | "subtract" | "multiply" | "divide" | "power";
      readonly left: TimeExpression;
      readonly right: TimeExpression;
    }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly number[] }
  | { readonly kind: "number"; readonly value: number };

/** What the language says of one step of one concrete asset type. */
export type StepInfo = {
  readonly assetType: string;
  readonly name: string;
  readonly kind: NodeKind;
  readonly time: TimeExpression | null;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, string>>;
};

export type AttackGraph = {
  readonly nodeCount: number;
  /** Per node: index into `steps`. */
  readonly stepOf: Int32Array;
  /** Per node: index into `assets`. */
  readonly assetOf: Int32Array;
  /** Per node: {@link nodeKind}. */
  readonly kinds: Uint8Array;
  /**
   * Per node: 1 where an `exist`/`notExist` step's requirement holds at least one asset, else 0.
   */
  readonly existence: Uint8Array;
  /** Per node: probability that a defence is on, from the model or the language; NaN elsewhere. */
  readonly defenceOn: Float64Array;
  /**
   * Children of node n: `children[childOffsets[n]] … children[childOffsets[n + 1] − 1]`, ascending,
   * distinct.
   */
  readonly childOffsets: Int32Array;
  readonly children: Int32Array;
  /** Parents of node n, in the same form. */
  readonly parentOffsets: Int32Array;
  readonly parents: Int32Array;
  readonly steps: readonly StepInfo[];
  /** Asset ids in node order; `firstNode[a]` is the first node of asset a. */
  readonly assets: readonly string[];
  readonly firstNode: Int32Array;
};
