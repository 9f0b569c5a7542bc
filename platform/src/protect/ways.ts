/**
 * The ways in, counted: proofs that take the same steps on the same kinds of thing are one way,
 * told by its most frequent example; and the places where most ways meet.
 */
import { own } from "@vallgrav/kernel";
import type { Standing, Text } from "@vallgrav/kernel";
import { internet, stepWords } from "@vallgrav/knowledge";
import type { ChokePoint, Way, Ways, WayStep } from "../api/index.ts";
import type { Prepared } from "./setting.ts";
import type { FoundWay } from "./tasks.ts";
import { barriersOf, measuresInTheWay } from "./barriers.ts";
import { unknownsOf } from "./unknowns.ts";

/** Ways and choke points shown. */
const shown = { ways: 8, chokePoints: 10 } as const;
const standings: readonly (Standing | null)[] = [null, "observed", "declared", "assumed"];

type Group = {
  readonly key: string;
  readonly members: FoundWay[];
  readonly examples: Map<string, { count: number; readonly way: FoundWay }>;
};

/** What a step is on. */
export function assetOf(prepared: Prepared, node: number): WayStep["asset"] {
  const { graph } = prepared.setting.municipal.scene;
  const id = graph.assets[graph.assetOf[node] ?? 0] ?? "";
  const known = prepared.assets.get(id);
  return { id, kind: known?.kind ?? id, name: known?.name ?? id };
}

/** The step of a node as the language has it. */
export function stepInfo(
  prepared: Prepared,
  node: number,
): { readonly name: string; readonly technique: string | null } {
  const { graph } = prepared.setting.municipal.scene;
  const info = graph.steps[graph.stepOf[node] ?? 0];
  return { name: info?.name ?? "", technique: info?.meta["technique"] ?? null };
}

/** What a step is called, in both languages. */
export function wordsOf(prepared: Prepared, node: number): Text {
  const { graph } = prepared.setting.municipal.scene;
  const info = graph.steps[graph.stepOf[node] ?? 0];
  const english = info?.meta["user"] ?? info?.name ?? "";
  return { sv: own(stepWords, info?.name ?? "") ?? english, en: english };
}

/** Nodes of a way worth telling: those with a technique, and the last. */
export function toldNodes(prepared: Prepared, nodes: readonly number[]): readonly number[] {
  return told(prepared, { nodes }).map((at) => nodes[at] ?? 0);
}

/** Steps worth telling: those with a technique, and the last. */
function told(prepared: Prepared, way: Pick<FoundWay, "nodes">): readonly number[] {
  return [...way.nodes.keys()].filter(
    (at) =>
      at === way.nodes.length - 1 || stepInfo(prepared, way.nodes[at] ?? 0).technique !== null,
  );
}

/**
 * What makes two proofs the same way: the same steps on the same kinds of thing, whichever they
 * are.
 */
function signature(prepared: Prepared, way: FoundWay, exact: boolean): string {
  return told(prepared, way)
    .map((at) => {
      const node = way.nodes[at] ?? 0;
      const { id, kind } = assetOf(prepared, node);
      return `${exact ? id : kind}:${stepInfo(prepared, node).name}`;
    })
    .join("\n");
}

/** The told steps of a way, with words. */
export function stepsOf(prepared: Prepared, way: Pick<FoundWay, "nodes" | "times">): WayStep[] {
  return told(prepared, way).map((at) => {
    const node = way.nodes[at] ?? 0;
    return {
      node: `${assetOf(prepared, node).id}:${stepInfo(prepared, node).name}`,
      asset: assetOf(prepared, node),
      step: wordsOf(prepared, node),
      technique: stepInfo(prepared, node).technique,
      days: way.times[at] ?? 0,
      standing: standings[prepared.setting.municipal.standing[node] ?? 0] ?? null,
    };
  });
}

function group(prepared: Prepared, found: readonly FoundWay[]): Group[] {
  const groups = new Map<string, Group>();
  for (const way of found) {
    const key = signature(prepared, way, false);
    const known: Group = groups.get(key) ?? { key, members: [], examples: new Map() };
    known.members.push(way);
    const exact = signature(prepared, way, true);
    const example = known.examples.get(exact);
    if (example === undefined) known.examples.set(exact, { count: 1, way });
    else example.count += 1;
    groups.set(key, known);
  }
  return [...groups.values()].sort(
    (a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1),
  );
}

function chokePoints(prepared: Prepared, found: readonly FoundWay[]): ChokePoint[] {
  const counts = new Map<number, number>();
  for (const way of found)
    for (const at of told(prepared, way).slice(0, -1)) {
      const node = way.nodes[at] ?? 0;
      // Every way begins on the internet; there is nothing to close there.
      if (assetOf(prepared, node).id === internet) continue;
      counts.set(node, (counts.get(node) ?? 0) + 1);
    }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, shown.chokePoints)
    .map(([node, count]) => ({
      asset: assetOf(prepared, node),
      step: wordsOf(prepared, node),
      frequency: count / found.length,
    }));
}

/** Counts the ways of a set of runs. Frequencies are shares of the runs that fell. */
export function countWays(
  prepared: Prepared,
  runs: number,
  found: readonly FoundWay[],
): Omit<Ways, "rights"> {
  const groups = group(prepared, found);
  const told = groups.slice(0, shown.ways);
  const others = groups.slice(shown.ways).flatMap(({ members }) => members);
  const ways = told.flatMap(({ members, examples }): Way[] => {
    const [example] = [...examples.entries()].sort(
      ([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1),
    );
    if (example === undefined) return [];
    const { way } = example[1];
    return [
      {
        objective: assetOf(prepared, way.nodes.at(-1) ?? 0).name,
        frequency: members.length / found.length,
        steps: stepsOf(prepared, way),
      },
    ];
  });
  const inTheWay = measuresInTheWay(found);
  return {
    profile: prepared.identity.profile,
    runs,
    fell: found.length,
    ways,
    measures: inTheWay.map(({ place, count }) => ({
      id: prepared.setting.measures[place]?.id ?? "",
      name: prepared.setting.measures[place]?.name ?? { sv: "", en: "" },
      share: count / found.length,
    })),
    barriers: barriersOf(
      [...told.map(({ members }) => members), others],
      inTheWay.map(({ place }) => place),
      told.length,
    ),
    chokePoints: found.length === 0 ? [] : chokePoints(prepared, found),
    unknowns: unknownsOf(prepared, found),
  };
}
