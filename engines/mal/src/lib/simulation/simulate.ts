/** Many runs at once: the times of the objectives, run by run. */
import { invariant } from "@vallgrav/kernel";
import type { RunRange, Sampled } from "../scene.ts";
import { choose } from "./chance-of-run.ts";
import { playRun } from "./play-run.ts";
import type { Runnable } from "./prepare.ts";
import { limitOf, timeOf, unopposedTimeOf } from "./run.ts";

/**
 * Plays the runs of a range with the measures that `chosen` marks (1 chosen, 0 not; one byte for
 * each latent measure). A run depends on its own numbers only, so ranges put together give the same
 * bits as the whole. Times are not cut at the limit: Infinity means that no way was open, or with
 * response none on which every alarm leaves enough time.
 */
export function simulate(prepared: Runnable, chosen: Uint8Array, range: RunRange): Sampled {
  invariant(chosen.length === prepared.latent.length, "one byte per latent measure");
  choose(prepared, chosen);
  const { objectives, detectors } = prepared.layout;
  const runs = Math.max(0, range.outerTo - range.outerFrom) * range.inner;
  const times = new Float64Array(runs * objectives.length);
  const unopposed = detectors.count === 0 ? times : new Float64Array(times.length);
  const limits = new Float64Array(runs);
  let run = 0;
  for (let outer = range.outerFrom; outer < range.outerTo; outer += 1)
    for (let inner = 0; inner < range.inner; inner += 1) {
      playRun(prepared, outer, inner, { until: "fallen" });
      const from = run * objectives.length;
      for (let at = 0; at < objectives.length; at += 1)
        times[from + at] = timeOf(prepared, objectives[at] ?? -1);
      for (let at = 0; detectors.count > 0 && at < objectives.length; at += 1)
        unopposed[from + at] = unopposedTimeOf(prepared, objectives[at] ?? -1);
      limits[run] = limitOf(prepared);
      run += 1;
    }
  return { range, times, unopposed, limits };
}
