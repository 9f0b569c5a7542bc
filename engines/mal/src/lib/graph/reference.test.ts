/** The generator held against a slow one made of sets, over random languages and models. */
import { unreachable } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttackGraph } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import type { InstanceModel } from "../instance-model.ts";
import { compileLanguage } from "../language/compile-language.ts";
import type { Asset, AssetExpression, Language } from "../language/language.ts";
import { generateGraph } from "./generate-graph.ts";
import { nodeName } from "./names.ts";

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

/** Edges and open existence steps by name, sorted. */
function slowGraph(language: Language, model: InstanceModel): readonly string[] {
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

function fastGraph(graph: AttackGraph): readonly string[] {
  const found: string[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    if (graph.existence[node] === 1) found.push(`${nodeName(graph, node)} exists`);
    const [from, to] = [graph.childOffsets[node], graph.childOffsets[node + 1]];
    for (const child of graph.children.subarray(from, to))
      found.push(`${nodeName(graph, node)} -> ${nodeName(graph, child)}`);
  }
  return found.sort();
}

/** Expressions from P to P, variables with higher numbers only, so that there are no cycles. */
const expression = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("f", "g", "e"),
    fc.tuple(tie("whole"), tie("whole")).map(([a, b]) => `(${a}).(${b})`),
    fc
      .tuple(tie("whole"), fc.constantFrom("\\/", "/\\", "-"), tie("whole"))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie("whole").map((a) => `(${a})*`),
    tie("whole").map((a) => `((${a}) \\/ f)[Q]`),
    tie("whole").map((a) => `(${a}).v()`),
    fc.constant("v()"),
  ),
})).whole;

const language = fc.tuple(expression, fc.array(expression, { minLength: 5, maxLength: 5 })).map(
  ([variable, [a = "", b = "", c = "", d = "", e = ""]]) => `#id: "t" #version: "1.0.0"
    category K {
      asset P { let w = f \\/ g.e let v = ${variable.replaceAll("v()", "w()")}
        | s -> (${a}).s, (${b}).t, g.d & t -> (${c}).s # d -> s, t
        E x <- (${d}) !E y <- (${d}), (${e}) -> s }
      asset Q extends P { | s +> (${e} \\/ f)[Q].u | u -> t, s }
    }
    associations { P [e] * <-- F --> * [f] P  P [h] * <-- G --> * [g] P }`,
);

const model = fc
  .tuple(
    fc.array(fc.constantFrom("P", "Q"), { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(5), fc.constantFrom("e", "f", "g", "h"), fc.nat(5)), {
      maxLength: 12,
    }),
  )
  .map(([types, links]): InstanceModel => ({
    name: "random",
    assets: types.map((type, index) => ({ id: `${index}`, type, name: "", defences: {} })),
    links: links
      .filter(([from, , to]) => from < types.length && to < types.length)
      .map(([from, field, to]) => ({ from: `${from}`, field, to: `${to}` })),
  }));

test("[G11] the edges are those of the slow generator", () => {
  let compared = 0;
  fc.assert(
    fc.property(language, model, (text, instance) => {
      const compiled = compileLanguage({ main: "a.mal", read: () => text });
      // A closure over what is only of type Q does not start in P; such languages are refused.
      fc.pre(compiled.ok);
      if (!compiled.ok) return;
      const generated = generateGraph(compiled.language, instance);
      expect(generated.problems).toEqual([]);
      if (!generated.ok) return;
      compared += 1;
      expect(fastGraph(generated.graph)).toEqual(slowGraph(compiled.language, instance));
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(300);
});

test("[G10] children and parents are distinct, ascending, and each other's reverse", () => {
  fc.assert(
    fc.property(language, model, (text, instance) => {
      const compiled = compileLanguage({ main: "a.mal", read: () => text });
      fc.pre(compiled.ok);
      const generated = compiled.ok ? generateGraph(compiled.language, instance) : compiled;
      if (!generated.ok) return;
      const { graph } = generated;
      const pairs = (
        offsets: Int32Array,
        values: Int32Array,
      ): readonly (readonly [number, number])[] =>
        Array.from({ length: graph.nodeCount }).flatMap((_, row) => {
          const cells = [...values.subarray(offsets[row], offsets[row + 1])];
          expect(cells).toEqual([...new Set(cells)].sort((x, y) => x - y));
          return cells.map((cell) => [row, cell] as const);
        });
      const down = pairs(graph.childOffsets, graph.children).map(([a, b]) => `${a} ${b}`);
      const up = pairs(graph.parentOffsets, graph.parents).map(([b, a]) => `${a} ${b}`);
      expect(up.toSorted()).toEqual(down.toSorted());
      expect([graph.childOffsets.length, graph.parentOffsets.length]).toEqual([
        graph.nodeCount + 1,
        graph.nodeCount + 1,
      ]);
      expect(graph.childOffsets.at(-1)).toBe(graph.children.length);
    }),
    { numRuns: 200 },
  );
});
