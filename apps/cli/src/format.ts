/** Numbers, money and tables for a terminal, as the reader's country writes them. */

/** Languages of the terminal. */
export type Language = "sv" | "en";

const locales: Readonly<Record<Language, string>> = { sv: "sv-SE", en: "en-GB" };

function written(value: number, language: Language, options: Intl.NumberFormatOptions): string {
  // Plain spaces: a terminal does not break lines at them, and people search for them.
  return value.toLocaleString(locales[language], options).replaceAll(/[\u00A0\u202F]/g, " ");
}

/** A count or an exact amount: `1 200 000`. */
export function whole(value: number, language: Language): string {
  return written(value, language, { maximumFractionDigits: 0 });
}

/** An estimate with two significant digits. */
export function rough(value: number, language: Language): string {
  return written(value, language, { maximumSignificantDigits: 2 });
}

/** `1 200 000 kr`. */
export function sek(value: number, language: Language): string {
  const amount = whole(value, language);
  return language === "sv" ? `${amount} kr` : `SEK ${amount}`;
}

/** An estimated amount, two significant digits. */
export function roughSek(value: number, language: Language): string {
  const amount = rough(value, language);
  return language === "sv" ? `${amount} kr` : `SEK ${amount}`;
}

/** A share 0–1 in per cent; never 0 or 100 for what is neither. */
export function share(value: number, language: Language): string {
  const sign = language === "sv" ? " %" : "%";
  const percent = value * 100;
  if (percent > 0 && percent < 1) return `< 1${sign}`;
  if (percent > 99 && percent < 100) return `> 99${sign}`;
  return `${whole(percent, language)}${sign}`;
}

/** A span of days, two significant digits; below one day in hours. */
export function span(days: number, language: Language): string {
  const [value, sv, en] = days < 1 ? [days * 24, "timmar", "hours"] : [days, "dagar", "days"];
  return `${rough(value, language)} ${language === "sv" ? sv : en}`;
}

/** A text from a file without what would move the cursor or colour the terminal. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
}

/** Whatever moves the cursor, colours, or turns the direction of what is read. */
const steering = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Lines as they go to a terminal: the last look, for a text that no command made {@link visible}.
 * Breaks of lines and tabs stay.
 */
export function harmless(lines: string): string {
  return lines.replaceAll(steering, (sign) => (sign === "\n" || sign === "\t" ? sign : "\uFFFD"));
}

/** A document of JSON as it goes to a terminal: the same document, such signs by their numbers. */
export function harmlessJson(document: string): string {
  return document.replaceAll(steering, (sign) =>
    sign === "\n" ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Rows as columns, two spaces apart. The first row is the heading.
 * @param right columns that stand to the right, by index
 */
export function table(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, at) =>
        right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
