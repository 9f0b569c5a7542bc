/** Measures flipped on in a random scene: no time may come forward and no loss may rise. */
import { drawKey, seeded, uniform } from "@vallgrav/kernel";
import { prepare } from "../prepare.ts";
import { simulate } from "../simulate.ts";
import type { Sketched } from "./arbitrary-scene.ts";
import { buildScene } from "./build-graph.ts";

/** What a law's loop has seen, so that one that proves nothing can be told. */
export type MonotoneTally = {
  /** Runs compared. */
  runs: number;
  /** Times that moved, and runs that something was stopped in. */
  moved: number;
  stopped: number;
};

const never = Number.POSITIVE_INFINITY;
const range = { outerFrom: 0, outerTo: 2, inner: 2 };

/** The loss of a run as dials.md §1.6 builds it, of made-up losses per objective. */
function lossOf(times: Float64Array, unopposed: Float64Array, limit: number): number {
  const sum = (of: Float64Array): number =>
    of.reduce((total, time, at) => (time <= limit ? total + at + 1 : total), 0);
  return Math.max(sum(times), Math.min(1.5, sum(unopposed)));
}

/**
 * Flips random measures of a scene on and says what got worse for it: nothing may.
 * @param number says which measures; the same number, the same ones
 */
export function monotoneFailures(
  { sketch, latent }: Sketched,
  number: number,
  tally: MonotoneTally,
): readonly string[] {
  const key = seeded(drawKey("flip"), String(number));
  const some = Uint8Array.from(latent, (_, at) => (uniform(key, at, 0) < 0.4 ? 1 : 0));
  const more = some.map((bit, at) => (uniform(key, at, 1) < 0.5 ? 1 : bit));
  const prepared = prepare(buildScene(sketch), latent);
  const before = simulate(prepared, some, range);
  const after = simulate(prepared, more, range);
  const failures: string[] = [];
  const count = sketch.objectives.length;
  for (let run = 0; run < before.limits.length; run += 1) {
    const of = (times: Float64Array): Float64Array =>
      times.subarray(run * count, (run + 1) * count);
    const limit = before.limits[run] ?? 0;
    tally.runs += 1;
    if (
      before.times !== before.unopposed &&
      of(before.times).join() !== of(before.unopposed).join()
    )
      tally.stopped += 1;
    of(after.times).forEach((time, at) => {
      const was = of(before.times)[at] ?? 0;
      if (time !== was) tally.moved += 1;
      // Factors are multiplied in another order, so the last bit may differ.
      if (time < was && (was === never || time < was * (1 - 1e-12)))
        failures.push(`objective ${at} of run ${run}: ${was} → ${time}`);
    });
    const lost = lossOf(of(before.times), of(before.unopposed), limit);
    const loses = lossOf(of(after.times), of(after.unopposed), limit);
    if (loses > lost) failures.push(`loss of run ${run}: ${lost} → ${loses}`);
  }
  return failures;
}
