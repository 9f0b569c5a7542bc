/** Values that a JSON schema asks for, and now and then in any place something else. */
import fc from "fast-check";

type Schema = Readonly<Record<string, unknown>>;

const other: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, 0, -1, 1e300, 0.5, "", "\0", "\ud800", [], {}, [[]], true),
  fc.constantFrom<unknown>("__proto__", "constructor", "../..", "' or 1=1 --", "x".repeat(3_000)),
  fc.jsonValue({ maxDepth: 3 }),
);
/** Texts of which one mostly has the form that a pattern asks for. */
const texts = [
  "abc",
  "2027-01",
  "2027-01-31",
  "2027-01-31T00:00:00.000Z",
  "1",
  "example.se",
  "é",
  "a".repeat(64),
];

function textOf(schema: Schema): fc.Arbitrary<unknown> {
  const { pattern, maxLength } = schema;
  const form = typeof pattern === "string" ? new RegExp(pattern, "u") : null;
  const fitting = texts.filter((text) => form?.test(text) ?? true);
  const most = typeof maxLength === "number" ? Math.min(maxLength, 300) : 40;
  const free = fc.string({ maxLength: most, unit: "grapheme" });
  return fitting.length === 0 ? free : fc.oneof(fc.constantFrom(...fitting), free);
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const any: unknown = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(any)) return fc.oneof(...any.map((one) => arbitraryOf(one as Schema)));
  if (schema["const"] !== undefined) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  switch (schema["type"]) {
    case "string":
      return textOf(schema);
    case "integer":
    case "number":
      return fc.oneof(
        fc.constantFrom(Number(schema["minimum"] ?? 0), Number(schema["maximum"] ?? 10)),
        fc.integer({ min: -3, max: 3_000 }),
      );
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(arbitraryOf(Object(schema["items"]) as Schema), { maxLength: 4 });
    case "object":
      return objectOf(schema);
    default:
      return other;
  }
}

function objectOf({ properties, additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const known = Object.entries(Object(properties) as Record<string, Schema>);
  if (known.length === 0 && typeof additionalProperties === "object")
    return fc.dictionary(fc.string(), arbitraryOf(Object(additionalProperties) as Schema), {
      maxKeys: 4,
    });
  return fc.record(Object.fromEntries(known.map(([name, of]) => [name, arbitraryOf(of)])));
}

/** Mostly fitting values; one place in twelve holds something else. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 11, arbitrary: fitting(schema) }, { weight: 1, arbitrary: other });
}
