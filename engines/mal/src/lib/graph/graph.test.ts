/** Tests of attack graphs: nodes, edges by every kind of expression, gates, limits. */
import { expect, test } from "vitest";
import type { AttackGraph } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import type { InstanceModel } from "../instance-model.ts";
import { compileLanguage } from "../language/compile-language.ts";
import { generateGraph } from "./generate-graph.ts";
import { findNode, nodeFinder, nodeName } from "./names.ts";
import type { GraphLimits } from "./problems.ts";

/** A model in short: `id:Type` for assets, `from.field=to` for links. */
function modelOf(short: string): InstanceModel {
  const words = short.split(/\s+/).filter((word) => word !== "");
  const assets = words.flatMap((word) => {
    const [id = "", type] = word.split(":");
    return type === undefined ? [] : [{ id, type, name: id, defences: {} }];
  });
  const links = words.flatMap((word) => {
    const [, from = "", field = "", to = ""] = /^(\w+)\.(\w+)=(\w+)$/.exec(word) ?? [];
    return from === "" ? [] : [{ from, field, to }];
  });
  return { name: "model", assets, links };
}

function generate(
  text: string,
  model: string | InstanceModel,
  limits: Partial<GraphLimits> = {},
): ReturnType<typeof generateGraph> {
  const source = `#id: "test" #version: "1.0.0" ${text}`;
  const compiled = compileLanguage({ main: "a.mal", read: () => source });
  expect(compiled.ok ? [] : compiled.problems).toEqual([]);
  if (!compiled.ok) throw new Error("it compiles");
  return generateGraph(
    compiled.language,
    typeof model === "string" ? modelOf(model) : model,
    limits,
  );
}

function graphOf(text: string, model: string | InstanceModel): AttackGraph {
  const result = generate(text, model);
  expect(result.problems).toEqual([]);
  if (!result.ok) throw new Error("it is generated");
  return result.graph;
}

function names(graph: AttackGraph): readonly string[] {
  return Array.from({ length: graph.nodeCount }, (_, node) => nodeName(graph, node));
}

/** Names of what a node leads to. */
function childrenOf(graph: AttackGraph, name: string): readonly string[] {
  const node = names(graph).indexOf(name);
  const children = graph.children.subarray(graph.childOffsets[node], graph.childOffsets[node + 1]);
  return Array.from(children, (child) => nodeName(graph, child));
}

function category(members: string): string {
  return `category K { asset X { ${members} } asset Y extends X {} }
    associations { X [toF] * <-- F --> * [f] X  X [toG] * <-- G --> * [g] X }`;
}

test("[G1] there is one node for each asset and step of its type, in that order, gates too", () => {
  const text = `category K { asset P { | a # b } asset Q extends P { E c <- f | d | a } }
    associations { P [p] * <-- F --> * [f] P }`;
  const graph = graphOf(text, "x:Q y:P");
  expect(names(graph)).toEqual(["x:c", "x:d", "x:a", "x:b", "y:a", "y:b"]);
  const { exist, or, defence } = nodeKind;
  expect([...graph.kinds]).toEqual([exist, or, or, defence, or, defence]);
  expect([...graph.assetOf]).toEqual([0, 0, 0, 0, 1, 1]);
  expect([...graph.firstNode]).toEqual([0, 4]);
  expect([...graph.stepOf].map((step) => graph.steps[step]?.assetType)).toEqual([
    "Q",
    "Q",
    "Q",
    "Q",
    "P",
    "P",
  ]);
  expect(generate(text, "").ok).toBe(true);
});

test("[G2] nodes are found by asset id and step, ids may hold colons", () => {
  const model = {
    name: "m",
    assets: [{ id: "a:b", type: "X", name: "n", defences: {} }],
    links: [],
  };
  const graph = graphOf(category("| s | t"), model);
  expect(nodeName(graph, 1)).toBe("a:b:t");
  expect([findNode(graph, "a:b", "t"), nodeFinder(graph)("a:b", "s")]).toEqual([1, 0]);
  expect([findNode(graph, "a", "t"), nodeFinder(graph)("a:b", "u")]).toEqual([null, null]);
});

