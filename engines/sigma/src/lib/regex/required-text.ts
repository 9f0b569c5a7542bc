/** Texts of which one must stand, folded, in whatever an expression fits: a gate before it. */
import { unreachable } from "@vallgrav/kernel";
import { fold } from "../fold.ts";
import type { RegexNode } from "./regex-tree.ts";

/** More alternatives than this are no gate. */
const mostTexts = 64;
/** Longer texts gain nothing. */
const longest = 64;

type Required = {
  /** The only text, folded, that the node fits; null where there are others. */
  readonly only: string | null;
  /** One of these stands in all that it fits; null: not known. */
  readonly texts: readonly string[] | null;
};

const nothing: Required = { only: null, texts: null };

/** The folded letter of a set that holds one letter in one or both cases. */
function letterOf(set: readonly number[]): string | null {
  let letter: string | null = null;
  for (let at = 0; at < set.length; at += 2) {
    const low = set[at] ?? 0;
    const high = set[at + 1] ?? 0;
    if (high - low > 1) return null;
    for (let point = low; point <= high; point += 1) {
      const folded = fold(String.fromCodePoint(point));
      if (letter !== null && letter !== folded) return null;
      letter = folded;
    }
  }
  return letter;
}

/** How much a choice of texts tells: the length of its shortest. */
function worth(texts: readonly string[] | null): number {
  return texts === null ? 0 : Math.min(...texts.map(({ length }) => length));
}

function better(one: readonly string[] | null, two: readonly string[] | null): typeof one {
  return worth(two) > worth(one) ? two : one;
}

function ofSequence(parts: readonly RegexNode[]): Required {
  let best: readonly string[] | null = null;
  let run = "";
  let isOnly = true;
  for (const part of parts) {
    const { only, texts } = required(part);
    if (only === null || run.length + only.length > longest) {
      isOnly = false;
      best = better(better(best, run === "" ? null : [run]), texts);
      run = "";
    } else run += only;
  }
  const all = better(best, run === "" ? null : [run]);
  return { only: isOnly ? run : null, texts: all };
}

function ofChoice(parts: readonly RegexNode[]): Required {
  const texts: string[] = [];
  for (const part of parts) {
    const found = required(part).texts;
    if (found === null || texts.length + found.length > mostTexts) return nothing;
    texts.push(...found);
  }
  return { only: null, texts: [...new Set(texts)] };
}

function required(node: RegexNode): Required {
  switch (node.kind) {
    case "set": {
      const letter = letterOf(node.set);
      return letter === null ? nothing : { only: letter, texts: [letter] };
    }
    case "assert":
      return { only: "", texts: null };
    case "sequence":
      return ofSequence(node.parts);
    case "choice":
      return ofChoice(node.parts);
    case "repeat": {
      if (node.min === 0) return nothing;
      const part = required(node.part);
      const isOnce = node.max === node.min && node.min * (part.only?.length ?? 0) <= longest;
      const only = isOnce && part.only !== null ? part.only.repeat(node.min) : null;
      return only === null || only === "" ? { only, texts: part.texts } : { only, texts: [only] };
    }
    default:
      return unreachable(node);
  }
}

/** Folded texts of which one must stand in a folded text that the expression fits; null: none. */
export function requiredTexts(node: RegexNode): readonly string[] | null {
  const { texts } = required(node);
  return texts === null || texts.includes("") ? null : texts;
}
