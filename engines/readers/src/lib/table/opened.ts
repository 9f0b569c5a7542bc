/** What opening a file as tables gives. */
import type { ArgsOf, FoundEncoding, ReadersCode } from "../reading.ts";
import type { Match } from "./match.ts";
import type { Table } from "./table.ts";

/** Something to be told of how a file was opened. */
export type Remark = {
  [Code in ReadersCode]: readonly [
    severity: "notice" | "warning",
    code: Code,
    args: ArgsOf<Code>,
    place: string,
  ];
}[ReadersCode];

/** Tables whose headings were found. */
export type Opened = {
  readonly tables: readonly { readonly table: Table; readonly match: Match }[];
  readonly decodedAs: FoundEncoding | null;
  readonly remarks: readonly Remark[];
  /** Bytes, characters and cells looked at. */
  readonly work: number;
};
