/** What rules mean, value by value and modifier by modifier. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { eventOf, itemRule, ruleOf } from "../../test/documents.ts";
import { explain, interpret } from "../index.ts";
import type { EventFields, Explanation, SigmaRule } from "../index.ts";
import { fold } from "./fold.ts";
import { parsePattern } from "./pattern.ts";

const point = fc.integer({ min: 0, max: 0x10_ffff }).map((one) => String.fromCodePoint(one));
const anyText = fc.string({ unit: point });

/** Whether items hold of fields. */
function item(items: string, fields: EventFields, text: string | null = null): boolean {
  return interpret(itemRule(items).condition, eventOf(fields, { text }));
}

function rule(detection: string, fields: EventFields): boolean {
  return interpret(ruleOf(detection).condition, eventOf(fields));
}

/** A text as a YAML scalar that means exactly it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

test("[S8] names are looked for exactly, then without case, then without spaces", () => {
  const fields = { "a.b": "flat", a: { b: "nested", B: "upper" }, C: "1", "D e": "2", de: "3" };
  expect(item("a.b: flat", fields)).toBe(true);
  expect(item("a.b: nested", fields)).toBe(false);
  expect(item("a.b: nested", { a: { b: "nested" } })).toBe(true);
  expect(item("A.B: nested", { a: { b: "nested" } })).toBe(true);
  expect(item("c: 1", fields)).toBe(true);
  expect(item("De: 3", fields)).toBe(true);
  expect(item("De: 2", { "D e": "2" })).toBe(true);
  expect(item("D e: 2", { De: "2" })).toBe(true);
  expect(item("constructor: x", {})).toBe(false);
});

test("[S9] a list holds where one of its values does, through maps too", () => {
  expect(item("f: b", { f: ["a", "b"] })).toBe(true);
  expect(item("f: b", { f: [["a"], ["b"]] })).toBe(true);
  expect(item("f.g: 2", { f: [{ g: 1 }, { g: 2 }] })).toBe(true);
  expect(item("f|contains|all: [a, b]", { f: ["xa", "xb"] })).toBe(true);
  expect(item("f|contains|all: [a, b]", { f: ["xa", "xc"] })).toBe(false);
  expect(item("f: x", { f: { g: "x" } })).toBe(false);
  expect(item("f|exists: true", { f: [] })).toBe(true);
});

test("[S10] letter case does not matter; one folding, for every code point alone", () => {
  expect(item("f: ÅSA", { f: "åsa" })).toBe(true);
  expect(item("f: ΣΟΦΟΣ", { f: "σοφοσ" })).toBe(true);
  expect(item("f: σοφος", { f: "ΣΟΦΟΣ" })).toBe(false);
  expect(item("f: İ", { f: "i" })).toBe(true);
  expect(item("f: STRASSE", { f: "straße" })).toBe(false);
  expect(item("f: e\u0301", { f: "é" })).toBe(false);
  fc.assert(
    fc.property(anyText, (text) => {
      expect(Array.from(fold(text))).toHaveLength(Array.from(text).length);
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test("[S11] only star, question mark and backslash can be escaped", () => {
  const many = { kind: "many" } as const;
  const literal = (text: string): object => ({ kind: "literal", text });
  const table: readonly (readonly [string, readonly object[]])[] = [
    ["a\\b", [literal("a\\b")]],
    ["a\\\\b", [literal("a\\b")]],
    ["a\\*", [literal("a*")]],
    ["a\\\\*", [literal("a\\"), many]],
    ["a\\\\\\*", [literal("a\\*")]],
    ["a\\\\\\\\", [literal("a\\\\")]],
    ["a\\\\\\b", [literal("a\\\\b")]],
    ["a\\", [literal("a\\")]],
    ["", []],
    ["**", [many]],
    ["a?\\?", [literal("a"), { kind: "one" }, literal("?")]],
  ];
  for (const [text, parts] of table)
    expect([text, parsePattern(text, false)]).toEqual([text, parts]);
});

test("[S12] a star is any run, also of line ends; a question mark one code point", () => {
  expect(item("f: a*b", { f: "a\n\nb" })).toBe(true);
  expect(item("f: a*b", { f: "ab" })).toBe(true);
  expect(item("f: a*b", { f: "abc" })).toBe(false);
  expect(item("f: a?b", { f: "a😀b" })).toBe(true);
  expect(item("f: a?b", { f: "ab" })).toBe(false);
  expect(item("f: '*x*y*'", { f: "0y0x" })).toBe(false);
  const piece = fc.constantFrom("a", "b", "*", "?");
  fc.assert(
    fc.property(
      fc.array(piece),
      fc.string({ unit: fc.constantFrom("a", "b", "c") }),
      (parts, text) => {
        const shape = parts
          .map((part) => (part === "*" ? ".*" : part === "?" ? "." : part))
          .join("");
        const wanted = new RegExp(`^${shape}$`, "s").test(text);
        expect(item(`f: ${quoted(parts.join(""))}`, { f: text })).toBe(wanted);
      },
    ),
  );
});

test("[S13] numbers and booleans are compared by their text", () => {
  for (const value of ["4688", 4688, 4688n]) {
    expect(item("f: 4688", { f: value })).toBe(true);
    expect(item("f: '4688'", { f: value })).toBe(true);
  }
  expect(item("f: 'true'", { f: true })).toBe(true);
  expect(item("f: true", { f: "True" })).toBe(true);
  expect(item("f: 9007199254740993", { f: "9007199254740993" })).toBe(true);
  expect(item("f: 1", { f: "01" })).toBe(false);
});

test("[S14] empty, null and absent are three things", () => {
  expect(item("f: ''", { f: "" })).toBe(true);
  expect(item("f: ''", {})).toBe(false);
  expect(item("f: ''", { f: null })).toBe(false);
  expect(item("f: null", { f: null })).toBe(true);
  expect(item("f: null", {})).toBe(true);
  expect(item("f: null", { f: "" })).toBe(false);
  expect(item("f: null", { f: "-" })).toBe(false);
  for (const one of ["contains: 1", "re: 1", "lt: 1", "cidr: 10.0.0.0/8", "fieldref: g", "hour: 1"])
    expect(item(`f|${one}`, {})).toBe(false);
});

test("[S16] a map is AND, a list is OR, a scalar a keyword, and they nest", () => {
  expect(rule("s:\n  a: 1\n  b: 2\ncondition: s", { a: 1, b: 2 })).toBe(true);
  expect(rule("s:\n  a: 1\n  b: 2\ncondition: s", { a: 1, b: 3 })).toBe(false);
  const list = "s:\n  - a: 1\n    b: 2\n  - c: 3\ncondition: s";
  expect(rule(list, { a: 1, b: 2 })).toBe(true);
  expect(rule(list, { c: 3 })).toBe(true);
  expect(rule(list, { a: 1 })).toBe(false);
  const mixed = "s:\n  - word\n  - [other, {c: 3}]\ncondition: s";
  expect(rule(mixed, { x: "a WORD here" })).toBe(true);
  expect(rule(mixed, { x: "another" })).toBe(true);
  expect(rule(mixed, { c: 3 })).toBe(true);
  expect(rule(mixed, { c: 4 })).toBe(false);
});

test("[S17] values are OR, with all they are AND", () => {
  expect(item("f: [a, b]", { f: "b" })).toBe(true);
  expect(item("f|contains|all: [a, b]", { f: "ba" })).toBe(true);
  expect(item("f|contains|all: [a, b]", { f: "bc" })).toBe(false);
  expect(item("f|all: ['*a*', '*b*']", { f: "ba" })).toBe(true);
});

test("[S18] a keyword stands in some value, or in the line as it came", () => {
  expect(item("'|contains': b c", { x: { y: ["a B C"] } })).toBe(true);
  expect(item("'|all': [one, two]", { x: "one", y: "two" })).toBe(true);
  expect(item("'|all': [one, two]", { x: "one" })).toBe(false);
  expect(item("'|all': [one, two]", { x: "one" }, "line with two")).toBe(true);
  expect(item("'|re': '^li.e'", {}, "line")).toBe(true);
  expect(item("'|contains': name", { name: "x" })).toBe(false);
  expect(rule("keywords: 4688\ncondition: keywords", { x: 14_688 })).toBe(true);
  expect(rule("keywords: ['a*c']\ncondition: keywords", { x: "xabcx" })).toBe(true);
});

test("[S19] contains, startswith, endswith", () => {
  expect(item("f|contains: b", { f: "abc" })).toBe(true);
  expect(item("f|startswith: AB", { f: "abc" })).toBe(true);
  expect(item("f|startswith: b", { f: "abc" })).toBe(false);
  expect(item("f|endswith: \\c.exe", { f: "a\\C.EXE" })).toBe(true);
  expect(item("f|endswith: b", { f: "abc" })).toBe(false);
  expect(item("f|contains: 46", { f: 4688 })).toBe(true);
  expect(item("f|contains: ''", { f: "" })).toBe(true);
});

test("[S20] cased compares letters as they are, wherever it stands", () => {
  for (const name of ["f|contains|cased", "f|cased|contains"]) {
    expect(item(`${name}: Ab`, { f: "xAbx" })).toBe(true);
    expect(item(`${name}: Ab`, { f: "xabx" })).toBe(false);
  }
});

test("[S21] exists asks for presence only", () => {
  for (const f of ["", null, [], "x"]) {
    expect(item("f|exists: true", { f })).toBe(true);
    expect(item("f|exists: false", { f })).toBe(false);
  }
  expect(item("f|exists: true", {})).toBe(false);
  expect(item("f|exists: false", {})).toBe(true);
});

test("[S22] neq negates the whole item", () => {
  expect(item("f|neq: [a, b]", { f: "c" })).toBe(true);
  expect(item("f|neq: [a, b]", { f: "b" })).toBe(false);
  expect(item("f|neq: [a, b]", {})).toBe(true);
  expect(item("f|contains|neq: a", { f: ["b", "xa"] })).toBe(false);
  expect(item("f|contains|all|neq: [a, b]", { f: "a" })).toBe(true);
});

test("[S23] re searches; letter case matters unless a flag says otherwise", () => {
  expect(item("f|re: b.d", { f: "abcde" })).toBe(true);
  expect(item("f|re: B", { f: "abc" })).toBe(false);
  expect(item("f|re|i: B", { f: "abc" })).toBe(true);
  expect(item("f|re|ignorecase: B", { f: "abc" })).toBe(true);
  expect(item("f|re: '(?i)B'", { f: "abc" })).toBe(true);
  expect(item("f|re: '^b'", { f: "a\nb" })).toBe(false);
  expect(item("f|re|m: '^b'", { f: "a\nb" })).toBe(true);
  expect(item("f|re: a.b", { f: "a\nb" })).toBe(false);
  expect(item("f|re|s: a.b", { f: "a\nb" })).toBe(true);
  expect(item("f|re|contains: b", { f: "abc" })).toBe(true);
  expect(item("f|re: '^46'", { f: 4688 })).toBe(true);
});

test("[S24] cidr takes addresses of both families, and nothing around them", () => {
  expect(item("f|cidr: 10.0.0.0/8", { f: "10.1.2.3" })).toBe(true);
  expect(item("f|cidr: 10.0.0.0/8", { f: "11.1.2.3" })).toBe(false);
  expect(item("f|cidr: 10.0.0.0/8", { f: "::ffff:10.1.2.3" })).toBe(true);
  expect(item("f|cidr: 10.0.0.0/8", { f: "10.1.2.3:443" })).toBe(false);
  expect(item("f|cidr: 10.0.0.0/8", { f: "host" })).toBe(false);
  expect(item("f|cidr: fe80::/10", { f: "fe80::1%eth0" })).toBe(true);
  expect(item("f|cidr: 2001:db8::/32", { f: "2001:DB8:0:0::1" })).toBe(true);
  expect(item("f|cidr: 2001:db8::/32", { f: "2001:db9::1" })).toBe(false);
  expect(item("f|cidr: '::/0'", { f: "10.1.2.3" })).toBe(false);
  expect(item("f|cidr: 0.0.0.0/0", { f: "10.1.2.3" })).toBe(true);
  expect(item("f|cidr: [127.0.0.0/8, '::1/128']", { f: "::1" })).toBe(true);
});

test("[S25] lt, lte, gt and gte compare numbers, and are false of everything else", () => {
  expect(item("f|gt: 10", { f: 11 })).toBe(true);
  expect(item("f|gt: 10", { f: "9" })).toBe(false);
  expect(item("f|gte: 1.5", { f: "1.5" })).toBe(true);
  expect(item("f|lt: 1.5", { f: -2 })).toBe(true);
  expect(item("f|lte: 1.5", { f: "x" })).toBe(false);
  expect(item("f|lt: 5", { f: "" })).toBe(false);
  expect(item("f|lt: 5", { f: "0x1" })).toBe(false);
});

test("[S26] time parts are of UTC, weeks of ISO 8601", () => {
  const at = (part: string, f: string): boolean => item(`f|${part}`, { f });
  expect(at("hour: 23", "2026-01-01T00:30:00+01:00")).toBe(true);
  expect(at("hour|gte: 18", "2026-03-04 18:00:00.123")).toBe(true);
  expect(at("minute: 59", "2026-03-04T18:59:01.1234567Z")).toBe(true);
  expect(at("day: 31", "2025-12-31T00:00:00Z")).toBe(true);
  expect(at("month: 2", "2024-02-29T00:00:00Z")).toBe(true);
  expect(at("year|lt: 2026", "2025-12-31T23:59:59Z")).toBe(true);
  expect(at("week: 1", "2025-12-29T00:00:00Z")).toBe(true);
  expect(at("week: 53", "2027-01-03T00:00:00Z")).toBe(true);
  expect(at("hour: 0", "yesterday")).toBe(false);
  expect(at("day: 30", "2025-02-30T00:00:00Z")).toBe(false);
});

test("[S27] windash lets any dash stand for a dash before a word", () => {
  for (const dash of ["-", "/", "–", "—", "―"])
    expect(item("f|contains|windash: ' -x'", { f: `foo ${dash}X` })).toBe(true);
  expect(item("f|windash|contains: foo-bar -x", { f: "foo-bar /x" })).toBe(true);
  expect(item("f|windash|contains: foo-bar -x", { f: "foo/bar /x" })).toBe(false);
  expect(item("f|windash|contains: a -b -c", { f: "a /b —c" })).toBe(true);
});

test("[S28] base64 and base64offset encode; offsets are alternatives even under all", () => {
  expect(item("f|base64: foobar", { f: "Zm9vYmFy" })).toBe(true);
  for (const found of ["Zm9vYmFy", "Zvb2Jhc", "mb29iYX"])
    expect(item("f|base64offset|contains: foobar", { f: `xx${found}xx` })).toBe(true);
  expect(item("f|base64offset|contains|all: [foo, bar]", { f: "Zm9v mJhc" })).toBe(true);
  const bytes = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(fc.string(), bytes, fc.string(), (before, text, after) => {
      const log = Buffer.from(before + text + after).toString("base64");
      const written = quoted(text.replaceAll(/[\\*?]/g, "\\$&"));
      if (/[\p{Cc}\p{Cs}]/u.test(text)) return;
      expect(item(`f|base64offset|contains: ${written}`, { f: log })).toBe(true);
    }),
  );
});

test("[S29] wide and the UTF-16 encodings stand before base64", () => {
  for (const name of ["wide", "utf16le"])
    expect(item(`f|${name}|base64: cmd`, { f: "YwBtAGQA" })).toBe(true);
  expect(item("f|utf16be|base64: cmd", { f: "AGMAbQBk" })).toBe(true);
  expect(item("f|utf16|base64: cmd", { f: "//5jAG0AZAA=" })).toBe(true);
  expect(item("f|wide|base64offset|contains: Å", { f: "xxUAxx" })).toBe(true);
});

test("[S30] expand puts in every value of a placeholder", () => {
  const values = { admins: ["adm_*", "root"], hosts: ["a", "b"] };
  const holds = (items: string, f: string): boolean =>
    interpret(itemRule(items, values).condition, eventOf({ f }));
  expect(holds("f|expand: '%admins%'", "ADM_x")).toBe(true);
  expect(holds("f|expand: '%admins%'", "other")).toBe(false);
  expect(holds("f|expand: '%admins%@%hosts%'", "root@b")).toBe(true);
  expect(holds("f|expand: '\\%admins%'", "%admins%")).toBe(true);
  expect(holds("f: '%admins%'", "%admins%")).toBe(true);
  expect(itemRule("f|expand: '%admins%@%nobody%'", values).needs).toEqual(["nobody"]);
});

test("[S31] fieldref compares two fields of the event", () => {
  expect(item("f|fieldref: g", { f: "A", g: "a" })).toBe(true);
  expect(item("f|fieldref|cased: g", { f: "A", g: "a" })).toBe(false);
  expect(item("f|fieldref|endswith: g", { f: "xa", g: "A" })).toBe(true);
  expect(item("f|fieldref|contains: g", { f: "xay", g: "A" })).toBe(true);
  expect(item("f|fieldref|startswith: g", { f: "xa", g: "A" })).toBe(false);
  expect(item("f|fieldref: g", { f: "A" })).toBe(false);
  expect(item("f|fieldref: g", { g: "A" })).toBe(false);
  expect(item("f|fieldref|neq: g", { f: "A", g: "b" })).toBe(true);
});

function leavesOf(explanation: Explanation): readonly Explanation[] {
  if (explanation.kind === "leaf") return [explanation];
  if (explanation.kind === "named") return leavesOf(explanation.part);
  return explanation.parts.flatMap(leavesOf);
}

test("[S37] an explanation says the same as the rule, with every step and what was found", () => {
  const one: SigmaRule = ruleOf(
    "s:\n  a|contains: [x, y]\n  b: 2\nn:\n  c: 3\ncondition: s and not n",
  );
  const told = explain(one.condition, eventOf({ a: "xx", b: 2, C: 4 }));
  expect(told).toMatchObject({
    kind: "and",
    holds: true,
    parts: [
      {
        kind: "named",
        what: "selection",
        name: "s",
        at: { file: "test.yml", place: "5:3" },
        holds: true,
        part: {
          kind: "and",
          parts: [
            { kind: "named", what: "item", name: "a|contains", holds: true },
            { kind: "named", what: "item", name: "b", holds: true },
          ],
        },
      },
      { kind: "not", holds: true, parts: [{ kind: "named", name: "n", holds: false }] },
    ],
  });
  expect(leavesOf(told)).toMatchObject([
    { field: "a", holds: true, isThere: true, values: ["xx"] },
    { field: "a", holds: false, isThere: true, values: ["xx"] },
    { field: "b", holds: true, isThere: true, values: [2] },
    { field: "c", holds: false, isThere: true, values: [4] },
  ]);
  const value = fc.constantFrom("x", "y", 2, 3, null);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("a", "b", "c"), value), (fields) => {
      const event = eventOf(fields);
      expect(explain(one.condition, event).holds).toBe(interpret(one.condition, event));
    }),
  );
});
