/** What the graph part of the engine shows. */
export { generateGraph } from "./generate-graph.ts";
export type { GeneratedGraph } from "./generate-graph.ts";
export { findNode, nodeFinder, nodeName } from "./names.ts";
export type { NodeFinder } from "./names.ts";
export { defaultGraphLimits } from "./problems.ts";
export type { GraphLimits, GraphProblem, MalProblem, ModelProblem } from "./problems.ts";
export { checkModel } from "./resolve-model.ts";
