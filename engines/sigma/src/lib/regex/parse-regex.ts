/**
 * Parses the regular expressions of Sigma rules: the part of PCRE that a linear-time engine can
 * follow. What would need backtracking (look-around, back-references, atomic groups) is refused.
 */
import { own } from "@vallgrav/kernel";
import type { CodeSet, RegexNode } from "./regex-tree.ts";
import { anyCase, caseCost, codeSet, complement, lastPoint, rangesOf } from "./regex-tree.ts";

/** Flags: letter case does not matter, `^ $` at lines, `.` is also a line end. */
export type RegexFlags = { readonly i: boolean; readonly m: boolean; readonly s: boolean };

/** A tree, or what cannot be read (and whether it is merely not supported). */
export type ParsedRegex =
  | { readonly ok: true; readonly node: RegexNode }
  | { readonly ok: false; readonly found: string; readonly isUnsupported: boolean };

type Cursor = {
  readonly text: string;
  at: number;
  flags: RegexFlags;
  depth: number;
  /** Code points that may still be looked at for letter case. */
  caseLeft: number;
};

/** Thrown inside this file only. */
class BadRegex extends Error {
  readonly isUnsupported: boolean;
  constructor(found: string, isUnsupported: boolean) {
    super(found);
    this.isUnsupported = isUnsupported;
  }
}

const deepest = 100;
const mostCharacters = 8_192;
const mostRepeats = 10_000;

function bad(cursor: Cursor, isUnsupported = false): never {
  throw new BadRegex(cursor.text.slice(cursor.at, cursor.at + 20), isUnsupported);
}

