/** Everything that can be wrong with a table: how it was saved, its headings, rows and cells. */
import type { Problem } from "@vallgrav/kernel";
import type { Expected } from "../expected.ts";

type None = Readonly<Record<string, never>>;

/** Why a row of a table was left out. */
export type SkippedRow = "no-action" | "no-id" | "no-name" | "only-number" | "personal-number";

/** How letters of a text were lost: they became question marks, or two letters each. */
export type LostLetters = "question-marks" | "doubled";

/** Why a workbook cannot be opened. */
export type BadWorkbook = "damaged" | "encrypted" | "old-form" | "no-sheet" | "no-inflate";

/** The problems of tables, with their arguments. */
export type TableProblem =
  /** Headings, but nothing below them that could be read. */
  | Problem<"readers/not-a-register", { readonly reason: "no-row" }>
  | Problem<"readers/unclosed-quote", None>
  /** The last row is shorter than the others and the text ends in it. */
  | Problem<"readers/truncated-table", { readonly cells: number; readonly columns: number }>
  /** A row is divided by another sign than the headings are. */
  | Problem<"readers/mixed-separators", None>
  /** Lines in UTF-8 and others that are not. */
  | Problem<"readers/mixed-encodings", { readonly line: number }>
  | Problem<"readers/lost-letters", { readonly how: LostLetters; readonly example: string }>
  | Problem<"readers/bad-workbook", { readonly what: BadWorkbook }>
  | Problem<"readers/hidden-sheet", { readonly name: string }>
  | Problem<"readers/sheet-left-out", { readonly name: string }>
  /** Cells that got the value of the merged one above them. */
  | Problem<"readers/merged-cells", { readonly count: number }>
  /** Cells whose formula has no value in the file, or an error. */
  | Problem<"readers/no-value", { readonly count: number }>
  | Problem<"readers/unknown-column", { readonly heading: string }>
  | Problem<"readers/column-twice", { readonly heading: string }>
  | Problem<"readers/row-skipped", { readonly reason: SkippedRow }>
  | Problem<"readers/row-too-wide", { readonly cells: number; readonly columns: number }>
  | Problem<"readers/bad-cell", { readonly column: string; readonly expected: Expected }>
  | Problem<"readers/duplicate-system", { readonly id: string }>
  | Problem<"readers/unknown-system", { readonly id: string }>;
