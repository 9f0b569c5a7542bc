/** What tables of files that were read say of each: its name, its reader, when it was made. */
import { Fragment, type ReactNode } from "react";
import { Moment } from "../parts/moment.tsx";
import { visible } from "../parts/shown-name.ts";
import type { Column } from "../parts/table.tsx";
import type { Words } from "../words/sv.ts";

type ReadFile = {
  readonly name: string;
  readonly reader: string;
  readonly producedAt: string | null;
};

/**
 * The name of a file, which may break after a mark: unbroken, those of a directory's collector push
 * the last column out of the window.
 */
function showName(name: string): ReactNode {
  return visible(name)
    .split(/(?<=[_.-])/u)
    .map((part, index) => (
      <Fragment key={`${index} ${part}`}>
        {index === 0 ? null : <wbr />}
        {part}
      </Fragment>
    ));
}

/** The first columns of such a table. */
export function fileColumns<F extends ReadFile>(words: Words): readonly Column<F>[] {
  return [
    {
      id: "name",
      heading: words.sources.file,
      value: (row) => row.name,
      show: (row) => showName(row.name),
      isHeading: true,
    },
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
