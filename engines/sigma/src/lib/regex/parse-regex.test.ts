/** Regular expressions: what is read, what is refused, and that the meaning is the common one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { patterns, subjects } from "../../../test/patterns.ts";
import { findRegex } from "./find-regex.ts";
import { parseRegex } from "./parse-regex.ts";
import { anyCase, codeSet, complement, holds, sizeOfRegex } from "./regex-tree.ts";

const plain = { i: false, m: false, s: false };

/** Whether a pattern fits somewhere; throws where it is refused. */
function finds(pattern: string, text: string, flags = plain): boolean {
  const parsed = parseRegex(pattern, flags);
  if (!parsed.ok) throw new Error(`refused at ${parsed.found}`);
  return findRegex(parsed.node, text);
}

test("[S44] what needs backtracking is refused, and told apart from nonsense", () => {
  const refused = (pattern: string): unknown => {
    const parsed = parseRegex(pattern, plain);
    return parsed.ok || [parsed.found, parsed.isUnsupported];
  };
  const table: readonly (readonly [string, unknown])[] = [
    ["a(?=b)", ["=b)", true]],
    ["a(?!b)", ["!b)", true]],
    ["(?<=a)b", ["<=a)b", true]],
    ["(?<!a)b", ["<!a)b", true]],
    ["(?>a)", [">a)", true]],
    ["(a)\\1", ["1", true]],
    ["a++", ["+", true]],
    ["\\p{L}", ["p{L}", true]],
    ["[[:alpha:]]", ["[:alpha:]]", true]],
    ["(a", ["", false]],
    ["a)", [")", false]],
    ["*a", ["*a", false]],
    ["a**", ["*", false]],
    ["[b-a]", ["]", false]],
    ["[a", ["", false]],
    ["a{3,2}", ["", false]],
    ["\\", ["", false]],
    ["(".repeat(101), ["(", true]],
    ["a".repeat(8_193), ["a".repeat(20), true]],
  ];
  for (const [pattern, answer] of table)
    expect([pattern, refused(pattern)]).toEqual([pattern, answer]);
  fc.assert(
    fc.property(fc.string(), (pattern) => {
      const parsed = parseRegex(pattern, plain);
      expect(parsed.ok ? sizeOfRegex(parsed.node) > 0 : parsed.found.length <= 20).toBe(true);
    }),
  );
});

test("[S45] classes, escapes, groups and flags mean what they commonly mean", () => {
  expect(finds("^[^a-c]$", "d")).toBe(true);
  expect(finds("[]x]", "]")).toBe(true);
  expect(finds("[a-]", "-")).toBe(true);
  expect(finds("[\\d-x]", "-")).toBe(true);
  expect(finds("\\x41\\u0042\\x{43}", "ABC")).toBe(true);
  expect(finds("(?i)straße", "STRAßE")).toBe(true);
  expect(finds("a(?i)b", "aB")).toBe(true);
  expect(finds("a(?i)b", "AB")).toBe(false);
  expect(finds("a(?i:b)c", "aBC")).toBe(false);
  expect(finds("(?i)a(?-i)b", "AB")).toBe(false);
  expect(finds("(?<name>a)(?P<other>b)", "ab")).toBe(true);
  expect(finds("a{,3}", "a{,3}")).toBe(true);
  expect(finds("{x}", "{x}")).toBe(true);
  expect(finds("^.$", "😀")).toBe(true);
  expect(finds("\\bcat\\b", "a cat.")).toBe(true);
  expect(finds("\\Bat\\b", "cat")).toBe(true);
  expect(finds("", "")).toBe(true);
  expect(finds("k", "\u212A", { ...plain, i: true })).toBe(true);
  expect(finds("\\Aa\\z", "a")).toBe(true);
});

test("[S45] a pattern fits where JavaScript's own engine says so", () => {
  const flags = fc.record({ i: fc.boolean(), m: fc.boolean(), s: fc.boolean() });
  fc.assert(
    fc.property(patterns, subjects, flags, (pattern, text, given) => {
      const letters = `u${given.i ? "i" : ""}${given.m ? "m" : ""}${given.s ? "s" : ""}`;
      expect(finds(pattern, text, given)).toBe(new RegExp(pattern, letters).test(text));
    }),
    { numRuns: 400 },
  );
});

test("[S45] sets hold what they say", () => {
  const ranges = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 20 })),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(ranges, fc.integer({ min: 0, max: 130 }), (given, point) => {
      const set = codeSet(given.map(([low, more]) => [low, low + more]));
      const isIn = given.some(([low, more]) => point >= low && point <= low + more);
      expect(holds(set, point)).toBe(isIn);
      expect(holds(complement(set), point)).toBe(!isIn);
    }),
  );
  expect(anyCase(codeSet([[0x61, 0x62]]))).toEqual([0x41, 0x42, 0x61, 0x62]);
});
