/** Reading documents: what is taken, what is refused, and where. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  detectionProblems,
  documentsOf,
  problemsOf,
  ruleOf,
  ruleText,
} from "../../test/documents.ts";
import { isForSource, parseSigma } from "../index.ts";

const one = "s:\n  f: x\ncondition: s";

/** The only problem of a detection. */
function only(detection: string): readonly [string, string, object] {
  const problems = detectionProblems(detection);
  expect(problems).toHaveLength(1);
  return problems[0] ?? ["", "", {}];
}

const point = fc.integer({ min: 0, max: 0x10_ffff }).map((one) => String.fromCodePoint(one));

test("[S1] reading is total: any text gives documents and problems", () => {
  const words = fc.constantFrom(
    ..."title: |detection:|logsource:|condition: |correlation:|filter:|\n|  |    |- |'|\"|[".split(
      "|",
    ),
    ..."]|{|}|*|&a|!t|%x%|\\|f|re: |(|?:|1 of |s|not |null|---\n|é|\t|\0|#".split("|"),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ unit: point }))), (parts) => {
      const { documents, problems } = parseSigma("x.yml", parts.join(""));
      expect(Array.isArray(documents) && Array.isArray(problems)).toBe(true);
    }),
  );
  for (const text of [
    "[".repeat(5_000),
    `a: ${"{b: ".repeat(5_000)}`,
    "- ".repeat(5_000),
    "? ".repeat(3_000),
  ])
    expect(parseSigma("x.yml", text).documents).toEqual([]);
});

test("[S2] keys that stand twice, references and tags are refused", () => {
  expect(problemsOf("a: 1\na: 2")).toEqual([
    ["error", "sigma/yaml-duplicate", "2:1", { name: "a" }],
  ]);
  expect(problemsOf("a: &x [1]\nb: *x")).toEqual([
    ["error", "sigma/yaml-reference", "1:7", { found: "[1]" }],
  ]);
  expect(problemsOf("a: !!str 1")[0]?.[1]).toBe("sigma/yaml-reference");
  expect(problemsOf("a: [1")[0]?.[1]).toBe("sigma/yaml");
  const laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
  expect(problemsOf(laughs)[0]?.[1]).toBe("sigma/yaml-reference");
});

test("[S3] many keys cost no more each than few", () => {
  const text = Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join("\n");
  expect(problemsOf(text)).toEqual([["error", "sigma/not-a-document", "1:1", {}]]);
});

test("[S3] every limit is met with its name", () => {
  const limited = (limits: object, text: string): unknown =>
    parseSigma("x.yml", text, { limits }).problems.map(({ code, args }) => [code, args]);
  const rule = ruleText(one);
  const tooLarge = (what: string, limit: number): unknown => [["sigma/too-large", { what, limit }]];
  expect(limited({ characters: 10 }, rule)).toEqual(tooLarge("characters", 10));
  expect(limited({ depth: 1 }, rule)).toEqual(tooLarge("depth", 1));
  expect(limited({ values: 3 }, rule)).toEqual(tooLarge("values", 3));
  expect(limited({ documents: 1 }, "a: 1\n---\nb: 2")).toEqual(tooLarge("documents", 1));
  const long = ruleText(`s:\n  f: x\ncondition: ${"not ".repeat(6)}s`);
  expect(limited({ condition: 5 }, long)).toEqual(tooLarge("condition", 5));
  expect(limited({ depth: 4 }, long)).toEqual(tooLarge("depth", 4));
  const regex = ruleText("s:\n  f|re: '(ab){100}'\ncondition: s");
  expect(limited({ regex: 100 }, regex)).toEqual(tooLarge("regex", 100));
  const bad = Array.from({ length: 9 }, () => "a: [").join("\n---\n");
  expect(limited({ problems: 2 }, bad)).toHaveLength(3);
  const values = new Map([["x", ["1", "2", "3"]]]);
  const expand = parseSigma("x.yml", ruleText("s:\n  f|expand: '%x%%x%'\ncondition: s"), {
    limits: { combinations: 8 },
    placeholders: values,
  });
  expect(expand.problems.map(({ args }) => args)).toEqual([{ what: "combinations", limit: 8 }]);
});

test("[S4] a document is what its members say; unknown members do not matter", () => {
  expect(problemsOf("title: x\nauthor: y")).toEqual([["error", "sigma/not-a-document", "1:1", {}]]);
  expect(problemsOf("just text")).toEqual([["error", "sigma/not-a-document", "1:1", {}]]);
  const [rule] = documentsOf(
    ruleText(one, "simulation: [1]\nauthor: [A, B]\ntags: [attack.t1003]"),
  );
  expect(rule).toMatchObject({
    kind: "rule",
    title: "Test",
    author: "A, B",
    tags: ["attack.t1003"],
  });
  expect(documentsOf("")).toEqual([]);
});

