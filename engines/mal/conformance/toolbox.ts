/**
 * The peers' own samples: every language compiles, its JSON goes out and in unchanged, every model
 * is read, and nodes and edges are those of mal-toolbox 2.9.0. The samples stay outside the
 * repository; of the toolbox's answers only counts and hashes are here (`toolbox-answers.csv`):
 * SHA-256 of the sorted lines `<name> <type>[ true| false]` for nodes (with existence) and
 * `<name> > <name>` for edges, each line ended by a line feed. Model `dense` is `dense-model.ts`.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { InstanceModel, Language, LanguageSyntax } from "../src/index.ts";
import { compileLanguage, generateGraph, langspecText, nodeKind } from "../src/index.ts";
import { readLangspec, readModel, toolboxNodeNames } from "../src/index.ts";
import { readMember } from "./archive.ts";
import { denseModel } from "./dense-model.ts";
import { divergences } from "./divergences.ts";

/** What a case gave. */
export type ConformanceResult = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
};

type Compiled = { readonly language: Language; readonly syntax: LanguageSyntax };

type Answer = {
  readonly language: string;
  readonly model: string;
  readonly nodes: string;
  readonly edges: string;
};

const simulatorFiles = new Set(["ttc_lang.mal", "weird_ttc_lang.mal"]);

async function readAnswers(): Promise<readonly Answer[]> {
  const text = await readFile(new URL("toolbox-answers.csv", import.meta.url), "utf8");
  const rows = text.trim().split("\n").slice(1);
  return rows.map((row) => {
    const [language = "", model = "", , nodes, edges, nodeHash, edgeHash] = row.split(",");
    return { language, model, nodes: `${nodes} ${nodeHash}`, edges: `${edges} ${edgeHash}` };
  });
}

async function sourceOf(shared: string, file: string): Promise<string> {
  const folder = join(shared, "mal", simulatorFiles.has(file) ? "simulator" : "toolbox");
  if (!file.endsWith(".mar")) return readFile(join(folder, file), "utf8");
  return readMember(await readFile(join(folder, file)), "langspec.json") ?? "";
}

function compile(file: string, text: string): Compiled {
  const compiled = file.endsWith(".mar")
    ? readLangspec({ file, text })
    : compileLanguage({ main: file, read: (path) => (path === file ? text : null) });
  if (!compiled.ok) throw new Error(`${file}: ${JSON.stringify(compiled.problems.slice(0, 3))}`);
  return compiled;
}

/** The JSON of a `.mar` comes back byte for byte; a source's compiles to the same language. */
function goesRound(file: string, text: string, { language, syntax }: Compiled): ConformanceResult {
  const json = langspecText(syntax);
  const again = compile(`${file}.mar`, json);
  const isSame = JSON.stringify(again.language) === JSON.stringify(language);
  const passed = isSame && langspecText(again.syntax) === json;
  const isKept = !file.endsWith(".mar") || json === text;
  const detail = `${json.length} bytes of JSON`;
  return { name: `langspec of ${file}`, passed: passed && isKept, detail };
}

function hashOf(lines: string[]): string {
  const text = `${lines.toSorted().join("\n")}\n`;
  return `${lines.length} ${createHash("sha256").update(text).digest("hex")}`;
}

const kindNames = ["or", "and", "defense", "exist", "notExist"] as const;

function answerOf(language: Language, model: InstanceModel): Pick<Answer, "nodes" | "edges"> {
  const made = generateGraph(language, model);
  if (!made.ok) throw new Error(JSON.stringify(made.problems.slice(0, 3)));
  const { graph } = made;
  const names = toolboxNodeNames({ model, graph });
  const nodes: string[] = [];
  const edges: string[] = [];
  for (const [node, name] of names.entries()) {
    const kind = graph.kinds[node] ?? 0;
    const isExistence = kind === nodeKind.exist || kind === nodeKind.notExist;
    const exists = isExistence ? ` ${String(graph.existence[node] === 1)}` : "";
    nodes.push(`${name} ${kindNames[kind] ?? "?"}${exists}`);
    const [from, to] = [graph.childOffsets[node] ?? 0, graph.childOffsets[node + 1] ?? 0];
    for (const child of graph.children.subarray(from, to))
      edges.push(`${name} > ${names[child] ?? ""}`);
  }
  // No edges are one empty line in the answers.
  return { nodes: hashOf(nodes), edges: hashOf(edges) };
}

