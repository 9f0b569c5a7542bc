/**
 * Readers of parsed JSON: what a field must be, and what it is once it is that. Nothing is guessed,
 * and a field that nobody asked for is as wrong as one that is missing.
 */
import { faultOfTime, type TimeExpression } from "@vallgrav/mal";

/** What a field should have been. */
export type Expected =
  | "chance"
  | "choice"
  | "known"
  | "list"
  | "name"
  | "nothing"
  | "number"
  | "object"
  | "same-length"
  | "time"
  | "unique"
  | "whole"
  | "work";

/** Thrown where a value does not fit; turned into a problem where the file is read. */
export class Unfit extends Error {
  /** JSON pointer. */
  readonly path: string;
  readonly expected: Expected;
  constructor(path: string, expected: Expected) {
    super(`${path} is not ${expected}`);
    this.path = path;
    this.expected = expected;
  }
}

/** Reads a value that stands at a JSON pointer. @throws {Unfit} */
export type Shape<T> = (value: unknown, path: string) => T;

/** What a shape reads. */
export type Fits<S> = S extends Shape<infer T> ? T : never;

const longestName = 80;

/** A step of a JSON pointer. */
export function below(path: string, part: number | string): string {
  return `${path}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A number from `low` to `high`. */
export function number(low: number, high: number): Shape<number> {
  return (value, path) => {
    if (typeof value !== "number" || !(value >= low && value <= high))
      throw new Unfit(path, low === 0 && high === 1 ? "chance" : "number");
    return value;
  };
}

/** A probability or a share. */
export const chance: Shape<number> = number(0, 1);

/** A whole number from `low` to `high`. */
export function whole(low: number, high: number): Shape<number> {
  return (value, path) => {
    if (!Number.isInteger(value) || !(Number(value) >= low && Number(value) <= high))
      throw new Unfit(path, "whole");
    return Number(value);
  };
}

/** A name of one to eighty characters. */
export const name: Shape<string> = (value, path) => {
  if (typeof value !== "string" || value === "" || value.length > longestName)
    throw new Unfit(path, "name");
  return value;
};

/** One of some words. */
export function choice<const W extends string>(words: readonly W[]): Shape<W> {
  return (value, path) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Unfit(path, "choice");
    return found;
  };
}

/** A list of at most `most`, and at least `least`. */
export function list<T>(of: Shape<T>, most: number, least = 0): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most || value.length < least)
      throw new Unfit(path, "list");
    return value.map((entry: unknown, at) => of(entry, below(path, at)));
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Values by names that are the file's own; at most `most`. */
export function record<T>(of: Shape<T>, most: number): Shape<ReadonlyMap<string, T>> {
  return (value, path) => {
    if (!isObject(value)) throw new Unfit(path, "object");
    const entries = Object.entries(value);
    if (entries.length > most) throw new Unfit(path, "list");
    return new Map(
      entries.map(([key, held]) => [name(key, below(path, key)), of(held, below(path, key))]),
    );
  };
}

/** A field that may be left out. */
export function or<T, F>(of: Shape<T>, otherwise: F): Shape<F | T> {
  return (value, path) => (value === undefined ? otherwise : of(value, path));
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** An object with these fields and no others. */
export function object<F extends Fields>(
  fields: F,
): Shape<{ readonly [K in keyof F]: Fits<F[K]> }> {
  return (value, path) => {
    if (!isObject(value)) throw new Unfit(path, "object");
    for (const key of Object.keys(value))
      if (!Object.hasOwn(fields, key)) throw new Unfit(below(path, key), "nothing");
    const read = Object.entries(fields).map(([key, of]) => {
      const held = Object.hasOwn(value, key) ? value[key] : undefined;
      return [key, of(held, below(path, key))];
    });
    return Object.fromEntries(read) as { readonly [K in keyof F]: Fits<F[K]> };
  };
}

/** `Exponential(0.1)` taken apart; null where it is not of that form. */
function callOf(text: string): TimeExpression | null {
  const open = text.indexOf("(");
  if (open < 1 || !text.endsWith(")") || text.length > 200) return null;
  const inside = text.slice(open + 1, -1).trim();
  const parts = inside === "" ? [] : inside.split(",").map((part) => part.trim());
  const values = parts.map((part) =>
    /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/.test(part) ? +part : Infinity,
  );
  if (values.includes(Number.POSITIVE_INFINITY)) return null;
  return { kind: "call", name: text.slice(0, open).trim(), arguments: values };
}

/** A time: a number of days or hours, or a distribution of the attack language. */
export const time: Shape<TimeExpression> = (value, path) => {
  const read: TimeExpression | null =
    typeof value === "string"
      ? callOf(value)
      : { kind: "number", value: number(0, 1e9)(value, path) };
  if (read === null || faultOfTime(read) !== null) throw new Unfit(path, "time");
  return read;
};

/** Refuses names that stand twice. */
export function unique(ids: readonly string[], path: string): void {
  const seen = new Set<string>();
  for (const [at, id] of ids.entries()) {
    if (seen.has(id)) throw new Unfit(below(path, at), "unique");
    seen.add(id);
  }
}

/** The places of names in a list of ids. @throws {Unfit} for one that is not there */
export function placesOf(
  names: readonly string[],
  places: ReadonlyMap<string, number>,
  path: string,
): readonly number[] {
  return names.map((one, at) => {
    const place = places.get(one);
    if (place === undefined) throw new Unfit(below(path, at), "known");
    return place;
  });
}
