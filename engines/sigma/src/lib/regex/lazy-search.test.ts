/** The automaton against the plain meaning, and against texts made to stall others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { patterns, subjects } from "../../../test/patterns.ts";
import { fold } from "../fold.ts";
import { findRegex } from "./find-regex.ts";
import { lazySearch, searchText } from "./lazy-search.ts";
import { parseRegex } from "./parse-regex.ts";
import { compileRegex } from "./program.ts";
import type { RegexNode } from "./regex-tree.ts";
import { requiredTexts } from "./required-text.ts";

function nodeOf(pattern: string, i = false): RegexNode {
  const parsed = parseRegex(pattern, { i, m: false, s: false });
  if (!parsed.ok) throw new Error(`refused at ${parsed.found}`);
  return parsed.node;
}

test("[S47] the automaton finds exactly what the expression means", () => {
  const flags = fc.record({ i: fc.boolean(), m: fc.boolean(), s: fc.boolean() });
  const texts = fc.array(fc.oneof(subjects, fc.constantFrom("😀", "Å", "aab\nB ")), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(patterns, fc.array(texts, { minLength: 1 }), flags, (pattern, all, given) => {
      const parsed = parseRegex(pattern, given);
      if (!parsed.ok) throw new Error("refused");
      const search = lazySearch(compileRegex(parsed.node));
      for (const text of all.map((pieces) => pieces.join("")))
        expect(searchText(search, text, { left: 1e9 })).toBe(findRegex(parsed.node, text));
    }),
    { numRuns: 400 },
  );
});

test("[S47] a table that is full begins anew without changing an answer", () => {
  // Which of the last 13 letters were an `a` needs 2^13 states, more than are kept.
  const search = lazySearch(compileRegex(nodeOf("a.{12}c")));
  let [text, seed] = ["", 1];
  for (let at = 0; at < 20_000; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed % 2 === 0 ? "a" : "b";
  }
  expect(searchText(search, text, { left: 1e9 })).toBe(false);
  expect(searchText(search, `${text}axxxxxxxxxxxxc`, { left: 1e9 })).toBe(true);
});

test("[S48] texts that others take minutes for cost steps in proportion to their length", () => {
  const hostile: readonly (readonly [string, string])[] = [
    ["(a+)+$", "a"],
    ["(.*)*x", "a"],
    ["(?:a|aa)+b", "a"],
    ["x.*y.*z.*x.*y.*z.*!", "xyz"],
    ["(?i)a?.*b.*c.*d.*e.*&&", "abcde "],
  ];
  for (const [pattern, unit] of hostile) {
    const cost = (length: number): number => {
      const purse = { left: 1e9 };
      const search = lazySearch(compileRegex(nodeOf(pattern)));
      expect(searchText(search, `${unit.repeat(length / unit.length)}\n`, purse)).toBe(false);
      return 1e9 - purse.left;
    };
    expect(cost(60_000)).toBeLessThan(40_000);
  }
});

test("[S48] an empty purse ends a search without an answer", () => {
  const search = lazySearch(compileRegex(nodeOf("a.{500}c")));
  const purse = { left: 10_000 };
  const text = Array.from({ length: 5_000 }, (_, at) => ((at * at) % 7 < 3 ? "a" : "b")).join("");
  expect(searchText(search, text, purse)).toBe(null);
  expect(purse.left).toBeGreaterThan(-10_000);
  expect(searchText(lazySearch(compileRegex(nodeOf("b"))), "ab", { left: 100 })).toBe(true);
});

test("[S49] one of the required texts stands in all that an expression fits", () => {
  fc.assert(
    fc.property(patterns, subjects, fc.boolean(), (pattern, text, i) => {
      const node = nodeOf(pattern, i);
      const texts = requiredTexts(node);
      if (texts === null || !findRegex(node, text)) return;
      expect(texts.some((one) => fold(text).includes(one))).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(requiredTexts(nodeOf("(?i)Invoke-(?:Web|Rest)Request.{3,}"))).toEqual(["invoke-"]);
  expect(requiredTexts(nodeOf("(?:abc|de)+f?"))).toEqual(["abc", "de"]);
  expect(requiredTexts(nodeOf("a{3}"))).toEqual(["aaa"]);
  expect(requiredTexts(nodeOf("[ab]*"))).toBe(null);
});
