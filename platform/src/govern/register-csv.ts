/** A register as a file, for the data protection officer and for the supervisor. */
import { csvText } from "@vallgrav/kernel";
import { processingFields } from "@vallgrav/knowledge";
import type { RegisterView } from "../api/index.ts";

/** Columns: the controller, the processing's fields by their names, and why it is left out. */
export function registerCsv({ unit, entries }: RegisterView, language: "sv" | "en"): string {
  const head = [
    "controller",
    ...processingFields,
    "left-out",
    "origin",
    "changed-by",
    "changed-at",
  ];
  const rows = entries.map(({ fields, leftOut, origin, by, at }) => [
    unit.name,
    ...processingFields.map((field) => fields[field][language]),
    leftOut ?? "",
    origin,
    by ?? "",
    at ?? "",
  ]);
  return csvText([head, ...rows]);
}
