/** How much mending moves the position, as it may be said. Pure. */
import type { FindingView, ImpactState } from "@vallgrav/platform/api";
import { formatShare, type Language } from "../words/format.ts";
import type { Words } from "../words/sv.ts";

/** In figures, or in words where too little is known or nothing is computed. */
export function mannerOf(impacts: ImpactState | undefined): "figures" | "words" {
  return impacts?.state === "ready" ? impacts.speak : "words";
}

/** Which word says how much of the damage goes; thresholds of 1 and 10 per cent are ours [A]. */
export function stepOf(lessShare: number): keyof Words["findings"]["steps"] {
  if (lessShare <= 0) return "none";
  if (lessShare < 0.01) return "little";
  return lessShare < 0.1 ? "some" : "much";
}

/** One short text for a table. */
export function movesText(
  { impact }: FindingView,
  { words, language }: { readonly words: Words; readonly language: Language },
  speak: "figures" | "words",
): string {
  if (impact === null) return words.findings.notInGraph;
  const less = -impact.loss.value;
  if (speak === "words" || less <= 0) return words.findings.steps[stepOf(less)];
  return words.findings.less(formatShare(less, language));
}
