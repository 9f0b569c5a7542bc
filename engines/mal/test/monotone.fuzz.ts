/** The law of dials.md §6.12 over random scenes: measures never bring a time forward. */
import fc from "fast-check";
import { sketchArbitrary } from "../src/lib/simulation/test/arbitrary-scene.ts";
import { monotoneFailures } from "../src/lib/simulation/test/monotone-law.ts";
import type { Fuzzed } from "./fuzzed.ts";

/** Scenes made at once. */
const batch = 500;

/** Flips measures in random scenes for so many seconds. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const tally = { runs: 0, moved: 0, stopped: 0 };
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (let round = 0; performance.now() < untilMs && failures.length < 5; round += 1)
    // Seeds beside each other have no batch in common.
    for (const sketched of fc.sample(sketchArbitrary, {
      seed: Math.imul(seed, 1_000_003) + round,
      numRuns: batch,
    })) {
      for (const failure of monotoneFailures(sketched, cases, tally))
        failures.push(`case ${cases} of seed ${seed}: ${failure}`);
      cases += 1;
    }
  const isWorth = tally.moved > cases / 50 && tally.stopped > cases / 200;
  if (!isWorth) failures.push(`too little happened: ${JSON.stringify(tally)}`);
  const { runs, moved, stopped } = tally;
  const name = `simulation is monotone (${runs} runs, ${moved} times moved, ${stopped} stopped)`;
  return { name, cases, failures };
}
