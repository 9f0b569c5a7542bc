/** A language's text as a tree, before names are looked up. */
import type { Where } from "@vallgrav/kernel";

/** A name or string and where it stands. */
export type Word = { readonly text: string; readonly at: Where };

/** `x`, `x()`, `x.y`, `x \/ y`, `x /\ y`, `x - y`, `x*`, `x[T]`. */
export type ExpressionSyntax =
  | { readonly kind: "name" | "call"; readonly name: string; readonly at: Where }
  | {
      readonly kind: "collect" | "union" | "intersection" | "difference";
      readonly left: ExpressionSyntax;
      readonly right: ExpressionSyntax;
      readonly at: Where;
    }
  | { readonly kind: "transitive"; readonly of: ExpressionSyntax; readonly at: Where }
  | {
      readonly kind: "subtype";
      readonly of: ExpressionSyntax;
      readonly type: Word;
      readonly at: Where;
    };

export type TimeOperator = "add" | "subtract" | "multiply" | "divide" | "power";

/** The expression between the brackets of a step. */
export type TimeSyntax =
  | {
      readonly kind: TimeOperator;
      readonly left: TimeSyntax;
      readonly right: TimeSyntax;
      readonly at: Where;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly number[];
      readonly at: Where;
    }
  | { readonly kind: "number"; readonly value: number; readonly at: Where };

/** `key info: "text"`. */
export type MetaSyntax = { readonly key: Word; readonly text: string };

/** Steps as written: `|`, `&`, `#`, `E`, `!E`. */
export type StepKind = "or" | "and" | "defence" | "exist" | "notExist";
/** Who makes a step happen: the attacker chooses an action, an effect follows by itself. */
export type StepMode = "action" | "effect";
export type Risk = "C" | "I" | "A";

export type DetectorSyntax = {
  readonly name: Word;
  readonly context: readonly {
    readonly label: string | null;
    readonly expression: ExpressionSyntax;
  }[];
  readonly type: string | null;
  readonly truePositive: number | null;
  readonly falsePositive: number | null;
};

/** `mode` says whether the list adds to an inherited one (`+>`) or replaces it (`->`). */
export type ReachesSyntax = {
  readonly mode: "replace" | "extend";
  readonly expressions: readonly ExpressionSyntax[];
  readonly at: Where;
};

export type StepSyntax = {
  readonly kind: StepKind;
  readonly mode: StepMode | null;
  readonly name: Word;
  readonly tags: readonly string[];
  /** null where no braces stand; empty for `{}`. */
  readonly risk: readonly Risk[] | null;
  /** null where no brackets stand; `Zero` for `[]`. */
  readonly time: TimeSyntax | null;
  readonly meta: readonly MetaSyntax[];
  readonly detectors: readonly DetectorSyntax[];
  readonly requires: readonly ExpressionSyntax[] | null;
  readonly reaches: ReachesSyntax | null;
};

export type VariableSyntax = { readonly name: Word; readonly expression: ExpressionSyntax };

export type AssetSyntax = {
  readonly name: Word;
  readonly isAbstract: boolean;
  readonly parent: Word | null;
  readonly meta: readonly MetaSyntax[];
  readonly variables: readonly VariableSyntax[];
  readonly steps: readonly StepSyntax[];
};

export type CategorySyntax = {
  readonly name: Word;
  readonly meta: readonly MetaSyntax[];
  readonly assets: readonly AssetSyntax[];
};

/** A multiplicity as written; null is `*`. `high` is undefined where a single bound stands. */
export type MultiplicitySyntax = {
  readonly low: number | null;
  readonly high: number | null | undefined;
  readonly at: Where;
};

/** One end: the asset, and the field by which the *other* side reaches it. */
export type EndSyntax = {
  readonly asset: Word;
  readonly field: Word;
  readonly multiplicity: MultiplicitySyntax;
};

export type AssociationSyntax = {
  readonly name: Word;
  readonly left: EndSyntax;
  readonly right: EndSyntax;
  readonly meta: readonly MetaSyntax[];
};

export type DefineSyntax = { readonly key: Word; readonly value: string };

/** What stands in one file, in order. */
export type SourceItem =
  | { readonly kind: "define"; readonly define: DefineSyntax }
  | { readonly kind: "include"; readonly path: Word }
  | { readonly kind: "category"; readonly category: CategorySyntax }
  | { readonly kind: "associations"; readonly associations: readonly AssociationSyntax[] };

/** All files of a language put together in the order of their includes. */
export type LanguageSyntax = {
  readonly defines: readonly DefineSyntax[];
  readonly categories: readonly CategorySyntax[];
  readonly associations: readonly AssociationSyntax[];
};
