/** What a configuration holds that must never be kept: told with key and line, never by value. */
import { holdsPersonalNumber } from "../personal-number.ts";
import type { SecretKind } from "../reading.ts";
import { assignsSecret, looksSecret } from "../secret.ts";
import type { Setting } from "./config-text.ts";

/** Keys whose values are secrets, also where they are written in the clear: by how they end. */
const secretKeys = new RegExp(
  "(?:password|passwd|passphrase|psksecret|secret|psk|pwd|private-key|md5-key|auth-?key|" +
    "enc-?key|api-key|token|^key|key-string|keystring)\\d?$",
);

/** Keys of free text in which people write what they should not. */
const textKeys = new Set([
  "comment",
  "comments",
  "contact-info",
  "description",
  "location",
  "post-login-banner",
  "pre-login-banner",
]);

/** Pages and messages that the maker wrote, which speak of passwords all the time. */
const makersTexts = /^system replacemsg\b/;

/** Values under secret keys that are none: switches, numbers of days, names of other objects. */
const harmless = /^(?:enable|disable|never|\d{1,5}|none|default)?$/;

function textOf(values: readonly string[]): string {
  return values.join(" ").slice(0, 8_192);
}

/** The kind of secret that a value is; null where it is none. */
function secretOf({ levels, key, values }: Setting): SecretKind | null {
  const [first = ""] = values;
  const section = levels.at(-1)?.section ?? "";
  if (makersTexts.test(section)) return null;
  // What the device has encrypted itself can be decrypted by whoever knows how.
  if (first === "ENC" && values.length > 1) return "password";
  if (secretKeys.test(key) && !values.every((one) => harmless.test(one))) return "password";
  // The name of a community is what opens it.
  if (section === "system snmp community" && key === "name") return "password";
  const text = textOf(values);
  return (textKeys.has(key) ? looksSecret(text) : assignsSecret(text)) ? "secret" : null;
}

/** What of a value must not be kept: perhaps a secret, perhaps a personal identity number. */
export function foundIn(setting: Setting): readonly SecretKind[] {
  const secret = secretOf(setting);
  const found: SecretKind[] = secret === null ? [] : [secret];
  const isMakers = makersTexts.test(setting.levels.at(-1)?.section ?? "");
  // What is encrypted is no text: digits in it are nobody's number.
  if (secret !== "password" && !isMakers && holdsPersonalNumber(textOf(setting.values)))
    found.push("personal-number");
  return found;
}
