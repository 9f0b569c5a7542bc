/** Values set apart by commas (RFC 4180), for spreadsheets and ticket systems. */

/** Whatever some program begins a new line or cell at, or a terminal is steered by. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;
/**
 * A formula where a cell begins, wide signs too. Behind a semicolon one may begin as well: that is
 * what sets cells apart in a Swedish spreadsheet, whose quotes begin nowhere but at a cell's start.
 */
const formula = /(^|;)(?=[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** A text that stays one cell, and that no spreadsheet runs. */
export function plainCell(text: string): string {
  return text.replaceAll(breaks, " ").replaceAll(formula, "$1'");
}

/** A cell in quotes where it needs them; a text that a spreadsheet would run is made harmless. */
export function csvCell(text: string): string {
  const plain = plainCell(text);
  return /[";,]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows of texts as a file, each row ended. Linear in the text. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
