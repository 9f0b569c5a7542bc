/** Evaluates scenarios for the planner: what each costs under a plan, and rows that say why. */
import { play } from "@vallgrav/mal";
import type { Evaluation } from "@vallgrav/planning";
import { fallenOf } from "./losses.ts";
import { rowOfStopped, stoppedLossUnder } from "./row-of-stopped.ts";
import { classesOf, lossUnder, type Question, rowsOf } from "./rows-of-scenario.ts";
import type { Stage } from "./stage.ts";
import { stoppedIn } from "./stopped-losses.ts";
import type { ScenariosTask } from "./tasks.ts";

function evaluate(question: Question): Evaluation {
  const { stage, chosen, run, scenario } = question;
  // Plays the run with nothing chosen where that is not known yet, so it comes before this play.
  const classes = classesOf(question);
  const played = play(stage.prepared, chosen, run);
  const fallen = fallenOf(played);
  const stopped = stoppedIn(played);
  if (fallen.length === 0 && stopped === null) return { scenario, loss: 0, rows: [] };
  const rows = fallen.length === 0 ? [] : rowsOf(question, played, { fallen, classes });
  if (stopped === null) return { scenario, loss: lossUnder(question, chosen, fallen), rows };
  const row = rowOfStopped(question, played, stopped);
  return {
    scenario,
    loss: stoppedLossUnder(question, stopped),
    rows: row === null ? rows : [...rows, row],
  };
}

/** Evaluates scenarios one by one. Cost: scenarios times the part of the graph they reach. */
export function playScenarios(stage: Stage, task: ScenariosTask): readonly Evaluation[] {
  const { chosen, weights, inner } = task;
  const withAllSoft = chosen.map((value, at) => (stage.allSoft[at] === 1 ? 1 : value));
  return task.scenarios.map((scenario) => {
    const run = { outer: Math.floor(scenario / inner), inner: scenario % inner };
    return evaluate({ stage, chosen, withAllSoft, weights, run, scenario });
  });
}
