/**
 * The plain meaning of rules: an expression and an event → whether it holds, and why. Slow and
 * short. Explanations come from here, and the compiled matcher is held against it.
 */
import { unreachable, type Where } from "@vallgrav/kernel";
import { isInside, parseAddress } from "./cidr.ts";
import type { FoundField, ScalarValue, SigmaEvent } from "./event.ts";
import { findField, keywordValues, textOfScalar } from "./event.ts";
import { fold } from "./fold.ts";
import { numberOf } from "./parse-test.ts";
import { findRegex } from "./regex/find-regex.ts";
import type { Comparison, Expression, NamedKind, PatternPart, Position, Test } from "./rule.ts";
import { parseTime, timePart } from "./time-part.ts";

const dashes = new Set(["-", "/", "\u2013", "\u2014", "\u2015"]);

/** Whether a pattern fits a whole text, code point by code point. */
function fitsPattern(pattern: readonly PatternPart[], text: string, isCased: boolean): boolean {
  const points = Array.from(isCased ? text : fold(text));
  let places = new Set([0]);
  const step = (fits: (point: string) => boolean): void => {
    places = new Set(
      [...places].flatMap((at) => {
        const point = points[at];
        return point !== undefined && fits(point) ? [at + 1] : [];
      }),
    );
  };
  for (const part of pattern) {
    if (part.kind === "one") step(() => true);
    else if (part.kind === "dash") step((point) => dashes.has(point));
    else if (part.kind === "literal")
      for (const wanted of isCased ? part.text : fold(part.text)) step((point) => point === wanted);
    else {
      const from = Math.min(...places);
      places = new Set(points.keys().filter((at) => at >= from));
      if (from <= points.length) places.add(points.length);
    }
  }
  return places.has(points.length);
}

function compares(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case "lt":
      return value < bound;
    case "lte":
      return value <= bound;
    case "gt":
      return value > bound;
    case "gte":
      return value >= bound;
    case "eq":
      return value === bound;
    default:
      return unreachable(comparison);
  }
}

function stands(text: string, other: string, position: Position): boolean {
  if (position === "contains") return text.includes(other);
  if (position === "startswith") return text.startsWith(other);
  return position === "endswith" ? text.endsWith(other) : text === other;
}

type Found = FoundField & { readonly event: SigmaEvent };

function passesText(test: Test, text: string, event: SigmaEvent): boolean {
  switch (test.kind) {
    case "text":
      return fitsPattern(test.pattern, text, test.isCased);
    case "regex":
      return findRegex(test.regex, text);
    case "cidr": {
      const address = parseAddress(text);
      return address !== null && isInside(test, address);
    }
    case "number":
      return compares(numberOf(text), test.comparison, test.value);
    case "time": {
      const ms = parseTime(text);
      return ms !== null && compares(timePart(ms, test.part), test.comparison, test.value);
    }
    case "field": {
      const as = (one: string): string => (test.isCased ? one : fold(one));
      return findField(event.fields, test.other).values.some((other) => {
        const otherText = textOfScalar(other);
        return otherText !== null && stands(as(text), as(otherText), test.position);
      });
    }
    case "exists":
    case "null":
      return false;
    default:
      return unreachable(test);
  }
}

function passes(test: Test, { isThere, values, event }: Found): boolean {
  if (test.kind === "exists") return isThere;
  if (test.kind === "null") return !isThere || values.includes(null);
  return values.some((value) => {
    const text = textOfScalar(value);
    return text !== null && passesText(test, text, event);
  });
}

function found(field: string | null, event: SigmaEvent): Found {
  const there =
    field === null
      ? { isThere: true, values: keywordValues(event) }
      : findField(event.fields, field);
  return { ...there, event };
}

/** Whether an expression holds of an event; its source is not asked for. */
export function interpret(expression: Expression, event: SigmaEvent): boolean {
  switch (expression.kind) {
    case "and":
      return expression.parts.every((part) => interpret(part, event));
    case "or":
      return expression.parts.some((part) => interpret(part, event));
    case "not":
      return !interpret(expression.part, event);
    case "named":
      return interpret(expression.part, event);
    case "leaf":
      return passes(expression.test, found(expression.field, event));
    default:
      return unreachable(expression);
  }
}

/** Why an expression holds of an event or not: the same tree, each step with its answer. */
export type Explanation = { readonly holds: boolean } & (
  | { readonly kind: "and" | "or" | "not"; readonly parts: readonly Explanation[] }
  | {
      readonly kind: "named";
      readonly what: NamedKind;
      readonly name: string;
      readonly at: Where;
      readonly part: Explanation;
    }
  | {
      readonly kind: "leaf";
      readonly field: string | null;
      readonly test: Test;
      /** Whether the event has the field. */
      readonly isThere: boolean;
      /** Values of the field; of a keyword only those that passed. */
      readonly values: readonly ScalarValue[];
    }
);

/** Explains step by step; every step is worked out, also those that no longer matter. */
export function explain(expression: Expression, event: SigmaEvent): Explanation {
  switch (expression.kind) {
    case "and":
    case "or": {
      const parts = expression.parts.map((part) => explain(part, event));
      const isHeld = (part: Explanation): boolean => part.holds;
      const holds = expression.kind === "and" ? parts.every(isHeld) : parts.some(isHeld);
      return { kind: expression.kind, holds, parts };
    }
    case "not": {
      const part = explain(expression.part, event);
      return { kind: "not", holds: !part.holds, parts: [part] };
    }
    case "named": {
      const { what, name, at } = expression;
      const part = explain(expression.part, event);
      return { kind: "named", holds: part.holds, what, name, at, part };
    }
    case "leaf": {
      const { field, test } = expression;
      const there = found(field, event);
      const values =
        field === null
          ? there.values.filter((value) => passes(test, { ...there, values: [value] }))
          : there.values;
      const holds = passes(test, there);
      return { kind: "leaf", holds, field, test, isThere: there.isThere, values };
    }
    default:
      return unreachable(expression);
  }
}
