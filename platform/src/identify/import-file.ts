/** What an import is given. */
import type { Instant } from "@vallgrav/kernel";
import type { TableMapping } from "@vallgrav/readers";

/** A file to import, lying on disk. */
export type ImportFile = {
  readonly path: string;
  /** Name as the user knows it. */
  readonly name: string;
  /**
   * When the file was last changed, for sources that do not say when they were made; null if
   * unknown.
   */
  readonly modifiedAt: Instant | null;
  /** Whether the file is ours to delete once it has been read. */
  readonly temporary: boolean;
  /** What its columns mean, where it is a table whose headings alone do not tell. */
  readonly mapping?: TableMapping;
};
