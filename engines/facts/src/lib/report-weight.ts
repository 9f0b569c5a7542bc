/** What reports on a yes-or-no fact weigh, by their kind and age (dials.md §2.2). */
import { exp, ln, msFromInstant } from "@vallgrav/kernel";
import type { Instant, ReportKind } from "@vallgrav/kernel";
import type { Report } from "./model.ts";

/** What is assumed of a kind of report. */
export type ReportQuality = {
  /** P(the report says "on" | it is on). */
  readonly onWhenOn: number;
  /** P(the report says "on" | it is off). */
  readonly onWhenOff: number;
  /** Days after which a report says half as much. */
  readonly halfLifeDays: number;
  /** Standard deviation of the bias, in logits, that one source has in common. */
  readonly biasSd: number;
  /** Where the figures come from: `A`, an assumption of dials.md §2.2. */
  readonly basis: "A";
};

/** The table of dials.md §2.2 [A]. */
export const reportQualities: Readonly<Record<ReportKind, ReportQuality>> = {
  exercised: { onWhenOn: 0.98, onWhenOff: 0.03, halfLifeDays: 365, biasSd: 0.2, basis: "A" },
  configuration: { onWhenOn: 0.98, onWhenOff: 0.02, halfLifeDays: 180, biasSd: 0.2, basis: "A" },
  outside: { onWhenOn: 0.9, onWhenOff: 0.1, halfLifeDays: 90, biasSd: 0.4, basis: "A" },
  person: { onWhenOn: 0.95, onWhenOff: 0.4, halfLifeDays: 365, biasSd: 0.8, basis: "A" },
};

const dayMs = 86_400_000;

/** 2^(−age/half-life) · ln LR of one report that says `value`; a report from later is not aged. */
function weightOf({ kind, validFrom }: Report, value: boolean, asOf: Instant): number {
  const { onWhenOn, onWhenOff, halfLifeDays } = reportQualities[kind];
  const ratio = value ? onWhenOn / onWhenOff : (1 - onWhenOn) / (1 - onWhenOff);
  const ageDays = Math.max(0, (msFromInstant(asOf) - msFromInstant(validFrom)) / dayMs);
  return exp((-Math.LN2 * ageDays) / halfLifeDays) * ln(ratio);
}

/**
 * What reports that all say `value` add to the logit of "on": Σ 2^(−age/half-life) · ln LR, of each
 * source the strongest only. Positive for true, negative for false, 0 without reports. The sum does
 * not depend on their order.
 */
export function reportWeight(reports: readonly Report[], value: boolean, asOf: Instant): number {
  const strongest = new Map<string, number>();
  for (const report of reports) {
    const weight = weightOf(report, value, asOf);
    const known = strongest.get(report.source);
    if (known === undefined || Math.abs(weight) > Math.abs(known))
      strongest.set(report.source, weight);
  }
  return [...strongest.values()].sort((a, b) => a - b).reduce((sum, weight) => sum + weight, 0);
}
