/** Rule sets: filters joined, references resolved, what does not run named. */
import { expect, test } from "vitest";
import { documentsOf, eventOf, problemsOf, ruleSetOf, ruleText } from "../../test/documents.ts";
import { buildRuleSet, interpret } from "../index.ts";
import type { EventFields, RuleSet } from "../index.ts";

const base = ruleText("s:\n  f: x\ncondition: s", "id: r1\nname: one");

function filter(body: string, source = "product: test"): string {
  const lines = body.replaceAll(/^/gm, "  ");
  return `title: F\nlogsource:\n  ${source}\nfilter:\n${lines}\n`;
}

function correlation(body: string, more = "title: C"): string {
  return `${more}\ncorrelation:\n${body.replaceAll(/^/gm, "  ")}\n`;
}

function set(...texts: readonly string[]): RuleSet {
  return ruleSetOf(texts.join("\n---\n"));
}

function alerts(rules: RuleSet, fields: EventFields): readonly string[] {
  return rules.rules
    .filter(({ condition }) => interpret(condition, eventOf(fields)))
    .map(({ key }) => key);
}

test("[S38] a filter is joined by AND to the rules it names, where their sources agree", () => {
  const body = "rules: [one]\nadm:\n  u|startswith: adm_\ncondition: not adm";
  const rules = set(base, filter(body));
  expect(alerts(rules, { f: "x", u: "bo" })).toEqual(["r1"]);
  expect(alerts(rules, { f: "x", u: "adm_bo" })).toEqual([]);
  for (const all of ["rules: any\n", "rules: []\n", ""]) {
    const every = set(base, filter(body.replace("rules: [one]\n", all)));
    expect(alerts(every, { f: "x", u: "adm_bo" })).toEqual([]);
  }
  const other = set(base, filter(body, "product: other"));
  expect(alerts(other, { f: "x", u: "adm_bo" })).toEqual(["r1"]);
  const narrower = set(base, filter(body, "product: test\n  service: s"));
  expect(alerts(narrower, { f: "x", u: "adm_bo" })).toEqual(["r1"]);
});

test("[S39] patterns in a filter are of its own selections, also where names are shared", () => {
  const rule = ruleText("s_1:\n  f: x\ns_2:\n  f: y\ncondition: 1 of s_*", "id: r1");
  const rules = set(rule, filter("s_1:\n  u: a\ns_3:\n  u: b\ncondition: not 1 of s_*"));
  expect(alerts(rules, { f: "y", u: "c" })).toEqual(["r1"]);
  expect(alerts(rules, { f: "y", u: "b" })).toEqual([]);
});

test("[S38] a filter without not is warned of, and so is one whose rule nobody has", () => {
  expect(problemsOf(filter("a:\n  u: x\ncondition: a"))).toEqual([
    ["warning", "sigma/filter-keeps", "5:3", { name: "F" }],
  ]);
  expect(problemsOf(filter("a:\n  u|neq: x\ncondition: a"))).toEqual([]);
  const rules = set(base, filter("rules: [nobody]\na:\n  u: x\ncondition: not a"));
  expect(rules.problems).toMatchObject([
    { severity: "warning", code: "sigma/no-such-rule", args: { name: "nobody" } },
  ]);
});

test("[S40] the later of two documents with one id or name is left out", () => {
  const rules = set(base, base, ruleText("s:\n  f: z\ncondition: s", "id: r2\nname: one"));
  expect(rules.rules.map(({ key }) => key)).toEqual(["r1"]);
  expect(rules.problems).toMatchObject([
    { severity: "error", code: "sigma/duplicate-id", args: { id: "r1" } },
    { severity: "error", code: "sigma/duplicate-name", args: { name: "one" } },
  ]);
});

const count = "type: event_count\nrules: [one]\ntimespan: 5m\ncondition: {gte: 3}";

test("[S41] correlations find rules by id or name, and stand after what they build on", () => {
  const rules = set(
    correlation("type: temporal\nrules: [c1, r1]\ntimespan: 1h", "title: top\nid: c2"),
    correlation(count, "title: C\nid: c1"),
    base,
  );
  expect(rules.correlations.map(({ key, rules: of }) => [key, of])).toEqual([
    ["c1", ["r1"]],
    ["c2", ["c1", "r1"]],
  ]);
});

test("[S41] references that lead nowhere, in a circle or too deep are refused", () => {
  const nowhere = set(
    base,
    correlation("type: event_count\nrules: [x]\ntimespan: 1m\ncondition: {gte: 1}"),
  );
  expect(nowhere.problems).toMatchObject([{ code: "sigma/no-such-rule", args: { name: "x" } }]);
  expect(nowhere.correlations).toEqual([]);
  const circle = (id: string, other: string): string =>
    correlation(`type: temporal\nrules: [${other}]\ntimespan: 1m`, `title: C\nid: ${id}`);
  const round = set(circle("a", "b"), circle("b", "a"));
  expect(round.correlations).toEqual([]);
  expect(round.problems.map(({ code }) => code)).toEqual(["sigma/rule-circle"]);
  const chain = Array.from({ length: 11 }, (_, at) =>
    circle(`c${at}`, at === 0 ? "r1" : `c${at - 1}`),
  );
  const deep = set(base, ...chain.toReversed());
  expect(deep.correlations.map(({ key }) => key)).toHaveLength(10);
  expect(deep.problems).toMatchObject([
    { code: "sigma/too-large", args: { what: "chain", limit: 10 } },
  ]);
});

