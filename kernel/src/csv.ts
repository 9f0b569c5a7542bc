/** Values set apart by commas (RFC 4180), for spreadsheets and ticket systems. */

/** A cell in quotes where it needs them; a text that a spreadsheet would run is made harmless. */
export function csvCell(text: string): string {
  const flat = text.replaceAll(/[\r\n\t]+/g, " ");
  const harmless = /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
  return /[";,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows of texts as a file, each row ended. Linear in the text. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