test("[G3] an edge leads to what its step means on the asset's own type", () => {
  const text = `category K { asset P { | s -> f.s } asset Q extends P { | s | own } }
    associations { P [p] * <-- F --> * [f] P }`;
  const graph = graphOf(text, "x:P y:Q x.f=y y.f=x");
  expect(childrenOf(graph, "x:s")).toEqual(["y:s"]);
  expect(childrenOf(graph, "y:s")).toEqual(["x:s"]);
});

test("[G3] where a closure's start lacks the step, it has no edge", () => {
  const text = `category K { asset P { | s -> (f[Q])*.deep } asset Q extends P { | deep } }
    associations { P [p] * <-- F --> * [f] P }`;
  expect(childrenOf(graphOf(text, "x:P y:Q x.f=y"), "x:s")).toEqual(["y:deep"]);
});

test("[G4] set operators are taken per asset inside a path, over all outside", () => {
  const text = `category K { asset A { | in -> m.(b1 /\\ b2).hit | out -> (m.b1 /\\ m.b2).hit
      | any -> (b1 \\/ b2).hit | less -> (b1 - b2).hit } asset B { | hit } }
    associations { A [a1] * <-- F --> * [b1] B  A [a2] * <-- G --> * [b2] B
      A [n] * <-- M --> * [m] A }`;
  const graph = graphOf(text, "r:A p:A q:A x:B y:B r.m=p r.m=q p.b1=x p.b2=y q.b1=y q.b2=y p.b1=y");
  expect(childrenOf(graph, "r:in")).toEqual(["y:hit"]);
  const crossed = graphOf(text, "r:A p:A q:A x:B r.m=p r.m=q p.b1=x q.b2=x");
  expect(childrenOf(crossed, "r:in")).toEqual([]);
  expect(childrenOf(crossed, "r:out")).toEqual(["x:hit"]);
  expect(childrenOf(graph, "p:any")).toEqual(["x:hit", "y:hit"]);
  expect(childrenOf(graph, "p:less")).toEqual(["x:hit"]);
});

test("[G5] a closure holds its start and ends in cycles", () => {
  const graph = graphOf(category("| s -> f*.t | t"), "a:X b:X c:X d:X a.f=b b.f=c c.f=a");
  expect(childrenOf(graph, "a:s")).toEqual(["a:t", "b:t", "c:t"]);
  expect(childrenOf(graph, "d:s")).toEqual(["d:t"]);
});

test("[G5] both operands begin at the same start, whatever closure stands on the left", () => {
  const members = "| s -> (f* \\/ g).t | u -> (g \\/ f*).t | t";
  const graph = graphOf(category(members), "a:X b:X c:X d:X a.f=b b.g=c a.g=d");
  expect(childrenOf(graph, "a:s")).toEqual(["a:t", "b:t", "d:t"]);
  expect(childrenOf(graph, "a:u")).toEqual(["a:t", "b:t", "d:t"]);
});

test("[G5] a subtype inside a closure filters each hop, behind it the result", () => {
  const members = "| in -> (f[Y])*.t | after -> f*[Y].t | t | nest -> (f*)*.t, ((f* \\/ g)*).t";
  const graph = graphOf(category(members), "a:X b:Y c:X d:Y e:Y a.f=b b.f=c c.f=d b.f=e c.g=e");
  expect(childrenOf(graph, "a:in")).toEqual(["a:t", "b:t", "e:t"]);
  expect(childrenOf(graph, "a:after")).toEqual(["b:t", "d:t", "e:t"]);
  expect(childrenOf(graph, "c:nest")).toEqual(["c:t", "d:t", "e:t"]);
});

