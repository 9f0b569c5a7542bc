/** The thread behind `lookApart`: looks at the tables of one file. */
import { parentPort, workerData } from "node:worker_threads";
import type { LookTask } from "./look-apart.ts";
import { lookAtFile } from "./look-file.ts";

const look = await lookAtFile(workerData as LookTask);
// Copied, nothing handed over.
parentPort?.postMessage(look, []);
