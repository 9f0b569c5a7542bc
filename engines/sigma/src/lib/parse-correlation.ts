/** Correlation rules: what their documents mean, with every reason they cannot. */
import { own } from "@vallgrav/kernel";
import type {
  Bound,
  CorrelationCondition,
  CorrelationType,
  RuleExpression,
  SigmaCorrelation,
} from "./rule.ts";
import { mapMember, member, reportExpected, textMember, textsMember } from "./members.ts";
import type { ConditionTree } from "./parse-condition.ts";
import { parseCondition } from "./parse-condition.ts";
import { readAbout } from "./parse-rule.ts";
import { numberOf, scalarText } from "./parse-test.ts";
import type { Reporter } from "./sigma-problem.ts";
import { report } from "./sigma-problem.ts";
import type { MapTree, Tree } from "./yaml-tree.ts";

const types: readonly CorrelationType[] = [
  "event_count",
  "value_count",
  "temporal",
  "temporal_ordered",
  "value_sum",
  "value_avg",
  "value_percentile",
  "value_median",
];

const unitsMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const comparisons: readonly Bound["comparison"][] = ["gt", "gte", "lt", "lte", "eq", "neq"];

function typeOf(reporter: Reporter, map: MapTree): CorrelationType | null {
  const text = textMember(reporter, map, "type");
  const found = types.find((type) => type === text);
  if (found !== undefined) return found;
  if (text === null) report(reporter, "error", map.at, ["sigma/missing", { name: "type" }]);
  else
    report(reporter, "error", member(map, "type")?.value.at ?? map.at, [
      "sigma/unknown-value",
      { name: "type", found: text },
    ]);
  return null;
}

function timespanOf(reporter: Reporter, map: MapTree): number | null {
  const text = textMember(reporter, map, "timespan");
  const found = /^(\d{1,9})([smhdw])$/.exec(text ?? "");
  const timespanMs = Number(found?.[1] ?? 0) * (own(unitsMs, found?.[2] ?? "") ?? 0);
  if (timespanMs > 0) return timespanMs;
  const at = member(map, "timespan")?.value.at ?? map.at;
  if (text === null) report(reporter, "error", at, ["sigma/missing", { name: "timespan" }]);
  else reportExpected(reporter, at, "timespan", "timespan");
  return null;
}

function ruleExpression(
  reporter: Reporter,
  at: number,
  tree: ConditionTree,
): RuleExpression | null {
  if (tree.kind === "name") return { kind: "rule", rule: tree.name };
  if (tree.kind === "quantified") {
    report(reporter, "error", at, ["sigma/condition", { found: tree.pattern }]);
    return null;
  }
  if (tree.kind === "not") {
    const part = ruleExpression(reporter, at, tree.part);
    return part === null ? null : { kind: "not", part };
  }
  const parts = tree.parts.flatMap((part) => ruleExpression(reporter, at, part) ?? []);
  return parts.length < tree.parts.length ? null : { kind: tree.kind, parts };
}

/** The extended form: a Boolean expression over rules. */
function expressionOf(reporter: Reporter, at: number, text: string): CorrelationCondition | null {
  const tree = parseCondition(reporter, at, text);
  const expression = tree === null ? null : ruleExpression(reporter, at, tree);
  return expression === null ? null : { kind: "rules", expression };
}

function numberMember(reporter: Reporter, map: MapTree, name: string): number | null {
  const found = member(map, name);
  if (found === undefined) return null;
  const value = numberOf(scalarText(found.value) ?? "");
  if (Number.isFinite(value)) return value;
  reportExpected(reporter, found.value.at, name, "number");
  return null;
}

const boundMembers: ReadonlySet<string> = new Set([...comparisons, "field", "percentile"]);

