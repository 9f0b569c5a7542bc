/** Bodies, queries and parameters are unknown until a schema has read them here. */
import type { z } from "zod";
import { Refusal } from "./route.ts";

/** JSON pointers of what does not fit, without the values; the empty pointer is the whole. */
function fieldsOf(error: z.ZodError): readonly string[] {
  const pointers = error.issues.map(({ path }) =>
    path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
  );
  return [...new Set(pointers)];
}

function parseAs<S extends z.ZodType>(schema: S, value: unknown, code: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal(400, code, { fields: fieldsOf(parsed.error) });
  return parsed.data;
}

/** @throws {Refusal} 400 `request/bad-body` with the places that do not fit */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  return parseAs(schema, body ?? undefined, "request/bad-body");
}

/** @throws {Refusal} 400 `request/bad-query` with the names that do not fit */
export function parseQuery<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  return parseAs(schema, query, "request/bad-query");
}

/** A parameter of the path, as given; unknown ids are the handler's to refuse. */
export function parameter(params: unknown, name: string): string {
  const value: unknown = Reflect.get(Object(params), name);
  if (typeof value !== "string") throw new Refusal(404, "request/unknown-path");
  return value;
}
