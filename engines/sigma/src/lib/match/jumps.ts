/**
 * Expressions → steps in one list: ask a leaf, and go on where its answer says. What a leaf
 * answered is kept for the event, as rules share many. One list is kinder to the machine's caches
 * than functions within functions.
 */
import { unreachable } from "@vallgrav/kernel";
import type { Expression, Test } from "../rule.ts";
import type { Check, Moment } from "./check.ts";
import { anyCheck, leafCheck } from "./check.ts";
import type { Slots } from "./slots.ts";
import { witnessOf } from "./witness.ts";

/** Where an expression ends: it holds, or it does not. */
const holds = -1;
const fails = -2;

/** Answers of leaves, as bits. */
const yes = 1;
const unsure = 2;

/** Steps of many expressions. */
export type Jumps = {
  readonly slots: Slots;
  /** Leaf, next step if it holds, next step if not; a step's name is where it begins. */
  readonly steps: number[];
  readonly checks: Check[];
  /** By leaf: the turn in which it was last asked, and what it answered. */
  readonly turns: number[];
  readonly answers: number[];
  readonly leaves: Map<string, number>;
};

/** No steps yet. */
export function newJumps(slots: Slots): Jumps {
  return { slots, steps: [], checks: [], turns: [], answers: [], leaves: new Map() };
}

function leafOf(jumps: Jumps, key: string, make: () => Check): number {
  const known = jumps.leaves.get(key);
  if (known !== undefined) return known;
  const leaf = jumps.checks.push(make()) - 1;
  jumps.turns.push(-1);
  jumps.answers.push(0);
  jumps.leaves.set(key, leaf);
  return leaf;
}

function step({ steps }: Jumps, leaf: number, ifHolds: number, ifFails: number): number {
  return steps.push(leaf, ifHolds, ifFails) - 3;
}

/** Alike leaves have alike keys. */
function keyOf(field: string | null, test: Test): string {
  const body = test.kind === "cidr" ? test.source : JSON.stringify(test);
  return `${test.kind} ${JSON.stringify(field)} ${body}`;
}

/** Parts of nested expressions of one kind, names left out. */
function partsOf(kind: "and" | "or", parts: readonly Expression[]): readonly Expression[] {
  return parts.flatMap((part): readonly Expression[] => {
    const inner = part.kind === "named" ? bare(part) : part;
    return inner.kind === kind ? partsOf(kind, inner.parts) : [inner];
  });
}

function bare(expression: Expression): Expression {
  return expression.kind === "named" ? bare(expression.part) : expression;
}

function hasRegex(expression: Expression): boolean {
  if (expression.kind === "leaf") return expression.test.kind === "regex";
  if (expression.kind === "not" || expression.kind === "named") return hasRegex(expression.part);
  return expression.parts.some(hasRegex);
}

/**
 * The parts of an AND in the order they are asked: seldom true ones first. The very seldomest comes
 * after the others, for it is why the rule is being tried; regular expressions come last of all.
 */
function inOrder(parts: readonly Expression[]): readonly Expression[] {
  const costs = new Map(parts.map((part) => [part, witnessOf(part)?.cost ?? 1_000]));
  const costOf = (part: Expression): number => costs.get(part) ?? 0;
  const [seldomest, ...others] = parts.toSorted((a, b) => costOf(a) - costOf(b));
  if (seldomest === undefined) return [];
  const ordered = [...others, seldomest];
  return [...ordered.filter((part) => !hasRegex(part)), ...ordered.filter(hasRegex)];
}

/** From this many alternatives on, texts of one field are looked for together. */
const fewestTogether = 6;

type Leaf = Expression & { readonly kind: "leaf" };

/** The parts of an OR: plain texts of one field, if many, as one step each; then the others. */
function together(parts: readonly Expression[]): {
  readonly groups: readonly (readonly Leaf[])[];
  readonly rest: readonly Expression[];
} {
  const byField = new Map<string | null, Leaf[]>();
  const rest: Expression[] = [];
  for (const part of parts) {
    const isPlain = part.kind === "leaf" && part.test.kind === "text" && !part.test.isCased;
    if (!isPlain) rest.push(part);
    else byField.set(part.field, [...(byField.get(part.field) ?? []), part]);
  }
  const all = [...byField.values()];
  rest.push(...all.filter(({ length }) => length < fewestTogether).flat());
  return {
    groups: all.filter(({ length }) => length >= fewestTogether),
    rest: [...rest.filter((part) => !hasRegex(part)), ...rest.filter(hasRegex)],
  };
}

function anyStep(jumps: Jumps, leaves: readonly Leaf[], ifHolds: number, ifFails: number): number {
  const field = leaves[0]?.field ?? null;
  const patterns = leaves.flatMap(({ test }) => (test.kind === "text" ? [test.pattern] : []));
  const key = `any ${JSON.stringify([field, patterns])}`;
  const leaf = leafOf(jumps, key, () => anyCheck(jumps.slots, field, patterns));
  return step(jumps, leaf, ifHolds, ifFails);
}

/** Adds the steps of an expression, last ones first; answers where to begin. */
function add(jumps: Jumps, expression: Expression, ifHolds: number, ifFails: number): number {
  switch (expression.kind) {
    case "named":
      return add(jumps, expression.part, ifHolds, ifFails);
    case "not":
      return add(jumps, expression.part, ifFails, ifHolds);
    case "and":
      return inOrder(partsOf("and", expression.parts)).reduceRight(
        (next, part) => add(jumps, part, next, ifFails),
        ifHolds,
      );
    case "or": {
      const { groups, rest } = together(partsOf("or", expression.parts));
      const others = rest.reduceRight((next, part) => add(jumps, part, ifHolds, next), ifFails);
      return groups.reduceRight((next, leaves) => anyStep(jumps, leaves, ifHolds, next), others);
    }
    case "leaf": {
      const { field, test } = expression;
      const leaf = leafOf(jumps, keyOf(field, test), () => leafCheck(jumps.slots, field, test));
      return step(jumps, leaf, ifHolds, ifFails);
    }
    default:
      return unreachable(expression);
  }
}

/** Adds an expression; answers the step it begins with, or that it always holds or never. */
export function addExpression(jumps: Jumps, expression: Expression): number {
  return add(jumps, expression, holds, fails);
}

function ask({ checks, turns, answers }: Jumps, leaf: number, moment: Moment): number {
  const check = checks[leaf];
  moment.gaveUp = false;
  const isSo = check !== undefined && check(moment);
  const answer = (isSo ? yes : 0) | (moment.gaveUp ? unsure : 0);
  turns[leaf] = moment.turn;
  answers[leaf] = answer;
  return answer;
}

/** Whether an expression holds; null where a leaf it asked could not tell. */
export function follow(jumps: Jumps, begin: number, moment: Moment): boolean | null {
  const { steps, turns, answers } = jumps;
  const { turn } = moment;
  let isSure = true;
  let at = begin;
  while (at >= 0) {
    const leaf = steps[at] ?? 0;
    const answer = turns[leaf] === turn ? (answers[leaf] ?? 0) : ask(jumps, leaf, moment);
    if (answer >= unsure) isSure = false;
    at = steps[at + ((answer & yes) === yes ? 1 : 2)] ?? fails;
  }
  return isSure ? at === holds : null;
}
