/** Source text → tokens with places. Total: what is no token is reported and skipped. */
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import { readString } from "./lex-string.ts";
import type { Scanner } from "./scanner.ts";
import { lineEnd, moveTo, placeOf } from "./scanner.ts";

const symbols = [
  "-->",
  "<--",
  "!E",
  "+>",
  "->",
  "<-",
  "\\/",
  "/\\",
  "..",
  "#",
  ":",
  "{",
  "}",
  "|",
  "&",
  "!",
  "@",
  "[",
  "]",
  "(",
  ")",
  ",",
  "=",
  ".",
  "*",
  "+",
  "-",
  "/",
  "^",
] as const;

export type SymbolText = (typeof symbols)[number];

/** `number` covers `1`, `1.`, `1.5` and `.5`; the text of a `string` is its decoded value. */
export type TokenKind = SymbolText | "name" | "number" | "string" | "end";

export type Token = {
  readonly kind: TokenKind;
  readonly text: string;
  /** From 1; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Whether no other token stands before it on its line. */
  readonly isFirst: boolean;
};

/** A line comment that begins with `//!`: a detector, if it stands where one may stand. */
export type MarkedComment = {
  /** What follows `//!` on the line. */
  readonly text: string;
  readonly line: number;
  /** Column of `text`. */
  readonly column: number;
  /** Index of the token that follows it. */
  readonly before: number;
};

/** The tokens of a file, ending with one of kind `end`. */
export type Lexed = {
  readonly tokens: readonly Token[];
  readonly comments: readonly MarkedComment[];
};

function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isNamePart(unit: number): boolean {
  return isLetter(unit) || isDigit(unit);
}

function skipWhile(scanner: Scanner, from: number, matches: (unit: number) => boolean): number {
  let end = from;
  while (end < scanner.text.length && matches(scanner.text.charCodeAt(end))) end += 1;
  return end;
}

function skipBlockComment(scanner: Scanner): void {
  const end = scanner.text.indexOf("*/", scanner.at + 2);
  if (end < 0)
    reportError(scanner.reporter, placeOf(scanner, scanner.at), "mal/unterminated-comment", {});
  moveTo(scanner, end < 0 ? scanner.text.length : end + 2);
}

function readNumber(scanner: Scanner): string {
  const { text } = scanner;
  let end = skipWhile(scanner, scanner.at, isDigit);
  if (text[end] === "." && text[end + 1] !== ".") end = skipWhile(scanner, end + 1, isDigit);
  return text.slice(scanner.at, end);
}

/**
 * A name that begins with digits is an error, but is taken as a name so that reading can go on; the
 * toolbox takes it.
 */
function readNumberOrName(scanner: Scanner): readonly [TokenKind, string] {
  const { text, at } = scanner;
  const whole = text.slice(at, skipWhile(scanner, at, isNamePart));
  const isName = isDigit(text.charCodeAt(at)) && !/^[0-9]+$/.test(whole);
  if (!isName) return ["number", readNumber(scanner)];
  const report = scanner.reporter.compat === null ? reportError : reportWarning;
  report(scanner.reporter, placeOf(scanner, at), "mal/digit-first-name", { name: whole });
  return ["name", whole];
}

function symbolAt(scanner: Scanner): SymbolText | null {
  const { text, at } = scanner;
  for (const symbol of symbols) {
    if (!text.startsWith(symbol, at)) continue;
    if (symbol === "!E" && isNamePart(text.charCodeAt(at + 2))) continue;
    return symbol;
  }
  return null;
}

function isTokenStart(unit: number): boolean {
  return unit < 128 && unit > 32 && !"$%';<>?\\`~".includes(String.fromCharCode(unit));
}

function skipUnknown(scanner: Scanner): void {
  const { text, at } = scanner;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  reportError(scanner.reporter, placeOf(scanner, at), "mal/unexpected-character", { character });
  const end = skipWhile(scanner, at + 1, (unit) => unit > 32 && !isTokenStart(unit));
  moveTo(scanner, end);
}

/** Skips blanks and comments. Adds `//!` comments to `comments`. */
function skipBlanks(scanner: Scanner, before: number, comments: MarkedComment[]): void {
  const { text } = scanner;
  for (;;) {
    const unit = text[scanner.at];
    if (unit === " " || unit === "\t" || unit === "\n" || unit === "\r")
      moveTo(scanner, scanner.at + 1);
    else if (text.startsWith("/*", scanner.at)) skipBlockComment(scanner);
    else if (text.startsWith("//", scanner.at)) {
      const end = lineEnd(text, scanner.at);
      if (text[scanner.at + 2] === "!")
        comments.push({
          text: text.slice(scanner.at + 3, end),
          line: scanner.line,
          column: scanner.at + 4 - scanner.lineStart,
          before,
        });
      moveTo(scanner, end);
    } else return;
  }
}

/** Reads one token; null where a character had to be skipped. Leaves the scanner behind it. */
function readToken(scanner: Scanner): readonly [TokenKind, string] | null {
  const { text, at } = scanner;
  const unit = text.charCodeAt(at);
  if (unit === 34) return ["string", readString(scanner)];
  let token: readonly [TokenKind, string] | null = null;
  if (isLetter(unit)) token = ["name", text.slice(at, skipWhile(scanner, at, isNamePart))];
  else if (isDigit(unit) || (unit === 46 && isDigit(text.charCodeAt(at + 1))))
    token = readNumberOrName(scanner);
  else {
    const symbol = symbolAt(scanner);
    if (symbol !== null) token = [symbol, symbol];
  }
  if (token === null) skipUnknown(scanner);
  else moveTo(scanner, at + token[1].length);
  return token;
}

function lexAll(scanner: Scanner): Lexed {
  const tokens: Token[] = [];
  const comments: MarkedComment[] = [];
  let lastLine = 0;
  for (;;) {
    skipBlanks(scanner, tokens.length, comments);
    const { line } = scanner;
    const column = scanner.at - scanner.lineStart + 1;
    const isFirst = line !== lastLine;
    if (scanner.at >= scanner.text.length) {
      tokens.push({ kind: "end", text: "", line, column, isFirst });
      return { tokens, comments };
    }
    const token = readToken(scanner);
    if (token === null) continue;
    lastLine = scanner.line;
    tokens.push({ kind: token[0], text: token[1], line, column, isFirst });
  }
}

/** The tokens of a file. Never throws; linear. */
export function lex(file: string, text: string, reporter: Reporter): Lexed {
  const hasMark = text.startsWith("\uFEFF");
  if (hasMark) reportWarning(reporter, { file, place: "1:1" }, "mal/byte-order-mark", {});
  const start = hasMark ? 1 : 0;
  return lexAll({ file, text, reporter, at: start, line: 1, lineStart: start });
}

/** The tokens of a marked comment, with their places in the file. Never throws; linear. */
export function lexComment(file: string, comment: MarkedComment, reporter: Reporter): Lexed {
  const { text, line, column } = comment;
  return lexAll({ file, text, reporter, at: 0, line, lineStart: 1 - column });
}
