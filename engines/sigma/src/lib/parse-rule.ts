/** Detection rules and filters: what their documents mean, with every reason they cannot. */
import type { About, Expression, LogSource, SigmaFilter, SigmaLevel, SigmaRule } from "./rule.ts";
import { detectionExpression } from "./parse-detection.ts";
import type { ConditionTree } from "./parse-condition.ts";
import { parseCondition } from "./parse-condition.ts";
import type { RuleScope } from "./parse-test.ts";
import { scalarText } from "./parse-test.ts";
import { mapMember, member, reportExpected, textMember, textsMember } from "./members.ts";
import type { Reporter } from "./sigma-problem.ts";
import { report, whereOf } from "./sigma-problem.ts";
import type { MapTree, Tree } from "./yaml-tree.ts";

const levels: readonly string[] = ["informational", "low", "medium", "high", "critical"];

function levelOf(reporter: Reporter, map: MapTree): SigmaLevel | null {
  const text = textMember(reporter, map, "level");
  if (text === null || levels.includes(text)) return text as SigmaLevel | null;
  const at = member(map, "level")?.value.at ?? map.at;
  report(reporter, "error", at, ["sigma/unknown-value", { name: "level", found: text }]);
  return null;
}

function relatedOf(map: MapTree): readonly { readonly id: string; readonly type: string }[] {
  const found = member(map, "related")?.value;
  if (found?.kind !== "list") return [];
  return found.items.flatMap((item) => {
    if (item.kind !== "map") return [];
    const [id, type] = ["id", "type"].map((name) => {
      const value = member(item, name)?.value;
      return value === undefined ? null : scalarText(value);
    });
    return id === null || id === undefined ? [] : [{ id, type: type ?? "" }];
  });
}

/** What a document says about itself; a title must be there. */
export function readAbout(reporter: Reporter, map: MapTree): About {
  const text = (name: string): string => textMember(reporter, map, name) ?? "";
  const title = text("title");
  if (title === "") report(reporter, "error", map.at, ["sigma/missing", { name: "title" }]);
  return {
    at: whereOf(reporter, map.at),
    title,
    id: textMember(reporter, map, "id"),
    name: textMember(reporter, map, "name"),
    level: levelOf(reporter, map),
    status: textMember(reporter, map, "status"),
    description: text("description"),
    author: textsMember(reporter, map, "author").join(", "),
    date: text("date"),
    modified: text("modified"),
    license: text("license"),
    references: textsMember(reporter, map, "references"),
    falsePositives: textsMember(reporter, map, "falsepositives"),
    tags: textsMember(reporter, map, "tags"),
    fields: textsMember(reporter, map, "fields"),
    related: relatedOf(map),
  };
}

function readLogSource(
  reporter: Reporter,
  map: MapTree,
): { readonly logSource: LogSource; readonly prerequisite: string } | null {
  const source = mapMember(reporter, map, "logsource");
  if (source === null) return null;
  const word = (name: string): string | null =>
    textMember(reporter, source, name)?.toLowerCase() ?? null;
  const logSource = {
    category: word("category"),
    product: word("product"),
    service: word("service"),
  };
  if (logSource.category === null && logSource.product === null && logSource.service === null) {
    report(reporter, "error", source.at, ["sigma/empty", { name: "logsource" }]);
    return null;
  }
  const definition = member(source, "definition")?.value;
  return { logSource, prerequisite: (definition && scalarText(definition)) ?? "" };
}

type Selections = ReadonlyMap<string, { readonly part: Expression | null; readonly at: number }>;

type Meaning = {
  readonly scope: RuleScope;
  readonly selections: Selections;
  readonly used: Set<string>;
  /** Offset of the condition. */
  readonly at: number;
};

/** Selections a pattern is about; `_` names only where the pattern begins with `_`. */
function namesOf(pattern: string, names: Iterable<string>): readonly string[] {
  const glob = pattern.split("*").map((piece) => piece.replace(/[.-]/g, "\\$&"));
  const shape = new RegExp(`^${pattern === "them" ? ".*" : glob.join(".*")}$`, "s");
  const isHidden = (name: string): boolean => name.startsWith("_") && !pattern.startsWith("_");
  return [...names].filter((name) => shape.test(name) && !isHidden(name));
}

function selection({ scope, selections, used, at }: Meaning, name: string): Expression | null {
  const found = selections.get(name);
  used.add(name);
  if (found === undefined) {
    report(scope.reporter, "error", at, ["sigma/no-such-selection", { name }]);
    return null;
  }
  if (found.part === null) return null;
  const where = whereOf(scope.reporter, found.at);
  return { kind: "named", what: "selection", name, at: where, part: found.part };
}

