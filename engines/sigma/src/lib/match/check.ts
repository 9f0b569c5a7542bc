/** Expressions → functions over the current event, alike leaves worked out once per event. */
import { unreachable } from "@vallgrav/kernel";
import { isInside, parseAddress } from "../cidr.ts";
import { fold } from "../fold.ts";
import { numberOf } from "../parse-test.ts";
import type { Purse } from "../regex/lazy-search.ts";
import { lazySearch, searchText } from "../regex/lazy-search.ts";
import { compileRegex } from "../regex/program.ts";
import { requiredTexts } from "../regex/required-text.ts";
import type { Comparison, Expression, Test } from "../rule.ts";
import { parseTime, timePart } from "../time-part.ts";
import { anyText } from "./any-text.ts";
import type { Slots } from "./slots.ts";
import { foldedText, isThere } from "./slots.ts";
import type { TextTest } from "./text-test.ts";
import { textTest } from "./text-test.ts";
import { witnessOf } from "./witness.ts";

/** What is being matched right now. */
export type Moment = {
  readonly slots: Slots;
  /** Grows with each event, so that what was known of the last is not taken for known. */
  turn: number;
  readonly purse: Purse;
  /** Whether a search of the rule under trial ended without an answer. */
  gaveUp: boolean;
};

/** Whether an expression holds of the current event. */
export type Check = (moment: Moment) => boolean;

/** Leaves that stand more than once, by what they ask. */
type Builder = { readonly slots: Slots; readonly leaves: Map<string, Check> };

function compares(comparison: Comparison, bound: number): (value: number) => boolean {
  switch (comparison) {
    case "lt":
      return (value) => value < bound;
    case "lte":
      return (value) => value <= bound;
    case "gt":
      return (value) => value > bound;
    case "gte":
      return (value) => value >= bound;
    case "eq":
      return (value) => value === bound;
    default:
      return unreachable(comparison);
  }
}

/** A test of one text as a check of a field's values; of any value for a keyword. */
function overValues(slot: number | null, make: (moment: Moment) => TextTest): Check {
  if (slot === null)
    return (moment) => {
      const test = make(moment);
      return moment.slots.values.some((text) => test(text, fold(text)));
    };
  return (moment) => {
    const { slots } = moment;
    const text = slots.texts[slot];
    if (text !== null && text !== undefined)
      return make(moment)(text, foldedText(slots, slot, text));
    const many = slots.many[slot];
    if (many === null || many === undefined) return false;
    const test = make(moment);
    return many.some((one) => test(one, fold(one)));
  };
}

/** The same for a test that does not change: by far the most, so without detours. */
function plain(slot: number | null, test: TextTest): Check {
  if (slot === null) return overValues(slot, () => test);
  return ({ slots }) => {
    const text = slots.texts[slot];
    if (text !== null && text !== undefined) return test(text, foldedText(slots, slot, text));
    const many = slots.many[slot];
    return many !== null && many !== undefined && many.some((one) => test(one, fold(one)));
  };
}

function regexCheck(
  slot: number | null,
  { regex }: Extract<Test, { readonly kind: "regex" }>,
): Check {
  const needed = requiredTexts(regex);
  const search = lazySearch(compileRegex(regex));
  return overValues(slot, (moment) => (text, folded) => {
    if (needed !== null && !needed.some((one) => folded.includes(one))) return false;
    const found = searchText(search, text, moment.purse);
    if (found === null) moment.gaveUp = true;
    return found === true;
  });
}

function fieldCheck(
  slots: Slots,
  slot: number,
  test: Extract<Test, { readonly kind: "field" }>,
): Check {
  const other = slots.numbers.get(test.other) ?? -1;
  const { position, isCased } = test;
  const stands = (text: string, part: string): boolean => {
    if (position === "contains") return text.includes(part);
    if (position === "startswith") return text.startsWith(part);
    return position === "endswith" ? text.endsWith(part) : text === part;
  };
  return overValues(slot, ({ slots: now }) => {
    const only = now.texts[other];
    if (only !== null && only !== undefined) {
      const known = isCased ? only : foldedText(now, other, only);
      return (text, folded) => stands(isCased ? text : folded, known);
    }
    const others = (now.many[other] ?? []).map((one) => (isCased ? one : fold(one)));
    return (text, folded) => others.some((one) => stands(isCased ? text : folded, one));
  });
}

