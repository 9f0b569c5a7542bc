/** Events as the engine sees them, and the plain meaning of a field's name. */
import { fold } from "./fold.ts";

/** A value of a log. Nested maps are reached by dotted names, lists hold several values. */
export type EventValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly EventValue[]
  | EventFields;

/** Fields of an event by the names of its source. */
export type EventFields = { readonly [name: string]: EventValue };

/** What a reader knows of where an event comes from. Lower case; null and none: not known. */
export type LogFacts = {
  readonly product: string | null;
  readonly service: string | null;
  readonly categories: readonly string[];
};

/** One event. */
export type SigmaEvent = {
  readonly source: LogFacts;
  readonly fields: EventFields;
  /** The line as it came, for keywords; null where the fields hold all of it. */
  readonly text: string | null;
  /** When it happened, milliseconds since 1970 UTC; null where it does not say. */
  readonly timeMs: number | null;
};

/** A value that is neither a list nor a map. */
export type ScalarValue = string | number | bigint | boolean | null;

/** What a name stands for in one event; absent: no values and not there. */
export type FoundField = { readonly isThere: boolean; readonly values: readonly ScalarValue[] };

/** Maps and lists are followed this deep; what lies deeper is not seen. */
export const deepestValue = 32;

const absent: FoundField = { isThere: false, values: [] };

function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value);
}

function isMap(value: EventValue): value is EventFields {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Scalars of a value: those of a list each, none of a map. */
export function scalarsOf(value: EventValue, depth = 0): readonly ScalarValue[] {
  if (isList(value))
    return depth > deepestValue ? [] : value.flatMap((one) => scalarsOf(one, depth + 1));
  return isMap(value) ? [] : [value];
}

/** The text of a scalar as rules compare it; null has none. */
export function textOfScalar(value: ScalarValue): string | null {
  return value === null ? null : String(value);
}

/** A dotted name and the value under it. Maps inside lists give the same name several times. */
type Path = readonly [name: string, value: EventValue];

/** Every dotted name of an event, in order: a map before what it holds. */
export function pathsOf(fields: EventFields, prefix = "", depth = 0): readonly Path[] {
  if (depth > deepestValue) return [];
  const inside = (name: string, value: EventValue): readonly Path[] => {
    if (isMap(value)) return pathsOf(value, `${name}.`, depth + 1);
    return isList(value) ? value.flatMap((one) => (isMap(one) ? inside(name, one) : [])) : [];
  };
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = prefix + key;
    return [[name, value] as const, ...inside(name, value)];
  });
}

/** Values of the first name that fits, and of the same name wherever it stands again. */
function firstFit(paths: readonly Path[], fits: (name: string) => boolean): FoundField {
  const first = paths.find(([name]) => fits(name));
  if (first === undefined) return absent;
  const same = paths.filter(([name]) => name === first[0]);
  return { isThere: true, values: same.flatMap(([, value]) => scalarsOf(value)) };
}

/** A name with spaces left out, folded. */
export function closedName(name: string): string {
  return fold(name.replaceAll(" ", ""));
}

/**
 * What a rule's field stands for: the exact name first, dots and all; then without regard to letter
 * case; then also without spaces. Linear in the event.
 */
export function findField(fields: EventFields, name: string): FoundField {
  const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (own !== undefined) return { isThere: true, values: scalarsOf(own) };
  const paths = pathsOf(fields);
  const exact = firstFit(paths, (one) => one === name);
  if (exact.isThere) return exact;
  const folded = firstFit(paths, (one) => fold(one) === fold(name));
  if (folded.isThere) return folded;
  return firstFit(paths, (one) => closedName(one) === closedName(name));
}

/** Every value that keywords are looked for in: all scalars, then the line as it came. */
export function keywordValues({ fields, text }: SigmaEvent): readonly ScalarValue[] {
  const values = pathsOf(fields).flatMap(([, value]) => scalarsOf(value));
  return text === null ? values : [...values, text];
}

/** Whether a rule for this source is for that event: each attribute stated is among the facts. */
export function isForSource(
  source: {
    readonly category: string | null;
    readonly product: string | null;
    readonly service: string | null;
  },
  facts: LogFacts,
): boolean {
  const { category, product, service } = source;
  return (
    (product === null || product === facts.product) &&
    (service === null || service === facts.service) &&
    (category === null || facts.categories.includes(category))
  );
}
