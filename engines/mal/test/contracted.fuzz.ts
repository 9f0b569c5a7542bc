/** Contracted and folded scenes against whole ones: tangles, crowds and scenes of every kind. */
import fc from "fast-check";
import { contractScene, openRuns, playRuns, prepare, simulate } from "../src/index.ts";
import type { LatentMeasures } from "../src/index.ts";
import { sketchArbitrary } from "../src/lib/simulation/test/arbitrary-scene.ts";
import type { SceneSketch } from "../src/lib/simulation/test/build-graph.ts";
import { buildScene } from "../src/lib/simulation/test/build-graph.ts";
import { crowdOf } from "../src/lib/simulation/test/crowds.ts";
import { tangle } from "../src/lib/simulation/test/tangles.ts";
import type { Fuzzed } from "./fuzzed.ts";

const range = { outerFrom: 0, outerTo: 2, inner: 2 };

type Tally = { before: number; after: number; late: number };

/** Whether a contracted scene gives the bits of the whole one. */
function isSame(sketch: SceneSketch, latent: LatentMeasures, tally: Tally): boolean {
  const scene = buildScene(sketch);
  const prepared = prepare(scene, latent);
  const contracted = contractScene(scene, latent);
  const chosen = Uint8Array.from(latent, (_, at) => at % 2);
  const whole = simulate(prepared, chosen, range).times;
  const played = playRuns(openRuns(contracted), chosen, range).times;
  tally.before += prepared.layout.isAnd.length;
  tally.after += contracted.layout.isAnd.length;
  for (const time of whole) if (time > 0 && time < Number.POSITIVE_INFINITY) tally.late += 1;
  return whole.every((time, at) => time === played[at]);
}

/** Case n of a seed: one of three kinds of scene. */
function isSameAt(seed: number, number: number, tally: Tally): boolean {
  const own = seed * 1_000_003 + number;
  if (number % 3 === 0) return isSame(tangle(own), [], tally);
  if (number % 3 === 1)
    return isSame(crowdOf(own, { members: 3, isPrivate: number % 2 === 0 }), [], tally);
  const [sketched] = fc.sample(sketchArbitrary, { seed: own % 2 ** 31, numRuns: 1 });
  return sketched === undefined || isSame(sketched.sketch, sketched.latent, tally);
}

/** Plays scenes both ways for so many seconds. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const tally = { before: 0, after: 0, late: 0 };
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let number = 0;
  for (; performance.now() < untilMs && failures.length < 5; number += 1)
    if (!isSameAt(seed, number, tally)) failures.push(`case ${number} of seed ${seed}`);
  const isWorth = tally.after < 0.8 * tally.before && tally.late > number;
  if (number >= 100 && !isWorth) failures.push(`too little happened: ${JSON.stringify(tally)}`);
  const { before, after, late } = tally;
  const name = `contracted scenes (${after} of ${before} steps left, ${late} late times)`;
  return { name, cases: number, failures };
}
