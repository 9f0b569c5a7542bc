/** Whether something takes too long, told apart from a machine that had other things to do. */

/**
 * Does something; milliseconds that it took where that is more than may be, twice in a row, else
 * null. What waited for the machine is done anew, and is then quick.
 */
export function slowness(act: () => void, mostMs: number): number | null {
  let tookMs = 0;
  for (let left = 2; left > 0; left -= 1) {
    const beganMs = performance.now();
    act();
    tookMs = performance.now() - beganMs;
    if (tookMs <= mostMs) return null;
  }
  return tookMs;
}
