/** A place in a list of tokens, and the small moves all parsers share. */
import type { Where } from "@vallgrav/kernel";
import type { MarkedComment, Token, TokenKind } from "./lex.ts";
import type { Reporter } from "./problems.ts";
import { reportError } from "./problems.ts";
import type { MetaSyntax, Word } from "./syntax.ts";

export type Cursor = {
  readonly file: string;
  readonly tokens: readonly Token[];
  readonly comments: readonly MarkedComment[];
  readonly reporter: Reporter;
  /** Index of the next token; never beyond the last, which is of kind `end`. */
  position: number;
  /** Index of the first comment that has not been looked at. */
  comment: number;
  /** How many parentheses are open. */
  depth: number;
  /** Parts of the expression being read so far. */
  parts: number;
};

const nothing: Token = { kind: "end", text: "", line: 1, column: 1, isFirst: true };

/** A cursor before the first token. */
export function startCursor(
  file: string,
  lexed: { readonly tokens: readonly Token[]; readonly comments: readonly MarkedComment[] },
  reporter: Reporter,
): Cursor {
  const { tokens, comments } = lexed;
  return { file, tokens, comments, reporter, position: 0, comment: 0, depth: 0, parts: 0 };
}

/** The token `ahead` places on; the last one where there are not so many. */
export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.position + ahead] ?? cursor.tokens.at(-1) ?? nothing;
}

/** Takes the next token. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  if (token.kind !== "end") cursor.position += 1;
  return token;
}

/** Takes the next token if it is of this kind. */
export function accept(cursor: Cursor, kind: TokenKind): boolean {
  if (peek(cursor).kind !== kind) return false;
  take(cursor);
  return true;
}

/** Where a token stands. */
export function placeOfToken(cursor: Cursor, token: Token): Where {
  return { file: cursor.file, place: `${token.line}:${token.column}` };
}

/** Where the next token stands. */
export function here(cursor: Cursor): Where {
  return placeOfToken(cursor, peek(cursor));
}

/**
 * Reports that the next token is not what was expected. Always null, so that callers can return
 * it.
 */
export function unexpected(cursor: Cursor, expected: string): null {
  const token = peek(cursor);
  const found = token.kind === "end" ? "end" : token.text.slice(0, 40);
  reportError(cursor.reporter, here(cursor), "mal/unexpected", { found, expected });
  return null;
}

/** Takes a token of this kind, or reports that it is missing. */
export function expect(cursor: Cursor, kind: TokenKind): Token | null {
  return peek(cursor).kind === kind ? take(cursor) : unexpected(cursor, kind);
}

/** Takes a name or string with its place, or reports that it is missing. */
export function expectWord(cursor: Cursor, kind: "name" | "string"): Word | null {
  const at = here(cursor);
  const token = expect(cursor, kind);
  return token === null ? null : { text: token.text, at };
}

/** Takes a finite number, or reports that it is missing or too large. */
export function expectNumber(cursor: Cursor): number | null {
  const at = here(cursor);
  const token = expect(cursor, "number");
  if (token === null) return null;
  const value = Number(token.text);
  if (Number.isFinite(value)) return value;
  const number = token.text.slice(0, 20);
  reportError(cursor.reporter, at, "mal/number-too-large", { number });
  return 0;
}

/** Whether the token `ahead` places on is this word. */
export function isWord(cursor: Cursor, word: string, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return token.kind === "name" && token.text === word;
}

/** Whether metadata (`key info:`) begins `ahead` places on. */
export function isMetaStart(cursor: Cursor, ahead = 0): boolean {
  return (
    peek(cursor, ahead).kind === "name" &&
    isWord(cursor, "info", ahead + 1) &&
    peek(cursor, ahead + 2).kind === ":"
  );
}

/** Reads any number of `key info: "text"`; null after a problem. */
export function parseMeta(cursor: Cursor): readonly MetaSyntax[] | null {
  const meta: MetaSyntax[] = [];
  while (isMetaStart(cursor)) {
    const key = expectWord(cursor, "name");
    take(cursor);
    take(cursor);
    const text = expectWord(cursor, "string");
    if (key === null || text === null) return null;
    meta.push({ key, text: text.text });
  }
  return meta;
}

/** Counts a part of the expression being read; false, with a problem, when it has too many. */
export function countPart(cursor: Cursor): boolean {
  const limit = cursor.reporter.limits.expressionParts;
  cursor.parts += 1;
  if (cursor.parts <= limit) return true;
  if (cursor.parts === limit + 1)
    reportError(cursor.reporter, here(cursor), "mal/too-large", {
      what: "expressionParts",
      limit,
    });
  return false;
}

/** Runs `parse` one level deeper; null, with a problem, when that is too deep. */
export function nested<T>(cursor: Cursor, parse: (cursor: Cursor) => T | null): T | null {
  const limit = cursor.reporter.limits.depth;
  if (cursor.depth >= limit) {
    reportError(cursor.reporter, here(cursor), "mal/too-deep", { limit });
    return null;
  }
  cursor.depth += 1;
  const result = parse(cursor);
  cursor.depth -= 1;
  return result;
}
