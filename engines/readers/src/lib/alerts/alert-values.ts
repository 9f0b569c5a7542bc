/** Values of alerts as products write them: how grave, when, by which techniques. */
import { msFromInstant, parseInstant } from "@vallgrav/kernel";
import { foldText } from "../table/fold.ts";
import type { ForeignLevel } from "./foreign-alert.ts";

const words: ReadonlyMap<string, ForeignLevel> = new Map([
  ...(["informational", "info", "information", "notice", "för kännedom"] as const).map(
    (word) => [foldText(word), "informational"] as const,
  ),
  ...(["low", "minor", "låg", "lågt", "p4", "p5"] as const).map(
    (word) => [foldText(word), "low"] as const,
  ),
  ...(["medium", "moderate", "warning", "medel", "mellan", "måttlig", "p3"] as const).map(
    (word) => [foldText(word), "medium"] as const,
  ),
  ...(["high", "major", "hög", "högt", "allvarlig", "allvarligt", "p2"] as const).map(
    (word) => [foldText(word), "high"] as const,
  ),
  ...(["critical", "severe", "kritisk", "kritiskt", "p1"] as const).map(
    (word) => [foldText(word), "critical"] as const,
  ),
]);

/**
 * How grave a product's word is. What nothing is said of, or in a word nobody knows, is medium:
 * somebody held it for worth an alert. So is a bare number: of some products 1 is the gravest, of
 * others the least.
 */
export function levelOf(text: string): ForeignLevel {
  return words.get(foldText(text)) ?? "medium";
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** `Nov 24, 2026 10:15:30 AM`, as the pages of Microsoft's portals are exported. */
const american =
  /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))? ?([ap]m)$/i;

/** `24 Nov 2026 10:15:30 +0100`, the weekday left out, as mail has it (RFC 5322 §3.3). */
const mailed = new RegExp(
  String.raw`^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?` +
    String.raw`(?: ([+-]\d\d)(\d\d)| (?:gmt|utc|z))?`,
  "i",
);

function two(value: string | number): string {
  return String(value).padStart(2, "0");
}

function monthOf(name: string): string {
  return two(months.indexOf(name.toLowerCase()) + 1);
}

/** A moment of a portal's page as ISO 8601, of UTC; null where it has another form. */
function ofPortal(text: string): string | null {
  const found = american.exec(text);
  if (found === null) return null;
  const [, name = "", day = "", year = "", hour = "", minute = "", second = "0", half = ""] = found;
  const hours = (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return `${year}-${monthOf(name)}-${two(day)}T${two(hours)}:${minute}:${two(second)}Z`;
}

/** A moment of a mail as ISO 8601; null where it has another form. */
function ofMail(text: string): string | null {
  const found = mailed.exec(text);
  if (found === null) return null;
  const [, day = "", name = "", year = "", hour = "", minute = "", second = "00"] = found;
  const offset = found[7] === undefined ? "Z" : `${found[7]}:${found[8] ?? "00"}`;
  return `${year}-${monthOf(name)}-${two(day)}T${hour}:${minute}:${second}${offset}`;
}

function isoOf(text: string): string {
  const joined = text.replace(/^(\d{4}-\d\d-\d\d)[ T]/, "$1T").replace(/ ?UTC$/, "Z");
  const timed = /^\d{4}-\d\d-\d\d$/.test(joined) ? `${joined}T00:00:00` : joined;
  return /(?:Z|[+-]\d\d:\d\d)$/.test(timed) ? timed : `${timed}Z`;
}

/** Milliseconds since 1970 UTC of a moment, which is of UTC where it does not say; null: none. */
export function momentOf(text: string): number | null {
  const given = text.trim().slice(0, 64);
  if (/^1\d{9}$/.test(given)) return Number(given) * 1_000;
  if (/^1\d{12}$/.test(given)) return Number(given);
  const instant = parseInstant(ofPortal(given) ?? ofMail(given) ?? isoOf(given));
  return instant === null ? null : msFromInstant(instant);
}

/** ATT&CK techniques named in a text, each once, in their order. */
export function techniquesOf(text: string): readonly string[] {
  const found = text
    .slice(0, 65_536)
    .matchAll(/(?<![A-Za-z0-9])[Tt][01]\d{3}(?:\.\d{3})?(?!\.?\d)/g);
  return [...new Set([...found].map(([one]) => one.toUpperCase()))];
}
