/** What an object holds that must never be kept: told with place and field, never by value. */
import type { Json } from "@vallgrav/kernel";
import { report } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import type { SecretKind } from "../reading.ts";
import { looksSecret } from "../secret.ts";
import { pointerPart } from "../json.ts";
import type { JsonObject } from "../json.ts";

/** Fields that hold a password as such; not empty is enough. Lower-case. */
export const passwordFields: readonly string[] = [
  "userpassword",
  "unixpassword",
  "unixuserpassword",
  "unicodepassword",
  "unicodepwd",
  "sfupassword",
  "mssfu30password",
  "ms-mcs-admpwd",
  "mslaps-password",
];

/** Fields of free text in which people write what they should not. Lower-case. */
export const freeTextFields: readonly string[] = [
  "annotation",
  "comment",
  "description",
  "displayname",
  "info",
  "logonscript",
  "notes",
  "title",
];

/** Fields that repeat another one or that only hold identifiers. */
const notSearched = new Set(["distinguishedname", "domain", "domainsid", "objectid", "objectguid"]);

const fieldName = /^[\w-]{1,40}$/;
const passwords = new Set(passwordFields);
const freeTexts = new Set(freeTextFields);

function isEmpty(value: Json): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The first that applies; null where the field holds nothing of the sort. */
function judge(field: string, value: Json): SecretKind | null {
  if (passwords.has(field)) return isEmpty(value) ? null : "password";
  if (typeof value !== "string" || notSearched.has(field)) return null;
  if (holdsPersonalNumber(value)) return "personal-number";
  return freeTexts.has(field) && looksSecret(value) ? "secret" : null;
}

/** Reports every such field of an object's properties, in order of their names. */
export function reportSecrets(into: Gathering, properties: JsonObject, place: string): void {
  for (const key of Object.keys(properties).sort()) {
    const value = properties[key];
    into.work += 1 + (typeof value === "string" ? value.length : 0);
    const what = value === undefined ? null : judge(key.toLowerCase(), value);
    if (what === null) continue;
    const args = { field: fieldName.test(key) ? key.toLowerCase() : "?", what };
    // A name that is none could itself be the secret; then the pointer ends at the object.
    const at = fieldName.test(key) ? `${place}/${pointerPart(key)}` : place;
    report(into, "notice", ["readers/secret-in-field", args, at]);
  }
}
