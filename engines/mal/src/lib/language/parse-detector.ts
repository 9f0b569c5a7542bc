/** Detectors of a step: `! name (context label, …) type [tpr: 0.9, fpr: 0.1]`. */
import type { Cursor } from "./cursor.ts";
import { accept, expect, expectNumber, expectWord, isMetaStart, isWord, peek } from "./cursor.ts";
import { startCursor, take, unexpected } from "./cursor.ts";
import type { MarkedComment } from "./lex.ts";
import { lexComment } from "./lex.ts";
import { parseExpression } from "./parse-expression.ts";
import { newReporter, reportWarning } from "./problems.ts";
import type { DetectorSyntax, Word } from "./syntax.ts";

type Context = DetectorSyntax["context"][number];

/** Reads the detectors that stand here; null after a problem. */
export function parseDetectors(cursor: Cursor): readonly DetectorSyntax[] | null {
  const detectors: DetectorSyntax[] = [];
  for (;;) {
    const marked = parseMarked(cursor);
    if (marked !== null) detectors.push(marked);
    else if (accept(cursor, "!")) {
      const detector = parseDetector(cursor);
      if (detector === null) return null;
      detectors.push(detector);
    } else return detectors;
  }
}

/** Warns of marked comments that stood where no detector may stand; they were only comments. */
export function reportUnusedComments(cursor: Cursor, until: number): void {
  for (;;) {
    const comment = cursor.comments[cursor.comment];
    if (comment === undefined || comment.before >= until) return;
    reportAsComment(cursor, comment);
    cursor.comment += 1;
  }
}

function reportAsComment(cursor: Cursor, { line, column }: MarkedComment): void {
  const at = { file: cursor.file, place: `${line}:${column - 3}` };
  reportWarning(cursor.reporter, at, "mal/detector-as-comment", {});
}

/** The next detector written as a comment that stands before the next token, or null. */
function parseMarked(cursor: Cursor): DetectorSyntax | null {
  reportUnusedComments(cursor, cursor.position);
  for (;;) {
    const comment = cursor.comments[cursor.comment];
    if (comment === undefined || comment.before !== cursor.position) return null;
    cursor.comment += 1;
    // Whether it is a detector is found by trying, so what goes wrong meanwhile is not a problem.
    const trial = newReporter(cursor.reporter.limits, cursor.reporter.compat);
    const inner = startCursor(cursor.file, lexComment(cursor.file, comment, trial), trial);
    const detector = parseDetector(inner);
    if (detector !== null && !trial.failed && peek(inner).kind === "end") return detector;
    reportAsComment(cursor, comment);
  }
}

function parseDetector(cursor: Cursor): DetectorSyntax | null {
  const name = parseDotted(cursor);
  if (name === null) return null;
  const context = peek(cursor).kind === "(" ? parseContext(cursor) : [];
  if (context === null) return null;
  const hasType = peek(cursor).kind === "name" && !isMetaStart(cursor) && !isMemberWord(cursor);
  const type = hasType ? take(cursor).text : null;
  const rates = peek(cursor).kind === "[" ? parseRates(cursor) : noRates;
  return rates === null ? null : { name, context, type, ...rates };
}

/**
 * Whether the next name begins the next step or variable rather than naming the detector's type.
 */
function isMemberWord(cursor: Cursor): boolean {
  if (peek(cursor, 1).kind !== "name") return isWord(cursor, "E") && peek(cursor, 1).kind === "!";
  return isWord(cursor, "E") || (isWord(cursor, "let") && peek(cursor, 2).kind === "=");
}

function parseDotted(cursor: Cursor): Word | null {
  const first = expectWord(cursor, "name");
  if (first === null) return null;
  let { text } = first;
  while (accept(cursor, ".")) {
    const part = expectWord(cursor, "name");
    if (part === null) return null;
    text += `.${part.text}`;
  }
  return { text, at: first.at };
}

function parseContext(cursor: Cursor): readonly Context[] | null {
  const context: Context[] = [];
  take(cursor);
  do {
    const expression = parseExpression(cursor);
    if (expression === null) return null;
    const label = peek(cursor).kind === "name" ? take(cursor).text : null;
    context.push({ label, expression });
  } while (accept(cursor, ","));
  return expect(cursor, ")") === null ? null : context;
}

type Rates = Pick<DetectorSyntax, "truePositive" | "falsePositive">;

const noRates: Rates = { truePositive: null, falsePositive: null };

function parseRates(cursor: Cursor): Rates | null {
  let { truePositive, falsePositive } = noRates;
  take(cursor);
  do {
    const isTrue = isWord(cursor, "tpr") && truePositive === null;
    if (!isTrue && !(isWord(cursor, "fpr") && falsePositive === null))
      return unexpected(cursor, "rate");
    take(cursor);
    if (expect(cursor, ":") === null) return null;
    const value = expectNumber(cursor);
    if (value === null) return null;
    if (isTrue) truePositive = value;
    else falsePositive = value;
  } while (accept(cursor, ","));
  return expect(cursor, "]") === null ? null : { truePositive, falsePositive };
}
