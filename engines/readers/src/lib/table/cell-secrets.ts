/** What of a cell must not be kept: found in every cell of a table, whatever its column means. */
import { holdsPersonalNumber } from "../personal-number.ts";
import type { SecretKind } from "../reading.ts";
import { assignsSecret, looksSecret } from "../secret.ts";
import { foldHeading } from "./fold.ts";

/** Headings of columns that hold secrets themselves: by how they end, or by their last words. */
const secretHeading = new RegExp(
  "(?:losenord|password|passwd|passphrase|aterstallningsnyckel|" +
    "(?:^| )(?:losen|pwd|pin|pinkod|psk|secret|hemlighet|apikey|community|shared key|" +
    "delad nyckel|recovery key|api key|api nyckel|community string|connection string|" +
    "anslutningsstrang))$",
);

/** Headings of columns with free text. */
const textHeading = new RegExp(
  "beskrivning|description|annotation|" +
    "anteckning|notering|kommentar|comment|notes?\\b|ovrigt|information|" +
    "^info$|remark",
);

/** Values under such headings that are no secrets: yes and no, dates, numbers, nothing. */
const harmless =
  /^(?:-|ja|nej|yes|no|x|true|false|sant|falskt|n\/a|\*+|•+|\d{1,4}|\d{4}-\d\d-\d\d.{0,20})$/i;

/** What a column's heading says of the secrets its cells may hold. */
export type CellWatch = {
  /** Under which name a finding is told. */
  readonly field: string;
  readonly isSecret: boolean;
  readonly isText: boolean;
};

/** Watches a column by its heading. */
export function watchOf(heading: string, field: string): CellWatch {
  const folded = foldHeading(heading);
  return { field, isSecret: secretHeading.test(folded), isText: textHeading.test(folded) };
}

/** Longest part of a cell that is searched for secrets. */
const searched = 8_192;

function secretIn({ isSecret, isText }: CellWatch, cell: string): SecretKind | null {
  const text = cell.trim().slice(0, searched);
  if (text === "") return null;
  if (isSecret && !harmless.test(text)) return "password";
  return (isText ? looksSecret(text) : assignsSecret(text)) ? "secret" : null;
}

/** A cell of which the secret was taken, and what was found in it. */
export type Guarded = { readonly cell: string; readonly found: readonly SecretKind[] };

/** What most cells of a wide table are: one for all, since a file may have millions. */
const nothing: Guarded = { cell: "", found: [] };

/**
 * Looks for secrets and personal identity numbers in a cell. One with a secret is emptied; numbers
 * are for the reader to leave out, and in a column that is for them they are no finding.
 */
export function guarded(watch: CellWatch, cell: string, mayHoldNumber: boolean): Guarded {
  if (cell === "") return nothing;
  const secret = secretIn(watch, cell);
  const found: SecretKind[] = secret === null ? [] : [secret];
  if (!mayHoldNumber && holdsPersonalNumber(cell)) found.push("personal-number");
  return { cell: secret === null ? cell.trim() : "", found };
}
