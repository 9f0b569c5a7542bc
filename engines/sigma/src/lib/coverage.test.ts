/** What can fire on the sources at hand, and what cannot. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { eventOf, itemRule, ruleOf } from "../../test/documents.ts";
import { anyFields, anyRule } from "../../test/random-rules.ts";
import { coverageOf, interpret } from "../index.ts";
import type { ActiveRule, LogFeed, SigmaRule } from "../index.ts";

function active(rule: SigmaRule): ActiveRule {
  return { key: "r", rule, condition: rule.condition, alerts: true };
}

function feed(fields: readonly string[] | null, product = "test"): LogFeed {
  return { facts: { product, service: null, categories: [] }, fields };
}

function told(rule: SigmaRule, feeds: readonly LogFeed[]): unknown {
  return coverageOf([active(rule)], feeds).map(({ state, missing }) => [state, ...missing]);
}

test("[S50] a rule can fire where a source for it has what it cannot do without", () => {
  const rule = ruleOf("s: {f: x, g: y}\nn: {h: z}\ncondition: s and not n");
  expect(told(rule, [])).toEqual([["no-source"]]);
  expect(told(rule, [feed(null, "other")])).toEqual([["no-source"]]);
  expect(told(rule, [feed(null)])).toEqual([["can-fire"]]);
  expect(told(rule, [feed(["F", "g"])])).toEqual([["can-fire", "h"]]);
  expect(told(rule, [feed(["f", "h"])])).toEqual([["never", "g"]]);
  expect(told(rule, [feed(["f", "h"]), feed(["f", "g"])])).toEqual([["can-fire"]]);
  expect(told(itemRule("f|fieldref: g"), [feed(["f"])])).toEqual([["never", "g"]]);
  expect(told(itemRule("f: null"), [feed([])])).toEqual([["can-fire", "f"]]);
  expect(told(itemRule("f|neq: null"), [feed([])])).toEqual([["never", "f"]]);
});

test("[S50] what holds of an event was said to be possible on its source", () => {
  fc.assert(
    fc.property(anyRule, anyFields, (rule, fields) => {
      if (!interpret(rule.condition, eventOf(fields))) return;
      const names = Object.entries(fields).flatMap(([name, value]) => [
        name,
        ...(typeof value === "object" ? [`${name}.i`] : []),
      ]);
      expect(coverageOf([active(rule)], [feed(names)])[0]?.state).toBe("can-fire");
    }),
  );
});