test("[G6] variables are evaluated where they are declared, across assets and inheritance", () => {
  const text = `category K {
      asset A { let same = n* let far = b.back() | s -> far().s, b.both().hit }
      asset B { let back = a.same() let both = back().b | hit }
      asset C extends A { let same2 = same() | go -> same2().s } }
    associations { A [a] * <-- F --> * [b] B  A [m] * <-- N --> * [n] A }`;
  const graph = graphOf(text, "x:A y:A z:C p:B x.b=p y.b=p x.n=z z.b=p");
  expect(childrenOf(graph, "x:s")).toEqual(["x:s", "y:s", "z:s", "p:hit"]);
  expect(childrenOf(graph, "z:go")).toEqual(["z:s"]);
});

test("[G7] existence says whether any requirement holds an asset, for E and !E alike", () => {
  const graph = graphOf(category("E e <- f, g[Y] !E n <- f, g[Y] | s"), "a:X b:X c:Y a.f=b b.g=c");
  expect([...graph.existence]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
});

test("[G8] whether a defence is on follows the model, then the language, then is never", () => {
  const members = "# a # b [Enabled] # c [Disabled] # d [Bernoulli(0.3)] | s";
  const assets = [
    { id: "x", type: "X", name: "x", defences: {} },
    { id: "y", type: "X", name: "y", defences: { a: 0.1, b: 0, d: 1 } },
  ];
  const graph = graphOf(category(members), { name: "m", assets, links: [] });
  expect([...graph.defenceOn]).toEqual([0, 1, 0, 0.3, Number.NaN, 0.1, 0, 0, 1, Number.NaN]);
});

test("[G9] no edge leads to a gate, and an effect has no time", () => {
  const graph = graphOf(category("# d -> s | s -> d, e, t E e <- f | effect t [5]"), "a:X");
  expect(childrenOf(graph, "a:s")).toEqual(["a:t"]);
  expect(childrenOf(graph, "a:d")).toEqual(["a:s"]);
  expect(graph.steps.map(({ name, time }) => [name, time])).toEqual([
    ["d", null],
    ["s", null],
    ["e", null],
    ["t", null],
  ]);
});

test("[G10] parallel edges are one edge", () => {
  const graph = graphOf(category("| s -> f.t, (f \\/ g).t, g.t | t"), "a:X b:X a.f=b a.g=b");
  expect(childrenOf(graph, "a:s")).toEqual(["b:t"]);
});

test("[G12] limits on nodes, edges and work are problems that name them", () => {
  const codes = (limits: Partial<GraphLimits>): readonly object[] => {
    const result = generate(category("| s -> f*.s | t"), "a:X b:X c:X a.f=b b.f=c", limits);
    return result.problems.map(({ code, args }) => [code, args]);
  };
  expect(codes({ nodes: 5 })).toEqual([["mal/too-many-nodes", { limit: 5 }]]);
  expect(codes({ edges: 5 })).toEqual([["mal/too-many-edges", { limit: 5 }]]);
  expect(codes({ work: 5 })).toEqual([["mal/too-much-work", { limit: 5 }]]);
  expect(codes({ nodes: 6, edges: 6 })).toEqual([]);
});

test("[G13] steps that nothing leads to are left as they are", () => {
  const graph = graphOf(category("| s -> t & t & lone"), "a:X");
  expect([...graph.parentOffsets]).toEqual([0, 0, 1, 1]);
  expect(graph.nodeCount).toBe(3);
});

test("[G14] arrays fill their buffers, so that they can be laid into shared memory", () => {
  const graph = graphOf(category("# d | s -> f.s, s"), "a:X b:X a.f=b");
  const arrays = Object.values(graph).filter((value) => ArrayBuffer.isView(value));
  expect(arrays.length).toBe(10);
  for (const { buffer, byteLength, byteOffset } of arrays)
    expect([byteOffset, byteLength, buffer instanceof ArrayBuffer]).toEqual([
      0,
      buffer.byteLength,
      true,
    ]);
});
