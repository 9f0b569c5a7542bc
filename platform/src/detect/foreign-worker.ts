/** The thread behind `readForeignApart`: reads files of alerts. */
import { parentPort, workerData } from "node:worker_threads";
import { type ForeignInput, readForeign } from "./foreign-read.ts";

const read = await readForeign(workerData as readonly ForeignInput[]);
// Copied, nothing handed over.
parentPort?.postMessage(read, []);
