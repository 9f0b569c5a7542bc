/** Rules, filters and correlations as data: what the YAML means, before any of it is executed. */
import type { Where } from "@vallgrav/kernel";
import type { RegexNode } from "./regex/regex-tree.ts";

/** Severity of a rule; `informational` enriches and does not alert by itself. */
export type SigmaLevel = "informational" | "low" | "medium" | "high" | "critical";

/** What a rule is written for; null: any. Lower case. */
export type LogSource = {
  readonly category: string | null;
  readonly product: string | null;
  readonly service: string | null;
};

/** A piece of a text with wildcards. `one` is one code point, `dash` any dash or slash. */
export type PatternPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "many" }
  | { readonly kind: "one" }
  | { readonly kind: "dash" };

/** Part of an instant, in UTC; week is the ISO week. */
export type TimePart = "minute" | "hour" | "day" | "week" | "month" | "year";

/** How a number is compared: field on the left, the rule's number on the right. */
export type Comparison = "lt" | "lte" | "gt" | "gte" | "eq";

/** Where the other field's text must stand in this field's. */
export type Position = "whole" | "contains" | "startswith" | "endswith";

/** What one value of a field must be. */
export type Test =
  | { readonly kind: "text"; readonly pattern: readonly PatternPart[]; readonly isCased: boolean }
  | { readonly kind: "regex"; readonly source: string; readonly regex: RegexNode }
  /** Address as 128 bits, IPv4 mapped into `::ffff:0:0/96`; `bits` counts from there. */
  | {
      readonly kind: "cidr";
      readonly source: string;
      readonly network: bigint;
      readonly bits: number;
    }
  | { readonly kind: "number"; readonly comparison: Comparison; readonly value: number }
  | {
      readonly kind: "time";
      readonly part: TimePart;
      readonly comparison: Comparison;
      readonly value: number;
    }
  | {
      readonly kind: "field";
      readonly other: string;
      readonly position: Position;
      readonly isCased: boolean;
    }
  /** The field is there, even if empty or null. */
  | { readonly kind: "exists" }
  /** The field is absent or null. */
  | { readonly kind: "null" };

/** What the name of a {@link NamedExpression} is of. */
export type NamedKind = "selection" | "item" | "filter";

/** What must hold of an event. Empty `and` holds, empty `or` does not. */
export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly part: Expression }
  | NamedExpression
  /** Some value of the field passes the test; field null: some value of the whole event. */
  | { readonly kind: "leaf"; readonly field: string | null; readonly test: Test };

/** Part of an expression that has a name in the rule; means what its part means. */
export type NamedExpression = {
  readonly kind: "named";
  readonly what: NamedKind;
  /** Name of the selection or filter, or the item's key as written. */
  readonly name: string;
  readonly at: Where;
  readonly part: Expression;
};

/** What every document may say about itself. Texts as written; credit belongs to `author`. */
export type About = {
  readonly at: Where;
  readonly title: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly level: SigmaLevel | null;
  readonly status: string | null;
  readonly description: string;
  readonly author: string;
  readonly date: string;
  readonly modified: string;
  readonly license: string;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly tags: readonly string[];
  readonly fields: readonly string[];
  readonly related: readonly { readonly id: string; readonly type: string }[];
};

/** A detection rule. */
export type SigmaRule = About & {
  readonly kind: "rule";
  readonly logSource: LogSource;
  /** What must be switched on at the source, for people. */
  readonly prerequisite: string;
  readonly condition: Expression;
  /** Placeholders without values; a rule that has any is never run. */
  readonly needs: readonly string[];
};

/** A filter: its condition is joined by AND to the rules it names. */
export type SigmaFilter = About & {
  readonly kind: "filter";
  readonly logSource: LogSource;
  /** Ids or names; null: any rule. */
  readonly rules: readonly string[] | null;
  readonly condition: Expression;
  readonly needs: readonly string[];
};

/** Kinds of correlation. */
export type CorrelationType =
  | "event_count"
  | "value_count"
  | "temporal"
  | "temporal_ordered"
  | "value_sum"
  | "value_avg"
  | "value_percentile"
  | "value_median";

/** A bound on the figure of a correlation. */
export type Bound = {
  readonly comparison: Comparison | "neq";
  readonly value: number;
};

/** Which rules must have matched, for the temporal types. */
export type RuleExpression =
  | { readonly kind: "and" | "or"; readonly parts: readonly RuleExpression[] }
  | { readonly kind: "not"; readonly part: RuleExpression }
  | { readonly kind: "rule"; readonly rule: string };

/** What makes a correlation true: all bounds, or an expression over rules. */
export type CorrelationCondition =
  | {
      readonly kind: "bounds";
      readonly bounds: readonly Bound[];
      /** Fields of the figure; several make a tuple. */
      readonly fields: readonly string[];
      /** 0–100 for `value_percentile`, else null. */
      readonly percentile: number | null;
    }
  | { readonly kind: "rules"; readonly expression: RuleExpression };

/** A correlation of rules or other correlations. */
export type SigmaCorrelation = About & {
  readonly kind: "correlation";
  readonly type: CorrelationType;
  /** Ids or names as written. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  readonly timespanMs: number;
  readonly condition: CorrelationCondition;
  /** Alias → rule as written → field. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether the rules it builds on also alert by themselves. */
  readonly generate: boolean;
};

/** One document. */
export type SigmaDocument = SigmaRule | SigmaFilter | SigmaCorrelation;
