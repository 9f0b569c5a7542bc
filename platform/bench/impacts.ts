/**
 * What the order of findings costs at full size: `node platform/bench/impacts.ts STORE [RUNS]`.
 * STORE is a home's `vallgrav.db`. Plays so many runs in this thread, each as it is today and again
 * with every finding in its way mended; prints processor time a run, how many were played anew,
 * and a sum of all figures, which no change of speed may move.
 */
import { mendingSetting } from "../src/protect/impacts.ts";
import { playImpacts } from "../src/protect/play-impacts.ts";
import { makeSetting } from "../src/protect/setting.ts";
import { openStage } from "../src/protect/stage.ts";
import { type KnownBeside, knownOf } from "../src/findings/known.ts";
import { modelOf, stopwatch } from "./kept-model.ts";

const [place = "example", runs = "20"] = process.argv.slice(2);
const inner = 20;

const current = await modelOf(place);
const size = { outer: 100, inner, seed: "1", threads: 1 };
const made = await makeSetting(current, size);
if (!made.ok) throw new Error(JSON.stringify(made.problems));
// Of the model alone: no advisories, and no look at own domains.
const domains: KnownBeside["domains"] = { key: "none", gathered: [] };
const { groups } = await knownOf(current, { matches: null, generation: null, domains });
const opening = stopwatch();
const stage = openStage(mendingSetting(made.prepared.setting, [...groups.values()]));
stage.readyExcerpts();
console.log(`${groups.size} groups; stage ${opening().work.toFixed(2)} s`);
const playing = stopwatch();
const range = { outerFrom: 100, outerTo: 100 + Math.ceil(Number(runs) / inner), inner };
const { today, changed } = playImpacts(stage, { kind: "impacts", range });
const spent = playing();
const played = (range.outerTo - range.outerFrom) * inner;
const sum = [today, ...changed.map(({ figures }) => figures)]
  .flatMap((figures) => [...figures])
  .reduce((total, one) => total + one, 0);
const each = (spent.work / played).toFixed(3);
console.log(`${played} runs and ${changed.length} anew: ${each} s a run`);
console.log(`sum ${sum}, memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
