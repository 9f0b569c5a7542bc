/**
 * Numbers of a workbook as text: dates by their serial number (ECMA-376 part 1 §18.17.4), shares
 * with a percent sign, all others as they are, by as many digits as a spreadsheet shows.
 */

/** What a number's format makes of it. */
export type NumberForm = "plain" | "date" | "percent";

/** Built-in formats (ECMA-376 part 1 §18.8.30) that are dates and times. */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** The form of a built-in format, or of one by its code. */
export function numberForm(id: number, code: string | undefined): NumberForm {
  if (code === undefined) {
    if (builtInDates.has(id)) return "date";
    return id === 9 || id === 10 ? "percent" : "plain";
  }
  const bare = code
    .slice(0, 256)
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, "")
    .replaceAll(/\[[^\]]*\]/g, "");
  if (/^(?:general|standard)$/i.test(bare.trim())) return "plain";
  if (/[dmyhs]/i.test(bare.replaceAll(/[eE][+-]/g, ""))) return "date";
  return bare.includes("%") ? "percent" : "plain";
}

/** Largest serial number: 9999-12-31. */
const lastSerial = 2_958_465;

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** The date that lies so many days after 1970-01-01 (Howard Hinnant, "civil_from_days"). */
function civil(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const day = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (day - Math.floor(day / 1_460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const dayOfYear =
    day - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}

/** Days from 1970-01-01 back to the day that serial number 0 stands for. */
const before1970 = { 1900: 25_569, 1904: 24_107 } as const;

/**
 * The text of a serial number: `2026-03-01`, with a time where it has one, only a time below one
 * day. Null where no date has that number. In the 1900 system number 60 is a day that never was.
 */
export function serialText(serial: number, is1904: boolean): string | null {
  if (!(serial >= 0) || serial > lastSerial) return null;
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  const rest = seconds - day * 86_400;
  const hours = two(Math.floor(rest / 3_600));
  const time = `${hours}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (day === 0 && rest > 0) return time;
  if (!is1904 && (day === 60 || day === 0)) return null;
  const shift = is1904 ? before1970[1904] : before1970[1900] - (day < 60 ? 1 : 0);
  return rest === 0 ? civil(day - shift) : `${civil(day - shift)} ${time}`;
}

/** A number as a spreadsheet shows it: at most fifteen digits. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** The text of a stored number under a form; as it stands where it is no number. */
export function numberText(stored: string, form: NumberForm, is1904: boolean): string {
  const value = stored.trim() === "" ? Number.NaN : Number(stored);
  if (!Number.isFinite(value)) return stored;
  if (form === "percent") return `${plainNumber(value * 100)}%`;
  return form === "date" ? (serialText(value, is1904) ?? plainNumber(value)) : plainNumber(value);
}
