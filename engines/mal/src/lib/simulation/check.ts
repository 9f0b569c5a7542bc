/** What the checks of a scene share: a check under way, and checks of single values. */
import type { Severity } from "@vallgrav/kernel";
import type { TimeExpression } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import type { Scene } from "../scene.ts";
import { faultOfTime } from "./compiled-time.ts";
import type { SceneList, SceneProblem } from "./problems.ts";
import { isGateKind } from "./reduce.ts";

type Args<Code> = Extract<SceneProblem, { readonly code: Code }>["args"];

/** A check under way. */
export type Check = {
  readonly scene: Scene;
  readonly problems: SceneProblem[];
  readonly report: <Code extends SceneProblem["code"]>(
    code: Code,
    args: Args<Code>,
    severity?: Severity,
  ) => void;
};

/** Whether a value is a place in a list. */
export function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

/** Whether a value is within 0–1. */
export function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

/** Checks a time expression; `of` says whose it is. */
export function checkTime({ report }: Check, time: TimeExpression, of: string): void {
  const fault = faultOfTime(time);
  if (fault === null) return;
  const args = { name: fault.name, of };
  if (fault.fault === "unknown") report("mal/scene-unknown-distribution", args);
  else if (fault.fault === "arguments") report("mal/scene-distribution-arguments", args);
  else report("mal/scene-distribution-range", args);
}

/** Checks that an index is a node of the wanted kind; false where there is no such node. */
export function checkNode(
  { scene, report }: Check,
  list: SceneList,
  [node, index]: readonly [number, number],
  wanted: "gate" | "step",
): boolean {
  const { graph } = scene;
  if (!isIndex(node, graph.nodeCount)) {
    report("mal/scene-index", { list, index });
    return false;
  }
  const kind = graph.kinds[node] ?? 0;
  const fits = wanted === "gate" ? kind === nodeKind.defence : !isGateKind(kind);
  if (!fits) report("mal/scene-kind", { list, node: nodeName(graph, node) });
  return true;
}

/** Reports nodes that stand in a list more than once. */
export function checkTwice(
  { scene, report }: Check,
  list: SceneList,
  nodes: Iterable<number>,
): void {
  const seen = new Set<number>();
  for (const node of nodes) {
    if (seen.has(node) && isIndex(node, scene.graph.nodeCount))
      report("mal/scene-twice", { list, node: nodeName(scene.graph, node) });
    seen.add(node);
  }
}

/** Checks that an index names a parameter that is a probability. */
export function checkProbability({ scene, report }: Check, list: SceneList, index: number): void {
  const parameter = scene.parameters[index];
  if (parameter === undefined) return report("mal/scene-index", { list, index });
  const { id, prior } = parameter;
  if (prior.kind === "normal" || (prior.kind === "fixed" && !isShare(prior.value)))
    report("mal/scene-not-probability", { parameter: id });
}
