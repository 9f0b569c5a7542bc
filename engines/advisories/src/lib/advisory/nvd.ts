/** Reads what NVD's interface answers (2.0): CVEs with configurations of CPE names. */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import type { Advisory, Severity } from "./advisory.ts";
import { configurationStatements } from "./configurations.ts";
import { advisoryLimits, type AdvisoryLimits } from "./limits.ts";
import { lineOf, listOf, memberOf, membersOf, momentOf, textOf } from "./taking.ts";

function severitiesOf(metrics: unknown): readonly Severity[] {
  return Object.entries(membersOf(metrics)).flatMap(([name, list]) =>
    listOf(list).flatMap((one) => {
      const value = textOf(memberOf(memberOf(one, "cvssData"), "vectorString"), 300);
      return value === "" ? [] : [{ kind: name.replace("cvssMetric", "CVSS_"), value }];
    }),
  );
}

/** Whether parsed JSON looks like such an answer. */
export function looksLikeNvd(value: unknown): boolean {
  const [first] = listOf(memberOf(value, "vulnerabilities"));
  return memberOf(value, "totalResults") !== undefined && memberOf(first, "cve") !== undefined;
}

/**
 * The CVEs of an answer, each under `NVD-` and its id, so that the assigner's own record stays
 * beside it. Entries without id or moment are counted. Total.
 * @returns `advisories/limit` above a ceiling
 */
export function readNvd(
  value: unknown,
  limits: AdvisoryLimits = advisoryLimits,
): Result<
  { readonly advisories: readonly Advisory[]; readonly leftOut: number },
  AdvisoriesProblem
> {
  const list = listOf(memberOf(value, "vulnerabilities"));
  const advisories: Advisory[] = [];
  for (const one of list) {
    const cve = memberOf(one, "cve");
    const id = textOf(memberOf(cve, "id"), 40);
    const modified = momentOf(memberOf(cve, "lastModified"));
    if (id === "" || modified === "") continue;
    const statements = configurationStatements(listOf(memberOf(cve, "configurations")));
    if (statements.length > limits.statements)
      return refuse("advisories/limit", { limit: "statements", max: limits.statements });
    const described = listOf(memberOf(cve, "descriptions")).find(
      (text) => textOf(memberOf(text, "lang"), 20) === "en",
    );
    advisories.push({
      id: `NVD-${id}`,
      source: "nvd",
      modified,
      isWithdrawn: textOf(memberOf(cve, "vulnStatus"), 40) === "Rejected",
      aliases: [id],
      upstream: [],
      title: lineOf(memberOf(described, "value"), 300),
      severities: severitiesOf(memberOf(cve, "metrics")).slice(0, 20),
      statements,
      unnamed: 0,
    });
  }
  return succeed({ advisories, leftOut: list.length - advisories.length });
}
