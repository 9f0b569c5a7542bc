/** What columns of tables mean, as it travels. Types only. */
import type { Problem } from "@vallgrav/kernel";
import type { LookedTable, TableChoice, TableMapping } from "@vallgrav/readers";

export type { LookedTable, TableChoice, TableMapping };

/** What is shown of a file to somebody who is to say what its columns mean. */
export type TablesView = {
  /** None where the file holds no tables; then `problems` may say why. */
  readonly tables: readonly LookedTable[];
  readonly choices: readonly TableChoice[];
  readonly problems: readonly Problem[];
};

/** A meaning of columns that is remembered. */
export type MappingView = {
  /** Hash of the headings. */
  readonly id: string;
  readonly mapping: TableMapping;
  readonly by: string;
  readonly at: string;
};
