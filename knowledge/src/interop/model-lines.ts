/**
 * What is known of the municipality as JSON lines: one a thing and one a relation, in order of
 * their ids, with how each fact is known and since when. Who said it and where is left out, so that
 * the same facts give the same bytes from whatever file they came, in whatever order.
 */
import type { Asset, Fact, Model, Relation } from "@vallgrav/facts";
import { canonicalJson } from "@vallgrav/kernel";
import type { Json, Value } from "@vallgrav/kernel";

function factOf({ value, standing, since, against }: Fact<Value>): Json {
  const others = against.map((one) => one.value as Json);
  return {
    value: value as Json,
    standing,
    since,
    ...(others.length === 0 ? {} : { against: others }),
  };
}

function assetOf({ id, kind, name, claims, facts, listed, present }: Asset): Json {
  return {
    asset: id,
    kind,
    name,
    claims: claims.map(({ space, value, within }) => ({
      space,
      value,
      ...(within === undefined ? {} : { within }),
    })),
    listed,
    present: factOf(present),
    facts: Object.fromEntries(
      Object.entries(facts).map(([property, fact]) => [property, factOf(fact)]),
    ),
  };
}

function relationOf({ kind, from, to, present }: Relation): Json {
  return { relation: kind, from, to, present: factOf(present) };
}

/** The document; members in order of their names. Linear in the model. */
export function modelLines({ assets, relations }: Pick<Model, "assets" | "relations">): string {
  return [...assets.map(assetOf), ...relations.map(relationOf)]
    .map((line) => `${canonicalJson(line)}\n`)
    .join("");
}
