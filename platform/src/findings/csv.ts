/**
 * Findings for the ticket system people already have: one row each, known again by its id in every
 * later list, closed when its state is `gone`.
 */
import { csvCell } from "@vallgrav/kernel";
import type { FindingView } from "../api/index.ts";

/** The columns, in order. Stable: ticket systems are set up after them. */
export const csvColumns = [
  "id",
  "also",
  "state",
  "asset",
  "asset-kind",
  "asset-id",
  "weakness",
  "title",
  "severity",
  "score",
  "certainty",
  "exploited-since",
  "owner",
  "unit",
  "due",
  "overdue",
  "accepted-until",
  "accepted-reason",
  "first",
  "last",
  "gone-since",
  "impact-loss-percent",
  "impact-holds-points",
  "impact-service-hours",
  "impact-persons",
  "impact-sek",
  "tools",
  "fix",
  "secrecy",
  "reached-from",
  "reached-by",
] as const;

type Column = (typeof csvColumns)[number];

function figure(value: number | undefined, digits: number): string {
  return value === undefined ? "" : String(Number(value.toFixed(digits)));
}

type Cells<Some extends Column> = Readonly<Record<Some, string>>;

type Moved = Extract<Column, `impact-${string}`>;

function movedCells({ impact }: FindingView): Cells<Moved> {
  const share = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : 100 * value;
  return {
    "impact-loss-percent": figure(share(impact?.loss.value), 2),
    "impact-holds-points": figure(share(impact?.holds.value), 2),
    "impact-service-hours": figure(impact?.serviceHours.value, 1),
    "impact-persons": figure(impact?.persons.value, 1),
    "impact-sek": figure(impact?.sek.value, 0),
  };
}

type Handled = "owner" | "unit" | "due" | "overdue" | "accepted-until" | "accepted-reason";

function handledCells({ owner, unit, decision, isOverdue }: FindingView): Cells<Handled> {
  return {
    owner: owner ?? "",
    unit: unit ?? "",
    due: decision?.due ?? "",
    overdue: isOverdue ? "yes" : "",
    "accepted-until": decision?.accepted?.until ?? "",
    "accepted-reason": decision?.accepted?.reason ?? "",
  };
}

function cellsOf(view: FindingView, language: "en" | "sv"): Cells<Column> {
  const { asset, exploited } = view;
  return {
    id: view.id,
    also: view.also.join(" "),
    state: view.state,
    asset: asset.name,
    "asset-kind": asset.kind,
    "asset-id": asset.id,
    weakness: view.weakness,
    title: view.title[language],
    severity: view.severity,
    score: view.score === null ? "" : String(view.score),
    certainty: view.certainty === null ? "" : figure(view.certainty, 2),
    "exploited-since": exploited?.since ?? "",
    ...handledCells(view),
    first: view.first,
    last: view.last,
    "gone-since": view.goneSince ?? "",
    ...movedCells(view),
    tools: [...new Set(view.reports.map(({ tool }) => tool))].join(" "),
    fix: view.fix.text[language],
    // Of every row from its first day: what is given out is tested for harm.
    secrecy: "possible",
    "reached-from": view.exposure?.from ?? "",
    "reached-by": view.exposure?.services.join(" ") ?? "",
  };
}

const numbers: ReadonlySet<Column> = new Set([
  "score",
  "certainty",
  "impact-loss-percent",
  "impact-holds-points",
  "impact-service-hours",
  "impact-persons",
  "impact-sek",
]);

/** Figures are as they are: a negative one is no formula. */
function cell(column: Column, text: string): string {
  return numbers.has(column) ? text : csvCell(text);
}

/** The list as CSV by RFC 4180: commas, CRLF, UTF-8 with headings. */
export function findingsCsv(views: readonly FindingView[], language: "en" | "sv"): string {
  const rows = views.map((view) => {
    const cells = cellsOf(view, language);
    return csvColumns.map((column) => cell(column, cells[column])).join(",");
  });
  return [csvColumns.join(","), ...rows, ""].join("\r\n");
}
