/** Evaluates scenarios for the planner: what each costs under a plan, and rows that say why. */
import { knownRun } from "./known-run.ts";
import { type Question, rowsOf } from "./rows-of-scenario.ts";
import { lossOfSets } from "./scenario-losses.ts";
import { softnessBeside } from "./softness.ts";
import type { Stage } from "./stage.ts";
import type { PlayedScenario, ScenariosTask } from "./tasks.ts";

function evaluate(question: Question, acting: Uint8Array, rowsWanted: boolean): PlayedScenario {
  const { stage, scenario, softness } = question;
  const known = knownRun(stage, acting, question.run);
  const { fallen, unopposed, touched } = known;
  if (unopposed.length === 0) return { scenario, loss: 0, rows: [], touched };
  const [own] = softness.mixed;
  if (own === undefined || own === null) throw new Error("a plan has a softening of its own");
  const loss = lossOfSets(question, own, { fallen, unopposed });
  return { scenario, loss, rows: rowsWanted ? rowsOf(question, known) : [], touched };
}

/** Evaluates scenarios one by one. Cost: scenarios times the part of the graph they reach. */
export function playScenarios(stage: Stage, task: ScenariosTask): readonly PlayedScenario[] {
  const { chosen, weights, inner } = task;
  const softness = softnessBeside(stage, chosen);
  return task.scenarios.map((scenario, at) => {
    const run = { outer: Math.floor(scenario / inner), inner: scenario % inner };
    const acting = task.acting[at] ?? chosen;
    return evaluate({ stage, chosen, softness, weights, run, scenario }, acting, task.rowsWanted);
  });
}
