/**
 * Swedish personal identity numbers in text: found to be dropped at the door. Form and check digit
 * follow folkbokföringslagen (1991:481) 18 §; coordination numbers add 60 to the day (18 a §).
 */

/** What stands in a kept text where a personal identity number stood. */
export const personalNumberMarker = "[personnummer]";

const candidate = /(?<!\d)(?:19|20)?(\d{6})[-+\u2013]?(\d{4})(?!\d)/g;

/** The sum of Luhn's method over ten digits, weights 2, 1, 2, 1 …; divisible by ten when right. */
function isChecked(tenDigits: string): boolean {
  let sum = 0;
  for (let at = 0; at < tenDigits.length; at += 1) {
    const product = (tenDigits.charCodeAt(at) - 0x30) * (at % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

/** Whether six digits can be a birth date; days 61–91 belong to coordination numbers. */
function isBirthDate(sixDigits: string): boolean {
  const month = Number(sixDigits.slice(2, 4));
  const day = Number(sixDigits.slice(4));
  const calendarDay = day > 60 ? day - 60 : day;
  return month >= 1 && month <= 12 && calendarDay >= 1 && calendarDay <= 31;
}

/** The text with every personal identity number replaced by {@link personalNumberMarker}. */
export function withoutPersonalNumbers(text: string): string {
  return text.replace(candidate, (whole, date: string, rest: string) =>
    isBirthDate(date) && isChecked(date + rest) ? personalNumberMarker : whole,
  );
}

/** Whether the text holds a personal identity number or coordination number. */
export function holdsPersonalNumber(text: string): boolean {
  return withoutPersonalNumbers(text) !== text;
}

/** The ten digits of a cell that is a personal identity number and nothing else; null otherwise. */
export function personalNumberIn(cell: string): string | null {
  const [, date, rest] = /^\s*(?:19|20)?(\d{6})\s?[-+\u2013]?\s?(\d{4})\s*$/.exec(cell) ?? [];
  if (date === undefined || rest === undefined) return null;
  return isBirthDate(date) && isChecked(date + rest) ? date + rest : null;
}
