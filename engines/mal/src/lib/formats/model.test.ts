/** Instance models in all their formats, and graphs out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { generateGraph } from "../graph/generate-graph.ts";
import { checkModel } from "../graph/resolve-model.ts";
import { compileLanguage } from "../language/compile-language.ts";
import type { Language } from "../language/language.ts";
import { placedProblems } from "./place-problems.ts";
import { readModel } from "./read-model.ts";
import type { LoadedModel } from "./read-model.ts";
import { readScad } from "./read-scad.ts";
import { toolboxGraphText } from "./write-graph.ts";
import { modelText } from "./write-model.ts";

const source = `#id: "t" #version: "1.0.0"
category K { asset A { # d [Enabled] -> s | s @x [Exponential(2)] -> b.s E e <- b -> s }
  asset B { | s } }
associations { A [a] * <-- X_Y --> 0..1 [b] B }`;

function language(): Language {
  const compiled = compileLanguage({ main: "a.mal", read: () => source });
  if (!compiled.ok) throw new Error("it compiles");
  return compiled.language;
}

const metadata = '"metadata": {"name": "m", "langID": "t", "langVersion": "1.0.0"}';
const assets = `"assets": {"5": {"name": "one", "type": "A", "defenses": {"d": 0.25}},
 "7": {"name": "two", "type": "B"}}`;
const entry = '"attackers": {"9": {"name": "x", "entry_points": {"5": {"attack_steps": ["s"]}}}}';
const formats: Readonly<Record<string, string>> = {
  "0.0": `{${metadata}, "assets": {"5": {"name": "one", "metaconcept": "A", "eid": "5",
    "defenses": {"d": "0.25"}}, "7": {"name": "two", "metaconcept": "B", "eid": "7"}},
    "associations": [{"metaconcept": "X_Y", "association": {"a": ["5"], "b": ["7"]}}], ${entry}}`,
  "0.1": `{${metadata}, ${assets}, "associations": [{"X_Y_A_B": {"a": [5], "b": [7]}}], ${entry}}`,
  "0.2": `{${metadata}, ${assets},
    "associations": [{"X_Y": {"a": {"5": "one"}, "b": {"7": "two"}}}],
    "attackers": {"9": {"name": "x", "entry_points":
      {"one": {"asset_id": 5, "attack_steps": ["s"]}}}}}`,
  "0.3": `{${metadata}, "assets": {"5": {"name": "one", "type": "A", "defenses": {"d": 0.25},
    "extras": {"x": 1}, "associated_assets": {"b": {"7": "two"}}},
    "7": {"name": "two", "type": "B"}}, ${entry}}`,
};

function load(text: string, file = "m.json"): LoadedModel {
  const read = readModel({ file, text });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.loaded;
}

function codes(text: string, file = "m.json"): readonly string[] {
  return readModel({ file, text }).problems.map(({ code, at }) => `${code} ${at?.place ?? ""}`);
}

test("[F6] formats 0.0 to 0.3 say the same, told apart by their shape", () => {
  for (const [format, text] of Object.entries(formats)) {
    const loaded = load(text);
    expect(loaded.format).toBe(format);
    expect(loaded.metadata).toEqual({ name: "m", languageId: "t", languageVersion: "1.0.0" });
    expect(loaded.model).toEqual({
      name: "m",
      assets: [
        { id: "5", type: "A", name: "one", defences: { d: 0.25 } },
        { id: "7", type: "B", name: "two", defences: {} },
      ],
      links: [{ from: "5", field: "b", to: "7" }],
    });
    expect(loaded.attackers).toEqual([{ name: "x", starts: [{ asset: "5", step: "s" }] }]);
    expect(checkModel(language(), loaded.model)).toEqual([]);
  }
});

test("[F7] what is written is read back, as JSON and as YAML; links stand on both sides", () => {
  const { model } = load(formats["0.3"] ?? "");
  for (const form of ["json", "yaml"] as const) {
    const text = modelText(language(), model, form);
    const again = load(text, `m.${form}`);
    expect(again.model.assets).toEqual(model.assets);
    expect(again.model.links).toEqual([
      { from: "5", field: "b", to: "7" },
      { from: "7", field: "a", to: "5" },
    ]);
  }
  const odd = {
    ...model,
    assets: model.assets.map((one) => ({ ...one, id: `x${one.id}`, name: "n" })),
  };
  const { model: renamed } = load(modelText(language(), { ...odd, links: [] }, "yaml"), "m.yml");
  expect(renamed.assets.map(({ id, name }) => [id, name])).toEqual([
    ["0", "n"],
    ["1", "n:1"],
  ]);
});

test("[F8] what peers take silently is refused, with its place", () => {
  const text = formats["0.3"] ?? "";
  expect(codes(text.replace('"7": "two"', '"7": "tow"'))).toEqual(["mal/model-name-differs 2:53"]);
  expect(codes(text.replace('{"7": "two"}', '{"8": "two"}'))).toEqual(["mal/model-reference 2:53"]);
  for (const number of ["-0.1", "1.5", "1e999"])
    expect(codes(text.replace("0.25", number))).toEqual(["mal/document-number 1:131"]);
  expect(codes(text.replace("0.25", '"0.25"'))).toEqual(["mal/document-expected 1:131"]);
  expect(codes("assets: {1: {name: a, type: A, defenses: {d: .nan}}}", "m.yml")).toEqual([
    "mal/document-number 1:46",
  ]);
  expect(codes(text.replace('"type": "B"', '"typ": "B"'))).toEqual([
    "mal/document-unknown 3:26",
    "mal/document-missing 3:10",
  ]);
  expect(codes(text.replace('"name": "one"', '"name": "two"'))).toEqual([
    "mal/model-name-twice 3:5",
  ]);
  expect(codes((formats["0.1"] ?? "").replace(', "b": [7]', ""))).toEqual([
    "mal/model-association 2:55",
  ]);
  expect(codes((formats["0.2"] ?? "").replace('{"X_Y":', '{"Z": {}, "X_Y":'))).toEqual([
    "mal/model-association 3:22",
  ]);
});

test("[F9] too many links are refused where the asset stands in the file", () => {
  const text = `metadata: {name: m}
assets:
  1: {name: a, type: A, associated_assets: {b: {2: b, 3: c}}}
  2: {name: b, type: B, associated_assets: {}}
  3: {name: c, type: B, associated_assets: {q: {1: a}}}
`;
  const loaded = load(text, "m.yml");
  const placed = placedProblems(loaded, checkModel(language(), loaded.model));
  expect(placed.map(({ code, at }) => [code, at])).toEqual([
    ["mal/link-field-unknown", { file: "m.yml", place: "5:49" }],
    ["mal/too-many-links", { file: "m.yml", place: "3:3" }],
  ]);
});

test("[F10] large ids keep their digits, and YAML's references are counted", () => {
  const text = "assets:\n  -2953439081723377585: {name: a, type: A}\n";
  expect(load(text, "m.yml").model.assets[0]?.id).toBe("-2953439081723377585");
  const nine = (name: string): string => `*${name}, `.repeat(9);
  const bomb = `a: &a [x, x]\nb: &b [${nine("a")}]\nc: &c [${nine("b")}]\nassets: *c\n`;
  const limits = { values: 50 };
  expect(readModel({ file: "m.yml", text: bomb, limits }).problems.map(({ code }) => code)).toEqual(
    ["mal/document-limit"],
  );
  const levels = Array.from({ length: 7 }, (_none, at) => {
    const nine = `*n${at}, `.repeat(9);
    return `n${at + 1}: &n${at + 1} [${nine}]\n`;
  });
  const large = `n0: &n0 [x]\n${levels.join("")}assets: *n7\n`;
  expect(readModel({ file: "m.yml", text: large }).problems.map(({ args }) => args)).toEqual([
    { what: "values", limit: 100_000 },
  ]);
  const again = "a: &a {name: x, type: A}\nb: &a {name: y, type: A}\nassets: {1: *a}\n";
  expect(codes(again, "m.yml")[0]).toBe("mal/document-unknown 1:1");
  expect(codes("a: ".concat("[".repeat(5_000)), "m.yml")).toEqual(["mal/document-limit 1:1"]);
  expect(codes("- ".repeat(5_000), "m.yml")).toEqual(["mal/document-limit 1:1"]);
  expect(codes("a: 1\na: 2\n", "m.yml")[0]).toBe("mal/document-duplicate 2:1");
  expect(codes("a: [", "m.yml")[0]).toMatch(/^mal\/document-syntax /);
});

test("[F11] an association of many with many is bounded", () => {
  const ids = Array.from({ length: 200 }, () => "5").join(", ");
  const text = `{${metadata}, ${assets}, "associations": [{"X": {"a": [${ids}], "b": [${ids}]}}]}`;
  const { problems } = readModel({ file: "m.json", text, limits: { values: 5_000 } });
  expect(problems.map(({ code }) => code)).toEqual(["mal/document-limit"]);
});

test("[F12] securiCAD's objects, evidence, associations and attackers are read", () => {
  const text = `<?xml version="1.0"?><!-- c --><x:model xmlns:x="urn:x" name="S">
<objects id="1" metaConcept="A" name="a &amp; b"><evidenceAttributes metaConcept="D">
 <evidenceDistribution type="Bernoulli"><parameters name="p" value="0.5"/></evidenceDistribution>
</evidenceAttributes></objects>
<objects id="2" metaConcept="B" name="b"/><objects id="3" metaConcept="Attacker" name="Att"/>
<associations sourceObject="1" targetObject="2" sourceProperty="b" targetProperty="a"/>
<associations sourceObject="3" targetObject="1" sourceProperty="firstSteps"
 targetProperty="s.attacker"/>
</x:model>`;
  const read = readScad({ file: "m.eom", text });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.loaded.model).toEqual({
    name: "S",
    assets: [
      { id: "1", type: "A", name: "a & b", defences: { d: 0.5 } },
      { id: "2", type: "B", name: "b", defences: {} },
    ],
    links: [{ from: "1", field: "b", to: "2" }],
  });
  expect(read.loaded.attackers).toEqual([{ name: "Att", starts: [{ asset: "1", step: "s" }] }]);
  expect(checkModel(language(), read.loaded.model)).toEqual([]);
  const wrong = (change: string, by: string): readonly string[] =>
    readScad({ file: "m", text: text.replace(change, by) }).problems.map(({ code }) => code);
  expect(wrong('value="0.5"', 'value="7"')).toEqual(["mal/scad-distribution"]);
  expect(wrong('id="2"', 'id="1"')).toContain("mal/document-duplicate");
  expect(wrong("&amp;", "&lol;")).toEqual(["mal/document-syntax"]);
  expect(wrong("<!-- c -->", '<!DOCTYPE x [<!ENTITY a "b">]>')).toEqual(["mal/document-syntax"]);
  expect(readScad({ file: "m", text: "" }).problems.map(({ code }) => code)).toEqual([
    "mal/scad-no-model",
  ]);
});

test("[F13] no text makes the readers of models throw", () => {
  const pieces = fc.constantFrom(..."{ } [ ] , : - & * ! null -1 < > \" ' # % | \\ 0x".split(" "));
  const texts = Object.values(formats);
  fc.assert(
    fc.property(fc.nat(3), fc.nat(600), fc.nat(40), pieces, (which, at, length, piece) => {
      const whole = texts[which] ?? "";
      const text = whole.slice(0, at) + piece + whole.slice(at + length);
      for (const read of [
        readModel({ file: "m.json", text }),
        readModel({ file: "m.yml", text }),
        readScad({ file: "m", text }),
      ])
        expect(read.ok).toBe(!read.problems.some(({ severity }) => severity === "error"));
    }),
    { numRuns: 300 },
  );
});

test("[F14] a graph is written as the toolbox writes it", () => {
  const { model } = load(formats["0.3"] ?? "");
  const made = generateGraph(language(), model);
  if (!made.ok) throw new Error("it generates");
  const whole = { language: language(), model, graph: made.graph };
  const { attack_steps: steps } = JSON.parse(toolboxGraphText(whole, "json")) as {
    readonly attack_steps: Readonly<Record<string, object>>;
  };
  expect(Object.keys(steps)).toEqual(["one:d", "one:s", "one:e", "two:s"]);
  expect(steps["one:d"]).toEqual({
    id: 0,
    type: "defense",
    lang_graph_attack_step: "A:d",
    name: "d",
    ttc: { type: "function", name: "Bernoulli", arguments: [0.25] },
    children: { 1: "one:s" },
    parents: {},
    asset: "one",
  });
  expect(steps["one:s"]).toEqual({
    id: 1,
    type: "or",
    lang_graph_attack_step: "A:s",
    name: "s",
    ttc: { type: "function", name: "Exponential", arguments: [2] },
    children: { 3: "two:s" },
    parents: { 0: "one:d", 2: "one:e" },
    asset: "one",
    tags: ["x"],
  });
  expect(steps["one:e"]).toMatchObject({ type: "exist", existence_status: true });
  expect(toolboxGraphText(whole, "yaml").split("\n").slice(0, 4)).toEqual([
    '"attack_steps":',
    '  "one:d":',
    '    "id": 0',
    '    "type": "defense"',
  ]);
});
