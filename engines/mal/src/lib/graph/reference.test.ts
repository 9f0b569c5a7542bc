/** The generator held against a slow one made of sets, over random languages and models. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { InstanceModel } from "../instance-model.ts";
import { compileLanguage } from "../language/compile-language.ts";
import { generateGraph } from "./generate-graph.ts";
import { edgesOf, slowEdges } from "./test/slow-graph.ts";

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
      expect(edgesOf(generated.graph)).toEqual(slowEdges(compiled.language, instance));
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
