/** One value of a detection item, with the item's modifiers → the tests that mean it. */
import { unreachable } from "@vallgrav/kernel";
import { parseNetwork } from "./cidr.ts";
import { base64, base64Offsets, encode, latin } from "./encode.ts";
import type { Modifiers } from "./modifiers.ts";
import {
  literalPattern,
  parsePattern,
  textOfPattern,
  widen,
  withDashes,
  withValues,
} from "./pattern.ts";
import { parseRegex } from "./regex/parse-regex.ts";
import { sizeOfRegex } from "./regex/regex-tree.ts";
import type { PatternPart, Position, Test } from "./rule.ts";
import type { Reporter, SigmaExpected } from "./sigma-problem.ts";
import { report } from "./sigma-problem.ts";
import type { Tree } from "./yaml-tree.ts";

/** What a rule is parsed with. */
export type RuleScope = {
  readonly reporter: Reporter;
  /** Placeholder → its values, as Sigma texts. */
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
  /** Placeholders met that have no values. */
  readonly needs: Set<string>;
};

/** An item being read: its key, whose modifiers these are. */
export type ItemScope = RuleScope & {
  readonly key: string;
  readonly field: string | null;
  readonly modifiers: Modifiers;
};

/** The text of a scalar as the log would write it; null for what is none. */
export function scalarText(tree: Tree): string | null {
  if (tree.kind === "text" || tree.kind === "number") return tree.text;
  return tree.kind === "boolean" ? String(tree.value) : null;
}

function wrong(scope: ItemScope, tree: Tree, expected: SigmaExpected): null {
  const args = { name: scope.key, expected };
  report(scope.reporter, "error", tree.at, ["sigma/modifier-value", args]);
  return null;
}

function openAt(position: Position): { readonly before: boolean; readonly after: boolean } {
  return {
    before: position === "contains" || position === "endswith",
    after: position === "contains" || position === "startswith",
  };
}

/** The bytes an encoding makes of a pattern, as patterns again; null where it has wildcards. */
function encoded(
  { encoding, base64: form }: Modifiers,
  pattern: readonly PatternPart[],
): readonly (readonly PatternPart[])[] | null {
  if (encoding === "utf8" && form === null) return [pattern];
  const text = textOfPattern(pattern);
  if (text === null) return null;
  const bytes = encode(text, encoding);
  if (form === "offset") return base64Offsets(bytes).map(literalPattern);
  return [literalPattern(form === null ? latin(bytes) : base64(bytes))];
}

const starBetween = /\\\*\\/;

function textTests(scope: ItemScope, tree: Tree): readonly Test[] | null {
  const { modifiers, reporter, field } = scope;
  const text = scalarText(tree);
  if (text === null) return wrong(scope, tree, "text");
  if (tree.kind === "number" && modifiers.position !== "whole")
    report(reporter, "notice", tree.at, ["sigma/number-as-text", { field: field ?? "" }]);
  if (starBetween.test(text))
    report(reporter, "warning", tree.at, ["sigma/escaped-star", { found: text.slice(0, 60) }]);
  const raw = parsePattern(text, modifiers.hasPlaceholders);
  const most = reporter.limits.combinations;
  const expanded = withValues(raw, scope.placeholders, most);
  if (expanded === null) {
    report(reporter, "error", tree.at, ["sigma/too-large", { what: "combinations", limit: most }]);
    return null;
  }
  for (const name of expanded.missing) scope.needs.add(name);
  const position =
    field === null && modifiers.position === "whole" ? "contains" : modifiers.position;
  const tests: Test[] = [];
  for (const pattern of expanded.patterns) {
    const dashed = modifiers.isDashed ? withDashes(pattern) : pattern;
    const patterns = encoded(modifiers, dashed);
    if (patterns === null) return wrong(scope, tree, "whole-text");
    for (const one of patterns)
      tests.push({
        kind: "text",
        pattern: widen(one, openAt(position)),
        isCased: modifiers.isCased,
      });
  }
  return tests;
}

function regexTest(scope: ItemScope, tree: Tree): readonly Test[] | null {
  const source = scalarText(tree);
  if (source === null) return wrong(scope, tree, "text");
  const { reporter, modifiers } = scope;
  const parsed = parseRegex(source, modifiers.flags);
  if (!parsed.ok) {
    const code = parsed.isUnsupported ? "sigma/regex-unsupported" : "sigma/regex";
    report(reporter, "error", tree.at, [code, { found: parsed.found }]);
    return null;
  }
  const limit = reporter.limits.regex;
  if (sizeOfRegex(parsed.node) > limit) {
    report(reporter, "error", tree.at, ["sigma/too-large", { what: "regex", limit }]);
    return null;
  }
  return [{ kind: "regex", source, regex: parsed.node }];
}

function cidrTest(scope: ItemScope, tree: Tree): readonly Test[] | null {
  const source = scalarText(tree) ?? "";
  const network = parseNetwork(source);
  if (network !== null) return [{ kind: "cidr", source, ...network }];
  report(scope.reporter, "error", tree.at, ["sigma/cidr", { found: source.slice(0, 60) }]);
  return null;
}

/** A decimal number as rules and logs write it; NaN for anything else. */
export function numberOf(text: string): number {
  return /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
}

function numberTest(scope: ItemScope, tree: Tree): readonly Test[] | null {
  const { kind, comparison, part } = scope.modifiers;
  const value = numberOf(scalarText(tree) ?? "");
  if (!Number.isFinite(value)) return wrong(scope, tree, "number");
  if (kind === "time") return [{ kind: "time", part, comparison, value }];
  return [{ kind: "number", comparison, value }];
}

/** The tests of one value, of which one must pass; null after an error. */
export function parseTests(scope: ItemScope, tree: Tree): readonly Test[] | null {
  const { kind, position, isCased } = scope.modifiers;
  switch (kind) {
    case "text":
      return textTests(scope, tree);
    case "regex":
      return regexTest(scope, tree);
    case "cidr":
      return cidrTest(scope, tree);
    case "field":
      return tree.kind === "text" && tree.text !== ""
        ? [{ kind: "field", other: tree.text, position, isCased }]
        : wrong(scope, tree, "text");
    case "exists":
      return tree.kind === "boolean" ? [{ kind: "exists" }] : wrong(scope, tree, "boolean");
    case "number":
    case "time":
      return numberTest(scope, tree);
    default:
      return unreachable(kind);
  }
}
