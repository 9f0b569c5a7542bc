/** Tests of what is declared: defines, includes, categories, assets, associations, names. */
import { expect, test } from "vitest";
import { compileLanguage } from "./compile-language.ts";
import { resolvePath } from "./gather.ts";
import type { Language } from "./language.ts";
import { languageText } from "./language-text.ts";

const head = '#id: "test" #version: "1.0.0" ';

/** Short names such as `A` are reserved in malc; what is said of that is tested elsewhere. */
function isNoNameWarning({ code }: { readonly code: string }): boolean {
  return code !== "mal/reserved-name";
}

function problems(text: string): readonly string[] {
  return compileLanguage({ main: "a.mal", read: () => head + text })
    .problems.filter(isNoNameWarning)
    .map(({ code, severity }) => `${severity === "error" ? "" : `${severity} `}${code}`);
}

function files(texts: Readonly<Record<string, string>>): ReturnType<typeof compileLanguage> {
  return compileLanguage({ main: "lang/main.mal", read: (path) => texts[path] ?? null });
}

function language(text: string): Language {
  const result = compileLanguage({ main: "a.mal", read: () => head + text });
  expect(result.problems.filter(isNoNameWarning)).toEqual([]);
  if (!result.ok) throw new Error("it compiles");
  return result.language;
}

test("[L14] id and version are mandatory, whole, and said once", () => {
  const codes = (text: string): readonly string[] =>
    compileLanguage({ main: "a.mal", read: () => text }).problems.map(({ code }) => code);
  expect(codes('#id: "a"')).toEqual(["mal/missing-define"]);
  expect(codes('#id: "" #version: "1.0.0"')).toEqual(["mal/missing-define"]);
  expect(codes('#id: "a" #version: "0.0.0-rc1"')).toEqual(["mal/bad-version"]);
  expect(codes('#id: "a" #version: "1.0"')).toEqual(["mal/bad-version"]);
  expect(problems('#id: "again"')).toEqual(["mal/duplicate-define"]);
  expect(language('#author: "n"').defines).toEqual({ author: "n", id: "test", version: "1.0.0" });
});

test("[L15] included files stand where they are included, each once, paths being relative", () => {
  const result = files({
    "lang/main.mal": `${head}include "parts/b.mal" include "./parts/../c.mal"
      category K { asset A {} }`,
    "lang/parts/b.mal": 'include "../c.mal" category K { asset B {} }',
    "lang/c.mal": "category K { asset C {} }",
  });
  expect(result.ok && result.language.assets.map(({ name }) => name)).toEqual(["C", "B", "A"]);
  expect(result.problems.filter(isNoNameWarning)).toEqual([]);
});

test("[L15] a cycle of includes is passed over with a warning, a missing file is an error", () => {
  const cycle = files({
    "lang/main.mal": `${head}include "b.mal"`,
    "lang/b.mal": 'include "main.mal"',
  });
  expect([cycle.ok, cycle.problems]).toEqual([
    true,
    [
      {
        code: "mal/include-cycle",
        severity: "warning",
        at: { file: "lang/b.mal", place: "1:9" },
        args: { path: "lang/main.mal" },
      },
    ],
  ]);
  expect(files({ "lang/main.mal": `${head}\ninclude "b.mal"` }).problems).toEqual([
    {
      code: "mal/file-missing",
      severity: "error",
      at: { file: "lang/main.mal", place: "2:9" },
      args: { path: "lang/b.mal" },
    },
  ]);
  expect(files({}).problems.map(({ code, at }) => [code, at])).toEqual([
    ["mal/file-missing", null],
  ]);
});

test("[L15] what lies outside the main file's folder is refused where it is included", () => {
  const asked: string[] = [];
  const problemsOf = (main: string, path: string): readonly unknown[] =>
    compileLanguage({
      main,
      read: (file) => {
        asked.push(file);
        return file === main ? `${head}\ninclude "${path}"` : "category Other {}";
      },
    }).problems.map(({ code, at, args }) => [code, at?.place, args]);
  for (const [main, path, found] of [
    ["main.mal", "../../secret.txt", "../../secret.txt"],
    ["main.mal", "a/../../secret.txt", "../secret.txt"],
    ["lang/main.mal", "../../secret.txt", "../secret.txt"],
    ["main.mal", "/etc/secret.txt", "/etc/secret.txt"],
    ["../main.mal", "../secret.txt", "../../secret.txt"],
  ] as const)
    expect(problemsOf(main, path)).toEqual([["mal/include-outside", "2:9", { path: found }]]);
  expect(asked.filter((file) => file.includes("secret"))).toEqual([]);
  for (const [main, path] of [
    ["lang/main.mal", "../other.mal"],
    ["/lang/main.mal", "/other.mal"],
    ["../main.mal", "other.mal"],
  ] as const)
    expect(problemsOf(main, path)).toEqual([]);
});

test("[L15] paths lose their dots but cannot pretend to be inside", () => {
  expect(resolvePath("../../x.mal", "a/b.mal")).toBe("../x.mal");
  expect(resolvePath("/x/./y.mal", "a/b.mal")).toBe("/x/y.mal");
  expect(resolvePath("x.mal", "/a/b.mal")).toBe("/a/x.mal");
});

test("[L16] categories of one name are one, keys of metadata are said once", () => {
  expect(language('category K a info: "1" {} category K b info: "2" {}').categories).toEqual([
    { name: "K", meta: { a: "1", b: "2" } },
  ]);
  expect(problems('category K a info: "1" {} category K a info: "2" {}')).toEqual([
    "mal/duplicate-meta",
  ]);
  expect(problems('category K { asset A a info: "1" a info: "2" {} }')).toEqual([
    "mal/duplicate-meta",
  ]);
});

