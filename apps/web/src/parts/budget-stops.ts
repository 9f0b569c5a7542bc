/** Which stop of the curve a slider means when its value changes; pure. */
import type { CurvePoint } from "@vallgrav/platform/api";

/** The slider's smallest move, in SEK: a move of one such step goes to the neighbouring stop. */
export const sliderStepSek = 1000;

/**
 * The stop for a new slider value. Arrow keys move by one step and mean "the next stop"; a drag or
 * a click means the nearest one. Stops are sorted by budget; an empty curve answers `current`.
 */
export function stopAfter(curve: readonly CurvePoint[], current: number, value: number): number {
  const budgets = curve.map((stop) => stop.budgetSek);
  // The slider stands on the step nearest to its budget, and on none beyond its end.
  const steps = Math.min(
    Math.round(current / sliderStepSek),
    Math.floor((budgets.at(-1) ?? current) / sliderStepSek),
  );
  const move = value - steps * sliderStepSek;
  if (move !== 0 && Math.abs(move) <= sliderStepSek) {
    const next =
      move > 0
        ? budgets.find((budget) => budget > current)
        : budgets.findLast((budget) => budget < current);
    return next ?? current;
  }
  let nearest = current;
  for (const budget of budgets)
    if (Math.abs(budget - value) < Math.abs(nearest - value)) nearest = budget;
  return nearest;
}
