/**
 * Evaluates scenarios for the planner: what each costs under a plan, and rows that say what it
 * costs at least under any (dials.md §4.3). A row stands on a witness: while no measure that hits
 * it is chosen, what it explains falls, whatever else is chosen.
 */
import { play, type Played, proof, type RunNumber } from "@vallgrav/mal";
import type { Evaluation, Row } from "@vallgrav/planning";
import { fallenOf, lossOf, type RunLoss } from "./losses.ts";
import type { Stage } from "./stage.ts";
import type { LossWeights, ScenariosTask } from "./tasks.ts";

/** A loss as a share of today's damage. */
export function weighed(loss: RunLoss, weights: LossWeights): number {
  let hours = 0;
  for (const value of loss.hours) hours += value;
  return hours * weights.hours + loss.persons * weights.persons + loss.sek * weights.sek;
}

/** Families of objectives that rows are made for: all, and all but the copies. */
function familiesOf(stage: Stage, fallen: readonly number[]): readonly (readonly number[])[] {
  const { objectives } = stage.setting.municipal;
  const kindOf = (at: number): string => objectives[at]?.kind ?? "";
  const families = [fallen, fallen.filter((at) => kindOf(at) !== "destroy")];
  const seen = new Set<string>();
  return families.filter((family) => {
    const key = family.join();
    if (family.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

type Question = {
  readonly stage: Stage;
  readonly chosen: Uint8Array;
  readonly withAllSoft: Uint8Array;
  readonly weights: LossWeights;
  readonly run: RunNumber;
  readonly scenario: number;
};

function rowOf(question: Question, played: Played, family: readonly number[]): Row | null {
  const { stage, chosen, withAllSoft, weights, run, scenario } = question;
  const constant = weighed(lossOf(stage, family, chosen, run), weights);
  if (constant <= 0) return null;
  const why = proof(played, family);
  if (why === null) return null;
  const coefficients = new Map<number, number>(why.hit.map((measure) => [measure, constant]));
  const softest = weighed(lossOf(stage, family, withAllSoft, run), weights);
  const softened = Math.max(0, constant - softest);
  if (softened > 0)
    for (const measure of stage.softening)
      if (chosen[measure] !== 1 && !coefficients.has(measure)) coefficients.set(measure, softened);
  return {
    scenario,
    constant,
    coefficients: [...coefficients]
      .sort(([a], [b]) => a - b)
      .map(([measure, value]) => ({ measure, value })),
  };
}

/** Evaluates scenarios one by one. Cost: scenarios times the part of the graph they reach. */
export function playScenarios(stage: Stage, task: ScenariosTask): readonly Evaluation[] {
  const { chosen, weights, inner } = task;
  const withAllSoft = chosen.map((value, at) => (stage.allSoft[at] === 1 ? 1 : value));
  return task.scenarios.map((scenario): Evaluation => {
    const run: RunNumber = { outer: Math.floor(scenario / inner), inner: scenario % inner };
    const played = play(stage.prepared, chosen, run);
    const fallen = fallenOf(played);
    if (fallen.length === 0) return { scenario, loss: 0, rows: [] };
    const question: Question = { stage, chosen, withAllSoft, weights, run, scenario };
    return {
      scenario,
      loss: weighed(lossOf(stage, fallen, chosen, run), weights),
      rows: familiesOf(stage, fallen)
        .map((family) => rowOf(question, played, family))
        .filter((row) => row !== null),
    };
  });
}
