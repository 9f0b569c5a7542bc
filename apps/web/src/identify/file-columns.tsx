/** What tables of files that were read say of each: its name, its reader, when it was made. */
import { Moment } from "../parts/moment.tsx";
import type { Column } from "../parts/table.tsx";
import type { Words } from "../words/sv.ts";

type ReadFile = {
  readonly name: string;
  readonly reader: string;
  readonly producedAt: string | null;
};

/** The first columns of such a table. */
export function fileColumns<F extends ReadFile>(words: Words): readonly Column<F>[] {
  return [
    { id: "name", heading: words.sources.file, value: (row) => row.name, isHeading: true },
    {
      id: "reader",
      heading: words.sources.reader,
      value: (row) => words.readerName[row.reader] ?? row.reader,
    },
    {
      id: "produced",
      heading: words.sources.produced,
      value: (row) => row.producedAt,
      show: (row) => <Moment instant={row.producedAt} />,
    },
  ];
}
