/** Search identifiers of a rule or filter → expressions. */
import type { Expression } from "./rule.ts";
import { readModifiers } from "./modifiers.ts";
import type { ItemScope, RuleScope } from "./parse-test.ts";
import { parseTests } from "./parse-test.ts";
import { report, whereOf } from "./sigma-problem.ts";
import type { Tree, TreeEntry } from "./yaml-tree.ts";

/** Values as a list; a single one is a list of one. */
function valuesOf(tree: Tree): readonly Tree[] {
  return tree.kind === "list" ? tree.items : [tree];
}

function or(parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "or", parts };
}

/** One value: any of its tests; `null` and `exists: false` are about absence. */
function valueExpression(scope: ItemScope, tree: Tree): Expression | null {
  const { field, modifiers } = scope;
  if (tree.kind === "null" && field !== null && modifiers.kind === "text")
    return { kind: "leaf", field, test: { kind: "null" } };
  const tests = parseTests(scope, tree);
  if (tests === null) return null;
  const any = or(tests.map((test): Expression => ({ kind: "leaf", field, test })));
  const isAbsence = modifiers.kind === "exists" && tree.kind === "boolean" && !tree.value;
  return isAbsence ? { kind: "not", part: any } : any;
}

/** Whether the values of an item can stand as they do; what cannot is reported. */
function areValuesFit(scope: ItemScope, value: Tree): boolean {
  const { reporter, key, modifiers } = scope;
  const values = valuesOf(value);
  const wrong = values.find(({ kind }) => kind === "list" || kind === "map");
  if (values.length === 0) report(reporter, "error", value.at, ["sigma/empty", { name: key }]);
  else if (wrong !== undefined)
    report(reporter, "error", wrong.at, ["sigma/expected", { name: key, expected: "text" }]);
  else if (value.kind === "list" && values.some(({ kind }) => kind === "null"))
    report(reporter, "error", value.at, ["sigma/null-in-list", { name: key }]);
  else if (modifiers.kind === "exists" && value.kind === "list")
    report(reporter, "error", value.at, ["sigma/expected", { name: key, expected: "one-value" }]);
  else {
    if (modifiers.isAll && values.length === 1)
      report(reporter, "notice", value.at, ["sigma/single-all", { field: scope.field ?? "" }]);
    return true;
  }
  return false;
}

/** `field|modifiers: values`. */
function itemExpression(scope: RuleScope, { key, at, value }: TreeEntry): Expression | null {
  const { reporter } = scope;
  const read = readModifiers(reporter, key, at);
  if (read === null) return null;
  const item: ItemScope = { ...scope, key, ...read };
  if (!areValuesFit(item, value)) return null;
  const parts: Expression[] = [];
  for (const one of valuesOf(value)) {
    const expression = valueExpression(item, one);
    if (expression === null) return null;
    parts.push(expression);
  }
  const { isAll, isNegated } = read.modifiers;
  const whole = isAll ? ({ kind: "and", parts } as const) : or(parts);
  const part: Expression = isNegated ? { kind: "not", part: whole } : whole;
  return { kind: "named", what: "item", name: key, at: whereOf(reporter, at), part };
}

function keywordExpression(scope: RuleScope, tree: Tree): Expression | null {
  return itemExpression(scope, { key: "", at: tree.at, value: tree });
}

/**
 * What a search identifier stands for: a map is AND, a list is OR, a scalar is a keyword; lists and
 * maps may nest. Null after an error; `name` is of the identifier.
 */
export function detectionExpression(scope: RuleScope, tree: Tree, name: string): Expression | null {
  const { reporter } = scope;
  if (tree.kind === "map") {
    const parts = tree.entries.map((entry) => itemExpression(scope, entry));
    if (parts.length === 0) report(reporter, "error", tree.at, ["sigma/empty", { name }]);
    const found = parts.filter((part) => part !== null);
    return found.length === 0 || found.length < parts.length ? null : { kind: "and", parts: found };
  }
  if (tree.kind === "list") {
    const parts = tree.items.map((item) => detectionExpression(scope, item, name));
    if (parts.length === 0) report(reporter, "error", tree.at, ["sigma/empty", { name }]);
    const found = parts.filter((part) => part !== null);
    return found.length === 0 || found.length < parts.length ? null : or(found);
  }
  if (tree.kind === "null" || (tree.kind === "text" && tree.text === "")) {
    report(reporter, "error", tree.at, ["sigma/empty", { name }]);
    return null;
  }
  return keywordExpression(scope, tree);
}
