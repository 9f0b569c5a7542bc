/** `mal simulate`: how surely and how soon an attacker at some steps reaches others. */
import { clopperPearson, meanOf, orderStatisticRanks, quantileOf, wilson } from "@vallgrav/dials";
import type { Band, Problem } from "@vallgrav/kernel";
import type { AttackGraph, InstanceModel, SceneProblem } from "@vallgrav/mal";
import { checkScene, nodeFinder, nodeKind, nodeName, plainScene } from "@vallgrav/mal";
import type { SimulateCommand } from "./command.ts";
import { share, span, table, visible, whole } from "./format.ts";
import { playScene } from "./play-scene.ts";
import type { Speaker } from "./speaker.ts";

const never = Number.POSITIVE_INFINITY;

/** Days, or null for never. */
type Days = number | null;

/** A quantile with the interval of its order statistics, 95 %; null at an end: no bound, never. */
export type QuantileFigure = {
  readonly days: Days;
  readonly low: Days;
  readonly high: Days;
};

/** What the samples say of one goal. */
export type GoalFigure = {
  readonly node: string;
  /** How many samples reach it at all. */
  readonly reached: number;
  /** 95 %. */
  readonly probability: Band;
  /** Null where some sample never reaches it: the mean is then infinite. */
  readonly meanDays: Days;
  readonly quantiles: Readonly<Record<"p10" | "p25" | "p50" | "p75" | "p90", QuantileFigure>>;
};

const levels = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;

function daysOf(time: number | undefined): Days {
  return time === undefined || time === never ? null : time;
}

/** The figures of one goal from its times in all samples. */
function goalFigure(node: string, times: Float64Array): GoalFigure {
  const sorted = times.toSorted();
  const samples = sorted.length;
  let reached = 0;
  for (const time of sorted) if (time < never) reached += 1;
  const isRare = Math.min(reached, samples - reached) < 10;
  const quantile = (q: number): QuantileFigure => {
    const { low, high } = orderStatisticRanks(q, samples);
    return {
      days: daysOf(quantileOf(sorted, q)),
      low: low < 1 ? 0 : daysOf(sorted[low - 1]),
      high: daysOf(sorted[high - 1]),
    };
  };
  return {
    node,
    reached,
    probability: isRare ? clopperPearson(reached, samples) : wilson(reached, samples),
    meanDays: reached < samples ? null : meanOf(times),
    quantiles: {
      p10: quantile(levels.p10),
      p25: quantile(levels.p25),
      p50: quantile(levels.p50),
      p75: quantile(levels.p75),
      p90: quantile(levels.p90),
    },
  };
}

type Found = { readonly nodes: readonly number[]; readonly problems: readonly Problem[] };

/** The steps named `ASSET:STEP`, by an asset's id or by a name that only one asset has. */
function stepsNamed(names: readonly string[], graph: AttackGraph, model: InstanceModel): Found {
  const find = nodeFinder(graph);
  const ids = new Map<string, string[]>();
  for (const { id, name } of model.assets) ids.set(name, [...(ids.get(name) ?? []), id]);
  const nodes = new Set<number>();
  const problems: Problem[] = [];
  for (const text of names) {
    const split = text.lastIndexOf(":");
    const [asset, step] = [text.slice(0, Math.max(0, split)), text.slice(split + 1)];
    const named = ids.get(asset) ?? [];
    const node = find(asset, step) ?? (named.length === 1 ? find(named[0] ?? "", step) : null);
    const isStep = node !== null && (graph.kinds[node] ?? 0) <= nodeKind.and;
    if (node !== null && isStep) nodes.add(node);
    else {
      const reason = node !== null ? "gate" : named.length > 1 ? "several" : "missing";
      const args = { node: text, reason };
      problems.push({ code: "cli/no-such-step", severity: "error", at: null, args });
    }
  }
  return { nodes: [...nodes], problems };
}

/** What a simulation gave, or why there is none. */
export type Simulated = {
  readonly entries: readonly string[];
  readonly goals: readonly GoalFigure[];
  readonly problems: readonly (Problem | SceneProblem)[];
};

/** Simulates the graph of a model; `goals` is empty where a problem is an error. */
export async function simulateGraph(
  graph: AttackGraph,
  model: InstanceModel,
  command: SimulateCommand,
): Promise<Simulated> {
  const entries = stepsNamed(command.entries, graph, model);
  const goals = stepsNamed(command.goals, graph, model);
  const refused = [...entries.problems, ...goals.problems];
  if (refused.length > 0) return { entries: [], goals: [], problems: refused };
  const scene = plainScene(graph, entries.nodes, goals.nodes, command.seed);
  const problems = checkScene(scene);
  if (problems.some(({ severity }) => severity === "error"))
    return { entries: [], goals: [], problems };
  const times = await playScene(scene, command.samples, command.threads);
  const count = goals.nodes.length;
  return {
    entries: entries.nodes.map((node) => nodeName(graph, node)),
    goals: goals.nodes.map((node, goal) =>
      goalFigure(
        nodeName(graph, node),
        Float64Array.from(
          { length: command.samples },
          (_, sample) => times[sample * count + goal] ?? never,
        ),
      ),
    ),
    problems,
  };
}

/** The same for people: one row per goal. */
export function simulationLines(goals: readonly GoalFigure[], speaker: Speaker): readonly string[] {
  const { language, words } = speaker;
  const days = (value: Days): string => (value === null ? "–" : span(value, language));
  const rows = goals.map(({ node, reached, probability, meanDays, quantiles }) => [
    visible(node),
    whole(reached, language),
    share(probability.value, language),
    days(quantiles.p10.days),
    days(quantiles.p50.days),
    days(quantiles.p90.days),
    days(meanDays),
  ]);
  return table([[...words.mal.simulated], ...rows], [1, 2, 3, 4, 5, 6]);
}
