/** Harm tests as a file, for the registry and for whoever reviews. */
import { materials, secrecyGrounds } from "@vallgrav/knowledge";
import type { ReleaseView } from "../api/index.ts";
import { csvCell } from "@vallgrav/kernel";

const head = [
  "id",
  "authority",
  "asked-at",
  "asker",
  "what",
  "materials",
  "decided-at",
  "outcome",
  "grounds",
  "reason",
  "decided-by",
  "entered-by",
];

/** A row for each decision, and one for each request that has none. The lists may be secret too. */
export function releasesCsv(views: readonly ReleaseView[], language: "sv" | "en"): string {
  const namesOf = (ids: readonly string[]): string =>
    ids.map((id) => materials.find((one) => one.id === id)?.name[language] ?? id).join("; ");
  const lawsOf = (ids: readonly string[]): string =>
    ids.map((id) => secrecyGrounds.find((one) => one.id === id)?.law[language] ?? id).join("; ");
  const rows = views.flatMap(({ id, unit, askedAt, asker, what, materials: of, by, decisions }) => {
    const asked = [id, unit?.name ?? "", askedAt, asker, what, namesOf(of)];
    if (decisions.length === 0) return [[...asked, "", "", "", "", "", by]];
    return decisions.map((one) => [
      ...asked,
      one.at,
      one.outcome,
      lawsOf(one.grounds),
      one.reason,
      one.decidedBy,
      one.by,
    ]);
  });
  return `${[head, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}
