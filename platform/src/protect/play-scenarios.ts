/** Evaluates scenarios for the planner: what each costs under a plan, and rows that say why. */
import { play, type RunNumber } from "@vallgrav/mal";
import type { Evaluation } from "@vallgrav/planning";
import { fallenOf } from "./losses.ts";
import { lossUnder, type Question, rowsOf } from "./rows-of-scenario.ts";
import type { Stage } from "./stage.ts";
import type { ScenariosTask } from "./tasks.ts";

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
      loss: lossUnder(question, chosen, fallen),
      rows: rowsOf(question, played, fallen),
    };
  });
}