/** A model's file; a scenario holds its model one level in. */
async function modelOf(shared: string, file: string): Promise<InstanceModel> {
  const whole = await readFile(join(shared, "mal", file), "utf8");
  const inner = /^model:\n((?: .*\n)+)/m.exec(whole)?.[1];
  const text = inner === undefined ? whole : inner.replaceAll(/^ {2}/gm, "");
  const read = readModel({ file, text });
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.problems.slice(0, 3))}`);
  return read.loaded.model;
}

function compare(
  name: string,
  found: Pick<Answer, "nodes" | "edges">,
  expected: Answer,
): ConformanceResult {
  const passed = found.nodes === expected.nodes && found.edges === expected.edges;
  const counts = (answer: Pick<Answer, "nodes" | "edges">): string =>
    `${answer.nodes.split(" ")[0]} nodes, ${answer.edges.split(" ")[0]} edges`;
  return { name, passed, detail: `expected ${counts(expected)}; found ${counts(found)}` };
}

/** Each departure shows by malc's rules, and is gone by the toolbox's where those are followed. */
function judgeDivergences(answers: readonly Answer[]): readonly ConformanceResult[] {
  return divergences.map(({ row, why, text, model, withCompat }) => {
    const name = `divergence row ${row}`;
    const expected = answers.find(({ language }) => language === `row ${row}`);
    const input = { main: "row.mal", read: () => text };
    const plain = compileLanguage(input);
    const followed = compileLanguage({ ...input, compat: "toolbox-2.9" });
    if (expected === undefined || !plain.ok || !followed.ok)
      return { name, passed: false, detail: "no answer, or it does not compile" };
    const differs = !compare(name, answerOf(plain.language, model), expected).passed;
    const agrees = compare(name, answerOf(followed.language, model), expected).passed;
    return { name, passed: differs && agrees === withCompat, detail: why };
  });
}

/** Runs all cases on the samples below `<shared>/mal`. @throws where they cannot be read */
export async function run(shared: string): Promise<readonly ConformanceResult[]> {
  const answers = await readAnswers();
  const results: ConformanceResult[] = [];
  const compiled = new Map<string, Compiled>();
  for (const answer of answers) {
    const { language: file, model } = answer;
    if (file.startsWith("row ")) continue;
    let language = compiled.get(file);
    if (language === undefined) {
      const text = await sourceOf(shared, file);
      language = compile(file, text);
      compiled.set(file, language);
      results.push(goesRound(file, text, language));
    }
    const instance =
      model === "dense" ? denseModel(language.language) : await modelOf(shared, model);
    // Its step leads to a defence (row 25); it uses what the toolbox cannot compile (row 8).
    const isRow25 = file === "mallib_test.mal";
    const ruled: Language = isRow25
      ? { ...language.language, compat: "toolbox-2.9" }
      : language.language;
    results.push(compare(`graph ${file}, ${model}`, answerOf(ruled, instance), answer));
  }
  results.push(...judgeDivergences(answers));
  const oldest = await modelOf(shared, "toolbox/example_model_0.0.38.json");
  const detail = `${oldest.assets.length} assets; the toolbox itself cannot read this one`;
  results.push({
    name: "model example_model_0.0.38.json",
    passed: oldest.assets.length === 14,
    detail,
  });
  const count = { name: "19 languages", passed: compiled.size === 19, detail: `${compiled.size}` };
  return [...results, count];
}
