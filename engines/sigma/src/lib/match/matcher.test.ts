/** The compiled matcher against the plain meaning, and against hostile events. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { documentsOf, eventOf, itemRule, ruleText } from "../../../test/documents.ts";
import { anyFields, anyRule } from "../../../test/random-rules.ts";
import { buildRuleSet, compileMatcher, interpret } from "../../index.ts";
import type { ActiveRule, SigmaRule } from "../../index.ts";
import { findField } from "../event.ts";
import { fold } from "../fold.ts";
import { endingScan, hasEnding, scanEnding } from "./ending-scan.ts";
import { hasLiteral, literalScan, scanLiterals } from "./literal-scan.ts";
import { scanSkipping, skipScan } from "./skip-scan.ts";
import { fillSlots, isThere, newSlots } from "./slots.ts";
import { textTest } from "./text-test.ts";

function active(rules: readonly SigmaRule[]): readonly ActiveRule[] {
  return rules.map((rule, at) => ({ key: `${at}`, rule, condition: rule.condition, alerts: true }));
}

test("[M1] the matcher finds exactly the rules that hold", () => {
  const text = fc.option(fc.constantFrom("abc", "a line with cmd.exe -enc"));
  const events = fc.array(fc.record({ fields: anyFields, text }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 12 }), events, (rules, all) => {
      const matcher = compileMatcher(active(rules));
      // Twice, so that what a matcher remembers of a text is what it found in it.
      for (const { fields, text: line } of [...all, ...all]) {
        const event = eventOf(fields, { text: line });
        const wanted = [...rules.keys()].filter((at) => {
          const rule = rules[at];
          return rule !== undefined && interpret(rule.condition, event);
        });
        expect(matcher.match(event)).toEqual({ rules: wanted, undecided: [] });
      }
    }),
    { numRuns: 400 },
  );
});

test("[M2] only rules for the event's source are tried", () => {
  const documents = documentsOf(
    [
      ruleText("s: {f: x}\ncondition: s"),
      ruleText("s: {f: x}\ncondition: s").replace("product: test", "product: other"),
      ruleText("s: {f: x}\ncondition: s").replace("product: test", "category: made"),
      ruleText("s: {f: x}\ncondition: s").replace("product: test", "service: none"),
    ].join("\n---\n"),
  );
  const matcher = compileMatcher(buildRuleSet(documents).rules);
  const source = { product: "test", service: null, categories: ["made", "more"] };
  expect(matcher.match(eventOf({ f: "x" }, { source })).rules).toEqual([0, 2]);
  expect(matcher.match(eventOf({ f: "x" })).rules).toEqual([0]);
  expect(matcher.tried()).toBe(3);
});

test("[M3] a rule is tried only where an event holds what it cannot do without", () => {
  const rules = [
    "f|contains: [mimikatz, sekurlsa]",
    "f|endswith: \\whoami.exe\ng: 1",
    "f|re: 'Invoke-[a-z]+'",
    "g: 4625",
    "f|contains: 😀",
    "'|contains': keyword",
    "f|exists: false",
  ];
  const matcher = compileMatcher(active(rules.map((items) => itemRule(items))));
  matcher.match(eventOf({ f: "C:\\Windows\\System32\\svchost.exe -k netsvcs", g: 4624 }));
  // The last can hold of any event.
  expect(matcher.tried()).toBe(1);
  expect(matcher.match(eventOf({ f: "x MimiKatz", g: "keyword" })).rules).toEqual([0, 5]);
  expect(matcher.match(eventOf({ f: "x 😀" })).rules).toEqual([4]);
});

test("[M4] slots hold what the plain look-up finds, and nothing of the event before", () => {
  const names = ["f", "F", "h.i", "H.I", "J k", "jk", "h"];
  const slots = newSlots(names, false);
  fc.assert(
    fc.property(fc.array(anyFields, { minLength: 1 }), (events) => {
      for (const fields of events) {
        fillSlots(slots, eventOf(fields));
        for (const [slot, name] of names.entries()) {
          const found = findField(fields, name);
          const texts = slots.many[slot] ?? [slots.texts[slot] ?? []].flat();
          const wanted = found.values.flatMap((one) => (one === null ? [] : [String(one)]));
          expect([name, isThere(slots, slot), texts]).toEqual([name, found.isThere, wanted]);
          expect(slots.hasNull[slot] === 1).toBe(found.values.includes(null));
        }
      }
    }),
  );
});

test("[M5] texts are found together as they are one by one", () => {
  const piece = fc.string({
    unit: fc.constantFrom("a", "b", "c", "\\"),
    minLength: 1,
    maxLength: 5,
  });
  const text = fc.string({ unit: fc.constantFrom("a", "b", "C", "\\", "é"), maxLength: 30 });
  fc.assert(
    fc.property(fc.uniqueArray(piece, { minLength: 1 }), text, (pieces, given) => {
      const found = new Set<number>();
      const isPlain = scanLiterals(literalScan(pieces), given, (id) => found.add(id));
      const folded = given.toLowerCase();
      expect(found).toEqual(
        new Set([...pieces.keys()].filter((id) => folded.includes(pieces[id] ?? "?"))),
      );
      expect(isPlain).toBe(!given.includes("é"));
    }),
  );
});

test("[M5] endings are found as they are one by one", () => {
  const piece = fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "é"), maxLength: 9 });
  fc.assert(
    fc.property(fc.uniqueArray(piece, { minLength: 1 }), text, (pieces, given) => {
      const scan = endingScan(pieces);
      const found: string[] = [];
      scanEnding(scan, given, (id) => found.push(pieces[id] ?? "?"));
      const wanted = pieces.filter((one) => given.endsWith(one));
      expect(new Set(found)).toEqual(new Set(wanted));
      expect(hasEnding(scan, given)).toBe(wanted.length > 0);
    }),
  );
});

test("[M5] texts found by skipping are those found by looking at everything", () => {
  const letters = fc.constantFrom("a", "b", "K", "\u212A", "é");
  const piece = fc.string({ unit: fc.constantFrom("a", "b", "k"), minLength: 4, maxLength: 7 });
  fc.assert(
    fc.property(
      fc.uniqueArray(piece, { minLength: 1 }),
      fc.array(fc.oneof(fc.string({ unit: letters }), piece), { maxLength: 5 }),
      (pieces, parts) => {
        const text = parts.join("");
        const found = new Set<number>();
        scanSkipping(skipScan(pieces), text, (id) => found.add(id));
        const wanted = [...pieces.keys()].filter((id) => fold(text).includes(pieces[id] ?? "?"));
        expect(found).toEqual(new Set(wanted));
        expect(hasLiteral(literalScan(pieces), text)).toBe(wanted.length > 0);
      },
    ),
  );
});

test("[M6] an event costs bounded steps, and a rule that nobody could decide is named", () => {
  const rules = ["f|re: 'a.{400}c.*d'", "f|contains: ba"];
  const matcher = compileMatcher(active(rules.map((items) => itemRule(items))), { steps: 20_000 });
  let [text, seed] = ["", 7];
  for (let at = 0; at < 50_000; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed % 2 === 0 ? "a" : "b";
  }
  expect(matcher.match(eventOf({ f: `${text}cd` }))).toEqual({ rules: [1], undecided: [0] });
  expect(matcher.match(eventOf({ f: `ba${"x".repeat(400)}c d` }))).toEqual({
    rules: [0, 1],
    undecided: [],
  });
});

test("[M6] the line that stalls engines that go back takes few steps", () => {
  const items = "f|re: '(?i)echo.*clip.*&&.*(?:Clipboard|i`?n`?v`?o`?k`?e`?)'";
  const matcher = compileMatcher(active([itemRule(items)]), { steps: 5_000 });
  const text = "echoclip&&".repeat(820);
  expect(matcher.match(eventOf({ f: text }))).toEqual({ rules: [], undecided: [] });
  expect(matcher.match(eventOf({ f: `${text}I\`nVoke` }))).toEqual({ rules: [0], undecided: [] });
});

test("[M6] patterns full of wildcards take no more than text times pattern", () => {
  const stars = Array.from({ length: 40 }, () => ({ kind: "literal", text: "a" }) as const).flatMap(
    (part) => [{ kind: "many" } as const, part],
  );
  const isIn = textTest([...stars, { kind: "literal", text: "b" }], false);
  expect(isIn("", "a".repeat(200_000))).toBe(false);
  expect(isIn("", `${"a".repeat(41)}b`)).toBe(true);
});

test("[M7] names and kinds of source that never end leave the answers alone", () => {
  const matcher = compileMatcher(active([itemRule("f: x")]));
  for (let at = 0; at < 6_000; at += 1) {
    const source = { product: "test", service: `s${at}`, categories: [] };
    const fields = { [`name${at}`]: "x", F: "X" };
    expect(
      matcher.match(eventOf(fields, { source: at < 1_500 ? source : eventOf({}).source })).rules,
    ).toEqual([0]);
  }
});
