/** The thread behind `helperOf`: takes in some of the statements of the store. */
import { parentPort, workerData } from "node:worker_threads";
import { partOf } from "@vallgrav/facts";
import { inOneMemory } from "../jobs/one-memory.ts";
import { openStore } from "../storage/index.ts";
import type { HelpQuestion } from "./help-apart.ts";
import { takeHere } from "./kept-statements.ts";

// As in the thread it helps, the store is only read.
const { address, entries } = workerData as HelpQuestion;
const store = await openStore(address, { recover: false, cacheKibibytes: 4_096 });
const part = partOf(await takeHere(store, entries));
await store.close();
parentPort?.postMessage(part === null ? null : inOneMemory(part), []);