function makeLeaf({ slots }: Builder, field: string | null, test: Test): Check {
  const slot = field === null ? null : (slots.numbers.get(field) ?? -1);
  switch (test.kind) {
    case "text":
      return plain(slot, textTest(test.pattern, test.isCased));
    case "regex":
      return regexCheck(slot, test);
    case "cidr":
      return plain(slot, (text) => {
        const address = parseAddress(text);
        return address !== null && isInside(test, address);
      });
    case "number": {
      const isSo = compares(test.comparison, test.value);
      return plain(slot, (text) => isSo(numberOf(text)));
    }
    case "time": {
      const isSo = compares(test.comparison, test.value);
      return plain(slot, (text) => {
        const ms = parseTime(text);
        return ms !== null && isSo(timePart(ms, test.part));
      });
    }
    case "field":
      return fieldCheck(slots, slot ?? -1, test);
    case "exists":
      return (moment) => isThere(moment.slots, slot ?? -1);
    case "null":
      return ({ slots: now }) => !isThere(now, slot ?? -1) || now.hasNull[slot ?? -1] === 1;
    default:
      return unreachable(test);
  }
}

/** The same check, worked out once per event. */
function remembered(check: Check): Check {
  let turn = -1;
  let answer = false;
  let gaveUp = false;
  return (moment) => {
    if (turn !== moment.turn) {
      const before = moment.gaveUp;
      moment.gaveUp = false;
      answer = check(moment);
      ({ gaveUp } = moment);
      moment.gaveUp = before || gaveUp;
      ({ turn } = moment);
    } else if (gaveUp) moment.gaveUp = true;
    return answer;
  };
}

function shared(builder: Builder, key: string, make: () => Check): Check {
  const known = builder.leaves.get(key);
  if (known !== undefined) return known;
  const check = remembered(make());
  builder.leaves.set(key, check);
  return check;
}

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

/** The parts of an OR, those that ask for plain texts of one field as one. */
function alternatives(builder: Builder, parts: readonly Expression[]): Check[] {
  const byField = new Map<string | null, (Expression & { readonly kind: "leaf" })[]>();
  const rest: Expression[] = [];
  for (const part of parts) {
    const isPlain = part.kind === "leaf" && part.test.kind === "text" && !part.test.isCased;
    if (!isPlain) rest.push(part);
    else byField.set(part.field, [...(byField.get(part.field) ?? []), part]);
  }
  const together: Check[] = [];
  for (const [field, leaves] of byField) {
    if (leaves.length < fewestTogether) {
      rest.push(...leaves);
      continue;
    }
    const patterns = leaves.flatMap(({ test }) => (test.kind === "text" ? [test.pattern] : []));
    const key = `any ${JSON.stringify([field, patterns])}`;
    const slot = field === null ? null : (builder.slots.numbers.get(field) ?? -1);
    together.push(shared(builder, key, () => plain(slot, anyText(patterns))));
  }
  const ordered = [...rest.filter((part) => !hasRegex(part)), ...rest.filter(hasRegex)];
  return [...together, ...ordered.map((part) => checkOf(builder, part))];
}

/** Plain loops: these run for every rule that is tried. */
function all(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (checks.length === 2 && first !== undefined && second !== undefined)
    return (moment) => first(moment) && second(moment);
  return (moment) => {
    for (const check of checks) if (!check(moment)) return false;
    return true;
  };
}

function any(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (checks.length === 1 && first !== undefined) return first;
  if (checks.length === 2 && first !== undefined && second !== undefined)
    return (moment) => first(moment) || second(moment);
  return (moment) => {
    for (const check of checks) if (check(moment)) return true;
    return false;
  };
}

/** Makes the check of an expression. */
export function checkOf(builder: Builder, expression: Expression): Check {
  switch (expression.kind) {
    case "named":
      return checkOf(builder, expression.part);
    case "not": {
      const check = checkOf(builder, expression.part);
      return (moment) => !check(moment);
    }
    case "and": {
      const parts = inOrder(partsOf("and", expression.parts));
      const checks = parts.map((part) => checkOf(builder, part));
      return all(checks);
    }
    case "or": {
      const checks = alternatives(builder, partsOf("or", expression.parts));
      return any(checks);
    }
    case "leaf": {
      const { field, test } = expression;
      return shared(builder, keyOf(field, test), () => makeLeaf(builder, field, test));
    }
    default:
      return unreachable(expression);
  }
}
