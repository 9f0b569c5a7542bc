/** Pairs of numbers sorted into rows by counting, in linear time; the form graphs are kept in. */

/**
 * Rows of distinct ascending numbers: row r is `values[offsets[r]] … values[offsets[r + 1] − 1]`.
 */
export type Rows = { readonly offsets: Int32Array; readonly values: Int32Array };

/** Pairs in the order they were found; `count` of them. */
export type Pairs = { readonly from: Int32Array; readonly to: Int32Array; readonly count: number };

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
