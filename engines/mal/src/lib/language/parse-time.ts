/** Expressions over time: distributions and arithmetic between the brackets of a step. */
import type { Cursor } from "./cursor.ts";
import { accept, countPart, expect, expectNumber, here, nested, peek, take } from "./cursor.ts";
import { unexpected } from "./cursor.ts";
import type { TokenKind } from "./lex.ts";
import { refuseInToolbox } from "./problems.ts";
import type { TimeOperator, TimeSyntax } from "./syntax.ts";

const sums: ReadonlyMap<TokenKind, TimeOperator> = new Map([
  ["+", "add"],
  ["-", "subtract"],
]);
const products: ReadonlyMap<TokenKind, TimeOperator> = new Map([
  ["*", "multiply"],
  ["/", "divide"],
]);

/** Reads `[ … ]`; `[]` is `Zero`. Null after a problem. */
export function parseTime(cursor: Cursor): TimeSyntax | null {
  const at = here(cursor);
  cursor.parts = 0;
  if (expect(cursor, "[") === null) return null;
  if (accept(cursor, "]")) {
    refuseInToolbox(cursor.reporter, at, "[]");
    return { kind: "call", name: "Zero", arguments: [], at };
  }
  const time = parseSum(cursor);
  return time === null || expect(cursor, "]") === null ? null : time;
}

function parseSum(cursor: Cursor): TimeSyntax | null {
  return parseChain(cursor, sums, parseProduct);
}

function parseProduct(cursor: Cursor): TimeSyntax | null {
  return parseChain(cursor, products, parsePower);
}

/** Operators of one precedence, associating to the left. */
function parseChain(
  cursor: Cursor,
  operators: ReadonlyMap<TokenKind, TimeOperator>,
  parseOperand: (cursor: Cursor) => TimeSyntax | null,
): TimeSyntax | null {
  let left = parseOperand(cursor);
  for (;;) {
    const kind = operators.get(peek(cursor).kind);
    if (left === null || kind === undefined) return left;
    const at = here(cursor);
    take(cursor);
    const right = parseOperand(cursor);
    if (right === null || !countPart(cursor)) return null;
    left = { kind, left, right, at };
  }
}

/** `^` associates to the right, hence counts as nesting. */
function parsePower(cursor: Cursor): TimeSyntax | null {
  const left = parsePrimary(cursor);
  if (left === null || peek(cursor).kind !== "^") return left;
  const at = here(cursor);
  take(cursor);
  const right = nested(cursor, parsePower);
  return right === null || !countPart(cursor) ? null : { kind: "power", left, right, at };
}

function parsePrimary(cursor: Cursor): TimeSyntax | null {
  const token = peek(cursor);
  const at = here(cursor);
  if (!countPart(cursor)) return null;
  if (token.kind === "number") {
    const value = expectNumber(cursor);
    return value === null ? null : { kind: "number", value, at };
  }
  if (token.kind === "name") {
    take(cursor);
    const values = peek(cursor).kind === "(" ? parseArguments(cursor) : [];
    return values === null ? null : { kind: "call", name: token.text, arguments: values, at };
  }
  if (token.kind !== "(") return unexpected(cursor, "time");
  take(cursor);
  const inner = nested(cursor, parseSum);
  return inner === null || expect(cursor, ")") === null ? null : inner;
}

function parseArguments(cursor: Cursor): readonly number[] | null {
  const values: number[] = [];
  take(cursor);
  if (accept(cursor, ")")) return values;
  do {
    const value = expectNumber(cursor);
    if (value === null || !countPart(cursor)) return null;
    values.push(value);
  } while (accept(cursor, ","));
  return expect(cursor, ")") === null ? null : values;
}
