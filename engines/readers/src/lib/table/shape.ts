/** What a kind of table looks like and how its rows are read. */
import type { AssetKind, ReportKind } from "@vallgrav/kernel";
import type { Gathering } from "../gathering.ts";
import type { PeopleRow, ReaderId, ShapeName } from "../reading.ts";
import type { SkippedRow } from "./table-problem.ts";

/** A row whose cells are found by what their column means. */
export type HeadedRow<Field extends string> = {
  /** The trimmed cell; empty where there is no such column, or where it holds a secret. */
  readonly cell: (field: Field) => string;
  /** Where that cell stands; of a column that is missing the row's first. */
  readonly place: (field: Field) => string;
};

/** The rows of all tables of one shape in a file. */
export type ShapedRows<Field extends string> = {
  readonly into: Gathering;
  readonly rows: readonly HeadedRow<Field>[];
  /** Whether any of the tables has such a column. */
  readonly has: (field: Field) => boolean;
  /** Remembers, in memory alone, what a row with that number or mail address is about. */
  readonly join: (cell: string, row: PeopleRow) => void;
};

/** What came of a row: the identifier it is counted by, or why it was skipped. */
export type RowResult = { readonly id: string } | { readonly skipped: SkippedRow };

/** Reads the rows of a file one after the other. */
export type RowReader<Field extends string> = {
  /** Tells what a row says. */
  readonly row: (row: HeadedRow<Field>) => RowResult;
  /** Tells what all rows say together. */
  readonly end?: () => void;
};

/** A kind of table. */
export type Shape<Field extends string = string> = {
  readonly name: ShapeName;
  readonly reader: ReaderId;
  /** The word by which its rows are counted. */
  readonly counted: string;
  /** What the rows list, where a list without skipped rows is complete; else null. */
  readonly lists: AssetKind | null;
  readonly standing: "observed" | "declared";
  readonly report: ReportKind;
  /** Headings of each column, as `foldHeading` writes them. */
  readonly headings: Readonly<Record<Field, readonly string[]>>;
  /** Headings that the tool is known to write and of which nothing is taken; folded likewise. */
  readonly unread?: readonly string[];
  /**
   * Headings, folded, that no other list has: where nobody said what the table is, one of them must
   * be there. Absent where what is needed is mark enough.
   */
  readonly marks?: ReadonlySet<string>;
  /** At least one column of each list must be there. */
  readonly needs: readonly (readonly Field[])[];
  /** Fewest columns that must be known. */
  readonly least: number;
  /** Begins to read; may look at all rows beforehand. */
  readonly begin: (rows: ShapedRows<Field>) => RowReader<Field>;
};
