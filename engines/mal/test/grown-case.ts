/**
 * One grown case: a language, a model of it, its graph and a few runs, each held against the slow
 * reference. Whatever is damaged must be refused or taken, and never throw.
 */
import { checkScene } from "../src/lib/simulation/check-scene.ts";
import { explain } from "../src/lib/simulation/explain.ts";
import { plainScene } from "../src/lib/simulation/plain-scene.ts";
import { prepare } from "../src/lib/simulation/prepare.ts";
import { referenceRun } from "../src/lib/simulation/test/reference.ts";
import { edgesOf, slowEdges } from "../src/lib/graph/test/slow-graph.ts";
import type { AttackGraph } from "../src/index.ts";
import {
  compileLanguage,
  generateGraph,
  languageText,
  langspecText,
  nodeKind,
  readLangspec,
} from "../src/index.ts";
import { newDice } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { damageText, growLanguage } from "./grow-language.ts";
import { damageModel, growModel } from "./grow-model.ts";

/** What the cases were, so that a run of easy ones can be told. */
export type GrownTally = {
  cases: number;
  compiled: number;
  /** Nodes of each graph. */
  readonly nodes: number[];
  cyclic: number;
  /** Graphs with an AND of three parents or more. */
  wideAnds: number;
  /** Goals held against the reference, and how many of them were reached, and after a time. */
  goals: number;
  reached: number;
  late: number;
};

/** A tally of nothing. */
export function newTally(): GrownTally {
  const counts = { cases: 0, compiled: 0, cyclic: 0, wideAnds: 0, goals: 0, reached: 0, late: 0 };
  return { ...counts, nodes: [] };
}

const never = Number.POSITIVE_INFINITY;

/** Whether steps lead in a circle. */
function isCyclic({ nodeCount, childOffsets, children, parentOffsets }: AttackGraph): boolean {
  const left = Int32Array.from(
    { length: nodeCount },
    (_, node) => (parentOffsets[node + 1] ?? 0) - (parentOffsets[node] ?? 0),
  );
  const ready = [...left.keys()].filter((node) => left[node] === 0);
  for (const node of ready)
    for (const child of children.subarray(childOffsets[node], childOffsets[node + 1])) {
      left[child] = (left[child] ?? 0) - 1;
      if (left[child] === 0) ready.push(child);
    }
  return ready.length < nodeCount;
}

function hasWideAnd({ kinds, parentOffsets }: AttackGraph): boolean {
  return kinds.some(
    (kind, node) =>
      kind === nodeKind.and && (parentOffsets[node + 1] ?? 0) - (parentOffsets[node] ?? 0) >= 3,
  );
}

/** Times of a few steps from a few others, fast and slow. */
function runFailures(graph: AttackGraph, dice: Dice, tally: GrownTally): readonly string[] {
  const steps = [...graph.kinds.keys()].filter((node) => (graph.kinds[node] ?? 0) <= nodeKind.and);
  if (steps.length === 0) return [];
  const some = (count: number): readonly number[] => [
    ...new Set(Array.from({ length: count }, () => dice.pick(steps))),
  ];
  const goals = some(6);
  const scene = plainScene(graph, some(1 + dice.below(8)), goals, String(dice.below(1_000)));
  const wrong = checkScene(scene).filter(({ severity }) => severity === "error");
  if (wrong.length > 0) return wrong.map(({ code }) => `the scene is refused: ${code}`);
  const prepared = prepare(scene, []);
  const failures: string[] = [];
  for (const outer of [0, 1]) {
    const run = explain(prepared, new Uint8Array(0), { outer, inner: 0 });
    const { times } = referenceRun(run);
    run.objectives.forEach(({ node, days }) => {
      const [fast, slow] = [days ?? never, times.get(node) ?? never];
      tally.goals += 1;
      if (fast < never) tally.reached += 1;
      if (fast > 0 && fast < never) tally.late += 1;
      if (fast !== slow && !(Math.abs(fast / slow - 1) < 1e-9))
        failures.push(`${node} after ${fast} and slowly after ${slow}`);
    });
  }
  return failures;
}

/**
 * Grows one case and says what does not agree.
 * @param number the same seed and number, the same case
 */
export function grownFailures(seed: number, number: number, tally: GrownTally): readonly string[] {
  const dice = newDice(seed, number);
  const grown = growLanguage(dice);
  const text = dice.chance(0.2) ? damageText(grown.text, dice) : grown.text;
  tally.cases += 1;
  const compiled = compileLanguage({ main: "grown.mal", read: () => text });
  if (compiled.ok === compiled.problems.some(({ severity }) => severity === "error"))
    return ["a language with errors is one without, or the reverse"];
  if (!compiled.ok) return [];
  tally.compiled += 1;
  const { language } = compiled;
  const failures: string[] = [];
  const spec = readLangspec({ file: "langspec.json", text: langspecText(compiled.syntax) });
  if (!spec.ok || languageText(spec.language) !== languageText(language))
    failures.push("written as JSON and read it is another language");
  const fitting = growModel(grown, dice);
  if (fitting === null) return failures;
  const model = dice.chance(0.15) ? damageModel(fitting, dice) : fitting;
  const made = generateGraph(language, model);
  if (!made.ok) return failures;
  tally.nodes.push(made.graph.nodeCount);
  if (isCyclic(made.graph)) tally.cyclic += 1;
  if (hasWideAnd(made.graph)) tally.wideAnds += 1;
  const [fast, slow] = [edgesOf(made.graph), slowEdges(language, model)];
  if (fast.join("\n") !== slow.join("\n")) {
    const odd = [...new Set(fast).symmetricDifference(new Set(slow))];
    failures.push(`edges differ: ${odd.slice(0, 3).join(" | ")}`);
  }
  return [...failures, ...runFailures(made.graph, dice, tally)];
}

/** Which of the quotas a tally of cases does not meet. */
export function missedQuotas(tally: GrownTally): readonly string[] {
  const { cases, compiled, nodes, cyclic, wideAnds, goals, reached, late } = tally;
  const median = nodes.toSorted((a, b) => a - b)[Math.floor(nodes.length / 2)] ?? 0;
  const quotas: readonly (readonly [what: string, isMet: boolean])[] = [
    [`${compiled} of ${cases} compile: 60 %`, compiled >= 0.6 * cases],
    [`the median has ${median} nodes: 50`, median >= 50],
    [`${cyclic} of ${nodes.length} have circles: 20 %`, cyclic >= 0.2 * nodes.length],
    [`${wideAnds} of ${nodes.length} have an AND of three: 20 %`, wideAnds >= 0.2 * nodes.length],
    [`${reached} of ${goals} goals are reached: 10 %`, reached >= 0.1 * goals],
    [`${late} of ${goals} goals take time: 2 %`, late >= 0.02 * goals],
  ];
  return quotas.flatMap(([what, isMet]) => (isMet ? [] : [`missed: ${what}`]));
}
