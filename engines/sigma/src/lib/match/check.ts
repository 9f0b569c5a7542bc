/** Leaves of expressions → functions over the current event. */
import { unreachable } from "@vallgrav/kernel";
import { isInside, parseAddress } from "../cidr.ts";
import { fold } from "../fold.ts";
import { numberOf } from "../parse-test.ts";
import type { Purse } from "../regex/lazy-search.ts";
import { lazySearch, searchText } from "../regex/lazy-search.ts";
import { compileRegex } from "../regex/program.ts";
import { requiredTexts } from "../regex/required-text.ts";
import type { Comparison, PatternPart, Test } from "../rule.ts";
import { parseTime, timePart } from "../time-part.ts";
import { anyText } from "./any-text.ts";
import type { Slots } from "./slots.ts";
import { foldedText, isThere } from "./slots.ts";
import type { TextTest } from "./text-test.ts";
import { textTest } from "./text-test.ts";

/** What is being matched right now. */
export type Moment = {
  readonly slots: Slots;
  /** Grows with each event, so that what was known of the last is not taken for known. */
  turn: number;
  readonly purse: Purse;
  /** Whether a search of the rule under trial ended without an answer. */
  gaveUp: boolean;
};

/** Whether a leaf holds of the current event. */
export type Check = (moment: Moment) => boolean;

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

/** Makes the check of many plain patterns of which one must fit. */
export function anyCheck(
  slots: Slots,
  field: string | null,
  patterns: readonly (readonly PatternPart[])[],
): Check {
  return plain(slotOf(slots, field), anyText(patterns));
}

function slotOf(slots: Slots, field: string | null): number | null {
  return field === null ? null : (slots.numbers.get(field) ?? -1);
}

/** Makes the check of a leaf. */
export function leafCheck(slots: Slots, field: string | null, test: Test): Check {
  const slot = slotOf(slots, field);
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
