/**
 * Which unknown facts move the dials, from the outer draws that were played anyway (dials.md §2.4):
 * a first-order effect, cheap and coarse. It does not play the model again with a fact forced, so
 * it sees what goes with a dial over the draws, and says where that cannot be told from chance.
 */
import { movement, noiseKey } from "@vallgrav/dials";
import { drawKey, type Text, own } from "@vallgrav/kernel";
import { nodeStanding, questions, stepWords } from "@vallgrav/knowledge";
import { coverageIn, type Gate, isOnIn, nodesOf, openRows, parameterIn } from "@vallgrav/mal";
import type { Mover, ParameterMover } from "../api/index.ts";
import { weighedLosses } from "./columns.ts";
import type { RunSize } from "./run-size.ts";
import type { Prepared } from "./setting.ts";
import type { FoundWay, LossWeights, RunColumns } from "./tasks.ts";

/** Means per outer draw of the runs without measures. */
export type OuterMeans = {
  /** Number of the first outer draw. */
  readonly from: number;
  /** Share of runs that held. */
  readonly holds: Float64Array;
  /** Loss as a share of today's mean damage. */
  readonly loss: Float64Array;
};

/** Permutations by which chance is told from meaning. */
const permutations = 100;
/** Facts looked at, those first that most ways pass and that are most uncertain. */
const looked = 60;

/** The means of runs in slot order. */
export function outerMeans(
  columns: RunColumns,
  { outer, inner }: Pick<RunSize, "outer" | "inner">,
  weights: LossWeights,
): OuterMeans {
  const losses = weighedLosses(columns, weights);
  const means = (of: (run: number) => number): Float64Array =>
    Float64Array.from({ length: outer }, (_, draw) => {
      let sum = 0;
      for (let at = 0; at < inner; at += 1) sum += of(draw * inner + at);
      return sum / inner;
    });
  return {
    from: outer,
    holds: means((run) => ((columns.first[run] ?? 0) < Number.POSITIVE_INFINITY ? 0 : 1)),
    loss: means((run) => losses[run] ?? 0),
  };
}

type Fact = { readonly gate: Gate; count: number; readonly things: Set<number> };

/** Gates nobody reported on that were missing on ways, those with one draw together. */
function factsOnWays(prepared: Prepared, found: readonly FoundWay[]): readonly Fact[] {
  const { scene, standing } = prepared.setting.municipal;
  const gates = openRows<Gate>(scene.gates);
  const placeAt = new Map<number, number>();
  nodesOf(gates).forEach((node, place) => placeAt.set(node, place));
  const facts = new Map<string, Fact>();
  for (const way of found) {
    const seen = new Set<string>();
    for (const node of way.gates) {
      const gate = gates.at(placeAt.get(node) ?? gates.length);
      if (gate === undefined || standing[node] !== nodeStanding.assumed) continue;
      if (gate.evidence !== 0 || gate.biases.length > 0) continue;
      const fact = facts.get(gate.stateKey) ?? { gate, count: 0, things: new Set<number>() };
      if (!seen.has(gate.stateKey)) fact.count += 1;
      seen.add(gate.stateKey);
      fact.things.add(scene.graph.assetOf[node] ?? 0);
      facts.set(gate.stateKey, fact);
    }
  }
  return [...facts.values()];
}

function assetOf(prepared: Prepared, { things }: Fact): Mover["asset"] {
  const [thing, another] = things;
  if (thing === undefined || another !== undefined) return null;
  const id = prepared.setting.municipal.scene.graph.assets[thing] ?? "";
  const known = prepared.assets.get(id);
  return { id, kind: known?.kind ?? "", name: known?.name ?? id };
}