test("[L17] assets are declared once, their parents exist and do not lead back", () => {
  expect(problems("category K { asset A {} } category L { asset A {} }")).toEqual([
    "mal/duplicate-asset",
  ]);
  expect(problems("category K { asset A extends B {} }")).toEqual(["mal/unknown-asset"]);
  expect(problems("category K { asset A extends A {} }")).toEqual(["mal/inheritance-cycle"]);
  const cycle = "category K { asset A extends B {} asset B extends A {} asset C extends A {} }";
  expect(problems(cycle)).toEqual(["mal/inheritance-cycle", "mal/inheritance-cycle"]);
  expect(problems("category K { abstract asset A {} }")).toEqual(["warning mal/abstract-unused"]);
  const [, child] = language("category K { abstract asset A {} asset B extends A {} }").assets;
  expect([child?.lineage, child?.isAbstract]).toEqual([["B", "A"], false]);
});

const two = "category K { asset A {} asset B {} asset C extends A {} }";

test("[L18] a field named beside an asset is used from the other side, and is inherited", () => {
  const { assets, associations } = language(
    `${two} associations { A [a] 1 <-- F --> 0..1 [b] B
      A [x] 1..* <-- F --> * [y] B m info: "t" }`,
  );
  expect(associations).toEqual([
    {
      name: "F",
      left: { asset: "A", field: "a", min: 1, max: 1 },
      right: { asset: "B", field: "b", min: 0, max: 1 },
      meta: {},
    },
    {
      name: "F",
      left: { asset: "A", field: "x", min: 1, max: null },
      right: { asset: "B", field: "y", min: 0, max: null },
      meta: { m: "t" },
    },
  ]);
  expect(assets[2]?.fields).toEqual([
    { name: "b", owner: "A", target: "B", reverse: "a", association: 0, min: 0, max: 1 },
    { name: "y", owner: "A", target: "B", reverse: "x", association: 1, min: 0, max: null },
  ]);
  expect(assets[1]?.fields.map(({ name, target }) => [name, target])).toEqual([
    ["a", "A"],
    ["x", "A"],
  ]);
});

test("[L19] multiplicities other than 0..1, 1, * and 1..* are unusual or wrong", () => {
  const codes = (multiplicity: string): readonly string[] =>
    problems(`${two} associations { A [a] * <-- F --> ${multiplicity} [b] B }`);
  for (const good of ["0..1", "1", "1..1", "*", "0..*", "1..*"]) expect(codes(good)).toEqual([]);
  for (const odd of ["2..5", "3", "0..2"])
    expect(codes(odd)).toEqual(["warning mal/unusual-multiplicity"]);
  for (const bad of ["0", "0..0", "*..1", "*..*", "5..2"])
    expect(codes(bad)).toEqual(["mal/bad-multiplicity"]);
  expect(codes("1.5")[0]).toBe("mal/unexpected");
});

test("[L20] a field's name is taken once in a hierarchy, in either direction", () => {
  const codes = (lines: string): readonly string[] => problems(`${two} associations { ${lines} }`);
  expect(codes("A [a] * <-- F --> * [b] B  A [c] * <-- G --> * [b] B")).toEqual([
    "mal/duplicate-field",
  ]);
  expect(codes("A [f] * <-- F --> * [f] A")).toEqual(["mal/duplicate-field"]);
  expect(codes("C [c] * <-- F --> * [b] B  A [a] * <-- G --> * [b] B")).toEqual([
    "mal/duplicate-field",
  ]);
  expect(codes("A [a] * <-- F --> * [b] B  A [a] * <-- F --> * [b] B")[0]).toBe(
    "mal/duplicate-association",
  );
  expect(codes("A [a] * <-- F --> * [b] Q")).toEqual(["mal/unknown-asset"]);
});

test("[L20] no member's name is taken twice", () => {
  const inAsset = (members: string): readonly string[] =>
    problems(`category K { asset A { ${members} } }`);
  expect(inAsset("| s | s")).toEqual(["mal/duplicate-step"]);
  const field = "associations { P [p] * <-- F --> * [f] P }";
  expect(problems(`category K { asset P { let v = f let v = f } } ${field}`)).toEqual([
    "mal/duplicate-variable",
  ]);
  const heir = (parent: string, child: string): readonly string[] =>
    problems(`category K { asset P { ${parent} } asset Q extends P { ${child} } } ${field}`);
  expect(heir("let v = f", "let v = f")).toEqual(["mal/variable-redefined"]);
  expect(heir("| s", "| f")).toEqual(["mal/field-named-as-step"]);
  expect(
    problems(
      `category K { asset P { | f } asset Q extends P {} }
      associations { Q [q] * <-- F --> * [f] Q }`,
    ),
  ).toEqual(["mal/field-named-as-step"]);
});

test("[L36] equal languages have one text, whatever names they use", () => {
  const text = 'category K { asset A __proto__ info: "x" { | __proto__ toString info: "y" } }';
  expect(languageText(language(text))).toBe(languageText(language(text.replaceAll(" ", "\n "))));
  const [asset] = language(text).assets;
  expect(Object.entries(asset?.meta ?? {})).toEqual([["__proto__", "x"]]);
  expect(Object.entries(asset?.steps[0]?.meta ?? {})).toEqual([["toString", "y"]]);
  expect(languageText(language(text))).not.toBe(languageText(language(`${text} category L {}`)));
});
