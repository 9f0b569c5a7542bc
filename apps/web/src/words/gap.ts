/** What the optimality gap certifies, in the words of dials.md §4.4 and no others. Pure. */
import type { PlanReport } from "@vallgrav/platform/api";
import { formatSek, formatWhole, type Language, localeOf } from "./format.ts";
import type { Words } from "./sv.ts";

/** The sentence for the plan's gap. */
export function gapWords(plan: PlanReport, words: Words, language: Language): string {
  const share = leastShare(plan.gap, language);
  if (!plan.finished) return words.money.gapStopped(share);
  if (plan.gap <= 0.01)
    return words.money.gapSmall(
      limitsOf(plan, words, language),
      formatWhole(plan.runs.planningRuns, language),
    );
  return words.money.gapLarge(share);
}

/** What the choice was made within: the budget, and own hours where they were limited. */
function limitsOf(plan: PlanReport, words: Words, language: Language): string {
  const budget = formatSek(plan.budgetSek, language);
  return plan.hoursLimit === null
    ? budget
    : words.money.within(budget, formatWhole(plan.hoursLimit, language));
}

/** 1 − gap in whole per cent, rounded down: "at least" must stay true. */
export function leastShare(gap: number, language: Language): string {
  const percent = Math.floor((1 - gap) * 100 + 1e-9);
  const figure = new Intl.NumberFormat(localeOf(language)).format(percent);
  return language === "sv" ? `${figure}\u00A0%` : `${figure}%`;
}
