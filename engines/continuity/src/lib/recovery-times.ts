/**
 * When each struck system is back. A definition, not a schedule: everything before it in the fixed
 * order is done first, shared evenly by the crews. Real list scheduling can finish later with less
 * work (Graham's anomalies), which would break monotonicity (dials.md §1.6).
 */
import type { PreparedNetwork } from "./prepare.ts";
import type { Strike } from "./strike.ts";

/** Hours after the strike per system; 0 where it was not struck. Cost: systems + prerequisites. */
export function recoveryTimes(prepared: PreparedNetwork, strike: Strike): Float64Array {
  const { order, prerequisites, network } = prepared;
  const { down, usableCopy, holdHours, crews, workFactor } = strike;
  const done = new Float64Array(network.systems.length);
  let queued = 0;
  for (const index of order) {
    const system = network.systems[index];
    if (down[index] !== 1 || system === undefined) continue;
    const { workHours, rebuildHours } = system.restore;
    const work =
      workFactor * (usableCopy[index] === 1 ? workHours : Math.max(workHours, rebuildHours));
    let ready = holdHours + queued / crews;
    for (const need of prerequisites[index] ?? [])
      if (down[need] === 1) ready = Math.max(ready, done[need] ?? 0);
    done[index] = work + ready;
    queued += work;
  }
  return done;
}
