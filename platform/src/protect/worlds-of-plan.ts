/**
 * In which share of other worlds each measure belongs to the best plan (dials.md §5.4). A world is
 * one outer draw: its facts and parameters settled, many runs of luck. Each is planned anew.
 */
import { movement, noiseKey } from "@vallgrav/dials";
import { drawKey } from "@vallgrav/kernel";
import { parameterIn } from "@vallgrav/mal";
import type { Choice } from "@vallgrav/planning";
import type { SurveyAsked, WorldMeasure, WorldsReport } from "../api/index.ts";
import { lossWeights } from "./columns.ts";
import { plannerInput, timeFor } from "./compute.ts";
import type { RunSize } from "./door.ts";
import { nameOfParameter } from "./movers.ts";
import type { Pool } from "./pool.ts";
import { playLossesOf, scenarioPlanner } from "./scenario-planner.ts";
import type { Prepared } from "./setting.ts";
import { limitsOf } from "./terms.ts";

/** Runs of each world: what the search of all worlds can be waited for. */
const innerOfWorld = 40;
/** Permutations by which chance is told from meaning. */
const permutations = 100;
/** Work of the one plan that the searches begin from: nothing is to be proven of it. */
const littleWork = { nodes: 1, evaluations: 1 } as const;

export type WorldsInput = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly asked: SurveyAsked;
  readonly pool: Pool;
  readonly signal: AbortSignal;
  /** The plan that was asked for. */
  readonly choice: Choice;
};

/** What tells worlds with a measure from those without: the clearest parameter, or none. */
function decidingIn(
  { prepared }: Pick<WorldsInput, "prepared">,
  members: Float64Array,
  measure: string,
): WorldMeasure["dependsOn"] {
  const { scene } = prepared.setting.municipal;
  let best: { readonly id: string; readonly share: number } | null = null;
  for (const parameter of scene.parameters) {
    if (parameter.prior.kind === "fixed" || nameOfParameter(prepared, parameter.id) === null)
      continue;
    const values = members.map((_, world) => parameterIn(scene, parameter, world));
    const key = noiseKey(drawKey(`${parameter.id}\u0000${measure}`), scene.seed);
    const { share, isClear } = movement(values, members, { key, permutations });
    if (isClear && (best === null || share > best.share)) best = { id: parameter.id, share };
  }
  const name = best === null ? null : nameOfParameter(prepared, best.id);
  return best === null || name === null ? null : { id: best.id, name };
}

/** Plans every world anew. Cost: worlds times a search. */
export async function worldsOf(input: WorldsInput): Promise<WorldsReport> {
  const { prepared, size, asked, pool, signal, choice } = input;
  const count = asked.worlds;
  const inner = Math.min(innerOfWorld, 2 * size.inner);
  const range = { from: 0, to: count, inner };
  const weights = lossWeights(await playLossesOf(pool, range, signal));
  const planner = scenarioPlanner(
    { ...plannerInput(prepared, size, pool, signal), limits: littleWork },
    [{ setting: 0, range, weights, share: 1 }],
  );
  const limits = limitsOf(asked.budgetSek, asked.terms);
  // The searches of the worlds begin from a plan that is good for all of them together.
  await planner.plan(limits, { kind: "mean" }, timeFor(prepared, asked.terms));
  const worlds = Array.from({ length: count }, (_, world) => {
    const own = new Float64Array(count * inner);
    return own.fill(1 / inner, world * inner, (world + 1) * inner);
  });
  const { standings, members } = await planner.worlds(limits, worlds);
  const measures = standings.flatMap((standing, at): WorldMeasure[] => {
    const measure = prepared.setting.measures[at];
    const isInPlan = choice[at] === 1;
    if (measure === undefined || (standing.worlds === 0 && !isInPlan)) return [];
    const mayDepend = !standing.isSafe && standing.worlds > 0 && standing.worlds < count;
    const belongs = Float64Array.from(members, (world) => world[at] ?? 0);
    const dependsOn = mayDepend ? decidingIn(input, belongs, measure.id) : null;
    return [{ id: measure.id, name: measure.name, ...standing, isInPlan, dependsOn }];
  });
  return {
    worlds: count,
    inner,
    measures: measures.toSorted((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1)),
  };
}
