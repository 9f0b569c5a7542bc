/**
 * Finds which of many folded ASCII texts stand in a text, in one pass (Aho and Corasick, as a
 * table). Letters of both cases are one; what is not ASCII starts over.
 */

/** The ASCII letter that a unit beyond ASCII folds to, or zero, which no text has. */
export function asciiOf(unit: number): number {
  if (unit === 0x21_2a) return 0x6b;
  return unit === 0x01_30 ? 0x69 : 0;
}

/** A table over texts; rows are states, columns classes of letters. */
export type LiteralScan = {
  readonly columns: number;
  /** Column of each ASCII unit; 0 for those in no text. */
  readonly classes: Uint8Array;
  /** Next row times columns; negative (complement) where a text ends there. */
  readonly table: Int32Array;
  /** By row: the text that ends there, or -1, and the next shorter row where one ends, or 0. */
  readonly ends: Int32Array;
  readonly shorter: Int32Array;
};

function classesOf(texts: readonly string[]): { classes: Uint8Array; columns: number } {
  const classes = new Uint8Array(128);
  let columns = 1;
  for (const text of texts)
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (classes[unit] !== 0) continue;
      classes[unit] = columns;
      if (unit >= 97 && unit <= 122) classes[unit - 32] = columns;
      columns += 1;
    }
  return { classes, columns };
}

/** A trie of the texts in rows of the table; the same text twice ends in one row. */
function plant(
  texts: readonly string[],
  classes: Uint8Array,
  columns: number,
): {
  table: Int32Array;
  ends: Int32Array;
  rows: number;
} {
  const most = texts.reduce((sum, text) => sum + text.length, 1);
  const table = new Int32Array(most * columns);
  const ends = new Int32Array(most).fill(-1);
  let rows = 1;
  for (const [id, text] of texts.entries()) {
    let row = 0;
    for (let at = 0; at < text.length; at += 1) {
      const cell = row * columns + (classes[text.charCodeAt(at)] ?? 0);
      if (table[cell] === 0) {
        table[cell] = rows;
        rows += 1;
      }
      row = table[cell] ?? 0;
    }
    ends[row] = id;
  }
  return { table: table.slice(0, rows * columns), ends: ends.slice(0, rows), rows };
}

/** Makes the table. Texts are distinct, folded, ASCII and not empty. Linear in their length. */
export function literalScan(texts: readonly string[]): LiteralScan {
  const { classes, columns } = classesOf(texts);
  const { table, ends, rows } = plant(texts, classes, columns);
  const shorter = new Int32Array(rows);
  const fails = new Int32Array(rows);
  const queue: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    const row = table[column] ?? 0;
    if (row > 0) queue.push(row);
  }
  for (let head = 0; head < queue.length; head += 1) {
    const row = queue[head] ?? 0;
    const fail = fails[row] ?? 0;
    shorter[row] = (ends[fail] ?? -1) >= 0 ? fail : (shorter[fail] ?? 0);
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const next = table[cell] ?? 0;
      const back = table[fail * columns + column] ?? 0;
      if (next === 0) table[cell] = back;
      else {
        fails[next] = back;
        queue.push(next);
      }
    }
  }
  for (let cell = 0; cell < table.length; cell += 1) {
    const row = table[cell] ?? 0;
    const isEnd = (ends[row] ?? -1) >= 0 || (shorter[row] ?? 0) > 0;
    table[cell] = isEnd ? ~(row * columns) : row * columns;
  }
  return { columns, classes, table, ends, shorter };
}

/** Tells of each text that ends in this row. */
function tell(
  { columns, ends, shorter }: LiteralScan,
  at: number,
  found: (id: number) => void,
): void {
  for (let row = at / columns; row > 0; row = shorter[row] ?? 0) {
    const id = ends[row] ?? -1;
    if (id >= 0) found(id);
  }
}

/** Whether any of the texts stands in `text` when folded. */
export function hasLiteral({ classes, table }: LiteralScan, text: string): boolean {
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    state = table[state + (classes[unit > 127 ? asciiOf(unit) : unit] ?? 0)] ?? 0;
    if (state < 0) return true;
  }
  return false;
}

/**
 * Calls `found` with the number of each text that stands in `text` when folded, once for every
 * place. Answers whether the text is all ASCII.
 */
export function scanLiterals(
  scan: LiteralScan,
  text: string,
  found: (id: number) => void,
): boolean {
  const { classes, table } = scan;
  let state = 0;
  let isPlain = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) isPlain = false;
    state = table[state + (classes[unit > 127 ? asciiOf(unit) : unit] ?? 0)] ?? 0;
    if (state < 0) {
      state = ~state;
      tell(scan, state, found);
    }
  }
  return isPlain;
}
