/**
 * The plain meaning of a regular expression, as sets of places: slow, polynomial, and short enough
 * to be believed. The automaton is held against it.
 */
import { unreachable } from "@vallgrav/kernel";
import type { Assertion, RegexNode } from "./regex-tree.ts";
import { holds } from "./regex-tree.ts";

function isWord(point: number | undefined): boolean {
  return point !== undefined && point < 128 && /\w/.test(String.fromCodePoint(point));
}

function asserted(what: Assertion, points: readonly number[], at: number): boolean {
  const [before, after] = [points[at - 1], points[at]];
  switch (what) {
    case "start":
      return at === 0;
    case "end":
      return at === points.length;
    case "line-start":
      return at === 0 || before === 10;
    case "line-end":
      return at === points.length || after === 10;
    case "word":
      return isWord(before) !== isWord(after);
    case "not-word":
      return isWord(before) === isWord(after);
    default:
      return unreachable(what);
  }
}

type Places = ReadonlySet<number>;

/** Where the node can end when it begins at one of the places. */
function ends(node: RegexNode, points: readonly number[], from: Places): Places {
  switch (node.kind) {
    case "set":
      return new Set(
        [...from].flatMap((at) => (holds(node.set, points[at] ?? -1) ? [at + 1] : [])),
      );
    case "assert":
      return new Set([...from].filter((at) => asserted(node.what, points, at)));
    case "sequence":
      return node.parts.reduce((places, part) => ends(part, points, places), from);
    case "choice":
      return new Set(node.parts.flatMap((part) => [...ends(part, points, from)]));
    case "repeat": {
      let places = from;
      for (let count = 0; count < node.min && places.size > 0; count += 1)
        places = ends(node.part, points, places);
      const all = new Set(places);
      for (let count = node.min; count < (node.max ?? Infinity); count += 1) {
        const next = [...ends(node.part, points, places)].filter((at) => !all.has(at));
        if (next.length === 0) break;
        for (const at of next) all.add(at);
        places = new Set(next);
      }
      return all;
    }
    default:
      return unreachable(node);
  }
}

/** Whether the expression fits somewhere in the text. */
export function findRegex(node: RegexNode, text: string): boolean {
  const points = Array.from(text, (point) => point.codePointAt(0) ?? 0);
  return ends(node, points, new Set(points.keys()).add(points.length)).size > 0;
}
