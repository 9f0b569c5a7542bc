/**
 * Makes the attack graph of a model: each type compiled once, each expression evaluated once per
 * asset.
 */
import type { Budget } from "@vallgrav/kernel";
import { BudgetExceeded, budget, spend } from "@vallgrav/kernel";
import type { AttackGraph, StepInfo, TimeExpression } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import type { InstanceModel } from "../instance-model.ts";
import type { Language, Step } from "../language/language.ts";
import type { Program, ProgramMaker } from "./compile-expressions.ts";
import { newProgramMaker, programOf } from "./compile-expressions.ts";
import type { Evaluator } from "./evaluate.ts";
import { evaluate, newEvaluator } from "./evaluate.ts";
import type { GraphLimits, GraphProblem, ModelProblem } from "./problems.ts";
import { defaultGraphLimits } from "./problems.ts";
import type { ResolvedModel, UsedType } from "./resolve-model.ts";
import { resolveModel } from "./resolve-model.ts";
import type { Rows, RowWriter } from "./rows.ts";
import { addItem, newRowWriter, reverseRows, rowsOf, writeGroup } from "./rows.ts";

/** A graph with the model's warnings, or at least one error. */
export type GeneratedGraph =
  | { readonly ok: true; readonly graph: AttackGraph; readonly problems: readonly ModelProblem[] }
  | { readonly ok: false; readonly problems: readonly (ModelProblem | GraphProblem)[] };

/** What an expression is evaluated for on one type: the edges and requirements that hang on it. */
type Use = {
  readonly program: Program;
  /** Steps it leads from, and per type of the asset led to which of its steps; −1 for none. */
  readonly edges: { readonly step: number; readonly targetAt: Int32Array }[];
  /** Steps that are open or shut by whether it gives anything. */
  readonly requiredBy: number[];
};

function isGate({ kind }: Step): boolean {
  return kind !== nodeKind.or && kind !== nodeKind.and;
}

/**
 * Per type the place of the step of that name; −1 where there is none, or where it is a gate, to
 * which edges lead in the toolbox only.
 */
function targetsOf({ types, compat }: ResolvedModel, name: string): Int32Array {
  return Int32Array.from(types, ({ asset, stepAt }) => {
    const at = stepAt.get(name) ?? -1;
    const step = asset.steps[at];
    return step === undefined || (isGate(step) && compat === null) ? -1 : at;
  });
}

/** The distinct expressions of a type, each with all that needs it. */
function usesOf(maker: ProgramMaker, { asset }: UsedType, targets: Targets): readonly Use[] {
  const uses = new Map<Program, Use>();
  const useOf = (program: Program): Use => {
    const known = uses.get(program);
    if (known !== undefined) return known;
    const fresh: Use = { program, edges: [], requiredBy: [] };
    uses.set(program, fresh);
    return fresh;
  };
  for (const [step, { reaches, requires }] of asset.steps.entries()) {
    for (const reach of reaches)
      useOf(programOf(maker, reach.from)).edges.push({ step, targetAt: targets(reach.step) });
    for (const required of requires) useOf(programOf(maker, required)).requiredBy.push(step);
  }
  return [...uses.values()];
}

type Targets = (name: string) => Int32Array;

function rememberTargets(model: ResolvedModel, work: Budget): Targets {
  const known = new Map<string, Int32Array>();
  return (name) => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    spend(work, model.types.length);
    const targets = targetsOf(model, name);
    known.set(name, targets);
    return targets;
  };
}

/** The nodes, before there are edges. */
type Nodes = Omit<AttackGraph, "childOffsets" | "children" | "parentOffsets" | "parents">;

function probabilityOn(time: TimeExpression | null): number {
  if (time?.kind !== "call") return 0;
  if (time.name === "Bernoulli") return time.arguments[0] ?? 0;
  return time.name === "Enabled" ? 1 : 0;
}

function infoOf(assetType: string, step: Step): StepInfo {
  const { name, kind, tags, meta, mode, time } = step;
  // An effect happens by itself, so its time is not used ([L11]).
  return { assetType, name, kind, time: mode === "effect" ? null : time, tags, meta };
}

function countNodes({ types, typeOf }: ResolvedModel): number {
  let count = 0;
  for (const type of typeOf) count += types[type]?.asset.steps.length ?? 0;
  return count;
}

