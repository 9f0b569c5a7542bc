/** Headings and words brought into one spelling, so that they can be compared. */

/** Lower-case without accents; signs become spaces. */
export function foldText(text: string): string {
  // Most headings are plain letters, and cost a tenth of the others.
  if (/^[\0-\x7f]*$/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * A heading as the lists of headings write it: `Återläsning (timmar)` → `aterlasning timmar`, with
 * `%` as the word procent or percent.
 */
export function foldHeading(heading: string): string {
  const folded = foldText(heading.replaceAll("%", " procent "));
  return folded.startsWith("reserve ") ? folded.replace("procent", "percent") : folded;
}
