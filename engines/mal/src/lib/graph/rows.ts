/** Pairs of numbers sorted into rows by counting, in linear time; the form graphs are kept in. */

/**
 * Rows of distinct ascending numbers: row r is `values[offsets[r]] … values[offsets[r + 1] − 1]`.
 */
export type Rows = { readonly offsets: Int32Array; readonly values: Int32Array };

/** Pairs in the order they were found; `count` of them. */
export type Pairs = { readonly from: Int32Array; readonly to: Int32Array; readonly count: number };

/**
 * Rows written in order, a group of neighbouring rows at a time: nothing is sorted but the items of
 * one row, so a row of r items costs r log r, and one of a few next to nothing.
 */
export type RowWriter = {
  readonly offsets: Int32Array;
  values: Int32Array<ArrayBuffer>;
  /** Rows and values written. */
  rows: number;
  end: number;
  /** Items of the open group: which of its rows, and what. */
  itemRows: Int32Array<ArrayBuffer>;
  items: Int32Array<ArrayBuffer>;
  count: number;
};

/**
 * A writer without rows.
 * @param size how many rows there will be
 */
export function newRowWriter(size: number): RowWriter {
  return {
    offsets: new Int32Array(size + 1),
    // What is not written to takes no memory yet.
    values: new Int32Array(2 * size + 1024),
    rows: 0,
    end: 0,
    itemRows: new Int32Array(1024),
    items: new Int32Array(1024),
    count: 0,
  };
}

function grown(array: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  return new Int32Array(array.buffer.transfer(4 * Math.max(size, 2 * array.length)));
}

/** Adds an item to a row of the open group; in any order, also more than once. */
export function addItem(writer: RowWriter, row: number, item: number): void {
  const { count } = writer;
  if (count === writer.items.length) {
    writer.itemRows = grown(writer.itemRows, count + 1);
    writer.items = grown(writer.items, count + 1);
  }
  writer.itemRows[count] = row;
  writer.items[count] = item;
  writer.count = count + 1;
}

/** Beyond it a row is sorted by the library, before it by hand: calls cost more than short rows. */
const shortRow = 24;

function sortRow(values: Int32Array, from: number, to: number): void {
  if (to - from > shortRow) {
    values.subarray(from, to).sort();
    return;
  }
  for (let at = from + 1; at < to; at += 1) {
    const value = values[at] ?? 0;
    let place = at;
    for (; place > from && (values[place - 1] ?? 0) > value; place -= 1)
      values[place] = values[place - 1] ?? 0;
    values[place] = value;
  }
}

/** Writes the rows of the open group and opens the next. @param size how many rows it has */
export function writeGroup(writer: RowWriter, size: number): void {
  const { offsets, itemRows, items, count, rows, end } = writer;
  if (end + count > writer.values.length) writer.values = grown(writer.values, end + count);
  const { values } = writer;
  // Counts, then places, of the rows of the group stand where their offsets will.
  for (let at = 0; at < count; at += 1) {
    const row = rows + (itemRows[at] ?? 0) + 1;
    offsets[row] = (offsets[row] ?? 0) + 1;
  }
  let place = end;
  for (let row = rows + 1; row <= rows + size; row += 1) {
    const length = offsets[row] ?? 0;
    offsets[row] = place;
    place += length;
  }
  for (let at = 0; at < count; at += 1) {
    const row = rows + (itemRows[at] ?? 0) + 1;
    const free = offsets[row] ?? 0;
    offsets[row] = free + 1;
    values[free] = items[at] ?? 0;
  }
  let from = end;
  let write = end;
  for (let row = rows + 1; row <= rows + size; row += 1) {
    const to = offsets[row] ?? 0;
    if (to - from > 1) sortRow(values, from, to);
    let last = -1;
    for (let at = from; at < to; at += 1) {
      const value = values[at] ?? 0;
      if (value === last) continue;
      values[write] = value;
      write += 1;
      last = value;
    }
    offsets[row] = write;
    from = to;
  }
  writer.rows = rows + size;
  writer.end = write;
  writer.count = 0;
}

/** The rows written, which take over the writer's arrays. */
export function rowsOf({ offsets, values, end }: RowWriter): Rows {
  return { offsets, values: new Int32Array(values.buffer.transfer(4 * end)) };
}

/** For each of `size` keys where its first item goes; one longer than `size`. */
function startsOf(keys: Int32Array, count: number, size: number): Int32Array {
  const starts = new Int32Array(size + 1);
  for (let at = 0; at < count; at += 1) {
    const key = (keys[at] ?? 0) + 1;
    starts[key] = (starts[key] ?? 0) + 1;
  }
  for (let key = 0; key < size; key += 1)
    starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  return starts;
}

/** Keeps the first of equal neighbours in every row. */
function distinct({ offsets, values }: Rows): Rows {
  const size = offsets.length - 1;
  const starts = new Int32Array(size + 1);
  let write = 0;
  for (let row = 0; row < size; row += 1) {
    const end = offsets[row + 1] ?? 0;
    let last = -1;
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      const value = values[at] ?? 0;
      if (value === last) continue;
      values[write] = value;
      write += 1;
      last = value;
    }
    starts[row + 1] = write;
  }
  return { offsets: starts, values: write === values.length ? values : values.slice(0, write) };
}

/**
 * Rows by `from`, each holding its distinct `to`s in ascending order. Two stable counting sorts:
 * linear in pairs, `fromSize` and `toSize`. Numbers are 0 … size − 1.
 */
export function toRows({ from, to, count }: Pairs, fromSize: number, toSize: number): Rows {
  const byTo = startsOf(to, count, toSize);
  const sortedFrom = new Int32Array(count);
  const sortedTo = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    const key = to[at] ?? 0;
    const place = byTo[key] ?? 0;
    byTo[key] = place + 1;
    sortedFrom[place] = from[at] ?? 0;
    sortedTo[place] = key;
  }
  const offsets = startsOf(from, count, fromSize);
  const next = offsets.slice();
  const values = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    const key = sortedFrom[at] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    values[place] = sortedTo[at] ?? 0;
  }
  return distinct({ offsets, values });
}

/**
 * The same as {@link toRows} where rows are short: one counting sort, and each row for itself. Rows
 * that come in order cost nothing more.
 */
export function gatherRows({ from, to, count }: Pairs, fromSize: number): Rows {
  const offsets = startsOf(from, count, fromSize);
  const next = offsets.slice();
  const values = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    const key = from[at] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    values[place] = to[at] ?? 0;
  }
  for (let row = 0; row < fromSize; row += 1)
    sortRow(values, offsets[row] ?? 0, offsets[row + 1] ?? 0);
  return distinct({ offsets, values });
}

/**
 * The same pairs seen from the other side: row v holds, ascending, the rows that hold v. Linear.
 */
export function reverseRows({ offsets, values }: Rows, toSize: number): Rows {
  const starts = startsOf(values, values.length, toSize);
  const next = starts.slice();
  const reversed = new Int32Array(values.length);
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    const end = offsets[row + 1] ?? 0;
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      const value = values[at] ?? 0;
      const place = next[value] ?? 0;
      next[value] = place + 1;
      reversed[place] = row;
    }
  }
  return { offsets: starts, values: reversed };
}
