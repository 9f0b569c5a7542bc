/**
 * A compiled language: readonly plain data with every name looked up and everything inherited put
 * in place, so that it can be hashed, kept and sent to another thread.
 */
import type { NodeKind, TimeExpression } from "../attack-graph.ts";
import type { Compat } from "./problems.ts";
import type { StepMode } from "./syntax.ts";

/** Metadata by its key, such as `user`. */
export type Meta = Readonly<Record<string, string>>;

/**
 * An expression that maps one asset to a set of assets. `type` is the static type of what it gives:
 * every asset it gives is of that type or below it, but for the start of a closure.
 */
export type AssetExpression =
  | { readonly kind: "self"; readonly type: string }
  | { readonly kind: "field"; readonly name: string; readonly type: string }
  /** The variable `name` as declared by the asset `owner`. */
  | {
      readonly kind: "variable";
      readonly owner: string;
      readonly name: string;
      readonly type: string;
    }
  | {
      readonly kind: "collect" | "union" | "intersection" | "difference";
      readonly left: AssetExpression;
      readonly right: AssetExpression;
      readonly type: string;
    }
  | {
      readonly kind: "transitive" | "subtype";
      readonly of: AssetExpression;
      readonly type: string;
    };

/** Where a step leads: to the step of that name of every asset the expression gives. */
export type Reach = { readonly from: AssetExpression; readonly step: string };

/** A detector of a step; kept as data, without meaning for the graph. Rates are 0–1. */
export type Detector = {
  readonly name: string;
  readonly context: readonly { readonly label: string | null; readonly reach: Reach }[];
  readonly type: string | null;
  readonly truePositive: number | null;
  readonly falsePositive: number | null;
};

/** Which of confidentiality, integrity and availability a step harms. */
export type RiskFlags = {
  readonly confidentiality: boolean;
  readonly integrity: boolean;
  readonly availability: boolean;
};

/** A step of an asset, with what it inherits. */
export type Step = {
  readonly name: string;
  readonly kind: NodeKind;
  /** The asset that declares it, the nearest where several do. */
  readonly owner: string;
  readonly mode: StepMode | null;
  readonly time: TimeExpression | null;
  readonly tags: readonly string[];
  readonly risk: RiskFlags | null;
  readonly meta: Meta;
  readonly detectors: readonly Detector[];
  /** What must exist; only for `exist` and `notExist`. */
  readonly requires: readonly AssetExpression[];
  readonly reaches: readonly Reach[];
};

/** A field: the far end of an association, as seen from this asset. */
export type Field = {
  readonly name: string;
  /** The asset named in the association; the asset itself or one above it. */
  readonly owner: string;
  /** Type of what the field holds. */
  readonly target: string;
  /** The field by which the far end reaches back. */
  readonly reverse: string;
  /** Index into the language's associations. */
  readonly association: number;
  readonly min: number;
  /** null: no upper bound. */
  readonly max: number | null;
};

/** A variable of an asset. */
export type Variable = { readonly name: string; readonly expression: AssetExpression };

/** An asset type. */
export type Asset = {
  readonly name: string;
  readonly category: string;
  readonly isAbstract: boolean;
  readonly meta: Meta;
  /** The asset itself, its parent, and so on to the root. */
  readonly lineage: readonly string[];
  /** Own ones in the order of associations, then inherited ones. */
  readonly fields: readonly Field[];
  /** Own ones only; {@link AssetExpression} names the owner of a variable. */
  readonly variables: readonly Variable[];
  /** Those the asset declares in order, then those it inherits and does not declare again. */
  readonly steps: readonly Step[];
};

/** One end of an association: `asset`s stand in the field `field` of the other end's asset. */
export type AssociationEnd = {
  readonly asset: string;
  readonly field: string;
  readonly min: number;
  /** null: no upper bound. */
  readonly max: number | null;
};

export type Association = {
  readonly name: string;
  readonly left: AssociationEnd;
  readonly right: AssociationEnd;
  readonly meta: Meta;
};

export type Category = { readonly name: string; readonly meta: Meta };

/** A language of the Meta Attack Language. */
export type Language = {
  readonly id: string;
  readonly version: string;
  /** All defines, `id` and `version` among them. */
  readonly defines: Meta;
  readonly categories: readonly Category[];
  /** In the order of the text. */
  readonly assets: readonly Asset[];
  readonly associations: readonly Association[];
  /** Whose rules it was compiled by, where not malc's; graphs follow the same. */
  readonly compat?: Compat;
};
