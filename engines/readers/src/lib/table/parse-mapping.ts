/** A mapping of columns as it comes from outside: JSON of a reading, perhaps corrected. */
import type { Json } from "@vallgrav/kernel";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { TableMapping } from "../reading.ts";
import { shapes } from "../shapes.ts";

/** Most columns that a mapping may name. */
const mostFields = 1_000;

/** The mapping that a value is; null where it is none, or of a kind of table that is not known. */
export function parseMapping(value: Json): TableMapping | null {
  const object = objectOf(value);
  if (object === null) return null;
  const name = textOf(member(object, "shape"));
  const shape = shapes.find((one) => one.name === name)?.name;
  const list = listOf(member(object, "fields"));
  if (shape === undefined || list === null || list.length > mostFields) return null;
  const fields: { readonly heading: string; readonly field: string | null }[] = [];
  for (const one of list) {
    const entry = objectOf(one);
    const heading = entry === null ? null : textOf(member(entry, "heading"));
    const field = entry === null ? undefined : member(entry, "field");
    if (heading === null || (field !== null && typeof field !== "string")) return null;
    fields.push({ heading, field });
  }
  return { shape, fields };
}
