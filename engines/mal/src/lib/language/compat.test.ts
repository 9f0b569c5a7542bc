/** Tests of the toolbox's rules, each beside malc's. */
import { expect, test } from "vitest";
import { generateGraph } from "../graph/generate-graph.ts";
import { checkModel } from "../graph/resolve-model.ts";
import { compileLanguage } from "./compile-language.ts";
import type { Language, Step } from "./language.ts";
import type { Compat } from "./problems.ts";

const compat: Compat = "toolbox-2.9";
const head = '#id: "t" #version: "1.0.0"\n';

function compiled(text: string, followed: Compat | null): Language {
  const input = { main: "a.mal", read: () => head + text };
  const result = compileLanguage(followed === null ? input : { ...input, compat: followed });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.language;
}

/** The step `s` of the asset B by both rules: malc's, then the toolbox's. */
function both(text: string): readonly (Step | undefined)[] {
  return [null, compat].map((followed) =>
    compiled(text, followed)
      .assets.find(({ name }) => name === "B")
      ?.steps.find(({ name }) => name === "s"),
  );
}

function codes(text: string, followed: Compat | null): readonly string[] {
  const input = { main: "a.mal", read: () => text };
  return compileLanguage(followed === null ? input : { ...input, compat: followed }).problems.map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}

test("[T1] a redeclared step loses time, risk and mode", () => {
  const [malc, toolbox] = both(`category K {
    asset A { | action s @x {C} [Exponential(1)] } asset B extends A { | s @y } }`);
  const time = { kind: "call", name: "Exponential", arguments: [1] };
  const risk = { confidentiality: true, integrity: false, availability: false };
  expect([malc?.time, malc?.risk, malc?.mode, malc?.tags]).toEqual([
    time,
    risk,
    "action",
    ["y", "x"],
  ]);
  expect([toolbox?.time, toolbox?.risk, toolbox?.mode, toolbox?.tags]).toEqual([
    null,
    null,
    null,
    ["y", "x"],
  ]);
});

test("[T2] requirements add up", () => {
  const counts = both(`category K { asset A { E s <- f } asset B extends A { E s <- g } }
    associations { A [a] * <-- X --> * [f] A  B [b] * <-- Y --> * [g] B }`);
  expect(counts.map((step) => step?.requires.length)).toEqual([1, 2]);
});

test("[T3] metadata: the text above wins; with -> nothing of it is inherited", () => {
  const text = (arrow: string): string => `category K {
    asset A { | s @t k info: "up" m info: "up" | e }
    asset B extends A { | s k info: "own" ${arrow} e } }`;
  const metas = (arrow: string): unknown => both(text(arrow)).map((step) => step?.meta);
  expect(metas("+>")).toEqual([
    { k: "own", m: "up" },
    { k: "up", m: "up" },
  ]);
  expect(metas("->")).toEqual([{ k: "own", m: "up" }, { k: "own" }]);
  expect(both(text("->")).map((step) => step?.tags)).toEqual([["t"], []]);
});

test("[T4] detectors are not inherited, not even by a step that is not declared again", () => {
  for (const again of ["", "| s"])
    expect(
      both(`category K { asset A { | s ! d } asset B extends A { ${again} } }`).map((step) =>
        step?.detectors.map(({ name }) => name),
      ),
    ).toEqual([["d"], []]);
});

test("[T5] what the toolbox cannot read is refused, what it takes is taken", () => {
  const step = (part: string): string => `${head}category K { asset A { | s ${part} } }`;
  expect(codes(step("{} []"), compat)).toEqual([
    "error mal/not-in-toolbox",
    "error mal/not-in-toolbox",
  ]);
  expect(codes(step('m info: """\nx\n"""'), compat)).toEqual(["error mal/not-in-toolbox"]);
  expect(codes(`${head}category K { asset 1A {} }`, compat)).toEqual([
    "warning mal/digit-first-name",
  ]);
  expect(codes('#id: "a" #id: "b" #version: "1.0.0-rc1"', compat)).toEqual([]);
  expect(codes('#id: "a" #id: "b" #version: "1.0.0-rc1"', null)).toEqual([
    "error mal/duplicate-define",
    "error mal/bad-version",
  ]);
  expect(codes('#id: "a" #n: "b" #n: "c" #version: "1.0.0"', compat)).toEqual([
    "error mal/duplicate-define",
  ]);
  expect(compiled('category K m info: "\\n" {}', compat).categories).toEqual([
    { name: "K", meta: { m: "\\n" } },
  ]);
});

test("[T6] categories of different metadata stay apart, equal ones do not", () => {
  const text = 'category K m info: "1" {} category K {} category K {}';
  expect(compiled(text, compat).categories).toEqual([
    { name: "K", meta: { m: "1" } },
    { name: "K", meta: {} },
  ]);
  expect(compiled(text, null).categories).toEqual([{ name: "K", meta: { m: "1" } }]);
});

test("[T7] a variable may not stand inside another of its name", () => {
  const text = `${head}category K { asset P { let v = b.v() } asset Q { let v = a } }
    associations { P [a] * <-- X --> * [b] Q }`;
  expect(codes(text, null)).toEqual([]);
  expect(codes(text, compat)).toEqual(["error mal/variable-cycle"]);
});

test("[T8] assets of abstract types are warned of, and edges lead to gates", () => {
  const text = "category K { abstract asset A { | s -> d # d } asset B extends A {} }";
  const model = {
    name: "m",
    assets: [{ id: "0", type: "A", name: "a", defences: {} }],
    links: [],
  };
  const [malc, toolbox] = [compiled(text, null), compiled(text, compat)];
  expect(checkModel(malc, model).map(({ severity }) => severity)).toEqual(["error"]);
  expect(checkModel(toolbox, model).map(({ severity }) => severity)).toEqual(["warning"]);
  const made = generateGraph(toolbox, model);
  expect(made.ok && [...made.graph.children]).toEqual([1]);
  const other = { ...model, assets: [{ id: "0", type: "B", name: "b", defences: {} }] };
  const plain = generateGraph(malc, other);
  expect(plain.ok && [...plain.graph.children]).toEqual([]);
});

test("[T9] the language says whose rules it follows, and only where it is not malc's", () => {
  expect(compiled("category K {}", compat).compat).toBe(compat);
  expect("compat" in compiled("category K {}", null)).toBe(false);
});
