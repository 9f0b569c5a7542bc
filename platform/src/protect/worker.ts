/** A thread: holds one setting, plays what it is asked. Nothing here decides anything. */
import { parentPort, workerData } from "node:worker_threads";
import { playDials } from "./play-dials.ts";
import { playScenarios } from "./play-scenarios.ts";
import { playWays } from "./play-ways.ts";
import { openStage } from "./stage.ts";
import type { Setting } from "./setting.ts";
import type { Task } from "./tasks.ts";

const stage = openStage(workerData as Setting);

parentPort?.on("message", (task: Task) => {
  switch (task.kind) {
    case "dials":
      parentPort?.postMessage(playDials(stage, task));
      return;
    case "scenarios":
      parentPort?.postMessage(playScenarios(stage, task));
      return;
    case "ways":
      parentPort?.postMessage(playWays(stage, task));
  }
});
