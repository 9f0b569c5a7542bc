/** The thread behind {@link reachApart}: what is within reach of some held steps. */
import { parentPort, workerData } from "node:worker_threads";
import { computeReach, type ReachQuestion } from "./reach.ts";
import type { ReachSaid } from "./reach-apart.ts";

const said: ReachSaid = { kind: "done", reach: computeReach(workerData as ReachQuestion) };
// Copied, nothing handed over.
parentPort?.postMessage(said, []);