/** The facts that most ways pass, with how they move the dials; the clearest first. */
export function moversOf(
  prepared: Prepared,
  means: OuterMeans,
  found: readonly FoundWay[],
): readonly Mover[] {
  const { scene } = prepared.setting.municipal;
  const draws = [...means.holds.keys()].map((draw) => means.from + draw);
  const movers = factsOnWays(prepared, found).map((fact) => {
    const chances = draws.map((outer) => coverageIn(scene, fact.gate, outer));
    const chance = chances.reduce((sum, one) => sum + one, 0) / chances.length;
    const onWays = fact.count / found.length;
    return { fact, chance, onWays, weight: onWays * chance * (1 - chance) };
  });
  const byKey = (a: { readonly fact: Fact }, b: { readonly fact: Fact }): number =>
    a.fact.gate.stateKey < b.fact.gate.stateKey ? -1 : 1;
  return movers
    .sort((a, b) => b.weight - a.weight || byKey(a, b))
    .slice(0, looked)
    .map(({ fact, chance, onWays }): Mover => {
      const { gate } = fact;
      const on = Float64Array.from(draws, (outer) => (isOnIn(scene, gate, outer) ? 1 : 0));
      const key = noiseKey(drawKey(gate.stateKey), scene.seed);
      const step = scene.graph.steps[scene.graph.stepOf[gate.node] ?? 0]?.name ?? "";
      return {
        step,
        asset: assetOf(prepared, fact),
        onWays,
        chance,
        holds: movement(on, means.holds, { key, permutations }),
        loss: movement(on, means.loss, { key, permutations }),
      };
    })
    .sort((a, b) => Number(b.loss.isClear) - Number(a.loss.isClear));
}

/** Parameters told, the clearest first. */
const parametersTold = 20;

/** What the first part of a parameter's id says it is. */
export const kindsOfParameter: Readonly<Record<string, ParameterMover["what"]>> = {
  coverage: "coverage",
  effectiveness: "effectiveness",
  scale: "time",
  bias: "source",
};

function nameOf(prepared: Prepared, what: ParameterMover["what"], of: string): Text {
  if (what === "source") return { sv: of, en: of };
  const info = prepared.setting.municipal.scene.graph.steps.find(({ name }) => name === of);
  const english = info?.meta["user"] ?? of;
  return { sv: own(stepWords, of) ?? english, en: english };
}

/** What a parameter that may be found out is called; null for the others. */
export function nameOfParameter(prepared: Prepared, id: string): Text | null {
  const cut = id.indexOf("/");
  const what = own(kindsOfParameter, id.slice(0, cut));
  return what === undefined ? null : nameOf(prepared, what, id.slice(cut + 1));
}

/** The question of the twelve that tells how many have a defence. */
function questionOf(what: ParameterMover["what"], step: string): string | null {
  if (what !== "coverage") return null;
  const asked = questions.find(({ about }) => about.kind === "defence" && about.step === step);
  return asked?.id ?? null;
}

/** How each class parameter goes with the dials: dials.md §2.4, by ranks over the outer draws. */
export function parameterMovers(prepared: Prepared, means: OuterMeans): readonly ParameterMover[] {
  const { scene } = prepared.setting.municipal;
  const draws = [...means.holds.keys()].map((draw) => means.from + draw);
  return scene.parameters
    .flatMap((parameter): readonly ParameterMover[] => {
      const cut = parameter.id.indexOf("/");
      const what = own(kindsOfParameter, parameter.id.slice(0, cut));
      if (what === undefined || parameter.prior.kind === "fixed") return [];
      const of = parameter.id.slice(cut + 1);
      const values = Float64Array.from(draws, (outer) => parameterIn(scene, parameter, outer));
      const noise = { key: noiseKey(drawKey(parameter.id), scene.seed), permutations };
      return [
        {
          id: parameter.id,
          what,
          name: nameOf(prepared, what, of),
          question: questionOf(what, of),
          holds: movement(values, means.holds, noise),
          loss: movement(values, means.loss, noise),
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(b.loss.isClear) - Number(a.loss.isClear) ||
        b.loss.share - a.loss.share ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, parametersTold);
}
