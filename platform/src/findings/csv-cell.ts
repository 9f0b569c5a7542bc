/** One cell of a file of values set apart by commas. */

/** A cell in quotes where it needs them; a text that a spreadsheet would run is made harmless. */
export function csvCell(text: string): string {
  const flat = text.replaceAll(/[\r\n\t]+/g, " ");
  const harmless = /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
  return /[";,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
