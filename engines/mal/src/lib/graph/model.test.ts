/** Tests of models held against their language. */
import { expect, test } from "vitest";
import type { InstanceAsset, InstanceLink } from "../instance-model.ts";
import { compileLanguage } from "../language/compile-language.ts";
import type { Language } from "../language/language.ts";
import { generateGraph } from "./generate-graph.ts";
import { checkModel } from "./resolve-model.ts";

const text = `#id: "test" #version: "1.0.0"
category K {
  abstract asset Thing { # guard | hit }
  asset Box extends Thing {} asset Lid extends Thing {} asset Nail {}
}
associations {
  Box [box] 0..1 <-- Cover --> 1 [lid] Lid
  Thing [in] * <-- Hold --> * [nails] Nail
}`;

function language(): Language {
  const result = compileLanguage({ main: "a.mal", read: () => text });
  if (!result.ok) throw new Error("it compiles");
  return result.language;
}

function asset(id: string, type: string, defences: Record<string, number> = {}): InstanceAsset {
  return { id, type, name: id, defences };
}

function problems(
  assets: readonly InstanceAsset[],
  links: readonly (readonly [string, string, string])[],
): readonly (readonly [string, string | undefined, object])[] {
  const listed: InstanceLink[] = links.map(([from, field, to]) => ({ from, field, to }));
  const model = { name: "model.json", assets, links: listed };
  return checkModel(language(), model).map(({ code, at, args }) => [code, at?.place, args]);
}

const box = asset("b", "Box");
const lid = asset("l", "Lid");
const covered = ["b", "lid", "l"] as const;

test("[M1] types exist in the language and are not abstract", () => {
  expect(problems([box, lid], [covered])).toEqual([]);
  expect(problems([asset("x", "Crate"), asset("y", "Thing")], [])).toEqual([
    ["mal/unknown-type", "/assets/0", { asset: "x", type: "Crate" }],
    ["mal/abstract-type", "/assets/1", { asset: "y", type: "Thing" }],
  ]);
});

test("[M2] ids are unique", () => {
  expect(problems([asset("n", "Nail"), asset("n", "Nail")], [])).toEqual([
    ["mal/duplicate-id", "/assets/1", { asset: "n" }],
  ]);
});

test("[M3] defences are the type's, with probabilities 0–1", () => {
  expect(
    problems([asset("b", "Box", { guard: 1 }), asset("l", "Lid", { guard: 0 })], [covered]),
  ).toEqual([]);
  const bad = asset("n", "Nail", { guard: 0.5 });
  expect(problems([bad], [])).toEqual([
    ["mal/unknown-defence", "/assets/0/defences/guard", { asset: "n", defence: "guard" }],
  ]);
  for (const probability of [-0.1, 1.1, Number.NaN])
    expect(problems([asset("b", "Box", { guard: probability }), lid], [covered])).toEqual([
      ["mal/bad-probability", "/assets/0/defences/guard", { asset: "b", defence: "guard" }],
    ]);
  expect(problems([asset("b", "Box", { "hit/~": 1 }), lid], [covered])[0]?.[1]).toBe(
    "/assets/0/defences/hit~1~0",
  );
});

test("[M4] links run along fields of the type, to assets of the field's type", () => {
  const all = [box, lid, asset("n", "Nail")];
  expect(problems(all, [covered, ["n", "in", "b"], ["l", "nails", "n"]])).toEqual([]);
  expect(problems(all, [["b", "lid", "gone"], covered])).toEqual([
    ["mal/link-to-nothing", "/links/0", { asset: "gone" }],
  ]);
  expect(problems(all, [["n", "lid", "l"], covered])).toEqual([
    ["mal/link-field-unknown", "/links/0", { type: "Nail", field: "lid" }],
  ]);
  expect(problems(all, [["b", "lid", "n"], covered])).toEqual([
    [
      "mal/link-wrong-type",
      "/links/0",
      { type: "Box", field: "lid", expected: "Lid", found: "Nail" },
    ],
  ]);
  // A crate has a field of the reverse's name as well, of another association.
  const other = text
    .replace("asset Nail {}", "asset Nail {} asset Crate {}")
    .replace("Thing [in]", "Crate [box] * <-- Stack --> * [crates] Crate  Thing [in]");
  const compiled = compileLanguage({ main: "a.mal", read: () => other });
  if (!compiled.ok) throw new Error("it compiles");
  const links = [{ from: "b", field: "lid", to: "c" }];
  const model = { name: "m", assets: [box, asset("c", "Crate")], links };
  expect(checkModel(compiled.language, model)[0]?.args).toEqual({
    type: "Box",
    field: "lid",
    expected: "Lid",
    found: "Crate",
  });
});

test("[M5] too many links are an error in either direction, written twice is once", () => {
  expect(problems([box, lid], [covered, ["l", "box", "b"], covered])).toEqual([]);
  expect(problems([box, lid, asset("m", "Lid")], [covered, ["m", "box", "b"]])).toEqual([
    ["mal/too-many-links", "/assets/0", { asset: "b", field: "lid", max: 1, found: 2 }],
  ]);
});

test("[M5] too few links are one warning for each type and field", () => {
  expect(problems([lid, box, asset("c", "Box")], [])).toEqual([
    [
      "mal/too-few-links",
      "/assets/1",
      { type: "Box", field: "lid", min: 1, assets: 2, first: "b" },
    ],
  ]);
});

test("[M6] errors stand before warnings, and no more than the limit are listed", () => {
  const many = Array.from({ length: 2_000 }, (_, n) => asset(`a${n}`, "Crate"));
  const found = problems([box, ...many], []);
  expect(found.length).toBe(1_001);
  expect(found.at(0)?.[0]).toBe("mal/unknown-type");
  expect(found.at(-1)).toEqual([
    "mal/more-model-problems",
    undefined,
    { limit: 1_000, found: 2_001 },
  ]);
  const model = { name: "m", assets: many, links: [] };
  expect(
    generateGraph(language(), model, { problems: 1 }).problems.map(({ code }) => code),
  ).toEqual(["mal/unknown-type", "mal/more-model-problems"]);
});
