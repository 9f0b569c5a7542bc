/** The thread behind {@link realityApart}: times of an attack with a given start. */
import { parentPort, workerData } from "node:worker_threads";
import type { RealityTold } from "./reality-apart.ts";
import { realityTimes, type RealityQuestion } from "./reality-runs.ts";

const told: RealityTold = { kind: "done", times: realityTimes(workerData as RealityQuestion) };
// Copied, nothing handed over.
parentPort?.postMessage(told, []);
