/** Conditions: what binds tighter, and which selections a pattern is about. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { eventOf, ruleOf } from "../../test/documents.ts";
import { interpret } from "../index.ts";
import type { EventFields } from "../index.ts";

function rule(detection: string, fields: EventFields): boolean {
  return interpret(ruleOf(detection).condition, eventOf(fields));
}

type Fields = { readonly a: boolean; readonly b: boolean; readonly c: boolean };

/** A condition as text, what it means, and how tightly it binds: or 0, and 1, not 2, a name 3. */
type Meant = {
  readonly text: string;
  readonly holds: (fields: Fields) => boolean;
  readonly binds: number;
};

function inside({ text, binds }: Meant, least: number): string {
  return binds < least ? `(${text})` : text;
}

const names = fc.constantFrom("a", "b", "c").map((name): Meant => ({
  text: name,
  holds: (fields) => fields[name],
  binds: 3,
}));

const conditions: fc.Arbitrary<Meant> = fc.letrec<{ any: Meant }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    names,
    tie("any").map((one): Meant => ({
      text: `not ${inside(one, 2)}`,
      holds: (fields) => !one.holds(fields),
      binds: 2,
    })),
    fc.tuple(tie("any"), tie("any")).map(([one, two]): Meant => ({
      text: `${inside(one, 1)} and ${inside(two, 1)}`,
      holds: (fields) => one.holds(fields) && two.holds(fields),
      binds: 1,
    })),
    fc.tuple(tie("any"), tie("any")).map(([one, two]): Meant => ({
      text: `${inside(one, 0)} or ${inside(two, 0)}`,
      holds: (fields) => one.holds(fields) || two.holds(fields),
      binds: 0,
    })),
  ),
})).any;

test("[S33] not binds before and, and before or; not not is legal", () => {
  const fields = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });
  const selections = ["a", "b", "c"].map((name) => `${name}:\n  ${name}: true`).join("\n");
  fc.assert(
    fc.property(conditions, fields, ({ text, holds }, values) => {
      expect(rule(`${selections}\ncondition: ${text}`, values)).toBe(holds(values));
    }),
  );
});

test("[S34] quantifiers take selections by pattern, hidden ones only by their underscore", () => {
  const of = (condition: string, fields: EventFields): boolean =>
    rule(
      `sel_a:\n  a: 1\nsel_b:\n  b: 1\n_hidden:\n  c: 1\nother:\n  d: 1\ncondition: ${condition}`,
      fields,
    );
  expect(of("1 of sel_*", { b: 1 })).toBe(true);
  expect(of("any of sel_*", { d: 1 })).toBe(false);
  expect(of("all of sel_*", { a: 1, b: 1 })).toBe(true);
  expect(of("all of sel_*", { a: 1 })).toBe(false);
  expect(of("1 of them", { d: 1 })).toBe(true);
  expect(of("1 of them", { c: 1 })).toBe(false);
  expect(of("all of them", { a: 1, b: 1, d: 1 })).toBe(true);
  expect(of("1 of _*", { c: 1 })).toBe(true);
  expect(of("1 of *_a", { a: 1 })).toBe(true);
  expect(of("other and not 1 of sel_*", { d: 1 })).toBe(true);
  expect(of("other and not 1 of sel_*", { d: 1, a: 1 })).toBe(false);
});

test("[S36] operators may be in capitals, and a list of conditions is OR", () => {
  const of = (condition: string, fields: EventFields): boolean =>
    rule(`a:\n  a: 1\nb:\n  b: 1\ncondition: ${condition}`, fields);
  expect(of("a AND NOT b", { a: 1 })).toBe(true);
  expect(of("a AND NOT b", { a: 1, b: 1 })).toBe(false);
  expect(of("[a, b]", { b: 1 })).toBe(true);
  expect(of("1 OF them", { b: 1 })).toBe(true);
});