function makeNodes(model: InstanceModel, { types, typeOf }: ResolvedModel, count: number): Nodes {
  const firstStep: number[] = [];
  const steps: StepInfo[] = [];
  for (const { asset } of types) {
    firstStep.push(steps.length);
    for (const step of asset.steps) steps.push(infoOf(asset.name, step));
  }
  const usualKinds = Uint8Array.from(steps, ({ kind }) => kind);
  const usualOn = Float64Array.from(steps, ({ kind, time }) =>
    kind === nodeKind.defence ? probabilityOn(time) : Number.NaN,
  );
  const stepOf = new Int32Array(count);
  const assetOf = new Int32Array(count);
  const kinds = new Uint8Array(count);
  const defenceOn = new Float64Array(count);
  const firstNode = new Int32Array(typeOf.length);
  let node = 0;
  for (const [index, { defences }] of model.assets.entries()) {
    const type = typeOf[index] ?? 0;
    firstNode[index] = node;
    const from = firstStep[type] ?? 0;
    const to = from + (types[type]?.asset.steps.length ?? 0);
    kinds.set(usualKinds.subarray(from, to), node);
    defenceOn.set(usualOn.subarray(from, to), node);
    for (const [defence, probability] of Object.entries(defences))
      defenceOn[node + (types[type]?.stepAt.get(defence) ?? 0)] = probability;
    assetOf.fill(index, node, node + to - from);
    for (let step = from; step < to; step += 1, node += 1) stepOf[node] = step;
  }
  const existence = new Uint8Array(count);
  const assets = model.assets.map(({ id }) => id);
  return {
    nodeCount: count,
    stepOf,
    assetOf,
    kinds,
    existence,
    defenceOn,
    steps,
    assets,
    firstNode,
  };
}

type Generation = {
  readonly nodes: Nodes;
  readonly model: ResolvedModel;
  readonly evaluator: Evaluator;
  /** The children of every node. */
  readonly children: RowWriter;
  readonly edgeBudget: Budget;
};

/** Evaluates one expression for one asset and adds what hangs on it. */
function addUse(generation: Generation, { program, edges, requiredBy }: Use, asset: number): void {
  const { evaluator, nodes, model, children, edgeBudget } = generation;
  const { firstNode, existence } = nodes;
  const first = firstNode[asset] ?? 0;
  evaluator.top = 0;
  evaluate(evaluator, program, asset);
  const { stack, top } = evaluator;
  if (top > 0) for (const step of requiredBy) existence[first + step] = 1;
  spend(edgeBudget, top * edges.length);
  for (const { step, targetAt } of edges)
    for (let at = 0; at < top; at += 1) {
      const target = stack[at] ?? 0;
      const place = targetAt[model.typeOf[target] ?? 0] ?? -1;
      if (place >= 0) addItem(children, step, (firstNode[target] ?? 0) + place);
    }
}

/** Evaluates everything for every asset. @throws {BudgetExceeded} */
function findEdges(language: Language, nodes: Nodes, model: ResolvedModel, work: Budgets): Rows {
  const maker = newProgramMaker(language, model, work.work);
  const targets = rememberTargets(model, work.work);
  const uses = model.types.map((type) => usesOf(maker, type, targets));
  const generation: Generation = {
    nodes,
    model,
    evaluator: newEvaluator(model, maker.bodies, work.work),
    children: newRowWriter(nodes.nodeCount),
    edgeBudget: work.edges,
  };
  for (const [asset, type] of model.typeOf.entries()) {
    for (const use of uses[type] ?? []) addUse(generation, use, asset);
    writeGroup(generation.children, model.types[type]?.asset.steps.length ?? 0);
  }
  return rowsOf(generation.children);
}

type Budgets = { readonly work: Budget; readonly edges: Budget };

function findEdgesWithin(
  language: Language,
  nodes: Nodes,
  model: ResolvedModel,
  limits: GraphLimits,
): Rows | GraphProblem {
  const budgets = { work: budget(limits.work), edges: budget(limits.edges) };
  try {
    return findEdges(language, nodes, model, budgets);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return budgets.edges.spent > limits.edges
      ? graphError("mal/too-many-edges", limits.edges)
      : graphError("mal/too-much-work", limits.work);
  }
}

function graphError(code: GraphProblem["code"], limit: number): GraphProblem {
  return { code, severity: "error", at: null, args: { limit } };
}

/**
 * The attack graph of a model (SPEC G): one node for each asset and step of its type, gates among
 * them, none left out. Linear in nodes, edges and the assets that expressions pass.
 */
export function generateGraph(
  language: Language,
  model: InstanceModel,
  limits: Partial<GraphLimits> = {},
): GeneratedGraph {
  const all = { ...defaultGraphLimits, ...limits };
  const { resolved, problems } = resolveModel(language, model, all.problems);
  if (resolved === null) return { ok: false, problems };
  const nodeCount = countNodes(resolved);
  if (nodeCount > all.nodes)
    return { ok: false, problems: [graphError("mal/too-many-nodes", all.nodes)] };
  const nodes = makeNodes(model, resolved, nodeCount);
  const children = findEdgesWithin(language, nodes, resolved, all);
  if ("code" in children) return { ok: false, problems: [children] };
  const parents = reverseRows(children, nodeCount);
  return {
    ok: true,
    graph: {
      ...nodes,
      childOffsets: children.offsets,
      children: children.values,
      parentOffsets: parents.offsets,
      parents: parents.values,
    },
    problems,
  };
}
