/** Texts of the file that are kept as they are: only such as hold neither secret nor number. */
import { report } from "./gathering.ts";
import type { Gathering } from "./gathering.ts";
import { withoutPersonalNumbers } from "./personal-number.ts";
import { assignsSecret } from "./secret.ts";

/** Longest part of a text that is searched for secrets, in UTF-16 code units. */
const searched = 8_192;

/**
 * The text without personal identity numbers; empty, with a notice, where it assigns a secret. What
 * is longer than is searched is cut.
 */
export function safeText(
  into: Gathering,
  [field, place]: readonly [field: string, place: string],
  text: string,
): string {
  const near = text.slice(0, searched);
  if (!assignsSecret(near)) return withoutPersonalNumbers(near);
  report(into, "notice", ["readers/secret-in-field", { field, what: "secret" }, place]);
  return "";
}
