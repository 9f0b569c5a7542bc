/**
 * Which findings are known flaws by which a computer can be taken over, and how sure that is: what
 * the attack graph knows of findings. One place of the language stands for all of a computer.
 */
import type { Asset } from "@vallgrav/facts";
import type { FindingSeverity, Instant, ReportedFinding } from "@vallgrav/kernel";
import { certaintyOf, type ToldFinding, toldFindings } from "./told.ts";

/** What reports together say of the flaws of a computer. */
export type ReportedFlaw = {
  /** How sure the surest of them is, 0.5–1. */
  readonly certainty: number;
  /** How it is known. */
  readonly standing: "observed" | "declared";
};

/** Severities that let a computer be taken over [A]: what is rated lower seldom does so alone. */
const grave: readonly FindingSeverity[] = ["high", "critical"];

/**
 * Whether a finding is a flaw of the kind that the step `flawUsed` takes: there, publicly known
 * (it has a CVE number), and grave [A].
 */
export function isFlaw({ result, cves, severity }: ReportedFinding): boolean {
  return result === "affected" && cves.length > 0 && grave.includes(severity);
}

/** The flaws that reports tell of a computer and that are not gone; of other kinds none. */
export function flawsTold(asset: Asset): readonly ToldFinding[] {
  if (asset.kind !== "computer") return [];
  return toldFindings(asset).filter(
    ({ finding, goneSince }) => goneSince === null && isFlaw(finding),
  );
}

/** What reports say of the flaws of a computer; null where they tell of none. */
export function reportedFlaw(asset: Asset, asOf: Instant): ReportedFlaw | null {
  const flaws = flawsTold(asset);
  if (flaws.length === 0) return null;
  const observed = flaws.some(({ by }) => by.some(({ standing }) => standing === "observed"));
  return {
    certainty: Math.max(...flaws.map(({ by }) => certaintyOf(by, asOf))),
    standing: observed ? "observed" : "declared",
  };
}
