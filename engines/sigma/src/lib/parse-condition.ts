/** The condition grammar: names, `not`, `and`, `or`, parentheses and `1 of …`, `all of …`. */
import type { Reporter } from "./sigma-problem.ts";
import { report } from "./sigma-problem.ts";

/** A condition as written. Names and patterns are still names. */
export type ConditionTree =
  | { readonly kind: "and" | "or"; readonly parts: readonly ConditionTree[] }
  | { readonly kind: "not"; readonly part: ConditionTree }
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "quantified";
      readonly quantifier: "any" | "all";
      /** `them`, or a name with `*` in it. */
      readonly pattern: string;
    };

type Word = { readonly text: string; readonly at: number };
type Cursor = {
  readonly words: readonly Word[];
  readonly reporter: Reporter;
  /** Offset of the end of the text. */
  readonly end: number;
  at: number;
  depth: number;
};

/** Thrown inside this file only, after the problem is reported. */
class Broken extends Error {}

function fail(cursor: Cursor): never {
  const word = cursor.words[cursor.at];
  const found = word?.text ?? "";
  report(cursor.reporter, "error", word?.at ?? cursor.end, ["sigma/condition", { found }]);
  throw new Broken();
}

/** Whether the next word is an operator; takes it, whatever its letter case. */
function takeOperator(cursor: Cursor, operator: string): boolean {
  const word = cursor.words[cursor.at];
  if (word === undefined || word.text.toLowerCase() !== operator) return false;
  if (word.text !== operator)
    report(cursor.reporter, "notice", word.at, ["sigma/upper-case-operator", { found: word.text }]);
  cursor.at += 1;
  return true;
}

function quantified(cursor: Cursor): ConditionTree | null {
  const [word, of, pattern] = cursor.words.slice(cursor.at, cursor.at + 3);
  if (of?.text.toLowerCase() !== "of") return null;
  const quantifier = word?.text.toLowerCase() ?? "";
  if (!["1", "any", "all"].includes(quantifier)) fail(cursor);
  cursor.at += 1;
  takeOperator(cursor, "of");
  if (pattern === undefined || !/^[\w.*-]+$/.test(pattern.text)) fail(cursor);
  cursor.at += 1;
  return {
    kind: "quantified",
    quantifier: quantifier === "all" ? "all" : "any",
    pattern: pattern.text,
  };
}

function primary(cursor: Cursor): ConditionTree {
  const word = cursor.words[cursor.at];
  if (word?.text === "(") {
    cursor.at += 1;
    const inner = either(cursor);
    if (cursor.words[cursor.at]?.text !== ")") fail(cursor);
    cursor.at += 1;
    return inner;
  }
  const found = quantified(cursor);
  if (found !== null) return found;
  const isOperator = /^(?:and|or|not|of)$/i.test(word?.text ?? "");
  if (word === undefined || isOperator || !/^[\w.-]+$/.test(word.text)) return fail(cursor);
  cursor.at += 1;
  return { kind: "name", name: word.text };
}

function negation(cursor: Cursor): ConditionTree {
  const { reporter, words } = cursor;
  const limit = reporter.limits.depth;
  cursor.depth += 1;
  if (cursor.depth > limit) {
    const at = words[cursor.at]?.at ?? cursor.end;
    report(reporter, "error", at, ["sigma/too-large", { what: "depth", limit }]);
    throw new Broken();
  }
  const tree: ConditionTree = takeOperator(cursor, "not")
    ? { kind: "not", part: negation(cursor) }
    : primary(cursor);
  cursor.depth -= 1;
  return tree;
}

function chain(
  cursor: Cursor,
  kind: "and" | "or",
  next: (cursor: Cursor) => ConditionTree,
): ConditionTree {
  const first = next(cursor);
  const parts = [first];
  while (takeOperator(cursor, kind)) parts.push(next(cursor));
  return parts.length === 1 ? first : { kind, parts };
}

function either(cursor: Cursor): ConditionTree {
  return chain(cursor, "or", (one) => chain(one, "and", negation));
}

function wordsOf(text: string, at: number): readonly Word[] {
  return Array.from(text.matchAll(/[()|]|[^\s()|]+/g), (found) => ({
    text: found[0],
    at: at + found.index,
  }));
}

/**
 * Parses a condition; null after an error. Linear.
 * @param at where the text begins, for places
 */
export function parseCondition(reporter: Reporter, at: number, text: string): ConditionTree | null {
  const words = wordsOf(text, at);
  const pipe = words.find((word) => word.text === "|");
  if (pipe !== undefined) {
    const found = text.slice(pipe.at - at, pipe.at - at + 60);
    report(reporter, "error", pipe.at, ["sigma/condition-aggregation", { found }]);
    return null;
  }
  const limit = reporter.limits.condition;
  if (words.length > limit) {
    report(reporter, "error", at, ["sigma/too-large", { what: "condition", limit }]);
    return null;
  }
  const cursor: Cursor = { words, reporter, end: at + text.length, at: 0, depth: 0 };
  try {
    const tree = either(cursor);
    if (cursor.at < words.length) fail(cursor);
    return tree;
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}
