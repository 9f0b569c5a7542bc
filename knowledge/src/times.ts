/**
 * How long the attacker's steps take: the time-to-compromise profile, kept apart from the language.
 * Each is log-normal by its median in days and the spread of its logarithm, so that the quickest of
 * many is not absurdly quick (dials.md §6.4). What shares a draw (§1.3) stands in the language
 * beside each step, as `draw`.
 */
import { ln } from "@vallgrav/kernel";
import type { TimeExpression } from "@vallgrav/mal";
import { assumption, type Source } from "./source.ts";

export type StepTime = {
  readonly step: string;
  readonly medianDays: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
  /** g: the scale is uncertain by this factor, one standard deviation; 3 a guess, 2 published. */
  readonly uncertainty: number;
  readonly source: Source;
};

const dwell: Source = {
  kind: "secondary",
  name: {
    sv: "Secureworks 2021–2023, tid från intrång till utpressning; som summa längs vägen",
    en: "Secureworks 2021–2023, time from intrusion to ransomware; as a sum along the way",
  },
  reviewed: "2026-11-23",
};

function guess(step: string, medianDays: number, spread = 0.8): StepTime {
  return { step, medianDays, spread, uncertainty: 3, source: assumption };
}

/** Ordered by step. A step of the language without an entry takes no time. */
export const stepTimes: readonly StepTime[] = [
  guess("agentEnrolled", 0.05),
  guess("alter", 0.5),
  guess("certificateIssued", 0.05),
  guess("coerced", 0.2),
  guess("commanded", 0.5, 1),
  guess("crackAnswer", 1.5, 1.2),
  guess("crossed", 0.5, 1),
  guess("deceived", 0.2),
  guess("destroy", 0.1),
  guess("dumpLocalPassword", 0.05),
  guess("elevate", 0.3),
  guess("encryptDisks", 0.3),
  guess("enrolApproved", 0.1),
  guess("exploit", 0.5, 1),
  guess("factorWornOut", 0.3, 1),
  // Shorter than `exploit`: which flaw there is need not be looked for.
  guess("flawUsed", 0.2, 1),
  guess("gatewayTaken", 0.5, 1),
  guess("harvest", 0.1),
  guess("issue", 0.2),
  guess("listened", 1, 1),
  guess("lureDelivered", 0.1),
  guess("lureDeliveredInOwnName", 0.1),
  guess("mistaken", 5, 1.2),
  guess("misuse", 3, 1.2),
  guess("misused", 0.1),
  guess("operationStruck", 3, 1),
  guess("ownAuthorityTrusted", 0.2),
  guess("passwordFound", 1, 1),
  guess("platformExploited", 1, 1),
  guess("plugIn", 0.1),
  guess("proxied", 0.1),
  guess("pushToClients", 0.2),
  guess("read", 0.5),
  guess("relayed", 0.2),
  guess("replicated", 0.05),
  guess("replicatedInPart", 0.05),
  guess("resetUsed", 0.02),
  guess("reuseLocalPassword", 0.05),
  guess("roast", 1.5, 1.2),
  guess("runLure", 0.05),
  guess("runMedium", 0.1),
  guess("signInRemotely", 0.3),
  {
    step: "stage",
    medianDays: 1,
    spread: 0.8,
    uncertainty: 2,
    source: dwell,
  },
  guess("takeKeptData", 2, 1),
  guess("takeOver", 0.05),
  guess("updateTaken", 10, 1),
  guess("useAccess", 1, 1),
];

/** The time as an expression of the language, before its scale is made uncertain. */
export function timeExpression(entry: StepTime): TimeExpression {
  return { kind: "call", name: "LogNormal", arguments: [ln(entry.medianDays), entry.spread] };
}