function boundsOf(
  reporter: Reporter,
  map: MapTree,
  type: CorrelationType,
): CorrelationCondition | null {
  const stray = map.entries.find(({ key }) => !boundMembers.has(key));
  if (stray !== undefined) {
    const args = { name: "condition", found: stray.key };
    report(reporter, "error", stray.at, ["sigma/unknown-value", args]);
    return null;
  }
  const bounds = comparisons.flatMap((comparison): readonly Bound[] => {
    const value = numberMember(reporter, map, comparison);
    return value === null ? [] : [{ comparison, value }];
  });
  const fields = textsMember(reporter, map, "field");
  const percentile = numberMember(reporter, map, "percentile");
  const isOfValues = type.startsWith("value_");
  if (bounds.length === 0) reportExpected(reporter, map.at, "condition", "bounds");
  else if (isOfValues && fields.length === 0)
    report(reporter, "error", map.at, ["sigma/missing", { name: "field" }]);
  else if (isOfValues && type !== "value_count" && fields.length > 1)
    reportExpected(reporter, map.at, "field", "one-value");
  else if (
    type === "value_percentile" &&
    !(percentile !== null && percentile >= 0 && percentile <= 100)
  )
    reportExpected(reporter, map.at, "percentile", "percentile");
  else return { kind: "bounds", bounds, fields, percentile };
  return null;
}

function conditionOf(
  reporter: Reporter,
  map: MapTree,
  type: CorrelationType,
): CorrelationCondition | null {
  const found = member(map, "condition")?.value;
  const isTemporal = type.startsWith("temporal");
  if (found === undefined && isTemporal) {
    const value = member(map, "rules")?.value;
    const count = value?.kind === "list" ? value.items.length : 1;
    const bounds = [{ comparison: "gte", value: count } as const];
    return { kind: "bounds", bounds, fields: [], percentile: null };
  }
  if (found?.kind === "map") return boundsOf(reporter, found, type);
  if (found?.kind === "text" && isTemporal) return expressionOf(reporter, found.at, found.text);
  if (found === undefined)
    report(reporter, "error", map.at, ["sigma/missing", { name: "condition" }]);
  else reportExpected(reporter, found.at, "condition", "map");
  return null;
}

function aliasesOf(
  reporter: Reporter,
  map: MapTree,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  if (member(map, "aliases") === undefined) return aliases;
  for (const { key, value } of mapMember(reporter, map, "aliases")?.entries ?? []) {
    if (value.kind !== "map") {
      reportExpected(reporter, value.at, key, "map");
      continue;
    }
    const fields = new Map<string, string>();
    for (const one of value.entries) {
      const field = scalarText(one.value);
      if (field === null) reportExpected(reporter, one.value.at, one.key, "text");
      else fields.set(one.key, field);
    }
    aliases.set(key, fields);
  }
  return aliases;
}

/** Rules an expression names, in order of first mention. */
export function rulesNamed(expression: RuleExpression): readonly string[] {
  if (expression.kind === "rule") return [expression.rule];
  const parts = expression.kind === "not" ? [expression.part] : expression.parts;
  return [...new Set(parts.flatMap(rulesNamed))];
}

function isTrue(tree: Tree | undefined): boolean {
  return tree?.kind === "boolean" && tree.value;
}

/** Reads a correlation; null after an error. `generate` may stand outside or inside. */
export function readCorrelation(reporter: Reporter, map: MapTree): SigmaCorrelation | null {
  const before = reporter.errors;
  const about = readAbout(reporter, map);
  const body = mapMember(reporter, map, "correlation");
  if (body === null) return null;
  const type = typeOf(reporter, body);
  const timespanMs = timespanOf(reporter, body);
  const condition = type === null ? null : conditionOf(reporter, body, type);
  const listed = textsMember(reporter, body, "rules");
  const isExtended = condition?.kind === "rules";
  const rules = listed.length === 0 && isExtended ? rulesNamed(condition.expression) : listed;
  if (rules.length === 0) report(reporter, "error", body.at, ["sigma/missing", { name: "rules" }]);
  if (isExtended)
    for (const name of rulesNamed(condition.expression))
      if (!rules.includes(name))
        report(reporter, "error", body.at, ["sigma/no-such-rule", { name }]);
  const groupBy = textsMember(reporter, body, "group-by");
  const aliases = aliasesOf(reporter, body);
  for (const [name, fields] of aliases)
    for (const rule of fields.keys())
      if (!rules.includes(rule))
        report(reporter, "error", body.at, ["sigma/no-such-alias", { name }]);
  if (type === null || timespanMs === null || condition === null || reporter.errors > before)
    return null;
  const generate =
    isTrue(member(map, "generate")?.value) || isTrue(member(body, "generate")?.value);
  return {
    kind: "correlation",
    ...about,
    type,
    rules,
    groupBy,
    timespanMs,
    condition,
    aliases,
    generate,
  };
}
