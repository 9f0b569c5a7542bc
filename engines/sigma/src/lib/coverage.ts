/** Which rules can fire on the sources at hand, and why others cannot. */
import { unreachable } from "@vallgrav/kernel";
import type { LogFacts } from "./event.ts";
import { closedName, isForSource } from "./event.ts";
import type { Expression } from "./rule.ts";
import type { ActiveRule } from "./rule-set.ts";

/** A source that delivers events. */
export type LogFeed = {
  readonly facts: LogFacts;
  /** Every name its fields may have; null where that is not known. */
  readonly fields: readonly string[] | null;
};

/** What a rule can do on given sources. */
export type RuleCoverage = {
  readonly key: string;
  /**
   * `no-source`: nothing delivers the events it is for. `never`: those that do lack fields it
   * cannot do without. `can-fire`: anything else.
   */
  readonly state: "can-fire" | "no-source" | "never";
  /** Fields it asks for that none of its sources has. */
  readonly missing: readonly string[];
};

/** Holds always, never, or may hold; decided by which fields there are. */
type Possible = "always" | "never" | "maybe";

type Has = (field: string) => boolean;

const opposite: Readonly<Record<Possible, Possible>> = {
  always: "never",
  never: "always",
  maybe: "maybe",
};

function possible(expression: Expression, has: Has): Possible {
  switch (expression.kind) {
    case "leaf": {
      const { field, test } = expression;
      const isThere = field === null || has(field);
      if (!isThere) return test.kind === "null" ? "always" : "never";
      return test.kind === "field" && !has(test.other) ? "never" : "maybe";
    }
    case "named":
      return possible(expression.part, has);
    case "not":
      return opposite[possible(expression.part, has)];
    case "and":
    case "or": {
      const parts = expression.parts.map((part) => possible(part, has));
      const [ends, holds] =
        expression.kind === "and" ? (["never", "always"] as const) : (["always", "never"] as const);
      if (parts.includes(ends)) return ends;
      return parts.every((part) => part === holds) ? holds : "maybe";
    }
    default:
      return unreachable(expression);
  }
}

function addFields(expression: Expression, fields: Set<string>): void {
  if (expression.kind === "leaf") {
    if (expression.field !== null) fields.add(expression.field);
    if (expression.test.kind === "field") fields.add(expression.test.other);
  } else if (expression.kind === "not" || expression.kind === "named")
    addFields(expression.part, fields);
  else for (const part of expression.parts) addFields(part, fields);
}

/** Judges every rule. Linear in rules times sources. */
export function coverageOf(
  rules: readonly ActiveRule[],
  feeds: readonly LogFeed[],
): readonly RuleCoverage[] {
  const known = feeds.map(({ facts, fields }) => ({
    facts,
    names: fields === null ? null : new Set(fields.map(closedName)),
  }));
  return rules.map(({ key, rule, condition }) => {
    const fitting = known.filter(({ facts }) => isForSource(rule.logSource, facts));
    const hasIn = (names: ReadonlySet<string> | null): Has =>
      names === null ? () => true : (field) => names.has(closedName(field));
    const asked = new Set<string>();
    addFields(condition, asked);
    const missing = [...asked].filter((field) => !fitting.some(({ names }) => hasIn(names)(field)));
    if (fitting.length === 0) return { key, state: "no-source", missing: [] };
    const canFire = fitting.some(({ names }) => possible(condition, hasIn(names)) !== "never");
    return { key, state: canFire ? "can-fire" : "never", missing };
  });
}
