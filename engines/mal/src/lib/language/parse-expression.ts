/** Expressions over assets: paths, set operations, closures and subtypes. */
import type { Cursor } from "./cursor.ts";
import { accept, countPart, expect, expectWord, here, nested, peek, take } from "./cursor.ts";
import { unexpected } from "./cursor.ts";
import type { TokenKind } from "./lex.ts";
import type { ExpressionSyntax } from "./syntax.ts";

const setOperators: ReadonlyMap<TokenKind, "union" | "intersection" | "difference"> = new Map([
  ["\\/", "union"],
  ["/\\", "intersection"],
  ["-", "difference"],
]);

/** An expression with a fresh count of its parts; null after a problem. */
export function parseExpression(cursor: Cursor): ExpressionSyntax | null {
  cursor.parts = 0;
  return parseSets(cursor);
}

/** One or more expressions with commas between them; null after a problem. */
export function parseExpressionList(cursor: Cursor): readonly ExpressionSyntax[] | null {
  const list: ExpressionSyntax[] = [];
  do {
    const expression = parseExpression(cursor);
    if (expression === null) return null;
    list.push(expression);
  } while (accept(cursor, ","));
  return list;
}

/** The three set operators share one precedence and associate to the left. */
function parseSets(cursor: Cursor): ExpressionSyntax | null {
  let left = parsePath(cursor);
  for (;;) {
    const kind = setOperators.get(peek(cursor).kind);
    if (left === null || kind === undefined) return left;
    const at = here(cursor);
    take(cursor);
    const right = parsePath(cursor);
    if (right === null || !countPart(cursor)) return null;
    left = { kind, left, right, at };
  }
}

function parsePath(cursor: Cursor): ExpressionSyntax | null {
  let left = parseUnit(cursor);
  while (left !== null && peek(cursor).kind === ".") {
    const at = here(cursor);
    take(cursor);
    const right = parseUnit(cursor);
    if (right === null || !countPart(cursor)) return null;
    left = { kind: "collect", left, right, at };
  }
  return left;
}

function parseParenthesised(cursor: Cursor): ExpressionSyntax | null {
  take(cursor);
  const inner = nested(cursor, parseSets);
  return inner === null || expect(cursor, ")") === null ? null : inner;
}

function parseName(cursor: Cursor): ExpressionSyntax | null {
  if (peek(cursor).kind !== "name") return unexpected(cursor, "expression");
  const at = here(cursor);
  const name = take(cursor).text;
  if (!accept(cursor, "(")) return { kind: "name", name, at };
  return expect(cursor, ")") === null ? null : { kind: "call", name, at };
}

/** A name, call or parenthesis with its postfixes, which bind to it alone. */
function parseUnit(cursor: Cursor): ExpressionSyntax | null {
  let unit = peek(cursor).kind === "(" ? parseParenthesised(cursor) : parseName(cursor);
  while (unit !== null) {
    if (!countPart(cursor)) return null;
    const at = here(cursor);
    if (accept(cursor, "*")) unit = { kind: "transitive", of: unit, at };
    else if (accept(cursor, "[")) {
      const type = expectWord(cursor, "name");
      if (type === null || expect(cursor, "]") === null) return null;
      unit = { kind: "subtype", of: unit, type, at };
    } else return unit;
  }
  return null;
}
