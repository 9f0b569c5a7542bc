/** Boxes of plans: some measures settled, the rest open; and whole plans near a point of a box. */
import { isFeasible, type Rules, withMeasure } from "./feasible.ts";
import type { Choice, Limits } from "./problem.ts";

/** Per measure: 1 settled as chosen, 0 settled as left out, −1 open. */
export type Box = Int8Array;

/**
 * What follows from what is settled: what chosen measures require and exclude, and which open ones
 * do not fit beside them. Null where no plan of the box keeps within the limits.
 */
export function propagate(rules: Rules, limits: Limits, box: Box): Box | null {
  const next = box.slice();
  const chosen = new Uint8Array(next.length);
  for (const [index, closure] of rules.closure.entries()) {
    if (box[index] !== 1) continue;
    for (const needed of closure) {
      if (box[needed] === 0) return null;
      next[needed] = 1;
      chosen[needed] = 1;
    }
  }
  if (!isFeasible(rules, chosen, limits)) return null;
  for (const [index, closure] of rules.closure.entries()) {
    if (next[index] !== -1) continue;
    const fits =
      closure.every((needed) => next[needed] !== 0) &&
      isFeasible(rules, withMeasure(rules, chosen, index), limits);
    if (!fits) next[index] = 0;
  }
  return next;
}

/** The plan of a box in which nothing open is chosen. */
export function leastPlan(box: Box): Choice {
  return Uint8Array.from(box, (settled) => (settled === 1 ? 1 : 0));
}

/**
 * A plan of a box near a point: the largest shares first, then what the slopes say is cheapest,
 * until nothing more fits.
 */
export function roundPoint(
  rules: Rules,
  limits: Limits,
  box: Box,
  near: { readonly point: Float64Array; readonly slopes: Float64Array },
): Choice {
  const { point, slopes } = near;
  let plan = leastPlan(box);
  const open = [...box.keys()].filter((index) => box[index] === -1);
  open.sort(
    (a, b) => (point[b] ?? 0) - (point[a] ?? 0) || (slopes[a] ?? 0) - (slopes[b] ?? 0) || a - b,
  );
  for (const index of open) {
    if (plan[index] === 1) continue;
    const next = withMeasure(rules, plan, index);
    if (isFeasible(rules, next, limits)) plan = next;
  }
  return plan;
}
