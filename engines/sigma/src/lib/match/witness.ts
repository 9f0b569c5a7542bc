/**
 * Witnesses: for a rule, small facts of which one must hold of any event it holds of. They choose
 * the few rules that are worth trying; being too generous only costs time.
 */
import { unreachable } from "@vallgrav/kernel";
import { isAscii } from "../fold.ts";
import { requiredTexts } from "../regex/required-text.ts";
import type { Expression, PatternPart, Test } from "../rule.ts";
import { foldedPattern, simplePattern } from "./text-test.ts";

/** One fact about a field (null: about any value of the event). Texts are folded. */
export type Atom =
  | {
      readonly kind: "whole" | "end" | "in";
      readonly field: string | null;
      readonly text: string;
    }
  /** The field is there. */
  | { readonly kind: "there"; readonly field: string }
  /** Something in it is not ASCII. */
  | { readonly kind: "strange"; readonly field: string | null };

/** Facts of which one must hold, and how often that is to be expected, in no unit. */
export type Witness = { readonly atoms: readonly Atom[]; readonly cost: number };

/** What logs are full of; a text that stands here tells little. */
const usual = [
  "c:\\windows\\system32\\cmd.exe /c c:\\windows\\syswow64\\windowspowershell\\v1.0\\",
  "\\powershell.exe -command -nop -w hidden \\rundll32.exe \\regsvr32.exe \\svchost.exe -k ",
  "\\explorer.exe \\wscript.exe \\net.exe \\reg.exe add c:\\users\\public\\appdata\\local\\temp\\",
  " appdata\\roaming\\microsoft\\windows\\ c:\\program files (x86)\\ c:\\programdata\\",
  " .dll .tmp .log http://https://www. localhost 127.0.0.1 true false high",
  " hklm\\software\\microsoft\\windows\\currentversion\\ hkcu\\ hku\\s-1-5-21- ",
  " hklm\\system\\currentcontrolset\\services\\ nt authority\\system",
].join("");

const byLength: readonly number[] = [400, 400, 100, 30, 12, 5, 3, 2];

/** What a text in the middle of another is expected to cost. */
function costOf(text: string): number {
  const base = byLength[text.length] ?? 1;
  return usual.includes(text) ? base * 20 : base;
}

/** Letters of command lines and paths, the commonest first; others are rarer still. */
const letters = ' eirtsonacl\\dm.mpuh-w/fgbyv0x1:2"k3j5z4q=86_79';

/** Longer texts make the tables larger and say little more. */
const longest = 8;

function rarity(text: string): number {
  let sum = usual.includes(text) ? -1_000 : 0;
  for (const letter of text) {
    const place = letters.indexOf(letter);
    sum += place < 0 ? letters.length : place;
  }
  return sum;
}

/** The piece of a text that is seen least often, by its letters. */
function rarest(text: string): string {
  let best = text.slice(0, longest);
  for (let at = 1; at + longest <= text.length; at += 1) {
    const piece = text.slice(at, at + longest);
    if (rarity(piece) > rarity(best)) best = piece;
  }
  return best;
}

function there(field: string | null): Witness | null {
  return field === null ? null : { atoms: [{ kind: "there", field }], cost: 400 };
}

function inText(field: string | null, text: string): Witness | null {
  if (!isAscii(text)) return { atoms: [{ kind: "strange", field }], cost: 1 };
  if (text.length < 2) return there(field);
  return { atoms: [{ kind: "in", field, text: rarest(text) }], cost: costOf(text) };
}

function ofPattern(field: string | null, given: readonly PatternPart[]): Witness | null {
  const pattern = foldedPattern(given);
  const simple = simplePattern(pattern);
  if (simple !== null && field !== null && !simple.isOpenAfter) {
    const { literal: text, isOpenBefore } = simple;
    if (!isOpenBefore)
      return { atoms: [{ kind: "whole", field, text }], cost: text.length < 3 ? 30 : 4 };
    if (isAscii(text) && text.length > 3)
      return { atoms: [{ kind: "end", field, text }], cost: costOf(text) };
  }
  const texts = pattern.flatMap((part) => (part.kind === "literal" ? [part.text] : []));
  const all = texts.map((text) => inText(field, text));
  return cheapest([...all, there(field)]);
}

function ofRegex(
  field: string | null,
  test: Extract<Test, { readonly kind: "regex" }>,
): Witness | null {
  const texts = requiredTexts(test.regex);
  const some = texts === null ? null : either(texts.map((text) => inText(field, text)));
  return cheapest([some, there(field)]);
}

function ofTest(field: string | null, test: Test): Witness | null {
  if (test.kind === "text") return ofPattern(field, test.pattern);
  if (test.kind === "regex") return ofRegex(field, test);
  return test.kind === "null" ? null : there(field);
}

/** The best of facts that all must hold. */
function cheapest(all: readonly (Witness | null)[]): Witness | null {
  return all.reduce(
    (best, one) => (one !== null && (best === null || one.cost < best.cost) ? one : best),
    null,
  );
}

/** Facts of which one must hold where one of several does. */
function either(all: readonly (Witness | null)[]): Witness | null {
  const atoms: Atom[] = [];
  let cost = 0;
  for (const one of all) {
    if (one === null) return null;
    atoms.push(...one.atoms);
    cost += one.cost;
  }
  return { atoms, cost };
}

/** The witness of an expression; null where it may hold of any event. */
export function witnessOf(expression: Expression): Witness | null {
  switch (expression.kind) {
    case "and":
      return cheapest(expression.parts.map(witnessOf));
    case "or":
      return either(expression.parts.map(witnessOf));
    case "named":
      return witnessOf(expression.part);
    case "leaf":
      return ofTest(expression.field, expression.test);
    case "not": {
      const { part } = expression;
      if (part.kind === "not") return witnessOf(part.part);
      const isPresence = part.kind === "leaf" && part.test.kind === "null";
      return isPresence ? there(part.field) : null;
    }
    default:
      return unreachable(expression);
  }
}
