/** How a run ended for the objectives that count (dials.md §1.4). */
import { proof } from "./witness.ts";
import type { Played } from "./witness.ts";
import { delayAt } from "./detection.ts";

const never = Number.POSITIVE_INFINITY;

/**
 * `fell`: one of them within the limit. Held because `blocked`: no way to any of them; `evicted`:
 * one would have fallen had nobody answered alerts; `outlasted`: none would have within the limit.
 */
export type Outcome = "fell" | "blocked" | "evicted" | "outlasted";

/** The place of the earliest of some times among `places`, −1 where none is finite. */
function earliest(times: Float64Array, places: readonly number[]): number {
  let best = -1;
  for (const at of places) if ((times[at] ?? never) < (times[best] ?? never)) best = at;
  return best;
}

/**
 * The outcome of a run.
 * @param objectives places in `scene.objectives`; none is `blocked`
 */
export function outcomeOf(
  { times, unopposed, limit }: Pick<Played, "times" | "unopposed" | "limit">,
  objectives: readonly number[],
): Outcome {
  const isWithin = (among: Float64Array): boolean =>
    objectives.some((at) => (among[at] ?? never) <= limit);
  if (isWithin(times)) return "fell";
  if (isWithin(unopposed)) return "evicted";
  return earliest(unopposed, objectives) < 0 ? "blocked" : "outlasted";
}

/**
 * Days until the first of some objectives falls to an attacker who does not know the detectors, and
 * takes the way that is fastest without response: Infinity where it is contained before, or does
 * not get there. The optimistic end beside the times with response; not monotone in measures.
 */
export function blindTime(played: Played, objectives: readonly number[]): number {
  const { prepared, unopposed, limit } = played;
  const { layout, work } = prepared;
  const first = earliest(unopposed, objectives);
  const time = unopposed[first] ?? never;
  if (first < 0 || time > limit || !work.sounds) return time;
  const way = proof(played, [first], { unopposed: true });
  if (way === null) return never;
  const isContained = way.nodes.some((node, at) => {
    const step = layout.localOf[node] ?? -1;
    return step >= 0 && (way.times[at] ?? 0) + delayAt(prepared, step) < time;
  });
  return isContained ? never : time;
}
