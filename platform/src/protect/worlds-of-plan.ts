/**
 * In which share of other worlds each measure belongs to the best plan (dials.md §5.4). A world is
 * one outer draw: its facts and parameters settled, many runs of luck. Each is planned anew.
 */
import { movement, noiseKey } from "@vallgrav/dials";
import { drawKey } from "@vallgrav/kernel";
import { parameterIn } from "@vallgrav/mal";
import { type Choice, standingOf } from "@vallgrav/planning";
import type { SurveyAsked, WorldMeasure, WorldsReport } from "../api/index.ts";
import type { RunSize } from "./run-size.ts";
import { nameOfParameter } from "./movers.ts";
import { isLarge, plannerInput, timeFor } from "./planning-runs.ts";
import type { Pool } from "./pool.ts";
import { forgetIn, scenarioPlanner } from "./scenario-planner.ts";
import type { Prepared } from "./setting.ts";
import type { LossWeights } from "./tasks.ts";
import { limitsOf } from "./terms.ts";

/** Runs of each world (dials.md §5.4). */
const innerOfWorld = 200;
/** Of a large scene, where each takes a while to fold: what can be waited for. */
const innerOfLarge = 40;
/** Inner draws from which on a calculation is no small one; a small one has twice as many. */
const usualInner = 20;
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
  /** What an hour, a person and a krona weigh in the planning runs. */
  readonly weights: LossWeights;
  /** Called after each world. */
  readonly step: () => Promise<void>;
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

/** Runs of each world. */
function innerFor({ prepared, size }: Pick<WorldsInput, "prepared" | "size">): number {
  if (size.inner < usualInner) return 2 * size.inner;
  return isLarge(prepared.setting) ? innerOfLarge : innerOfWorld;
}

/** Which measures belong to the best plan of one outer draw; 1 for those that do. */
async function membersIn(input: WorldsInput, world: number, weights: LossWeights) {
  const { prepared, size, asked, pool, signal, choice } = input;
  const inner = innerFor(input);
  const range = { from: world, to: world + 1, inner };
  // The search begins from the plan that was asked for, which is good for all worlds together.
  const planner = scenarioPlanner(
    { ...plannerInput(prepared, size, pool, signal), limits: littleWork, seeds: [choice] },
    [{ setting: 0, range, weights, share: 1 }],
  );
  const limits = limitsOf(asked.budgetSek, asked.terms);
  const time = timeFor(prepared, asked.terms);
  if (time !== undefined) await planner.plan(limits, { kind: "mean" }, time);
  const { members } = await planner.worlds(limits, [new Float64Array(inner).fill(1 / inner)]);
  // Each is asked about once, and together they are more than there is room for.
  await forgetIn(pool, [0], signal);
  return members[0] ?? new Uint8Array(prepared.candidates.length);
}

/**
 * Plans every world anew, one after the other, by what an hour, a person and a krona weigh in the
 * planning runs. Cost: worlds times their runs and a search.
 */
export async function worldsOf(input: WorldsInput): Promise<WorldsReport> {
  const { prepared, asked, choice, weights, step } = input;
  const count = asked.worlds;
  const members: Choice[] = [];
  for (let world = 0; world < count; world += 1) {
    members.push(await membersIn(input, world, weights));
    await step();
  }
  const measures = prepared.setting.measures.flatMap((measure, at): WorldMeasure[] => {
    const standing = standingOf(
      members.reduce((sum, world) => sum + (world[at] ?? 0), 0),
      count,
    );
    const isInPlan = choice[at] === 1;
    if (standing.worlds === 0 && !isInPlan) return [];
    const mayDepend = !standing.isSafe && standing.worlds > 0 && standing.worlds < count;
    const belongs = Float64Array.from(members, (world) => world[at] ?? 0);
    const dependsOn = mayDepend ? decidingIn(input, belongs, measure.id) : null;
    return [{ id: measure.id, name: measure.name, ...standing, isInPlan, dependsOn }];
  });
  return {
    worlds: count,
    inner: innerFor(input),
    wanted: innerOfWorld,
    measures: measures.toSorted((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1)),
  };
}
