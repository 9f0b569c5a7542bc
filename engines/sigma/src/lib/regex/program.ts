/** Regular expression trees → automata without backtracking (Thompson), over classes of letters. */
import { unreachable } from "@vallgrav/kernel";
import type { Assertion, CodeSet, RegexNode } from "./regex-tree.ts";
import { rangesOf } from "./regex-tree.ts";

/** One state: what it needs, and where it leads. */
export type State =
  | { readonly kind: "set"; readonly set: number; readonly next: number }
  | { readonly kind: "split"; readonly next: readonly number[] }
  | { readonly kind: "assert"; readonly what: Assertion; readonly next: number }
  | { readonly kind: "done" };

/** An automaton. Code points of one class are alike to every set and assertion. */
export type Program = {
  readonly states: readonly State[];
  readonly start: number;
  /** Class of each ASCII code point. */
  readonly ascii: Uint16Array;
  /** First code points of ranges, ascending, and the class of each range. */
  readonly lows: Uint32Array;
  readonly classes: Uint16Array;
  /** A code point of each class. */
  readonly examples: readonly number[];
  /** By class: the sets it is in. */
  readonly sets: readonly ReadonlySet<number>[];
  /** Whether any state asks for lines or words, so that the letter before matters. */
  readonly asks: { readonly lines: boolean; readonly words: boolean };
};

type Draft = {
  readonly states: State[];
  readonly sets: Map<string, number>;
  readonly all: CodeSet[];
};

function add(draft: Draft, state: State): number {
  draft.states.push(state);
  return draft.states.length - 1;
}

function setOf({ sets, all }: Draft, set: CodeSet): number {
  const key = set.join();
  const known = sets.get(key);
  if (known !== undefined) return known;
  sets.set(key, all.length);
  return all.push(set) - 1;
}

/** Adds a node that leads to `next`; answers where it begins. */
function build(draft: Draft, node: RegexNode, next: number): number {
  switch (node.kind) {
    case "set":
      return add(draft, { kind: "set", set: setOf(draft, node.set), next });
    case "assert":
      return add(draft, { kind: "assert", what: node.what, next });
    case "sequence":
      return node.parts.reduceRight((after, part) => build(draft, part, after), next);
    case "choice":
      return add(draft, {
        kind: "split",
        next: node.parts.map((part) => build(draft, part, next)),
      });
    case "repeat":
      return buildRepeat(draft, node, next);
    default:
      return unreachable(node);
  }
}

function buildRepeat(
  draft: Draft,
  { part, min, max }: Extract<RegexNode, { readonly kind: "repeat" }>,
  next: number,
): number {
  let after = next;
  if (max === null) {
    const leads: number[] = [];
    const loop = add(draft, { kind: "split", next: leads });
    leads.push(build(draft, part, loop), next);
    after = loop;
  } else
    for (let count = min; count < max; count += 1)
      after = add(draft, { kind: "split", next: [build(draft, part, after), next] });
  for (let count = 0; count < min; count += 1) after = build(draft, part, after);
  return after;
}

const lineEnd: CodeSet = [10, 10];
const wordSet: CodeSet = [48, 57, 65, 90, 95, 95, 97, 122];

/** Ranges of code points, and which sets each is in, alike ones with one class. */
function classify(
  all: readonly CodeSet[],
): Pick<Program, "ascii" | "lows" | "classes" | "examples" | "sets"> {
  const starts = new Set([0]);
  for (const set of all) for (const [low, high] of rangesOf(set)) starts.add(low).add(high + 1);
  const lows = Uint32Array.from([...starts].sort((a, b) => a - b));
  const placeOf = new Map([...lows].map((low, place) => [low, place]));
  const members: number[][] = Array.from(lows, () => []);
  for (const [index, set] of all.entries())
    for (const [low, high] of rangesOf(set)) {
      const past = placeOf.get(high + 1) ?? lows.length;
      for (let place = placeOf.get(low) ?? 0; place < past; place += 1) members[place]?.push(index);
    }
  const known = new Map<string, number>();
  const examples: number[] = [];
  const sets: ReadonlySet<number>[] = [];
  const classes = Uint16Array.from(members, (inside, place) => {
    const key = inside.join();
    const found = known.get(key) ?? known.size;
    if (found === known.size) {
      known.set(key, found);
      examples.push(lows[place] ?? 0);
      sets.push(new Set(inside));
    }
    return found;
  });
  const ascii = new Uint16Array(128);
  for (let point = 0, place = 0; point < 128; point += 1) {
    while ((lows[place + 1] ?? Infinity) <= point) place += 1;
    ascii[point] = classes[place] ?? 0;
  }
  return { ascii, lows, classes, examples, sets };
}

/** Compiles a tree. Linear in its size ({@link sizeOfRegex}) and in the ranges of its sets. */
export function compileRegex(node: RegexNode): Program {
  const draft: Draft = { states: [], sets: new Map(), all: [] };
  const done = add(draft, { kind: "done" });
  const start = build(draft, node, done);
  const asked = new Set(draft.states.flatMap((one) => (one.kind === "assert" ? [one.what] : [])));
  const asks = {
    lines: asked.has("line-start") || asked.has("line-end"),
    words: asked.has("word") || asked.has("not-word"),
  };
  if (asks.lines) setOf(draft, lineEnd);
  if (asks.words) setOf(draft, wordSet);
  return { states: draft.states, start, ...classify(draft.all), asks };
}
