/** The thread behind {@link makeSettingApart}: one model, its setting. */
import { parentPort, workerData } from "node:worker_threads";
import { modelFrom } from "./model-source.ts";
import { makeSetting } from "./setting.ts";
import type { SettingMade, SettingQuestion } from "./setting-apart.ts";

const { source, size } = workerData as SettingQuestion;
const said: SettingMade = { kind: "done", made: await makeSetting(modelFrom(source), size) };
// Copied, nothing handed over.
parentPort?.postMessage(said, []);
