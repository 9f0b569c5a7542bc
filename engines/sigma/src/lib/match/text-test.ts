/** Patterns → functions over a text and its folded form, as fast as each shape allows. */
import { fold } from "../fold.ts";
import type { PatternPart } from "../rule.ts";

/** Whether a value passes; `folded` is the folded text. */
export type TextTest = (text: string, folded: string) => boolean;

/** A pattern between wildcards: literals, single characters and dashes. */
type Segment = readonly PatternPart[];

/** What most patterns are: one literal, open at its sides or not. */
export type SimplePattern = {
  readonly literal: string;
  readonly isOpenBefore: boolean;
  readonly isOpenAfter: boolean;
};

/** The simple form of a pattern, or null; the literal is as written. */
export function simplePattern(pattern: readonly PatternPart[]): SimplePattern | null {
  const isOpenBefore = pattern[0]?.kind === "many";
  const isOpenAfter = pattern.at(-1)?.kind === "many";
  const inner = pattern.slice(isOpenBefore ? 1 : 0, isOpenAfter ? -1 : undefined);
  const [only] = inner;
  if (inner.length > 1) return null;
  // A lone star is open on both sides of nothing.
  if (only === undefined) return { literal: "", isOpenBefore, isOpenAfter };
  return only.kind === "literal" ? { literal: only.text, isOpenBefore, isOpenAfter } : null;
}

const dashCodes = new Set([0x2d, 0x2f, 0x20_13, 0x20_14, 0x20_15]);

/** Where a segment that begins at `at` ends, or -1. */
function endOf(segment: Segment, text: string, at: number): number {
  let end = at;
  for (const part of segment) {
    if (part.kind === "literal") {
      if (!text.startsWith(part.text, end)) return -1;
      end += part.text.length;
    } else if (end >= text.length) return -1;
    else if (part.kind === "dash") {
      if (!dashCodes.has(text.charCodeAt(end))) return -1;
      end += 1;
    } else end += (text.codePointAt(end) ?? 0) > 0xff_ff ? 2 : 1;
  }
  return end;
}

/** Whether a place is between two halves of one code point. */
function isSplit(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd8_00 && before < 0xdc_00 && after >= 0xdc_00 && after < 0xe0_00;
}

/** The first end of a segment that begins at `from` or later, or -1. */
function findSegment(segment: Segment, text: string, from: number): number {
  const [first] = segment;
  for (let at = from; at <= text.length; at += 1) {
    if (first?.kind === "literal") {
      at = text.indexOf(first.text, at);
      if (at < 0) return -1;
    }
    const end = isSplit(text, at) ? -1 : endOf(segment, text, at);
    if (end >= 0 && !isSplit(text, end)) return end;
  }
  return -1;
}

/** Where the last segment may begin so that it ends the text, or -1. Code points are kept whole. */
function startOfLast(segment: Segment, text: string): number {
  let at = text.length;
  for (const part of segment.toReversed()) {
    if (part.kind === "literal") at -= part.text.length;
    else at -= at >= 2 && isSplit(text, at - 1) ? 2 : 1;
    if (at < 0) return -1;
  }
  return isSplit(text, at) ? -1 : at;
}

function segmentsOf(pattern: readonly PatternPart[]): readonly Segment[] {
  const segments: PatternPart[][] = [[]];
  for (const part of pattern)
    if (part.kind === "many") segments.push([]);
    else segments.at(-1)?.push(part);
  return segments;
}

/** The first segment stands at the start, the last at the end, the others in between in order. */
function segmentTest(pattern: readonly PatternPart[]): (text: string) => boolean {
  const segments = segmentsOf(pattern);
  const [first = []] = segments;
  const last = segments.at(-1) ?? [];
  const middle = segments.slice(1, -1).filter(({ length }) => length > 0);
  if (segments.length === 1) return (text) => endOf(first, text, 0) === text.length;
  return (text) => {
    let at = endOf(first, text, 0);
    if (at < 0 || isSplit(text, at)) return false;
    for (const segment of middle) {
      at = findSegment(segment, text, at);
      if (at < 0) return false;
    }
    const end = startOfLast(last, text);
    return end >= at && endOf(last, text, end) === text.length;
  };
}

function simpleTest({ literal, isOpenBefore, isOpenAfter }: SimplePattern): TextTest {
  if (isOpenBefore && isOpenAfter)
    return literal === "" ? () => true : (_text, folded) => folded.includes(literal);
  if (isOpenBefore) return (_text, folded) => folded.endsWith(literal);
  if (isOpenAfter) return (_text, folded) => folded.startsWith(literal);
  return (_text, folded) => folded === literal;
}

/** A pattern with its literals folded. */
export function foldedPattern(pattern: readonly PatternPart[]): readonly PatternPart[] {
  return pattern.map((part) =>
    part.kind === "literal" ? { kind: "literal", text: fold(part.text) } : part,
  );
}

/** The function of a pattern. Its cost is at most the text's length times the pattern's. */
export function textTest(pattern: readonly PatternPart[], isCased: boolean): TextTest {
  const wanted = isCased ? pattern : foldedPattern(pattern);
  const simple = simplePattern(wanted);
  if (simple !== null) {
    const test = simpleTest(simple);
    return isCased ? (text) => test(text, text) : test;
  }
  const test = segmentTest(wanted);
  return isCased ? test : (_text, folded) => test(folded);
}
