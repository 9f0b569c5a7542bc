/**
 * A dense table: sorted by its headings, reached by the keyboard, copied into a spreadsheet as
 * tab-separated text. An ordinary table element, so browsers and screen readers know it.
 */
import { type ClipboardEvent, type ReactNode, useDeferredValue, useState } from "react";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { Announce } from "./announce.tsx";
import { Button } from "./button.tsx";
import { visible } from "./shown-name.ts";
import { type Cell, sortRows, tabSeparated } from "./table-rows.ts";

/** A column: its heading, the value it sorts and copies by, and how that is drawn. */
export type Column<Row> = {
  readonly id: string;
  readonly heading: string;
  readonly value: (row: Row) => Cell;
  /** Copied instead of the value. */
  readonly copied?: (row: Row) => Cell;
  /** Drawn instead of the value. */
  readonly show?: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** The cell that names the row. */
  readonly isHeading?: boolean;
  /** Holds only what can be pressed: on paper it would stand empty. */
  readonly isScreenOnly?: boolean;
  readonly hint?: string;
};

function classOf<Row>({ isNumber, isScreenOnly }: Column<Row>): string | undefined {
  const names = [
    ...(isNumber === true ? ["number"] : []),
    ...(isScreenOnly === true ? ["screen-only"] : []),
  ];
  return names.length === 0 ? undefined : names.join(" ");
}

/** Rows drawn at most, so that a page stays fast; sorting and copying have them all. */
const rowsMost = 500;
/** Rows drawn with the page itself, more than a screen holds; the others follow at once. */
const rowsFirst = 40;

type Order = { readonly column: string; readonly isDescending: boolean };

/**
 * @param caption what the table shows; seen unless `isCaptionUnseen`
 * @param isStackedOnPaper whether a sheet is too narrow for the columns: each row is a list there
 */
export function Table<Row>({
  caption,
  isCaptionUnseen = false,
  isStackedOnPaper = false,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly isCaptionUnseen?: boolean;
  readonly isStackedOnPaper?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}): ReactNode {
  const { words, language } = useSpeech();
  const [order, setOrder] = useState<Order | null>(null);
  const by = columns.find((column) => column.id === order?.column);
  const sorted =
    by === undefined ? rows : sortRows(rows, by.value, order?.isDescending === true, language);
  const { said, copy, onCopy } = useCopy(columns, sorted);
  const many = Math.min(rows.length, rowsMost);
  // A page stands when its first rows do: five hundred rows of buttons take half a second.
  const drawn = useDeferredValue(many, Math.min(many, rowsFirst));
  if (rows.length === 0) return <p className="note">{words.table.empty}</p>;
  return (
    <div className={isStackedOnPaper ? "table-block stacked-paper" : "table-block"} onCopy={onCopy}>
      <ScrollRegion label={words.table.scroll(caption)}>
        <table>
          <caption className={isCaptionUnseen ? "unseen" : undefined}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.id} column={column} order={order} onOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, drawn).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column) => (
                  <TableCell
                    key={column.id}
                    column={column}
                    row={row}
                    isCalled={isStackedOnPaper}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="table-foot">
        <Button look="plain" onPress={() => void copy()}>
          {words.table.copy}
        </Button>
        {sorted.length <= rowsMost ? null : (
          <span className="small figure">
            {words.table.some(
              formatWhole(rowsMost, language),
              formatWhole(sorted.length, language),
            )}
          </span>
        )}
        <Announce>{said}</Announce>
      </div>
    </div>
  );
}

/** The table as tab-separated text, by the button or by the keyboard when nothing is selected. */
function useCopy<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): {
  readonly said: string;
  readonly copy: () => Promise<void>;
  readonly onCopy: (event: ClipboardEvent) => void;
} {
  const { words, language } = useSpeech();
  const [said, setSaid] = useState("");
  const text = (): string =>
    tabSeparated([
      columns.map((column) => column.heading),
      ...rows.map((row) => columns.map((column) => (column.copied ?? column.value)(row))),
    ]);
  const done = words.table.copied(rows.length, formatWhole(rows.length, language));
  return {
    said,
    copy: async () => {
      try {
        await navigator.clipboard.writeText(text());
        setSaid(done);
      } catch {
        // Without a secure address the browser has no clipboard for scripts.
        setSaid(words.table.copyFailed);
      }
    },
    onCopy: (event) => {
      if (getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", text());
      setSaid(done);
    },
  };
}

/** A wide thing that scrolls sideways by itself and can be focused to be scrolled by arrow keys. */
export function ScrollRegion({
  label,
  className = "scroll-region",
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  const region = { role: "region", "aria-label": label, tabIndex: 0 };
  return (
    <div className={className} {...region}>
      {children}
    </div>
  );
}

function Heading<Row>({
  column,
  order,
  onOrder,
}: {
  readonly column: Column<Row>;
  readonly order: Order | null;
  readonly onOrder: (order: Order) => void;
}): ReactNode {
  const isBy = order?.column === column.id;
  const sort = isBy ? (order.isDescending ? "descending" : "ascending") : "none";
  // Numbers are most often sought from the largest.
  const next = isBy ? !order.isDescending : column.isNumber === true;
  return (
    <th scope="col" aria-sort={sort} className={classOf(column)}>
      <button
        type="button"
        className="sort"
        title={column.hint}
        onClick={() => onOrder({ column: column.id, isDescending: next })}
      >
        {column.heading}
        <span aria-hidden="true" className="sort-mark">
          {sort === "none" ? "" : sort === "ascending" ? "▲" : "▼"}
        </span>
      </button>
    </th>
  );
}

/** @param isCalled whether the cell bears the heading of its column, for paper */
function TableCell<Row>({
  column,
  row,
  isCalled,
}: {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly isCalled: boolean;
}): ReactNode {
  const { language } = useSpeech();
  const value = column.value(row);
  const plain =
    typeof value === "number"
      ? formatWhole(value, language)
      : value === null
        ? null
        : visible(value);
  const shown = column.show === undefined ? plain : column.show(row);
  if (column.isHeading === true) return <th scope="row">{shown}</th>;
  const heading = isCalled ? { "data-heading": column.heading } : {};
  return (
    <td className={classOf(column)} {...heading}>
      {shown}
    </td>
  );
}
