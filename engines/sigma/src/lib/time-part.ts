/** Parts of an instant in UTC, as the time modifiers compare them. */
import { msFromInstant, parseInstant, unreachable } from "@vallgrav/kernel";
import type { TimePart } from "./rule.ts";

const dayMs = 86_400_000;

/** An instant written as ISO 8601, also with a space for the T; without an offset it is UTC. */
export function parseTime(text: string): number | null {
  const found =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\d*(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (found === null) return null;
  const [, day = "", clock = "", offset = "Z"] = found;
  const instant = parseInstant(`${day}T${clock}${offset}`);
  return instant === null ? null : msFromInstant(instant);
}

type Day = { readonly year: number; readonly month: number; readonly day: number };

/** The calendar day of a number of days since 1970-01-01 (proleptic Gregorian). */
function civil(days: number): Day {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const leap = Math.floor(ofEra / 1_460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leap) / 365);
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The ISO week (1–53): that of the week's Thursday in its own year. */
function isoWeek(days: number): number {
  const weekday = (((days + 3) % 7) + 7) % 7;
  const thursday = days - weekday + 3;
  const { year } = civil(thursday);
  let first = thursday;
  while (civil(first - 7).year === year) first -= 7;
  return (thursday - first) / 7 + 1;
}

/** A part of an instant; month and day count from 1. */
export function timePart(ms: number, part: TimePart): number {
  const days = Math.floor(ms / dayMs);
  switch (part) {
    case "minute":
      return Math.floor(ms / 60_000) - Math.floor(ms / 3_600_000) * 60;
    case "hour":
      return Math.floor(ms / 3_600_000) - days * 24;
    case "week":
      return isoWeek(days);
    case "day":
    case "month":
    case "year":
      return civil(days)[part];
    default:
      return unreachable(part);
  }
}
