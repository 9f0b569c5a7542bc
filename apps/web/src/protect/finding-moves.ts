/** How much mending moves the position, as it may be said. Pure. */
import type { FindingView, Impact, ImpactState } from "@vallgrav/platform/api";
import { formatShare, type Language } from "../words/format.ts";
import type { Words } from "../words/sv.ts";

/** In figures, or in words where too little is known or nothing is computed. */
export function mannerOf(impacts: ImpactState | undefined): "figures" | "words" {
  return impacts?.state === "ready" ? impacts.speak : "words";
}

/**
 * Which word says how much mending moves. By the share of the damage that goes; thresholds of 1 and
 * 10 per cent are ours [A]. What only makes attacks slower or rarer moves little; where attacks go
 * this way and have others as quick, nothing by itself.
 */
export function stepOf({ loss, holds, heldDays, runs }: Impact): keyof Words["findings"]["steps"] {
  const less = -loss.value;
  if (less > 0) return less < 0.01 ? "little" : less < 0.1 ? "some" : "much";
  if (holds.value > 0 || heldDays.value > 0) return "little";
  return runs > 0 ? "others" : "none";
}

/**
 * One short text for a table.
 * @param speak null: nothing is computed yet, so nothing is known of any
 */
export function movesText(
  { impact }: Pick<FindingView, "impact">,
  { words, language }: { readonly words: Words; readonly language: Language },
  speak: "figures" | "words" | null,
): string {
  if (impact === null) return speak === null ? words.findings.notYet : words.findings.notInGraph;
  const less = -impact.loss.value;
  if (speak !== "figures" || less <= 0) return words.findings.steps[stepOf(impact)];
  return words.findings.less(formatShare(less, language));
}
