/**
 * The peers' own samples: every language must compile, and the graph of coreLang's example model
 * must be the one the toolbox shipped. The samples stay outside the repository; `shared` is where
 * they are.
 */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AttackGraph, CompiledLanguage } from "../src/index.ts";
import { checkModel, compileLanguage, generateGraph, nodeKind, nodeName } from "../src/index.ts";
import { readMember } from "./archive.ts";
import { sourceOf } from "./langspec-source.ts";
import { toolboxModel } from "./toolbox-model.ts";

/** What a case gave. */
export type ConformanceResult = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
};

function compileText(main: string, text: string): CompiledLanguage {
  return compileLanguage({ main, read: (path) => (path === main ? text : null) });
}

function outcome({ ok, problems }: CompiledLanguage): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const listed = errors.slice(0, 5).map(({ code, at }) => `${code} ${at?.place ?? ""}`.trim());
  return ok ? `compiled, ${problems.length} warnings` : `refused: ${listed.join(", ")}`;
}

async function compileSamples(folder: string): Promise<readonly ConformanceResult[]> {
  const results: ConformanceResult[] = [];
  for (const file of (await readdir(folder)).toSorted()) {
    let text: string | null = null;
    if (file.endsWith(".mal")) text = await readFile(join(folder, file), "utf8");
    else if (file.endsWith(".mar")) text = await readArchive(join(folder, file));
    if (text === null) continue;
    const compiled = compileText(file, text);
    results.push({
      name: `compile ${file}`,
      passed: compiled.ok,
      detail: `expected compiled; ${outcome(compiled)}`,
    });
  }
  return results;
}

/** Source text made of the JSON inside an archive; archives hold no source. */
async function readArchive(path: string): Promise<string | null> {
  const json = readMember(await readFile(path), "langspec.json");
  return json === null ? null : sourceOf(json);
}

type ShippedStep = {
  readonly type: string;
  readonly ttc: { readonly name?: string } | null;
  readonly children: Readonly<Record<string, string>>;
  /** `"True"` or `"False"`, Python's spelling. */
  readonly existence_status?: string;
};

/**
 * What both graphs say, as lines: a node with kind and existence, an edge, whether there is a
 * time.
 */
function shippedLines(steps: Readonly<Record<string, ShippedStep>>): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const [name, step] of Object.entries(steps)) {
    const status = step.existence_status;
    const exists = status === undefined ? "" : ` ${status.toLowerCase()}`;
    lines.add(`node ${name} ${step.type}${exists}`);
    if (step.ttc !== null && step.type !== "defense")
      lines.add(`time ${name} ${step.ttc.name ?? "?"}`);
    for (const child of Object.values(step.children)) lines.add(`edge ${name} > ${child}`);
  }
  return lines;
}

const kindNames = ["or", "and", "defense", "exist", "notExist"] as const;

function madeLines(graph: AttackGraph): ReadonlySet<string> {
  const lines = new Set<string>();
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const name = nodeName(graph, node);
    const kind = graph.kinds[node] ?? 0;
    const isExistence = kind === nodeKind.exist || kind === nodeKind.notExist;
    const exists = isExistence ? ` ${String(graph.existence[node] === 1)}` : "";
    lines.add(`node ${name} ${kindNames[kind] ?? "?"}${exists}`);
    const time = graph.steps[graph.stepOf[node] ?? -1]?.time ?? null;
    if (time !== null && kind !== nodeKind.defence)
      lines.add(`time ${name} ${time.kind === "call" ? time.name : "?"}`);
    const to = graph.childOffsets[node + 1] ?? 0;
    for (let at = graph.childOffsets[node] ?? 0; at < to; at += 1)
      lines.add(`edge ${name} > ${nodeName(graph, graph.children[at] ?? 0)}`);
  }
  return lines;
}

function compareLines(
  name: string,
  expected: ReadonlySet<string>,
  actual: ReadonlySet<string>,
): ConformanceResult {
  const missing = [...expected.difference(actual)];
  const extra = [...actual.difference(expected)];
  const shown = [
    ...missing.slice(0, 5).map((line) => `missing ${line}`),
    ...extra.slice(0, 5).map((line) => `extra ${line}`),
  ];
  const differing = `${missing.length} missing, ${extra.length} extra`;
  const counts = `expected ${expected.size} lines, ${differing}`;
  return {
    name,
    passed: expected.size > 0 && missing.length === 0 && extra.length === 0,
    detail: [counts, ...shown].join("; "),
  };
}

async function compareGraph(folder: string, graphFile: string): Promise<ConformanceResult> {
  const name = `graph ${graphFile}`;
  const source = await readArchive(join(folder, "org.mal-lang.coreLang-1.0.0.mar"));
  const compiled = compileText("coreLang", source ?? "");
  if (!compiled.ok) return { name, passed: false, detail: outcome(compiled) };
  const model = toolboxModel(await readFile(join(folder, "simple_example_model.yml"), "utf8"));
  const made = generateGraph(compiled.language, model);
  if (!made.ok) return { name, passed: false, detail: JSON.stringify(made.problems.slice(0, 5)) };
  const { attack_steps: steps } = JSON.parse(await readFile(join(folder, graphFile), "utf8")) as {
    readonly attack_steps: Readonly<Record<string, ShippedStep>>;
  };
  return compareLines(name, shippedLines(steps), madeLines(made.graph));
}

async function checkTrainingModel(folder: string): Promise<ConformanceResult> {
  const source = await readArchive(join(folder, "org.mal-lang.trainingLang-1.0.0.mar"));
  const compiled = compileText("trainingLang", source ?? "");
  const name = "model simple_traininglang_model.yml";
  if (!compiled.ok) return { name, passed: false, detail: outcome(compiled) };
  const text = await readFile(join(folder, "simple_traininglang_model.yml"), "utf8");
  const model = toolboxModel(text);
  const errors = checkModel(compiled.language, model).filter(
    ({ severity }) => severity === "error",
  );
  const detail = `expected no errors in ${model.assets.length} assets; ${JSON.stringify(errors)}`;
  return { name, passed: errors.length === 0 && model.assets.length > 0, detail };
}

/** Runs all cases on the samples below `<shared>/mal`. @throws where they cannot be read */
export async function run(shared: string): Promise<readonly ConformanceResult[]> {
  const toolbox = join(shared, "mal", "toolbox");
  const simulator = join(shared, "mal", "simulator");
  return [
    ...(await compileSamples(toolbox)),
    ...(await compileSamples(simulator)),
    await compareGraph(toolbox, "attackgraph.json"),
    await checkTrainingModel(toolbox),
  ];
}