/** A condition with its selections put in; null after an error. */
function meaningOf(meaning: Meaning, tree: ConditionTree): Expression | null {
  if (tree.kind === "name") return selection(meaning, tree.name);
  if (tree.kind === "not") {
    const part = meaningOf(meaning, tree.part);
    return part === null ? null : { kind: "not", part };
  }
  let found: readonly (Expression | null)[];
  if (tree.kind === "quantified") {
    const names = namesOf(tree.pattern, meaning.selections.keys());
    if (names.length === 0)
      report(meaning.scope.reporter, "error", meaning.at, [
        "sigma/empty-pattern",
        { name: tree.pattern },
      ]);
    found = names.length === 0 ? [null] : names.map((name) => selection(meaning, name));
  } else found = tree.parts.map((part) => meaningOf(meaning, part));
  const parts = found.filter((part) => part !== null);
  if (parts.length < found.length) return null;
  const isAnd = tree.kind === "and" || (tree.kind === "quantified" && tree.quantifier === "all");
  return { kind: isAnd ? "and" : "or", parts };
}

/** The condition (a list is OR of several) with `selections` put in its place. */
function readCondition(meaning: Meaning, tree: Tree): Expression | null {
  const { scope } = meaning;
  const { reporter } = scope;
  const trees = tree.kind === "list" ? tree.items : [tree];
  const parts: Expression[] = [];
  for (const one of trees) {
    const text = one.kind === "text" || one.kind === "number" ? one.text : null;
    if (text === null) {
      reportExpected(reporter, one.at, "condition", "text");
      return null;
    }
    const parsed = parseCondition(reporter, one.at, text);
    const part = parsed === null ? null : meaningOf({ ...meaning, at: one.at }, parsed);
    if (part === null) return null;
    parts.push(part);
  }
  const [only] = parts;
  if (only === undefined)
    report(reporter, "error", tree.at, ["sigma/empty", { name: "condition" }]);
  return parts.length > 1 ? { kind: "or", parts } : (only ?? null);
}

/** Selections and condition of a map; members named in `others` are neither. */
function readDetection(
  scope: RuleScope,
  map: MapTree,
  others: ReadonlySet<string>,
): Expression | null {
  const { reporter } = scope;
  const selections = new Map<string, { part: Expression | null; at: number }>();
  for (const { key, at, value } of map.entries)
    if (key !== "condition" && !others.has(key))
      selections.set(key, { part: detectionExpression(scope, value, key), at });
  const condition = member(map, "condition");
  if (condition === undefined) {
    report(reporter, "error", map.at, ["sigma/missing", { name: "condition" }]);
    return null;
  }
  const used = new Set<string>();
  const meaning = { scope, selections, used, at: condition.value.at };
  const expression = readCondition(meaning, condition.value);
  if (expression === null) return null;
  for (const [name, { at }] of selections)
    if (!used.has(name)) report(reporter, "warning", at, ["sigma/unused-selection", { name }]);
  return expression;
}

function checkTaxonomy(reporter: Reporter, map: MapTree): void {
  const found = textMember(reporter, map, "taxonomy");
  if (found !== null && found !== "sigma")
    report(reporter, "error", map.at, ["sigma/taxonomy", { found }]);
}

const ruleMembers: ReadonlySet<string> = new Set(["timeframe"]);
const filterMembers: ReadonlySet<string> = new Set(["rules"]);

/** Reads a detection rule; null after an error. */
export function readRule(scope: RuleScope, map: MapTree): SigmaRule | null {
  const { reporter } = scope;
  const before = reporter.errors;
  const about = readAbout(reporter, map);
  checkTaxonomy(reporter, map);
  const source = readLogSource(reporter, map);
  const detection = mapMember(reporter, map, "detection");
  const condition = detection === null ? null : readDetection(scope, detection, ruleMembers);
  if (source === null || condition === null || reporter.errors > before) return null;
  return { kind: "rule", ...about, ...source, condition, needs: [...scope.needs] };
}

function hasNot(expression: Expression): boolean {
  if (expression.kind === "not") return true;
  if (expression.kind === "leaf") return false;
  return expression.kind === "named" ? hasNot(expression.part) : expression.parts.some(hasNot);
}

/** Reads a filter; null after an error. */
export function readFilter(scope: RuleScope, map: MapTree): SigmaFilter | null {
  const { reporter } = scope;
  const before = reporter.errors;
  const about = readAbout(reporter, map);
  checkTaxonomy(reporter, map);
  const source = readLogSource(reporter, map);
  const body = mapMember(reporter, map, "filter");
  const condition = body === null ? null : readDetection(scope, body, filterMembers);
  if (source === null || condition === null || body === null || reporter.errors > before)
    return null;
  if (!hasNot(condition))
    report(reporter, "warning", body.at, ["sigma/filter-keeps", { name: about.title }]);
  const named = textsMember(reporter, body, "rules");
  const rules = named.length === 0 || (named.length === 1 && named[0] === "any") ? null : named;
  return {
    kind: "filter",
    ...about,
    logSource: source.logSource,
    rules,
    condition,
    needs: [...scope.needs],
  };
}