test("[S4] collections: global is shared, repeat changes the last, reset ends it", () => {
  const text = [
    "action: global\ntitle: T\nlogsource: {product: test}\ndetection: {condition: s}",
    "detection: {s: {f: 1}}",
    "action: repeat\nlogsource: {service: x}",
    "action: reset",
    "title: alone\nauthor: y",
  ].join("\n---\n");
  const { documents, problems } = parseSigma("x.yml", text);
  expect(documents.map((one) => one.kind === "rule" && one.logSource)).toEqual([
    { product: "test", category: null, service: null },
    { product: "test", category: null, service: "x" },
  ]);
  expect(problems.map(({ code }) => code)).toEqual(["sigma/not-a-document"]);
});

test("[S5] what must be there and is not, or is not known, is said with its place", () => {
  expect(problemsOf("logsource: {product: x}\ndetection: {s: {f: 1}, condition: s}")).toEqual([
    ["error", "sigma/missing", "1:1", { name: "title" }],
  ]);
  expect(problemsOf("title: x\ndetection: {s: {f: 1}, condition: s}")).toEqual([
    ["error", "sigma/missing", "1:1", { name: "logsource" }],
  ]);
  expect(problemsOf(ruleText("s: {f: 1}"))).toEqual([
    ["error", "sigma/missing", "5:3", { name: "condition" }],
  ]);
  expect(problemsOf(ruleText(one, "level: urgent"))).toEqual([
    ["error", "sigma/unknown-value", "8:8", { name: "level", found: "urgent" }],
  ]);
  expect(problemsOf(ruleText(one, "taxonomy: ecs"))).toEqual([
    ["error", "sigma/taxonomy", "1:1", { found: "ecs" }],
  ]);
  expect(problemsOf("title: x\nlogsource: [a]\ndetection: {s: {f: 1}, condition: s}")).toEqual([
    ["error", "sigma/expected", "2:12", { name: "logsource", expected: "map" }],
  ]);
});

test("[S6] a bad document does not stop the others", () => {
  const { documents, problems } = parseSigma(
    "x.yml",
    `${ruleText("s:\n  f|nosuch: x\ncondition: s")}\n---\n${ruleText(one)}`,
  );
  expect(documents).toHaveLength(1);
  expect(problems.map(({ code, at }) => [code, at])).toEqual([
    ["sigma/unknown-modifier", { file: "x.yml", place: "6:5" }],
  ]);
});

test("[S7] a rule is for an event whose facts hold each attribute it states", () => {
  const facts = { product: "windows", service: "sysmon", categories: ["process_creation"] };
  const source = (
    category: string | null,
    product: string | null,
    service: string | null,
  ): boolean => isForSource({ category, product, service }, facts);
  expect(source("process_creation", "windows", null)).toBe(true);
  expect(source(null, "windows", null)).toBe(true);
  expect(source(null, null, "sysmon")).toBe(true);
  expect(source("file_event", "windows", null)).toBe(false);
  expect(source(null, "linux", null)).toBe(false);
  expect(
    isForSource(
      { category: null, product: "x", service: null },
      { product: null, service: null, categories: [] },
    ),
  ).toBe(false);
  const text = "title: x\nlogsource: {product: Windows}\ndetection: {s: {f: 1}, condition: s}";
  expect(documentsOf(text)).toMatchObject([{ logSource: { product: "windows" } }]);
  const empty = "title: x\nlogsource: {definition: y}\ndetection: {s: {f: 1}, condition: s}";
  expect(problemsOf(empty)).toEqual([["error", "sigma/empty", "2:12", { name: "logsource" }]]);
});

test("[S15] what says nothing is refused", () => {
  expect(only("s:\n  f: []\ncondition: s")).toEqual(["error", "sigma/empty", { name: "f" }]);
  expect(only("s: {}\ncondition: s")).toEqual(["error", "sigma/empty", { name: "s" }]);
  expect(only("s: []\ncondition: s")).toEqual(["error", "sigma/empty", { name: "s" }]);
  expect(only("s:\ncondition: s")).toEqual(["error", "sigma/empty", { name: "s" }]);
  expect(only("s: ['']\ncondition: s")).toEqual(["error", "sigma/empty", { name: "s" }]);
  expect(only("s: {f: 1}\ncondition: []")).toEqual(["error", "sigma/empty", { name: "condition" }]);
  const inList = ["error", "sigma/null-in-list", { name: "f" }];
  expect(only("s:\n  f: [a, null]\ncondition: s")).toEqual(inList);
  const nested = ["error", "sigma/expected", { name: "f", expected: "text" }];
  expect(only("s:\n  f: [[a]]\ncondition: s")).toEqual(nested);
});

