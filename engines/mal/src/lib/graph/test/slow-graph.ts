/** A slow generator made of sets: what the real one is held against. */
import { unreachable } from "@vallgrav/kernel";
import type { AttackGraph } from "../../attack-graph.ts";
import { nodeKind } from "../../attack-graph.ts";
import type { InstanceModel } from "../../instance-model.ts";
import type { Asset, AssetExpression, Language } from "../../language/language.ts";
import { nodeName } from "../names.ts";

type Slow = {
  readonly types: ReadonlyMap<string, Asset>;
  readonly typeOf: ReadonlyMap<string, string>;
  /** Assets by `<asset>.<field>`. */
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>;
};

function slowModel(language: Language, { assets, links }: InstanceModel): Slow {
  const types = new Map(language.assets.map((asset) => [asset.name, asset]));
  const typeOf = new Map(assets.map(({ id, type }) => [id, type]));
  const linked = new Map<string, Set<string>>();
  const add = (from: string, field: string, to: string): void => {
    const key = `${from}.${field}`;
    linked.set(key, (linked.get(key) ?? new Set()).add(to));
  };
  for (const { from, field, to } of links) {
    const declared = types.get(typeOf.get(from) ?? "")?.fields.find(({ name }) => name === field);
    add(from, field, to);
    add(to, declared?.reverse ?? "", from);
  }
  return { types, typeOf, linked };
}

function slowly(slow: Slow, expression: AssetExpression, start: string): ReadonlySet<string> {
  switch (expression.kind) {
    case "self":
      return new Set([start]);
    case "field":
      return slow.linked.get(`${start}.${expression.name}`) ?? new Set();
    case "variable": {
      const { variables } = slow.types.get(expression.owner) ?? { variables: [] };
      const body = variables.find(({ name }) => name === expression.name)?.expression;
      return body === undefined ? new Set() : slowly(slow, body, start);
    }
    case "collect": {
      const all = new Set<string>();
      for (const middle of slowly(slow, expression.left, start))
        for (const end of slowly(slow, expression.right, middle)) all.add(end);
      return all;
    }
    case "union":
    case "intersection":
    case "difference": {
      const left = slowly(slow, expression.left, start);
      const right = slowly(slow, expression.right, start);
      return left[expression.kind](right);
    }
    case "subtype": {
      const isWithin = (asset: string): boolean =>
        slow.types.get(slow.typeOf.get(asset) ?? "")?.lineage.includes(expression.type) === true;
      return new Set([...slowly(slow, expression.of, start)].filter(isWithin));
    }
    case "transitive": {
      let reached: ReadonlySet<string> = new Set([start]);
      for (;;) {
        let next = reached;
        for (const asset of reached) next = next.union(slowly(slow, expression.of, asset));
        if (next.size === reached.size) return reached;
        reached = next;
      }
    }
    default:
      return unreachable(expression);
  }
}

/** Edges and existence steps that hold, by name, sorted: found with sets, slowly. */
export function slowEdges(language: Language, model: InstanceModel): readonly string[] {
  const slow = slowModel(language, model);
  const found = new Set<string>();
  for (const { id, type } of model.assets)
    for (const { name, reaches, requires } of slow.types.get(type)?.steps ?? []) {
      for (const required of requires)
        if (slowly(slow, required, id).size > 0) found.add(`${id}:${name} exists`);
      for (const { from, step } of reaches)
        for (const target of slowly(slow, from, id)) {
          const steps = slow.types.get(slow.typeOf.get(target) ?? "")?.steps ?? [];
          const kind = steps.find((other) => other.name === step)?.kind;
          if (kind === nodeKind.or || kind === nodeKind.and)
            found.add(`${id}:${name} -> ${target}:${step}`);
        }
    }
  return [...found].sort();
}

/** The same of a graph. */
export function edgesOf(graph: AttackGraph): readonly string[] {
  const found: string[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    if (graph.existence[node] === 1) found.push(`${nodeName(graph, node)} exists`);
    const [from, to] = [graph.childOffsets[node], graph.childOffsets[node + 1]];
    for (const child of graph.children.subarray(from, to))
      found.push(`${nodeName(graph, node)} -> ${nodeName(graph, child)}`);
  }
  return found.sort();
}
