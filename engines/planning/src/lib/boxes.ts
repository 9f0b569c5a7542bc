/** Boxes of plans: some measures settled, the rest open; and whole plans near a point of a box. */
import { fittingBeside, isFeasible, type Rules, withMeasure } from "./feasible.ts";
import type { Choice, Limits } from "./problem.ts";

/** Per measure: 1 settled as chosen, 0 settled as left out, −1 open. */
export type Box = Int8Array;

/**
 * What follows from what is settled: what chosen measures require and exclude, and which open ones
 * do not fit beside them. Null where no plan of the box keeps within the limits.
 */
export function propagate(rules: Rules, limits: Limits, box: Box): Box | null {
  const next = box.slice();
  for (const [index, closure] of rules.closure.entries()) {
    if (box[index] !== 1) continue;
    for (const needed of closure) {
      if (box[needed] === 0) return null;
      next[needed] = 1;
    }
  }
  const chosen = leastPlan(next);
  // Volumes are counted by what may yet be chosen, so nothing is left out that a discount lets in.
  const possible = Uint8Array.from(next, (settled) => (settled === 0 ? 0 : 1));
  if (!isFeasible(rules, chosen, limits, possible)) return null;
  const fits = fittingBeside(rules, chosen, limits, possible);
  for (const [index, closure] of rules.closure.entries())
    if (next[index] === -1 && (closure.some((needed) => next[needed] === 0) || !fits(index)))
      next[index] = 0;
  return next;
}

/** The box of all plans: what is in place is settled. */
export function wholeBox(rules: Rules): Box {
  return Int8Array.from(rules.base, (held) => (held === 1 ? 1 : -1));
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
  // Where even that fits only with a discount still to come, the discount is counted on.
  const counted = isFeasible(rules, plan, limits)
    ? null
    : Uint8Array.from(box, (settled) => (settled === 0 ? 0 : 1));
  const open = [...box.keys()].filter((index) => box[index] === -1);
  open.sort(
    (a, b) => (point[b] ?? 0) - (point[a] ?? 0) || (slopes[a] ?? 0) - (slopes[b] ?? 0) || a - b,
  );
  for (const index of open) {
    if (plan[index] === 1) continue;
    const next = withMeasure(rules, plan, index);
    if (isFeasible(rules, next, limits, counted ?? next)) plan = next;
  }
  return plan;
}
