/**
 * Which findings are known flaws by which a computer can be taken over, and how sure that is: what
 * the attack graph knows of findings. One place of the language stands for all of a computer.
 */
import type { Asset } from "@vallgrav/facts";
import type { AssetId, FindingSeverity, Instant, ReportedFinding } from "@vallgrav/kernel";
import { certaintyOf, type ToldFinding, toldFindings } from "./told.ts";

/** What reports together say of the flaws of a computer. */
export type ReportedFlaw = {
  /** How sure it is that there is one and that it can be used: of the surest of them, 0–1. */
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
  return toldFindings(asset, isFlaw).filter(({ goneSince }) => goneSince === null);
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

/** What advisories say of software on a computer, as one flaw of it. */
export type AdvisedFlaw = ReportedFlaw & { readonly asset: AssetId };

/** What advisories say, by computer. */
export type AdvisedFlaws = ReadonlyMap<AssetId, ReportedFlaw>;

/** Nothing is known of advisories. */
export const nothingAdvised: AdvisedFlaws = new Map();

/** What reports and advisories say of the flaws of a computer; null where neither tells of one. */
export function knownFlaw(asset: Asset, asOf: Instant, advised: AdvisedFlaws): ReportedFlaw | null {
  const told = reportedFlaw(asset, asOf);
  const other = asset.kind === "computer" ? (advised.get(asset.id) ?? null) : null;
  if (told === null || other === null) return told ?? other;
  const isObserved = told.standing === "observed" || other.standing === "observed";
  return {
    certainty: Math.max(told.certainty, other.certainty),
    standing: isObserved ? "observed" : "declared",
  };
}
