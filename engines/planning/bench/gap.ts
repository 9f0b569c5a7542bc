/**
 * `node engines/planning/bench/gap.ts [measures] [scenarios] [seconds]`: the gap against work of
 * this engine and of its peer, HiGHS on a master of the same cuts, on one drawn question. Both run
 * in this process and are given the same processor time, which is what is printed; evaluations of
 * these worlds cost next to nothing, so it is the time of search and proof alone.
 */
import { planner } from "../src/index.ts";
import { loadHighs } from "../src/test/highs.ts";
import { evaluator, even, instance, remainsOf } from "../src/test/worlds.ts";
import { highsMaster } from "./highs-master.ts";

const [measures = 300, scenarios = 2_000, seconds = 60] = process.argv.slice(2).map(Number);
const asked = instance(1, { measures, scenarios });
const today = remainsOf(asked.world, new Uint8Array(measures));
const enough = new Error("the time is up");

/** Processor seconds of this process since it was asked first. */
function stopwatch(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
}

/** Says a state when enough time has passed since the last one that was said. */
function reporter(name: string, spent: () => number) {
  let next = 0;
  return (work: string, remains: number, bound: number, isLast = false): void => {
    if (spent() < next && !isLast) return;
    next = Math.max(spent() * 1.5, 1);
    const gap = today - bound <= 0 ? 0 : (remains - bound) / (today - bound);
    const figures = [remains, bound, gap].map((value) => value.toFixed(4)).join(", ");
    console.log(`${name}: ${spent().toFixed(1)} s, ${work}: remains, bound, gap ${figures}`);
  };
}

async function ours(): Promise<void> {
  const spent = stopwatch();
  const say = reporter("tree", spent);
  let last = { work: "search", remains: today, bound: 0 };
  const plans = planner({
    candidates: asked.candidates,
    weights: even(scenarios),
    evaluate: evaluator(asked.world),
    limits: { nodes: 1e9, evaluations: 1e12, gap: 0.001 },
    watch: ({ nodes, evaluations, remains, bound }) => {
      last = { work: `${nodes} nodes, ${evaluations} evaluations`, remains, bound };
      say(last.work, remains, bound);
      if (spent() > seconds) throw enough;
    },
  });
  await plans.plan(asked.limits).catch((error: unknown) => {
    if (error !== enough) throw error;
  });
  say(`${last.work}, end`, last.remains, last.bound, true);
}

async function peer(): Promise<void> {
  const spent = stopwatch();
  const say = reporter("HiGHS", spent);
  let last = { work: "none", remains: today, bound: 0 };
  for await (const { solves, remains, bound } of highsMaster(asked, await loadHighs(3e-3))) {
    last = { work: `${solves} solves`, remains, bound };
    say(last.work, remains, bound);
    if (spent() > seconds) break;
  }
  say(`${last.work}, end`, last.remains, last.bound, true);
}

console.log(`${measures} measures, ${scenarios} scenarios, today ${today.toFixed(4)}`);
await ours();
await peer();
