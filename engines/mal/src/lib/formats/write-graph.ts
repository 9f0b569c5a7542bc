/** An attack graph → the toolbox's attack-graph document, as JSON or YAML. */
import type { AttackGraph } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import type { InstanceModel } from "../instance-model.ts";
import type { Language, Step } from "../language/language.ts";
import { renderJson, renderYaml, toolboxLayout } from "./render.ts";
import type { Tree } from "./tree.ts";
import { booleanOf, listOf, mapOf, nothing, realOf, textOf, wholeOf } from "./tree.ts";
import { timeTree } from "./write-langspec.ts";
import type { DocumentForm } from "./write-model.ts";
import { toolboxNames } from "./write-model.ts";

const kinds = ["or", "and", "defense", "exist", "notExist"] as const;

/** A graph with the model and the language it was made of. */
export type GraphSource = {
  readonly language: Language;
  readonly model: InstanceModel;
  readonly graph: AttackGraph;
};

/** Full names of all nodes in the toolbox: `<asset name>:<step>`. */
export function toolboxNodeNames({
  model,
  graph,
}: Omit<GraphSource, "language">): readonly string[] {
  const names = toolboxNames(model);
  return Array.from({ length: graph.nodeCount }, (_, node) => {
    const step = graph.steps[graph.stepOf[node] ?? -1]?.name ?? "";
    return `${names[graph.assetOf[node] ?? -1] ?? ""}:${step}`;
  });
}

type Row = {
  readonly source: GraphSource;
  readonly names: readonly string[];
  readonly steps: ReadonlyMap<string, Step>;
};

function neighbours({ names }: Row, values: Int32Array, offsets: Int32Array, node: number): Tree {
  const cells = values.subarray(offsets[node] ?? 0, offsets[node + 1] ?? 0);
  return mapOf([...cells].map((cell) => [String(cell), textOf(names[cell] ?? "")]));
}

/** The language's time; for a defence that the model sets, its probability. */
function ttcOf({ source }: Row, step: Step | undefined, node: number): Tree {
  const { graph, model } = source;
  const set = model.assets[graph.assetOf[node] ?? -1]?.defences ?? {};
  const isSet = step?.kind === nodeKind.defence && Object.hasOwn(set, step.name);
  if (isSet)
    return mapOf([
      ["type", textOf("function")],
      ["name", textOf("Bernoulli")],
      ["arguments", listOf([realOf(graph.defenceOn[node] ?? 0)])],
    ]);
  const time = step?.time ?? null;
  return time === null ? nothing : timeTree(time);
}

function nodeTree(row: Row, node: number): Tree {
  const { graph } = row.source;
  const info = graph.steps[graph.stepOf[node] ?? -1];
  const full = `${info?.assetType ?? ""}:${info?.name ?? ""}`;
  const kind = graph.kinds[node] ?? 0;
  const tags = info?.tags ?? [];
  const isExistence = kind === nodeKind.exist || kind === nodeKind.notExist;
  const name = row.names[node] ?? "";
  return mapOf([
    ["id", wholeOf(node)],
    ["type", textOf(kinds[kind] ?? "or")],
    ["lang_graph_attack_step", textOf(full)],
    ["name", textOf(info?.name ?? "")],
    ["ttc", ttcOf(row, row.steps.get(full), node)],
    ["children", neighbours(row, graph.children, graph.childOffsets, node)],
    ["parents", neighbours(row, graph.parents, graph.parentOffsets, node)],
    ["asset", textOf(name.slice(0, name.lastIndexOf(":")))],
    ["existence_status", isExistence ? booleanOf(graph.existence[node] === 1) : undefined],
    ["tags", tags.length === 0 ? undefined : listOf(tags.map((tag) => textOf(tag)))],
  ]);
}

/**
 * The text of a graph as the toolbox writes and reads it, nodes numbered as there. Detectors are
 * left out: the toolbox itself cannot write them (2.9). Linear; some 700 bytes a node.
 */
export function toolboxGraphText(source: GraphSource, form: DocumentForm): string {
  const steps = new Map<string, Step>();
  for (const asset of source.language.assets)
    for (const step of asset.steps) steps.set(`${asset.name}:${step.name}`, step);
  const names = toolboxNodeNames(source);
  const row: Row = { source, names, steps };
  const nodes = names.map((name, node) => [name, nodeTree(row, node)] as const);
  const root = mapOf([["attack_steps", mapOf(nodes)]]);
  return form === "json" ? renderJson(root, toolboxLayout) : renderYaml(root);
}
