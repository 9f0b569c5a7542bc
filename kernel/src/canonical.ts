/** A digest handed in from outside: bytes → lower-case hexadecimal SHA-256. */
export type Digest = (bytes: Uint8Array | string) => string;

/** What JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Orders text by UTF-16 code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * One text per value: JSON without spaces, keys sorted by code unit, undefined members left out.
 * Two values that are equal as JSON give the same bytes, so the text can be hashed.
 * @throws {RangeError} for a number that JSON cannot hold (NaN, infinities)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string")
    return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`JSON cannot hold ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value === "object") {
    const members: string[] = [];
    for (const [key, member] of Object.entries(value).sort(([a], [b]) => compareText(a, b)))
      if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  throw new RangeError(`JSON cannot hold a ${typeof value}`);
}
