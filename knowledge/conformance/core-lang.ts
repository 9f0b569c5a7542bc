/** The translation into coreLang, held against coreLang itself on a published collection. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkModel, generateGraph, readLangspec } from "@vallgrav/mal";
import { municipalInstance } from "../src/index.ts";
import { coreLangModel, fromCoreLang } from "../src/interop/core-lang.ts";
import { municipalLanguage } from "../src/municipal/test/hand-made.ts";
import { collectionIn, type Comparison, membersOf } from "./published.ts";

/** Runs every comparison. @param shared folder of the sample data */
export function run(shared: string): readonly Comparison[] {
  const archive = readFileSync(join(shared, "mal/toolbox/org.mal-lang.coreLang-1.0.0.mar"));
  const langspec = membersOf(archive).get("langspec.json");
  if (langspec === undefined) throw new Error("the archive holds a language");
  const read = readLangspec({
    file: "langspec.json",
    text: new TextDecoder().decode(langspec),
  });
  if (!read.ok) throw new Error(read.problems[0]?.code);
  const { instance } = municipalInstance(collectionIn(shared).model);
  const { model, leftOut } = coreLangModel({
    language: municipalLanguage(),
    instance,
    ways: [],
    directoryIds: new Map(),
    assumedAssets: new Set(),
    assumedPairs: new Set(),
  });
  const faults = checkModel(read.language, model).filter(({ severity }) => severity === "error");
  const graph = generateGraph(read.language, model);
  const types = new Set(read.language.assets.map(({ name }) => name));
  const strangers = Object.keys(fromCoreLang).filter((type) => !types.has(type));
  return [
    {
      name: "the model holds by coreLang",
      passed: faults.length === 0 && model.links.length > 0,
      detail: [
        `${model.assets.length} assets, ${model.links.length} links`,
        `left out ${leftOut.assets} and ${leftOut.links}`,
        ...faults.slice(0, 1).map(({ code }) => code),
      ].join("; "),
    },
    {
      name: "coreLang makes a graph of it",
      passed: graph.ok && graph.graph.nodeCount > model.assets.length,
      detail: graph.ok ? `${graph.graph.nodeCount} nodes` : "",
    },
    {
      name: "types read back are coreLang's",
      passed: strangers.length === 0,
      detail: strangers.join(", "),
    },
  ];
}
