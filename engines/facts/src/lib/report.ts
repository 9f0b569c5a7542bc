/** Reports, their order, and the fact that several of them make. */
import { compareText } from "@vallgrav/kernel";
import type { Evidence, EvidenceId, Instant, Observation, Value } from "@vallgrav/kernel";
import type { Fact, Report } from "./model.ts";

/** Who stands behind a report, whatever the number of files. */
export function sourceOf(
  evidence: Evidence | undefined,
  id: EvidenceId,
  kind: Observation["report"],
): string {
  if (evidence === undefined) return id;
  return kind === "person" ? `${evidence.reader.id}/${evidence.by}` : evidence.reader.id;
}

/** Shared by all facts that nobody contradicts. */
const nobody: readonly never[] = [];

/** Who knows best comes first. */
export const standings = { observed: 0, declared: 1, assumed: 2 } as const;

/** Observed before declared, then newest first, then by evidence and observation. */
export function compareReports(a: Report, b: Report): number {
  return (
    standings[a.standing] - standings[b.standing] ||
    compareText(b.validFrom, a.validFrom) ||
    compareText(a.evidence, b.evidence) ||
    compareText(a.observation, b.observation)
  );
}

/** A value with the report that says it. */
export type Said<T> = { readonly value: T; readonly report: Report };

/** The same text for the same value; lists are compared as sets with repetitions. */
export function valueKey(value: Value): string {
  if (typeof value === "string") return `s${value}`;
  if (typeof value !== "object") return `${typeof value}${String(value)}`;
  return `l${JSON.stringify([...value].sort(compareText))}`;
}

/** Somebody's choice of whose word to take: the source, null where the choice is taken back. */
export type Trust = { readonly source: string | null; readonly report: Report };

/** The newest choice about one property of one thing; {@link compareReports} decides. */
export function rulingTrust(a: Trust | undefined, b: Trust): Trust {
  return a !== undefined && compareReports(a.report, b.report) <= 0 ? a : b;
}

/** The side of whom somebody chose to believe comes first, if anybody still says it. */
function chosenFirst<T>(
  sides: readonly { readonly value: T; readonly by: readonly Report[] }[],
  trust: Trust | undefined,
): typeof sides | null {
  if (trust === undefined || trust.source === null) return null;
  const chosen = sides.find(({ by }) => by.some(({ source }) => source === trust.source));
  return chosen === undefined ? null : [chosen, ...sides.filter((side) => side !== chosen)];
}

/**
 * The fact that reports make: the strongest rules, the others stand against it; where somebody
 * chose whom to believe, what that source says.
 * @param said not empty
 */
export function factOf<T extends Value>(said: readonly Said<T>[], trust?: Trust): Fact<T> | null {
  const [only, another] = said;
  // By far the most facts have one report: nothing to sort, and nobody against it.
  if (only !== undefined && another === undefined && trust === undefined) {
    const { value, report } = only;
    const { standing, validFrom: since } = report;
    return { value, standing, since, by: [report], against: nobody };
  }
  const sorted =
    said.length > 1 ? [...said].sort((a, b) => compareReports(a.report, b.report)) : said;
  const byValue = new Map<string, { readonly value: T; readonly by: Report[] }>();
  for (const { value, report } of sorted) {
    const key = valueKey(value);
    const known = byValue.get(key);
    if (known === undefined) byValue.set(key, { value, by: [report] });
    else known.by.push(report);
  }
  const sides = [...byValue.values()];
  const chosen = chosenFirst(sides, trust);
  const [ruling, ...against] = chosen ?? sides;
  const [first] = ruling?.by ?? [];
  if (ruling === undefined || first === undefined) return null;
  const since = ruling.by.reduce<Instant>(
    (oldest, { validFrom }) => (validFrom < oldest ? validFrom : oldest),
    first.validFrom,
  );
  const fact = { value: ruling.value, standing: first.standing, since, by: ruling.by, against };
  return chosen === null || trust === undefined ? fact : { ...fact, trusted: trust.report };
}
