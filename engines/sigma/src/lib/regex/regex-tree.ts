/** Regular expressions as trees: sets of code points, sequences, choices, repeats, assertions. */

/** Sorted, disjoint, inclusive ranges of code points: low, high, low, high … */
export type CodeSet = readonly number[];

/** What must hold between two code points. Lines end at `\n` only; words are `[A-Za-z0-9_]`. */
export type Assertion = "start" | "end" | "line-start" | "line-end" | "word" | "not-word";

/** One node; letter case is already in the sets. */
export type RegexNode =
  | { readonly kind: "set"; readonly set: CodeSet }
  /** An empty sequence fits everywhere. */
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly part: RegexNode;
      readonly min: number;
      readonly max: number | null;
    }
  | { readonly kind: "assert"; readonly what: Assertion };

/** The highest code point. */
export const lastPoint = 0x10_ffff;

/** Sorts and merges ranges. */
export function codeSet(ranges: readonly (readonly [number, number])[]): CodeSet {
  const set: number[] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = set.at(-1);
    if (last !== undefined && low <= last + 1) set[set.length - 1] = Math.max(last, high);
    else set.push(low, high);
  }
  return set;
}

/** Ranges of a set as pairs. */
export function rangesOf(set: CodeSet): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (let at = 0; at < set.length; at += 2) ranges.push([set[at] ?? 0, set[at + 1] ?? 0]);
  return ranges;
}

/** Everything that is not in the set. */
export function complement(set: CodeSet): CodeSet {
  const rest: number[] = [];
  let next = 0;
  for (const [low, high] of rangesOf(set)) {
    if (low > next) rest.push(next, low - 1);
    next = high + 1;
  }
  if (next <= lastPoint) rest.push(next, lastPoint);
  return rest;
}

/** Whether a set holds a code point. */
export function holds(set: CodeSet, point: number): boolean {
  for (let at = 0; at < set.length; at += 2)
    if (point <= (set[at + 1] ?? -1)) return point >= (set[at] ?? 0);
  return false;
}

/** Letters that lower-case to a letter of another block. */
const strayCapitals: readonly (readonly [number, number])[] = [
  [0x6b, 0x21_2a],
  [0xe5, 0x21_2b],
  [0x3c9, 0x21_26],
];

function casesOf(point: number): readonly number[] {
  const text = String.fromCodePoint(point);
  const upper = text.toUpperCase();
  const all = [text.toLowerCase(), upper, upper.toLowerCase()].flatMap((other) => {
    const [only = "", more] = other;
    return more === undefined ? [only.codePointAt(0) ?? point] : [];
  });
  for (const [low, stray] of strayCapitals) if (all.includes(low)) all.push(stray);
  return all;
}

/** How many code points of a set have to be looked at for {@link anyCase}. */
export function caseCost(set: CodeSet): number {
  return rangesOf(set).reduce((sum, [low, high]) => sum + Math.max(0, cased(high) - low + 1), 0);
}

/** No letter with two cases lies above. */
function cased(high: number): number {
  return Math.min(high, 0x1_efff);
}

/** The set with both cases of every letter in it. Linear in {@link caseCost}. */
export function anyCase(set: CodeSet): CodeSet {
  const ranges: (readonly [number, number])[] = [...rangesOf(set)];
  for (const [low, high] of rangesOf(set))
    for (let point = low; point <= cased(high); point += 1)
      for (const other of casesOf(point)) if (other !== point) ranges.push([other, other]);
  return codeSet(ranges);
}

/** States an automaton of the tree needs at most; Infinity beyond 2^53. */
export function sizeOfRegex(node: RegexNode): number {
  if (node.kind === "repeat")
    return (
      1 +
      sizeOfRegex(node.part) * Math.max(1, node.min + (node.max === null ? 1 : 0), node.max ?? 0)
    );
  if (node.kind === "set" || node.kind === "assert") return 1;
  return node.parts.reduce((sum, part) => sum + sizeOfRegex(part), 1);
}
