/** Attributes of one entry of a collected directory, as scripts and LDAP spell their values. */
import { msFromInstant, parseInstant } from "@vallgrav/kernel";
import type { Json } from "@vallgrav/kernel";
import { listOf, member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";

/** An entry: attributes by the names that the directory's schema gives them. */
export type Entry = JsonObject;

/** The value as text: a number or truth value as LDAP would write it; null for what is neither. */
function textValue(value: Json | undefined): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const text = textOf(value);
  return text === "" ? null : text;
}

/** Values of an attribute, in order; a single one counts as a list of one. */
export function textsIn(entry: Entry, name: string): readonly string[] {
  const value = member(entry, name);
  const values = listOf(value) ?? [value];
  return values.map(textValue).filter((text) => text !== null);
}

/** The first value of an attribute; null where it has none. */
export function textIn(entry: Entry, name: string): string | null {
  return textsIn(entry, name)[0] ?? null;
}

/** The value as a whole number; null where it is none. Past 2^53 it is near, not exact. */
export function wholeIn(entry: Entry, name: string): number | null {
  const text = textIn(entry, name);
  // The largest ones are what a script makes of a double.
  if (text === null || !/^-?\d{1,20}$|^\d\.\d{1,17}e\+?1\d$/i.test(text)) return null;
  return Number(text);
}

/** Whether the bits are set in a number of flags, signed or not; false where it is none. */
export function flagIn(entry: Entry, name: string, bits: number): boolean {
  const flags = wholeIn(entry, name);
  return flags !== null && ((flags | 0) & bits) !== 0;
}

/** Seconds between 1601, from which Windows counts, and 1970. */
const secondsTo1970 = 11_644_473_600;
const ticksPerSecond = 10_000_000;

/** The moment that a FILETIME names, in seconds since 1970; null for never. */
export function fileTimeIn(entry: Entry, name: string): number | null {
  const ticks = wholeIn(entry, name);
  // The largest one means never, as nought does.
  if (ticks === null || ticks <= 0 || ticks >= 9.2e18) return null;
  return Math.floor(ticks / ticksPerSecond) - secondsTo1970;
}

const generalizedForm = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,7})?Z$/;

/** A time in seconds since 1970: ISO 8601, or as LDAP writes it (RFC 4517 §3.3.13). */
export function timeIn(entry: Entry, name: string): number | null {
  const text = textIn(entry, name);
  if (text === null || text.length > 40) return null;
  const instant = parseInstant(text.replace(generalizedForm, "$1-$2-$3T$4:$5:$6Z"));
  return instant === null ? null : Math.floor(msFromInstant(instant) / 1000);
}

/** A distinguished name as it is compared: upper and lower case are the same. */
export function nameKey(distinguishedName: string): string {
  return distinguishedName.toLowerCase();
}

/** Where the first part of a distinguished name ends (RFC 4514 §2.4); −1 where it has but one. */
function firstComma(name: string): number {
  for (let at = 0; at < name.length; at += 1) {
    if (name.charAt(at) === "\\") at += 1;
    else if (name.charAt(at) === ",") return at;
  }
  return -1;
}

/** The name of what holds a thing; empty at the top. */
export function parentOf(distinguishedName: string): string {
  const at = firstComma(distinguishedName);
  return at === -1 ? "" : distinguishedName.slice(at + 1);
}

/** The value of the first part of a name, `CN=S-1-5-11,…` → `S-1-5-11`; escapes are kept. */
export function firstValue(distinguishedName: string): string {
  const at = firstComma(distinguishedName);
  const part = at === -1 ? distinguishedName : distinguishedName.slice(0, at);
  return part.slice(part.indexOf("=") + 1);
}
