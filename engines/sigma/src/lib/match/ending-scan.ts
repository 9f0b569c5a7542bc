/** Finds which of many folded ASCII texts end a folded text: a trie walked from the end. */

/** A trie of reversed texts; rows are nodes, columns classes of letters. */
export type EndingScan = {
  readonly columns: number;
  readonly classes: Uint8Array;
  /** Next row; 0: none. */
  readonly table: Int32Array;
  /** By row: the text that is whole there, or -1. */
  readonly ends: Int32Array;
};

/** Makes the trie. Texts are distinct, folded, ASCII and not empty. Linear in their length. */
export function endingScan(texts: readonly string[]): EndingScan {
  const classes = new Uint8Array(128);
  let columns = 1;
  let most = 1;
  for (const text of texts)
    for (let at = 0; at < text.length; at += 1, most += 1) {
      const unit = text.charCodeAt(at);
      if (classes[unit] !== 0) continue;
      classes[unit] = columns;
      columns += 1;
    }
  const table = new Int32Array(most * columns);
  const ends = new Int32Array(most).fill(-1);
  let rows = 1;
  for (const [id, text] of texts.entries()) {
    let row = 0;
    for (let at = text.length - 1; at >= 0; at -= 1) {
      const cell = row * columns + (classes[text.charCodeAt(at)] ?? 0);
      if (table[cell] === 0) {
        table[cell] = rows;
        rows += 1;
      }
      row = table[cell] ?? 0;
    }
    ends[row] = id;
  }
  return { columns, classes, table: table.slice(0, rows * columns), ends };
}

/** Whether any of the texts ends `folded`. */
export function hasEnding({ columns, classes, table, ends }: EndingScan, folded: string): boolean {
  let row = 0;
  for (let at = folded.length - 1; at >= 0; at -= 1) {
    const unit = folded.charCodeAt(at);
    if (unit > 127) return false;
    row = table[row * columns + (classes[unit] ?? 0)] ?? 0;
    if (row === 0) return false;
    if ((ends[row] ?? -1) >= 0) return true;
  }
  return false;
}

/** Calls `found` with the number of each text that ends `folded`, shortest first. */
export function scanEnding(scan: EndingScan, folded: string, found: (id: number) => void): void {
  const { columns, classes, table, ends } = scan;
  let row = 0;
  for (let at = folded.length - 1; at >= 0; at -= 1) {
    const unit = folded.charCodeAt(at);
    if (unit > 127) return;
    row = table[row * columns + (classes[unit] ?? 0)] ?? 0;
    if (row === 0) return;
    const id = ends[row] ?? -1;
    if (id >= 0) found(id);
  }
}
