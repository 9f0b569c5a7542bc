/** Strings of the language: one line with escapes, or a block between triple quotes. */
import type { Scanner } from "./scanner.ts";
import { lineEnd, moveTo, placeOf } from "./scanner.ts";
import { refuseInToolbox, reportError } from "./problems.ts";

const escapes: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["f", "\f"],
  ['"', '"'],
  ["\\", "\\"],
]);

/**
 * Decodes escapes; an unknown one is reported and kept as it stands. The toolbox keeps all as they
 * stand.
 */
function decode(scanner: Scanner, from: number, to: number): string {
  const { text } = scanner;
  if (scanner.reporter.compat !== null) return text.slice(from, to);
  let value = "";
  let plain = from;
  for (let at = from; at < to; at += 1) {
    if (text[at] !== "\\") continue;
    const escape = text[at + 1] ?? "";
    const meaning = escapes.get(escape);
    if (meaning === undefined)
      reportError(scanner.reporter, placeOf(scanner, at), "mal/bad-escape", {
        escape: `\\${escape}`,
      });
    else {
      value += text.slice(plain, at) + meaning;
      plain = at + 2;
    }
    at += 1;
  }
  return value + text.slice(plain, to);
}

/** Index of the quote that ends a string begun before `from`; −1 if the line or text ends first. */
function closingQuote(text: string, from: number, isBlock: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"' && (!isBlock || text.startsWith('"""', at))) return at;
    else if (!isBlock && (text[at] === "\n" || text[at] === "\r")) return -1;
  }
  return -1;
}

/** How many blanks every line that is not blank begins with. */
function commonIndent(lines: readonly string[]): number {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const blanks = line.length - line.trimStart().length;
    if (blanks < line.length && blanks < indent) indent = blanks;
  }
  return indent;
}

function readBlock(scanner: Scanner): string {
  const { text, at, reporter } = scanner;
  refuseInToolbox(reporter, placeOf(scanner, at), '"""');
  const end = closingQuote(text, at + 3, true);
  if (end < 0) {
    reportError(reporter, placeOf(scanner, at), "mal/unterminated-string", {});
    moveTo(scanner, text.length);
    return "";
  }
  const firstEnd = lineEnd(text, at + 3, end);
  const isOneLine = firstEnd >= end;
  if (isOneLine || text.slice(at + 3, firstEnd).trim() !== "")
    reportError(reporter, placeOf(scanner, at + 3), "mal/text-after-quotes", {});
  const lines: string[] = [];
  for (let stop = firstEnd; stop < end; stop = lineEnd(text, scanner.at, end)) {
    moveTo(scanner, text.startsWith("\r\n", stop) ? stop + 2 : stop + 1);
    lines.push(decode(scanner, scanner.at, lineEnd(text, scanner.at, end)));
  }
  moveTo(scanner, end + 3);
  const indent = commonIndent(lines);
  return lines
    .map((line) => line.slice(indent).trimEnd())
    .join("\n")
    .trimEnd();
}

/** Reads the string that begins at the scanner and moves behind it. Linear. */
export function readString(scanner: Scanner): string {
  const { text, at } = scanner;
  if (text.startsWith('"""', at)) return readBlock(scanner);
  const end = closingQuote(text, at + 1, false);
  if (end >= 0) {
    const value = decode(scanner, at + 1, end);
    moveTo(scanner, end + 1);
    return value;
  }
  reportError(scanner.reporter, placeOf(scanner, at), "mal/unterminated-string", {});
  moveTo(scanner, lineEnd(text, at));
  return "";
}
