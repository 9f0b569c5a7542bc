/**
 * What reports on a defence weigh: how far they move its probability, and whose bias they carry.
 */
import { type Report, reportQualities, reportWeight } from "@vallgrav/facts";
import type { Instant } from "@vallgrav/kernel";
import type { DefenceFact } from "./defence-facts.ts";

export type GateEvidence = {
  /** Σ 2^(−age/half-life)·ln LR over the reports, both ways; logits. */
  readonly weight: number;
  /** Sources that reported, each once, with the spread of what they get wrong together. */
  readonly biases: readonly { readonly source: string; readonly sd: number }[];
  /** How the strongest report knows. */
  readonly standing: "observed" | "declared";
  /** What the strongest report says. */
  readonly on: boolean;
};

/** The evidence of a fact, or null where nothing it says speaks of the defence. */
export function weigh({ fact, on }: DefenceFact, asOf: Instant): GateEvidence | null {
  const sides = [{ value: fact.value, by: fact.by }, ...fact.against];
  const reports: Record<"on" | "off", Report[]> = { on: [], off: [] };
  let strongest: { readonly report: Report; readonly on: boolean } | null = null;
  for (const { value, by } of sides) {
    const says = on(value);
    if (says === null) continue;
    reports[says ? "on" : "off"].push(...by);
    const first = by[0];
    if (strongest === null && first !== undefined) strongest = { report: first, on: says };
  }
  if (strongest === null) return null;
  const spreads = new Map<string, number>();
  for (const { source, kind } of [...reports.on, ...reports.off]) {
    const { biasSd } = reportQualities[kind];
    spreads.set(source, Math.max(biasSd, spreads.get(source) ?? 0));
  }
  return {
    weight: reportWeight(reports.on, true, asOf) + reportWeight(reports.off, false, asOf),
    biases: [...spreads]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([source, sd]) => ({ source, sd })),
    standing: strongest.report.standing === "observed" ? "observed" : "declared",
    on: strongest.on,
  };
}
