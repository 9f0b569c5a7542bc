/** Looking into JSON of unknown shape without trusting it. */
import type { Json } from "@vallgrav/kernel";

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** The value if it is an object, else null. */
export function objectOf(value: Json | undefined): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : null;
}

/** The value if it is an array, else null. */
export function listOf(value: Json | undefined): readonly Json[] | null {
  return Array.isArray(value) ? (value as readonly Json[]) : null;
}

/** The objects of an array, others left out; none where it is no array. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return (listOf(value) ?? []).flatMap((one) => {
    const object = objectOf(one);
    return object === null ? [] : [object];
  });
}

/** The value if it is a text, else null. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** An object's own member; undefined for what it inherits or lacks. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** One part of a JSON pointer (RFC 6901 §3). */
export function pointerPart(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
