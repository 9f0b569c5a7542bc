/** What a warning concerns, as a file. Pure. */
import { csvText } from "@vallgrav/kernel";
import type { Affected, AffectedThing } from "@vallgrav/platform/api";

/** Columns, in order. Stable: ticket systems are set up after them. */
const columns = [
  "standing",
  "asset",
  "asset-kind",
  "asset-id",
  "because",
  "finding-ids",
  "systems",
  "owner",
  "unit",
  "committees",
  "ports",
  "secrecy",
  "reached-from",
  "reached-by",
] as const;

function rowOf(standing: "affected" | "unknown", thing: AffectedThing): readonly string[] {
  const { asset, because, findings, systems, owner, unit, committees, ports, exposure } = thing;
  return [
    standing,
    asset.name,
    asset.kind,
    asset.id,
    because.join(" "),
    findings.join(" "),
    systems.map(({ name }) => name).join("; "),
    owner ?? "",
    unit ?? "",
    committees.join("; "),
    ports.join(" "),
    // Of every row from its first day: what is given out is tested for harm.
    "possible",
    exposure?.from ?? "",
    exposure?.services.join(" ") ?? "",
  ];
}

/** Both lists as one file, the affected first. */
export function affectedCsv({ affected, unknown }: Affected): string {
  return csvText([
    columns,
    ...affected.map((one) => rowOf("affected", one)),
    ...unknown.map((one) => rowOf("unknown", one)),
  ]);
}
