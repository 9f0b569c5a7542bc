/**
 * What reports say of one thing, as findings: with who says it, how sure that is, and whether a
 * later report of the same tool that tells everything of the thing no longer has it.
 */
import { type Asset, factsNamed, type Report, reportWeight } from "@vallgrav/facts";
import {
  compareText,
  exp,
  findingOf,
  type Instant,
  isFindingProperty,
  type PropertyName,
  type ReportedFinding,
} from "@vallgrav/kernel";
import { lookedAt, type Looks, looksAt } from "./looked-at.ts";

/** A finding that some report tells of a thing. */
export type ToldFinding = {
  readonly property: PropertyName;
  readonly finding: ReportedFinding;
  /** Who says it, strongest first; never empty. */
  readonly by: readonly Report[];
  /**
   * Since when each of its sources has told everything of the thing without it; null while one of
   * them still has it, or never tells everything.
   */
  readonly goneSince: Instant | null;
};

/** Since when all of the reports' sources have been silent; see {@link ToldFinding}. */
function goneSince(
  looks: Looks,
  by: readonly Report[],
  finding: Pick<ReportedFinding, "key" | "port">,
): Instant | null {
  const last = new Map<string, Instant>();
  for (const { source, validFrom } of by) {
    const known = last.get(source);
    if (known === undefined || validFrom > known) last.set(source, validFrom);
  }
  let since: Instant | null = null;
  for (const [source, told] of last) {
    const newest = lookedAt(looks, source, finding);
    if (newest === null || newest <= told) return null;
    if (since === null || newest > since) since = newest;
  }
  return since;
}

/**
 * Every finding of a thing, in order of its property. Linear in its facts but for the sorting.
 * @param wants which at all; the others cost little
 */
export function toldFindings(
  asset: Asset,
  wants: (finding: ReportedFinding) => boolean = () => true,
): readonly ToldFinding[] {
  const found: ToldFinding[] = [];
  let looks: Looks | null = null;
  for (const [property, { value, by }] of factsNamed(asset, isFindingProperty)) {
    const finding = findingOf(property, value);
    if (finding === null || !wants(finding)) continue;
    looks ??= looksAt(asset);
    found.push({ property, finding, by, goneSince: goneSince(looks, by, finding) });
  }
  return found.sort((a, b) => compareText(a.property, b.property));
}

/**
 * How sure it is that what reports call a flaw is one, 0.5–1: what they weigh (dials.md §2.2, by
 * kind, age and source) against even odds [A].
 */
export function certaintyOf(reports: readonly Report[], asOf: Instant): number {
  return 1 / (1 + exp(reportWeight(reports, false, asOf)));
}