test("[S32] modifiers that do not exist, contradict each other or do not fit are refused", () => {
  const code = (items: string): unknown => only(`s:\n  ${items}\ncondition: s`).slice(1);
  expect(code("f|nosuch: x")).toEqual(["sigma/unknown-modifier", { name: "nosuch", field: "f" }]);
  const conflicts: readonly (readonly [string, string, string])[] = [
    ["f|contains|startswith: x", "contains", "startswith"],
    ["f|cidr|contains: 10.0.0.0/8", "cidr", "contains"],
    ["f|exists|contains: true", "exists", "contains"],
    ["f|exists|all: true", "exists", "all"],
    ["f|gt|hour: 1", "gt", "hour"],
    ["f|hour|day: 1", "hour", "day"],
    ["f|base64|wide: x", "base64", "wide"],
    ["f|contains|re: x", "contains", "re"],
    ["f|re|cased: x", "re", "cased"],
    ["f|i: x", "i", "i"],
    ["f|lt|gt: 1", "lt", "gt"],
    ["f|contains|contains: x", "contains", "contains"],
    ["f|base64|base64offset: x", "base64", "base64offset"],
    ["f|constructor: x", "", ""],
  ];
  for (const [items, first, second] of conflicts)
    expect([items, ...(code(items) as unknown[])]).toEqual(
      first === ""
        ? [items, "sigma/unknown-modifier", { name: "constructor", field: "f" }]
        : [items, "sigma/modifier-conflict", { first, second }],
    );
  const values: readonly (readonly [string, string, string])[] = [
    ["f|exists: x", "f|exists", "boolean"],
    ["f|gt: x", "f|gt", "number"],
    ["f|fieldref: 1", "f|fieldref", "text"],
    ["f|base64: a*b", "f|base64", "whole-text"],
    ["f|contains: null", "f|contains", "text"],
  ];
  for (const [items, name, expected] of values.slice(0, 4))
    expect([items, ...(code(items) as unknown[])]).toEqual([
      items,
      "sigma/modifier-value",
      { name, expected },
    ]);
  expect(code("f|cidr: 10.0.0.1/8")).toEqual(["sigma/cidr", { found: "10.0.0.1/8" }]);
  expect(code("'|cidr': 10.0.0.0/8")).toEqual(["sigma/missing", { name: "field" }]);
  expect(code("f|re: '(a'")).toEqual(["sigma/regex", { found: "" }]);
  expect(code("f|re: 'a(?=b)'")).toEqual(["sigma/regex-unsupported", { found: "=b)" }]);
});

test("[S35] a name or pattern without selections is refused, an unused selection noted", () => {
  expect(only("s: {f: 1}\ncondition: s and t")).toEqual([
    "error",
    "sigma/no-such-selection",
    { name: "t" },
  ]);
  expect(only("s: {f: 1}\ncondition: s and not 1 of filter_*")).toEqual([
    "error",
    "sigma/empty-pattern",
    { name: "filter_*" },
  ]);
  expect(only("s: {f: 1}\nt: {f: 2}\ncondition: s")).toEqual([
    "warning",
    "sigma/unused-selection",
    { name: "t" },
  ]);
});

test("[S36] capitals are noted, version 1 aggregations and broken conditions refused", () => {
  expect(only("s: {f: 1}\ncondition: NOT s")).toEqual([
    "notice",
    "sigma/upper-case-operator",
    { found: "NOT" },
  ]);
  expect(only("s: {f: 1}\ncondition: s | count() by x > 5")).toEqual([
    "error",
    "sigma/condition-aggregation",
    { found: "| count() by x > 5" },
  ]);
  for (const [condition, found] of [
    ["s and", ""],
    ["s s", "s"],
    ["(s", ""],
    ["s)", ")"],
    ["not", ""],
    ["2 of them", "2"],
    ["1 of", ""],
    ["and s", "and"],
  ])
    expect(only(`s: {f: 1}\ncondition: ${condition}`)).toEqual([
      "error",
      "sigma/condition",
      { found },
    ]);
});

test("[S19] numbers under contains and all over one value are noted", () => {
  expect(only("s: {f|contains: 5}\ncondition: s")).toEqual([
    "notice",
    "sigma/number-as-text",
    { field: "f" },
  ]);
  expect(only("s: {f|all: x}\ncondition: s")).toEqual([
    "notice",
    "sigma/single-all",
    { field: "f" },
  ]);
});

test("[S11] a star between backslashes is pointed out", () => {
  expect(only("s: {f: 'C:\\Users\\*\\AppData'}\ncondition: s")).toEqual([
    "warning",
    "sigma/escaped-star",
    { found: "C:\\Users\\*\\AppData" },
  ]);
  expect(ruleOf("s: {f: 'C:\\Users\\\\*\\AppData'}\ncondition: s").needs).toEqual([]);
});
