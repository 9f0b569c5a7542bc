/** The thread behind {@link makeSettingApart}: one model, its setting. */
import { parentPort, workerData } from "node:worker_threads";
import { openModel } from "@vallgrav/facts";
import { makeSetting } from "./setting.ts";
import type { SettingMade, SettingQuestion } from "./setting-apart.ts";

const { packed, size, ...beside } = workerData as SettingQuestion;
const current = { model: openModel(packed).model, ...beside };
const said: SettingMade = { kind: "done", made: await makeSetting(current, size) };
// Copied, nothing handed over.
parentPort?.postMessage(said, []);
