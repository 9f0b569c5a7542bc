/**
 * How long the attacker's steps take: the time-to-compromise profile, kept apart from the language.
 * Each is log-normal by its median in days and the spread of its logarithm, so that the quickest of
 * many is not absurdly quick (dials.md §6.4); what shares a draw is named per step (§1.3).
 */
import { ln } from "@vallgrav/kernel";
import type { TimeExpression } from "@vallgrav/mal";
import { assumption, type Source } from "./source.ts";

/**
 * What one draw of the time is for: this step on this asset, all assets of one product, the
 * campaign.
 */
export type TimeSharing = "node" | "product" | "campaign";

export type StepTime = {
  readonly step: string;
  readonly medianDays: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
  readonly shared: TimeSharing;
  /** g: the scale is uncertain by this factor, one standard deviation; 3 a guess, 2 published. */
  readonly uncertainty: number;
  readonly source: Source;
};

const dwell: Source = {
  kind: "secondary",
  name: "Secureworks 2021–2023, time from intrusion to ransomware; as a sum along the way",
  reviewed: "2026-11-23",
};

function guess(step: string, medianDays: number, shared: TimeSharing, spread = 0.8): StepTime {
  return { step, medianDays, spread, shared, uncertainty: 3, source: assumption };
}

/** Ordered by step. A step of the language without an entry takes no time. */
export const stepTimes: readonly StepTime[] = [
  guess("alter", 0.5, "node"),
  guess("certificateIssued", 0.05, "campaign"),
  guess("coerced", 0.2, "campaign"),
  guess("destroy", 0.1, "campaign"),
  guess("dumpLocalPassword", 0.05, "campaign"),
  guess("elevate", 0.3, "product"),
  guess("exploit", 0.5, "product", 1),
  guess("harvest", 0.1, "node"),
  guess("issue", 0.2, "campaign"),
  guess("misused", 0.1, "campaign"),
  guess("read", 0.5, "node"),
  guess("replicated", 0.05, "campaign"),
  guess("resetUsed", 0.02, "campaign"),
  guess("reuseLocalPassword", 0.05, "campaign"),
  guess("roast", 1.5, "node", 1.2),
  guess("runLure", 0.05, "campaign"),
  guess("signInRemotely", 0.3, "campaign"),
  {
    step: "stage",
    medianDays: 1,
    spread: 0.8,
    shared: "campaign",
    uncertainty: 2,
    source: dwell,
  },
  guess("takeOver", 0.05, "campaign"),
  guess("useAccess", 1, "node", 1),
];

/** The time as an expression of the language, before its scale is made uncertain. */
export function timeExpression(entry: StepTime): TimeExpression {
  return { kind: "call", name: "LogNormal", arguments: [ln(entry.medianDays), entry.spread] };
}
