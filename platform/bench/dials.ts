/**
 * What both dials cost, on the example or on whatever a store holds:
 * `node platform/bench/dials.ts [STORE|example] [LOOKED] [OUTER]`.
 * STORE is a home's `vallgrav.db`. It first plays LOOKED outer draws of twenty runs in this
 * thread, and prints per run the processor time and what a run consists of; then, where OUTER is
 * more than 0, the runs of the dials (OUTER times 20, today and none chosen) on two threads, as the
 * first page does. Seconds are processor time of all threads, and by the clock.
 */
import { play } from "@vallgrav/mal";
import { lossWeights } from "../src/protect/columns.ts";
import { openPool } from "../src/protect/pool.ts";
import { playDials } from "../src/protect/play-dials.ts";
import { playRange } from "../src/protect/scenario-planner.ts";
import { makeSetting, type Setting } from "../src/protect/setting.ts";
import { openStage } from "../src/protect/stage.ts";
import { modelOf, stopwatch } from "./kept-model.ts";

const [place = "example", looked = "2", outer = "100"] = process.argv.slice(2);
const inner = 20;
const threads = 2;

function say(what: string, spent: ReturnType<typeof stopwatch>): void {
  const { work, clock } = spent();
  console.log(`${what.padEnd(46)} ${work.toFixed(2)} s (${clock.toFixed(2)} by the clock)`);
}

/** Plays some outer draws here, and says what a run of them is made of. */
function lookInto(setting: Setting, draws: number): void {
  const opening = stopwatch();
  const stage = openStage(setting);
  const prepared = stage.quick();
  const { layout, work } = prepared;
  say(`stage of ${layout.isAnd.length} steps`, opening);
  const { children, gates, detectors, objectives } = layout;
  const counts = [children.length, gates.count, detectors.count, work.alarms.by.length];
  console.log(`edges, gates, detectors, alarms: ${counts.join(", ")}`);
  console.log(`objectives ${objectives.length}, of them vital ${stage.vital.length}`);
  const { shortcuts } = layout;
  if (shortcuts !== undefined) {
    const { exits, draws, rows, twins } = shortcuts;
    const folded = [exits.sizes.length, draws, rows, twins];
    console.log(`classes by exits, times drawn, rows, twins: ${folded.join(", ")}`);
  }
  const chosen = new Uint8Array(stage.measures.length);
  const playing = stopwatch();
  const range = { outerFrom: 100, outerTo: 100 + draws, inner };
  playDials(stage, { kind: "dials", setting: 0, chosen, range });
  say(`${draws * inner} runs, with what they cost`, playing);
  const sums = { taken: 0, again: 0, slack: 0, alarmed: 0, narrowed: 0, runs: 0 };
  const seconds = { alarmed: 0, others: 0 };
  const again = stopwatch();
  for (let at = 0; at < draws * inner; at += 1) {
    const run = { outer: 100 + Math.floor(at / inner), inner: at % inner };
    const playing = stopwatch();
    play(prepared, chosen, run, { vital: stage.vital });
    seconds[work.isAlarmed ? "alarmed" : "others"] += playing().work;
    sums.runs += 1;
    sums.narrowed += work.isNarrowed ? 1 : 0;
    sums.taken += work.isAlarmed ? work.otherCount : work.settledCount;
    sums.alarmed += work.isAlarmed ? 1 : 0;
    sums.again += work.isAlarmed ? work.settledCount : 0;
    sums.slack += work.isAlarmed ? work.slackCount : 0;
  }
  const { runs } = sums;
  say(`${runs} runs, their times alone`, again);
  for (const [name, sum] of Object.entries(sums))
    if (name !== "runs") console.log(`  ${name} a run: ${(sum / runs).toFixed(2)}`);
  for (const [name, sum] of Object.entries(seconds))
    console.log(`  in ${name}: ${sum.toFixed(2)} s`);
}

const whole = stopwatch();
const current = await modelOf(place);
say(`model of ${current.model.assets.length} assets`, whole);
const fromModel = stopwatch();
const made = await makeSetting(current, { outer: Number(outer), inner, seed: "1", threads });
if (!made.ok) throw new Error(JSON.stringify(made.problems));
const { setting } = made.prepared;
say(`setting of ${setting.municipal.scene.graph.nodeCount} nodes`, fromModel);
if (Number(looked) > 0) lookInto(setting, Number(looked));
if (Number(outer) > 0) {
  const playing = stopwatch();
  const pool = openPool(setting, threads);
  try {
    const none = new Uint8Array(setting.measures.length);
    const range = { from: Number(outer), to: 2 * Number(outer), inner };
    const columns = await playRange(pool, none, range, new AbortController().signal);
    say(`dials of ${columns.first.length} runs`, playing);
    const weights = Object.entries(lossWeights(columns)).map(([name, one]) => `${name} ${one}`);
    console.log(`weights: ${weights.join(", ")}`);
  } finally {
    await pool.close();
  }
}
