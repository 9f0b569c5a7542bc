/**
 * What a scanner found, as a property of the thing it was found on: the property names check and
 * instance, the value is a list of `name=value` texts. So findings have sources, places, ages and
 * contradictions like every other fact, and engines that know nothing of findings carry them.
 */
import type { PropertyName, Value } from "./observation.ts";

/** Severities on one scale; `unrated` where the source gives none, which is not the same as low. */
export const findingSeverities = ["unrated", "none", "low", "medium", "high", "critical"] as const;

/** One of {@link findingSeverities}. */
export type FindingSeverity = (typeof findingSeverities)[number];

/** What a check came to; `unknown` where the check could not tell. */
export const findingResults = ["affected", "unaffected", "unknown"] as const;

/** One of {@link findingResults}. */
export type FindingResult = (typeof findingResults)[number];

/** What a source reports about one check on one thing. */
export type ReportedFinding = {
  /** `<tool>:<id of the check>`, `openvas:1.3.6.1.4.1`; `cve:<id>` for advisories. */
  readonly check: string;
  /**
   * What tells findings of one check on one thing apart, so that the finding is known again in the
   * next report: port, package, place; empty where there is only one.
   */
  readonly key: string;
  readonly title: string;
  readonly severity: FindingSeverity;
  /** The source's own word or figure for severity; empty where it has none. */
  readonly rated: string;
  readonly result: FindingResult;
  /** CVE identifiers, upper-case, sorted. */
  readonly cves: readonly string[];
  /** `443/tcp`; null where it concerns no port. */
  readonly port: string | null;
  /** CVSS base score 0–10 as the source gives it; null where it gives none. */
  readonly score: number | null;
};

const prefix = "finding/";

/** The property that holds a finding: `finding/<check>`, or `finding/<check>@<key>`. */
export function findingProperty({
  check,
  key,
}: Pick<ReportedFinding, "check" | "key">): PropertyName {
  return key === "" ? `${prefix}${check}` : `${prefix}${check}@${key}`;
}

/** The value of that property. */
export function findingValue(finding: ReportedFinding): readonly string[] {
  const { title, severity, rated, result, cves, port, score } = finding;
  const parts = [`title=${title}`, `severity=${severity}`, `result=${result}`];
  if (rated !== "") parts.push(`rated=${rated}`);
  for (const cve of cves) parts.push(`cve=${cve}`);
  if (port !== null) parts.push(`port=${port}`);
  if (score !== null) parts.push(`score=${score}`);
  return parts;
}

/** The member of a closed list that a text is, else the given one. */
function memberOf<One extends string>(all: readonly One[], text: string | undefined, or: One): One {
  return all.find((one) => one === text) ?? or;
}

/** Whether a property is one that holds a finding; its value may be none all the same. */
export function isFindingProperty(property: PropertyName): boolean {
  return property.startsWith(prefix);
}

/** Reads a property back as a finding; null when it is none. Total: foreign values do no harm. */
export function findingOf(property: PropertyName, value: Value): ReportedFinding | null {
  if (!isFindingProperty(property) || typeof value !== "object") return null;
  const name = property.slice(prefix.length);
  const at = name.indexOf("@");
  const parts = new Map<string, string>();
  const cves: string[] = [];
  for (const text of value) {
    const sign = text.indexOf("=");
    const [part, rest] = [text.slice(0, sign), text.slice(sign + 1)];
    if (part === "cve") cves.push(rest);
    else if (sign > 0) parts.set(part, rest);
  }
  const score = Number(parts.get("score") ?? "");
  return {
    check: at === -1 ? name : name.slice(0, at),
    key: at === -1 ? "" : name.slice(at + 1),
    title: parts.get("title") ?? "",
    severity: memberOf(findingSeverities, parts.get("severity"), "unrated"),
    rated: parts.get("rated") ?? "",
    result: memberOf(findingResults, parts.get("result"), "unknown"),
    cves,
    port: parts.get("port") ?? null,
    score: parts.has("score") && Number.isFinite(score) ? score : null,
  };
}
