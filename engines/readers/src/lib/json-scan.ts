/**
 * Says whether a text is JSON (RFC 8259) before anything is built from it, without recursion, so
 * that hostile depth or length cannot break the parser, and with the place where it stops being
 * JSON, which engines word differently or not at all.
 */

/** Why a text was refused: it ends too early, it is wrong, or a ceiling is passed. */
export type JsonFault = "truncated" | "bad" | "depth" | "stringLength";

/** `null` for well-formed JSON, else what is wrong and at which UTF-16 code unit. */
export type JsonRefusal = { readonly fault: JsonFault; readonly at: number } | null;

type JsonLimits = { readonly depth: number; readonly stringLength: number };

const literals: readonly string[] = ["true", "false", "null"];

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isHexDigit(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66);
}

/** The refusal of a text that should have gone on, or gone on otherwise, at `at`. */
function refuse(text: string, at: number): { readonly fault: JsonFault; readonly at: number } {
  return at >= text.length ? { fault: "truncated", at: text.length } : { fault: "bad", at };
}

/** The offset behind a token, or a refusal. */
type Token = number | Exclude<JsonRefusal, null>;

/** A string whose opening quote stands at `at`. */
function scanString(text: string, at: number, maxLength: number): Token {
  let next = at + 1;
  for (;;) {
    const unit = text.charCodeAt(next);
    if (unit === 0x22) return next + 1;
    if (next - at > maxLength) return { fault: "stringLength", at };
    // NaN at the end of the text fails this comparison too.
    if (!(unit >= 0x20)) return refuse(text, next);
    if (unit !== 0x5c) next += 1;
    else {
      const escaped = text.charCodeAt(next + 1);
      if (escaped === 0x75) {
        for (let digit = next + 2; digit < next + 6; digit += 1)
          if (!isHexDigit(text.charCodeAt(digit))) return refuse(text, digit);
        next += 6;
      } else if (next + 1 < text.length && '"\\/bfnrt'.includes(text.charAt(next + 1))) next += 2;
      else return refuse(text, next + 1);
    }
  }
}

function scanDigits(text: string, at: number): Token {
  if (!isDigit(text.charCodeAt(at))) return refuse(text, at);
  let next = at + 1;
  while (isDigit(text.charCodeAt(next))) next += 1;
  return next;
}

/** A number that begins at `at`: sign, whole part without leading zeros, fraction, exponent. */
function scanNumber(text: string, at: number): Token {
  const from = text.charCodeAt(at) === 0x2d ? at + 1 : at;
  let next: Token = text.charCodeAt(from) === 0x30 ? from + 1 : scanDigits(text, from);
  if (typeof next === "number" && text.charCodeAt(next) === 0x2e) next = scanDigits(text, next + 1);
  if (typeof next !== "number" || (text.charCodeAt(next) | 0x20) !== 0x65) return next;
  const sign = text.charCodeAt(next + 1);
  return scanDigits(text, sign === 0x2b || sign === 0x2d ? next + 2 : next + 1);
}

function scanLiteral(text: string, at: number): Token {
  const literal = literals.find((one) => one.charCodeAt(0) === text.charCodeAt(at));
  if (literal === undefined) return refuse(text, at);
  for (let index = 1; index < literal.length; index += 1)
    if (text.charCodeAt(at + index) !== literal.charCodeAt(index)) return refuse(text, at + index);
  return at + literal.length;
}

/** Any value that is neither array nor object. */
function scanScalar(text: string, at: number, maxLength: number): Token {
  const unit = text.charCodeAt(at);
  if (unit === 0x22) return scanString(text, at, maxLength);
  return unit === 0x2d || isDigit(unit) ? scanNumber(text, at) : scanLiteral(text, at);
}

/** What may come next. */
type Awaited = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end";

/** Where a scan stands: offset, what may come, and which of the open containers are objects. */
type Scan = {
  at: number;
  awaited: Awaited;
  depth: number;
  readonly isObject: Uint8Array;
};

/** Moves the scan behind a token. */
function pass(scan: Scan, token: Token, awaited: Awaited): JsonRefusal {
  if (typeof token !== "number") return token;
  scan.at = token;
  scan.awaited = awaited;
  return null;
}

/** Opens an array or object if one stands here, else reads a scalar. */
function passValue(scan: Scan, text: string, limits: JsonLimits): JsonRefusal {
  const { at, depth, isObject } = scan;
  const unit = text.charCodeAt(at);
  if (unit !== 0x7b && unit !== 0x5b)
    return pass(scan, scanScalar(text, at, limits.stringLength), "comma-or-end");
  if (depth >= limits.depth) return { fault: "depth", at };
  isObject[depth] = unit === 0x7b ? 1 : 0;
  scan.depth += 1;
  return pass(scan, at + 1, unit === 0x7b ? "key-or-end" : "value-or-end");
}

/** Takes one token of JSON. */
function step(scan: Scan, text: string, limits: JsonLimits): JsonRefusal {
  const { at, awaited } = scan;
  const unit = text.charCodeAt(at);
  const inObject = scan.isObject[scan.depth - 1] === 1;
  if (awaited.endsWith("-or-end") && unit === (inObject ? 0x7d : 0x5d)) {
    scan.depth -= 1;
    return pass(scan, at + 1, "comma-or-end");
  }
  if (awaited === "value" || awaited === "value-or-end") return passValue(scan, text, limits);
  if (awaited === "comma-or-end")
    return pass(scan, unit === 0x2c ? at + 1 : refuse(text, at), inObject ? "key" : "value");
  if (awaited === "colon") return pass(scan, unit === 0x3a ? at + 1 : refuse(text, at), "value");
  const isQuote = unit === 0x22;
  return pass(
    scan,
    isQuote ? scanString(text, at, limits.stringLength) : refuse(text, at),
    "colon",
  );
}

/** Checks a whole text; linear in its length, with memory for `limits.depth` levels. */
export function scanJson(text: string, limits: JsonLimits): JsonRefusal {
  const isObject = new Uint8Array(limits.depth);
  const scan: Scan = { at: 0, awaited: "value", depth: 0, isObject };
  for (;;) {
    while (isSpace(text.charCodeAt(scan.at))) scan.at += 1;
    if (scan.depth === 0 && scan.awaited === "comma-or-end")
      return scan.at === text.length ? null : { fault: "bad", at: scan.at };
    const refusal = step(scan, text, limits);
    if (refusal !== null) return refusal;
  }
}

/** Line and column, both from 1 and the column in UTF-16 code units, of an offset in a text. */
export function lineAndColumn(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
