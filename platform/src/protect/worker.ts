/** A thread: holds one setting, plays what it is asked. Nothing here decides anything. */
import { parentPort, workerData } from "node:worker_threads";
import { playDials } from "./play-dials.ts";
import { playImpacts } from "./play-impacts.ts";
import { playScenarios } from "./play-scenarios.ts";
import { playWays } from "./play-ways.ts";
import { openStage } from "./stage.ts";
import type { Setting } from "./setting.ts";
import type { Task, TaskResult } from "./tasks.ts";

const stage = openStage(workerData as Setting);

function answer(task: Task): TaskResult<Task> {
  if (task.kind === "dials") return playDials(stage, task);
  if (task.kind === "impacts") return playImpacts(stage, task);
  return task.kind === "ways" ? playWays(stage, task) : playScenarios(stage, task);
}

parentPort?.on("message", (task: Task) => {
  // Copied, nothing handed over.
  parentPort?.postMessage(answer(task), []);
});