test("[S42] what waits for values of placeholders does not run, and is listed", () => {
  const waiting = ruleText("s:\n  f|expand: '%x%'\ncondition: s", "id: r2");
  const rules = set(
    base,
    waiting,
    filter("a:\n  u|expand: '%y%'\ncondition: not a"),
    correlation("type: temporal\nrules: [r1, r2]\ntimespan: 1m"),
  );
  expect(rules.rules.map(({ key }) => key)).toEqual(["r1"]);
  expect(rules.inactive.map(({ document, needs }) => [document.kind, needs])).toEqual([
    ["rule", ["x"]],
    ["filter", ["y"]],
    ["correlation", ["x"]],
  ]);
  const filled = buildRuleSet(documentsOf(waiting, { x: ["z"] }));
  expect(alerts(filled, { f: "z" })).toEqual(["r2"]);
});

test("[S43] a rule that a correlation uses alerts by itself only where it says generate", () => {
  const silent = set(base, correlation(count));
  expect(silent.rules.map((one) => one.alerts)).toEqual([false]);
  expect(set(base, correlation(count, "title: C\ngenerate: true")).rules[0]?.alerts).toBe(true);
  expect(set(base, correlation(`${count}\ngenerate: true`)).rules[0]?.alerts).toBe(true);
});

test("[S46] correlations are read whole: type, time span, condition, fields, aliases", () => {
  const text = correlation(
    "type: value_count\nrules: [one, two]\ngroup-by: [user]\ntimespan: 2h\n" +
      "condition: {field: host, gte: 2, lt: 9}\naliases:\n  user:\n    one: u\n    two: account",
  );
  expect(documentsOf(text)).toMatchObject([
    {
      kind: "correlation",
      type: "value_count",
      rules: ["one", "two"],
      groupBy: ["user"],
      timespanMs: 7_200_000,
      condition: {
        kind: "bounds",
        fields: ["host"],
        percentile: null,
        bounds: [
          { comparison: "gte", value: 2 },
          { comparison: "lt", value: 9 },
        ],
      },
      aliases: new Map([
        [
          "user",
          new Map([
            ["one", "u"],
            ["two", "account"],
          ]),
        ],
      ]),
      generate: false,
    },
  ]);
  const extended = correlation("type: temporal\ntimespan: 1d\ncondition: a and not (b or c)");
  expect(documentsOf(extended)).toMatchObject([{ rules: ["a", "b", "c"], timespanMs: 86_400_000 }]);
  const plain = correlation("type: temporal_ordered\nrules: [a, b]\ntimespan: 30s");
  expect(documentsOf(plain)).toMatchObject([
    { condition: { bounds: [{ comparison: "gte", value: 2 }] } },
  ]);
});

test("[S46] a correlation that cannot be meant is refused with its reason", () => {
  const table: readonly (readonly [string, string, object])[] = [
    ["rules: [a]\ntimespan: 1m\ncondition: {gte: 1}", "sigma/missing", { name: "type" }],
    [
      "type: sum\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}",
      "sigma/unknown-value",
      { name: "type", found: "sum" },
    ],
    ["type: event_count\nrules: [a]\ncondition: {gte: 1}", "sigma/missing", { name: "timespan" }],
    [
      "type: event_count\nrules: [a]\ntimespan: 1y\ncondition: {gte: 1}",
      "sigma/expected",
      { name: "timespan", expected: "timespan" },
    ],
    ["type: event_count\nrules: [a]\ntimespan: 1m", "sigma/missing", { name: "condition" }],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {}",
      "sigma/expected",
      { name: "condition", expected: "bounds" },
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {atleast: 1}",
      "sigma/unknown-value",
      { name: "condition", found: "atleast" },
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: x}",
      "sigma/expected",
      { name: "gte", expected: "number" },
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: a",
      "sigma/expected",
      { name: "condition", expected: "map" },
    ],
    [
      "type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}",
      "sigma/missing",
      { name: "field" },
    ],
    [
      "type: value_sum\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1, field: [a, b]}",
      "sigma/expected",
      { name: "field", expected: "one-value" },
    ],
    [
      "type: value_percentile\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1, field: a}",
      "sigma/expected",
      { name: "percentile", expected: "percentile" },
    ],
    ["type: temporal\ntimespan: 1m", "sigma/missing", { name: "rules" }],
    [
      "type: temporal\nrules: [a]\ntimespan: 1m\ncondition: a and b",
      "sigma/no-such-rule",
      { name: "b" },
    ],
    [
      "type: temporal\ntimespan: 1m\nrules: [a]\ncondition: 1 of a*",
      "sigma/condition",
      { found: "a*" },
    ],
    [
      "type: temporal\nrules: [a]\ntimespan: 1m\naliases: {u: {x: f}}",
      "sigma/no-such-alias",
      { name: "u" },
    ],
  ];
  for (const [body, code, args] of table) {
    const errors = problemsOf(correlation(body)).filter(([severity]) => severity === "error");
    expect([body, ...errors.map(([, found, , given]) => [found, given])].slice(0, 2)).toEqual([
      body,
      [code, args],
    ]);
  }
});
