/** The events of one group inside the time span, and the figure that the condition is about. */
import { unreachable } from "@vallgrav/kernel";
import type { Bound, CorrelationCondition, CorrelationType, RuleExpression } from "../rule.ts";

/** One event of a group. */
export type Entry = {
  readonly timeMs: number;
  readonly id: string;
  /** Places, in the correlation's list, of the rules it matched; ascending. */
  readonly rules: readonly number[];
  /** Distinct key of its values for `value_count`; else empty. */
  readonly value: string;
  /** Its number for the types that compute with one; else 0. */
  readonly number: number;
};

/** What a window has seen and still holds. */
export type Window = {
  readonly entries: Entry[];
  /** Where the entries that are still inside begin. */
  from: number;
  /** How often each value stands inside. */
  readonly values: Map<string, number>;
  /** How many entries inside matched each rule. */
  readonly present: Map<number, number>;
  /** Numbers inside, ascending; kept for percentile and median only. */
  readonly numbers: number[];
};

/** An empty window. */
export function newWindow(): Window {
  return { entries: [], from: 0, values: new Map(), present: new Map(), numbers: [] };
}

function placeOf(numbers: readonly number[], number: number): number {
  let low = 0;
  let past = numbers.length;
  while (low < past) {
    const middle = (low + past) >> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else past = middle;
  }
  return low;
}

function isOfOrder(type: CorrelationType): boolean {
  return type === "value_percentile" || type === "value_median";
}

function add<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

/** Adds the newest entry. */
export function enter(window: Window, entry: Entry, type: CorrelationType): void {
  window.entries.push(entry);
  for (const rule of entry.rules) add(window.present, rule, 1);
  if (type === "value_count") add(window.values, entry.value, 1);
  if (isOfOrder(type))
    window.numbers.splice(placeOf(window.numbers, entry.number), 0, entry.number);
}

function leave(window: Window, entry: Entry, type: CorrelationType): void {
  for (const rule of entry.rules) add(window.present, rule, -1);
  if (type === "value_count") add(window.values, entry.value, -1);
  if (isOfOrder(type)) window.numbers.splice(placeOf(window.numbers, entry.number), 1);
}

/** Drops what happened before an instant, and the oldest beyond `most`; answers how many. */
export function expire(
  window: Window,
  beforeMs: number,
  most: number,
  type: CorrelationType,
): number {
  let cut = 0;
  const { entries } = window;
  for (; window.from < entries.length; window.from += 1) {
    const entry = entries[window.from];
    if (entry === undefined) break;
    const isOld = entry.timeMs < beforeMs;
    if (!isOld && entries.length - window.from <= most) break;
    if (!isOld) cut += 1;
    leave(window, entry, type);
  }
  if (window.from > 64 && window.from * 2 > entries.length) {
    entries.splice(0, window.from);
    window.from = 0;
  }
  return cut;
}

/** How many entries are inside. */
export function countOf({ entries, from }: Window): number {
  return entries.length - from;
}

/** The entries inside, oldest first. */
export function inside({ entries, from }: Window): readonly Entry[] {
  return entries.slice(from);
}

/** The value at a share of ascending numbers, between neighbours by straight line. */
function percentileOf(numbers: readonly number[], share: number): number {
  const place = (numbers.length - 1) * share;
  const low = Math.floor(place);
  const below = numbers[low] ?? 0;
  return below + ((numbers[low + 1] ?? below) - below) * (place - low);
}

/** How many of the listed rules stand in their order, each in an event of its own. */
function inListedOrder(entries: readonly Entry[], wanted: readonly number[]): number {
  let next = 0;
  for (const { rules } of entries) {
    const rule = wanted[next];
    if (rule !== undefined && rules.includes(rule)) next += 1;
  }
  return next;
}

/** What a correlation asks of a window. */
export type Question = {
  readonly type: CorrelationType;
  readonly condition: CorrelationCondition;
  /** Place in the list by rule as written. */
  readonly placeOf: ReadonlyMap<string, number>;
};

/** The figure of a window; null where there is none (no number of nothing). */
export function figureOf(
  { type, condition, placeOf: places }: Question,
  window: Window,
): number | null {
  const count = countOf(window);
  switch (type) {
    case "event_count":
      return count;
    case "value_count":
      return window.values.size;
    case "temporal":
      return window.present.size;
    case "temporal_ordered":
      return inListedOrder(inside(window), [...new Set(places.values())]);
    case "value_sum":
    case "value_avg": {
      const sum = inside(window).reduce((total, { number }) => total + number, 0);
      if (count === 0) return null;
      return type === "value_sum" ? sum : sum / count;
    }
    case "value_median":
      return count === 0 ? null : percentileOf(window.numbers, 0.5);
    case "value_percentile": {
      const percentile = condition.kind === "bounds" ? condition.percentile : null;
      return count === 0 ? null : percentileOf(window.numbers, (percentile ?? 0) / 100);
    }
    default:
      return unreachable(type);
  }
}

function isWithin(figure: number, { comparison, value }: Bound): boolean {
  switch (comparison) {
    case "lt":
      return figure < value;
    case "lte":
      return figure <= value;
    case "gt":
      return figure > value;
    case "gte":
      return figure >= value;
    case "eq":
      return figure === value;
    case "neq":
      return figure !== value;
    default:
      return unreachable(comparison);
  }
}

function holdsOf(expression: RuleExpression, isPresent: (rule: string) => boolean): boolean {
  switch (expression.kind) {
    case "rule":
      return isPresent(expression.rule);
    case "not":
      return !holdsOf(expression.part, isPresent);
    case "and":
      return expression.parts.every((part) => holdsOf(part, isPresent));
    case "or":
      return expression.parts.some((part) => holdsOf(part, isPresent));
    default:
      return unreachable(expression);
  }
}

/** Whether the condition holds of the window, and its figure. */
export function judge(
  question: Question,
  window: Window,
): { readonly holds: boolean; readonly figure: number | null } {
  const { condition, type, placeOf: places } = question;
  const figure = figureOf(question, window);
  if (condition.kind === "bounds") {
    const holds = figure !== null && condition.bounds.every((bound) => isWithin(figure, bound));
    return { holds, figure };
  }
  const { present } = window;
  const holds = holdsOf(condition.expression, (rule) => present.has(places.get(rule) ?? -1));
  const wanted = [...new Set(places.values())].filter((place) => present.has(place));
  const isInOrder = type === "temporal" || inListedOrder(inside(window), wanted) === wanted.length;
  return { holds: holds && isInOrder, figure };
}

function hasNot(expression: RuleExpression): boolean {
  if (expression.kind === "rule") return false;
  return expression.kind === "not" || expression.parts.some(hasNot);
}

/** Whether more events can make the condition false again, so that only the end can tell. */
export function isForTheEnd(condition: CorrelationCondition): boolean {
  if (condition.kind === "rules") return hasNot(condition.expression);
  return condition.bounds.some(({ comparison }) => comparison !== "gt" && comparison !== "gte");
}