const digits = codeSet([[48, 57]]);
const words = codeSet([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
const spaces = codeSet([
  [9, 13],
  [32, 32],
]);
const newline = codeSet([[10, 10]]);
const any = codeSet([[0, lastPoint]]);

const shorthand: Readonly<Record<string, CodeSet>> = {
  d: digits,
  D: complement(digits),
  w: words,
  W: complement(words),
  s: spaces,
  S: complement(spaces),
};

const controls: Readonly<Record<string, number>> = {
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  a: 7,
  e: 27,
  "0": 0,
};

function take(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

function setNode(cursor: Cursor, set: CodeSet): RegexNode {
  if (!cursor.flags.i) return { kind: "set", set };
  cursor.caseLeft -= caseCost(set);
  if (cursor.caseLeft < 0) bad(cursor, true);
  return { kind: "set", set: anyCase(set) };
}

function hexOf(cursor: Cursor): number {
  const found = /^(?:x\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(
    cursor.text.slice(cursor.at, cursor.at + 10),
  );
  const point = Number.parseInt(found?.[1] ?? found?.[2] ?? found?.[3] ?? "", 16);
  if (found === null || !(point <= lastPoint)) return bad(cursor);
  cursor.at += found[0].length;
  return point;
}

/** What stands after a backslash, as a set. */
function escaped(cursor: Cursor): CodeSet {
  const unit = cursor.text.charAt(cursor.at);
  if (Object.hasOwn(shorthand, unit)) {
    cursor.at += 1;
    return own(shorthand, unit) ?? any;
  }
  if (unit === "x" || unit === "u") {
    const point = hexOf(cursor);
    return [point, point];
  }
  const control = Object.hasOwn(controls, unit) ? controls[unit] : undefined;
  if (control !== undefined) {
    cursor.at += 1;
    return [control, control];
  }
  if (unit === "" || /[A-Za-z0-9]/.test(unit)) return bad(cursor, unit !== "");
  return pointSet(cursor);
}

/** The next code point as a set. */
function pointSet(cursor: Cursor): CodeSet {
  const point = cursor.text.codePointAt(cursor.at);
  if (point === undefined) return bad(cursor);
  cursor.at += point > 0xff_ff ? 2 : 1;
  return [point, point];
}

/** Whether a set is one code point; shorthand classes never are, and have both cases already. */
function isOne(set: CodeSet): boolean {
  return set.length === 2 && set[0] === set[1];
}

function classMember(cursor: Cursor): CodeSet {
  if (cursor.text.startsWith("[:", cursor.at)) bad(cursor, true);
  if (!take(cursor, "\\")) return pointSet(cursor);
  if (take(cursor, "b")) return [8, 8];
  return escaped(cursor);
}

function characterClass(cursor: Cursor): RegexNode {
  const isNegated = take(cursor, "^");
  const ranges: (readonly [number, number])[] = [];
  const whole: (readonly [number, number])[] = [];
  for (let isFirst = true; isFirst || !cursor.text.startsWith("]", cursor.at); isFirst = false) {
    if (cursor.at >= cursor.text.length) bad(cursor);
    const low = classMember(cursor);
    const isRange =
      cursor.text.charAt(cursor.at) === "-" && cursor.text.charAt(cursor.at + 1) !== "]";
    if (!isRange || !isOne(low)) {
      (isOne(low) ? ranges : whole).push(...rangesOf(low));
      continue;
    }
    cursor.at += 1;
    const high = classMember(cursor);
    const from = low[0] ?? 0;
    const to = high[0] ?? 0;
    if (!isOne(high) || to < from) bad(cursor);
    ranges.push([from, to]);
  }
  cursor.at += 1;
  const node = setNode(cursor, codeSet(ranges));
  const set = codeSet([...(node.kind === "set" ? rangesOf(node.set) : []), ...whole]);
  return { kind: "set", set: isNegated ? complement(set) : set };
}

/** `(?ims-ims)` or `(?ims-ims:`; the flags that hold from here. */
function readFlags(cursor: Cursor): boolean {
  const found = /^([ims]*)(?:-([ims]+))?([:)])/.exec(cursor.text.slice(cursor.at, cursor.at + 20));
  if (found === null) return bad(cursor, true);
  const [all, on = "", off = "", end] = found;
  const { i, m, s } = cursor.flags;
  const flag = (name: string, was: boolean): boolean =>
    (was || on.includes(name)) && !off.includes(name);
  cursor.flags = { i: flag("i", i), m: flag("m", m), s: flag("s", s) };
  cursor.at += all.length;
  return end === ":";
}

function group(cursor: Cursor): RegexNode {
  const outer = cursor.flags;
  if (take(cursor, "?")) {
    const named = /^P?<[A-Za-z_]\w*>/.exec(cursor.text.slice(cursor.at, cursor.at + 80));
    if (named !== null) cursor.at += named[0].length;
    else if (!take(cursor, ":") && !readFlags(cursor)) return { kind: "sequence", parts: [] };
  }
  const node = choice(cursor);
  if (!take(cursor, ")")) bad(cursor);
  cursor.flags = outer;
  return node;
}

function atom(cursor: Cursor): RegexNode {
  const { m, s } = cursor.flags;
  if (take(cursor, "(")) return group(cursor);
  if (take(cursor, "[")) return characterClass(cursor);
  if (take(cursor, ".")) return { kind: "set", set: s ? any : complement(newline) };
  if (take(cursor, "^")) return { kind: "assert", what: m ? "line-start" : "start" };
  if (take(cursor, "$")) return { kind: "assert", what: m ? "line-end" : "end" };
  if (/^[*+?]/.test(cursor.text.slice(cursor.at, cursor.at + 1))) bad(cursor);
  if (!take(cursor, "\\")) return setNode(cursor, pointSet(cursor));
  if (take(cursor, "b")) return { kind: "assert", what: "word" };
  if (take(cursor, "B")) return { kind: "assert", what: "not-word" };
  if (take(cursor, "A")) return { kind: "assert", what: "start" };
  if (take(cursor, "z") || take(cursor, "Z")) return { kind: "assert", what: "end" };
  const set = escaped(cursor);
  return isOne(set) ? setNode(cursor, set) : { kind: "set", set };
}

function quantified(cursor: Cursor): RegexNode {
  let node = atom(cursor);
  for (let count = 0; ; count += 1) {
    const found = /^(?:([*+?])|\{(\d{1,6})(,?)(\d{0,6})\})/.exec(
      cursor.text.slice(cursor.at, cursor.at + 16),
    );
    if (found === null) return node;
    if (count > 0) bad(cursor);
    cursor.at += found[0].length;
    const [, sign, low = "0", comma = "", high = ""] = found;
    const min = sign === undefined ? Number(low) : Number(sign === "+");
    const top = comma === "" ? min : high === "" ? null : Number(high);
    const max = sign === undefined ? top : sign === "?" ? 1 : null;
    if (Math.max(min, max ?? 0) > mostRepeats || (max !== null && max < min)) bad(cursor);
    if (cursor.text.charAt(cursor.at) === "+") bad(cursor, true);
    take(cursor, "?");
    node = { kind: "repeat", part: node, min, max };
  }
}

function sequence(cursor: Cursor): RegexNode {
  const parts: RegexNode[] = [];
  while (cursor.at < cursor.text.length && !/^[|)]/.test(cursor.text.charAt(cursor.at)))
    parts.push(quantified(cursor));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "sequence", parts };
}

function choice(cursor: Cursor): RegexNode {
  cursor.depth += 1;
  if (cursor.depth > deepest) bad(cursor, true);
  const parts = [sequence(cursor)];
  while (take(cursor, "|")) parts.push(sequence(cursor));
  cursor.depth -= 1;
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "choice", parts };
}

/** Parses a pattern under flags; total. */
export function parseRegex(text: string, flags: RegexFlags): ParsedRegex {
  const cursor: Cursor = { text, at: 0, flags, depth: 0, caseLeft: 400_000 };
  if (text.length > mostCharacters)
    return { ok: false, found: text.slice(0, 20), isUnsupported: true };
  try {
    const node = choice(cursor);
    if (cursor.at < text.length) bad(cursor);
    return { ok: true, node };
  } catch (error) {
    if (!(error instanceof BadRegex)) throw error;
    return { ok: false, found: error.message, isUnsupported: error.isUnsupported };
  }
}
