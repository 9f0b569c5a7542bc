/** security.txt: whom to tell of a weakness (RFC 9116). */
import type { Instant } from "@vallgrav/kernel";
import { msFromInstant, parseInstant } from "@vallgrav/kernel";

/** What is wrong with the file; those that end in `advice` are recommendations of the standard. */
export type SecurityTxtFlaw =
  | "not-utf8"
  | "byte-order-mark"
  | "line"
  | "no-contact"
  | "contact"
  | "no-expires"
  | "several-expires"
  | "expires"
  | "expired"
  | "far-expires-advice"
  | "not-https"
  | "several-languages"
  | "languages"
  | "too-long"
  /** It lies where it did before the standard, and is missing where it belongs. */
  | "old-place";

/** Most characters that are read. */
const longestFile = 100_000;

const dayMs = 86_400_000;

/** Fields whose values are addresses of pages. */
const webFields = new Set([
  "acknowledgments",
  "canonical",
  "encryption",
  "hiring",
  "policy",
  "csaf",
]);

/** The fields of a text that may be wrapped in a signature (RFC 9580 §7). */
function fieldsOf(
  text: string,
  flaws: Set<SecurityTxtFlaw>,
): readonly (readonly [string, string])[] {
  // Looked for once, at the first such line: a text of nothing else must not cost its square.
  const opening = /-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[^\r\n]+\r?\n)*\r?\n/uy;
  opening.lastIndex = Math.max(0, text.indexOf("-----BEGIN PGP SIGNED MESSAGE-----"));
  const begun = opening.exec(text);
  const from = begun === null ? 0 : begun.index + begun[0].length;
  const end = begun === null ? -1 : text.indexOf("-----BEGIN PGP SIGNATURE-----", from);
  const body = text.slice(from, end < 0 ? undefined : end);
  return body.split(/\r?\n/u).flatMap((line) => {
    const bare = line.replace(/^- /u, "").trim();
    if (bare === "" || bare.startsWith("#")) return [];
    const field = /^(?<name>[A-Za-z0-9-]+):[ \t]+(?<value>\S.*)$/u.exec(bare)?.groups;
    if (field === undefined) flaws.add("line");
    return field === undefined ? [] : [[(field["name"] ?? "").toLowerCase(), field["value"] ?? ""]];
  });
}

function checkExpiry(values: readonly string[], now: Instant, flaws: Set<SecurityTxtFlaw>): void {
  const [value, another] = values;
  if (value === undefined) flaws.add("no-expires");
  else if (another !== undefined) flaws.add("several-expires");
  else {
    const expires = parseInstant(value.replace(/z$/u, "Z").replace("t", "T"));
    if (expires === null) flaws.add("expires");
    else if (expires <= now) flaws.add("expired");
    else if (msFromInstant(expires) - msFromInstant(now) > 366 * dayMs)
      flaws.add("far-expires-advice");
  }
}

/** What is wrong with a security.txt at a moment; nothing where it is right. */
export function checkSecurityTxt(text: string, now: Instant): readonly SecurityTxtFlaw[] {
  if (text.length > longestFile) return ["too-long"];
  const flaws = new Set<SecurityTxtFlaw>();
  if (text.includes("\uFFFD")) flaws.add("not-utf8");
  if (text.startsWith("\uFEFF")) flaws.add("byte-order-mark");
  const fields = fieldsOf(text.replace(/^\uFEFF/u, ""), flaws);
  const valuesOf = (name: string): readonly string[] =>
    fields.filter(([one]) => one === name).map(([, value]) => value);
  const contacts = valuesOf("contact");
  if (contacts.length === 0) flaws.add("no-contact");
  if (!contacts.every((one) => /^(?:https:\/\/|mailto:|tel:)\S+$/iu.test(one)))
    flaws.add(contacts.some((one) => /^http:/iu.test(one)) ? "not-https" : "contact");
  checkExpiry(valuesOf("expires"), now, flaws);
  const languages = valuesOf("preferred-languages");
  if (languages.length > 1) flaws.add("several-languages");
  const tag = /^\s*[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\s*$/u;
  if (!languages.every((one) => one.split(",").every((part) => tag.test(part))))
    flaws.add("languages");
  const isPlain = ([name, value]: readonly [string, string]): boolean =>
    webFields.has(name) && /^http:/iu.test(value);
  if (fields.some(isPlain)) flaws.add("not-https");
  return [...flaws];
}
