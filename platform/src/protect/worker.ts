/**
 * A thread: holds the settings of one or several attackers, plays what it is asked. Nothing here
 * decides anything.
 */
import { parentPort, workerData } from "node:worker_threads";
import { playDials } from "./play-dials.ts";
import { playImpacts } from "./play-impacts.ts";
import { playLosses } from "./play-losses.ts";
import { playScenarios } from "./play-scenarios.ts";
import { playWays } from "./play-ways.ts";
import { forgetScenarios, openStage, putAway, type Stage } from "./stage.ts";
import type { Setting } from "./setting.ts";
import type { Task, TaskResult } from "./tasks.ts";

const settings = workerData as readonly Setting[];
const stages: Stage[] = [];

/** The stage of a setting; made when it is first asked for. */
function stageOf(place: number): Stage {
  const known = stages[place];
  if (known !== undefined) return known;
  const setting = settings[place];
  if (setting === undefined) throw new Error("undefined: a task names a setting of its pool");
  const made = openStage(setting);
  stages[place] = made;
  return made;
}

function answer(task: Task): TaskResult<Task> {
  const stage = stageOf(task.setting ?? 0);
  if (task.kind === "dials") return playDials(stage, task);
  if (task.kind === "losses") return playLosses(stage, task);
  if (task.kind === "impacts") return playImpacts(stage, task);
  if (task.kind === "forget") return forgetScenarios(stage);
  if (task.kind === "put-away") return putAway(stage, task);
  return task.kind === "ways" ? playWays(stage, task) : playScenarios(stage, task);
}

parentPort?.on("message", (task: Task) => {
  // Copied, nothing handed over.
  parentPort?.postMessage(answer(task), []);
});
