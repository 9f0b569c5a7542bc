/**
 * Numbers, money and dates as the reader's country writes them. Pure: no clock and no document, so
 * tests and print share them. Estimates have two significant digits; costs are given exactly.
 */
import { stockholm } from "./stockholm.ts";

/** Languages of the interface. */
export type Language = "sv" | "en";

const locales: Record<Language, string> = { sv: "sv-SE", en: "en-GB" };
const cache = new Map<string, Intl.NumberFormat>();

/** The locale whose customs a language follows. */
export function localeOf(language: Language): string {
  return locales[language];
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locales[language], options);
  cache.set(key, made);
  return made;
}

/** The text with its first letter large, as a cell that stands alone begins. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase("sv-SE") + text.slice(1);
}

/** A count or an exact amount: `1 200 000`, with no-break spaces in Swedish. */
export function formatWhole(value: number, language: Language): string {
  return numberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** An estimate with two significant digits: `1 100`, `0,38`. */
export function formatRough(value: number, language: Language): string {
  return numberFormat(language, { maximumSignificantDigits: 2 }).format(value);
}

/** A share 0–1 in per cent: `71 %`; never `0 %` or `100 %` for what is neither. */
export function formatShare(share: number, language: Language): string {
  const percent = share * 100;
  const unit = language === "sv" ? "\u00A0%" : "%";
  if (percent > 0 && percent < 1) return `<\u00A01${unit}`;
  if (percent < 100 && percent > 99) return `>\u00A099${unit}`;
  return `${formatWhole(percent, language)}${unit}`;
}

/** A range of shares: `25–34 %`; each end with its own sign where either cannot be a figure. */
export function formatShareRange(low: number, high: number, language: Language): string {
  const from = formatShare(low, language);
  const to = formatShare(high, language);
  if (from === to) return from;
  const isPlain = [from, to].every((said) => /^\d/.test(said));
  return isPlain ? `${formatWhole(low * 100, language)}–${to}` : `${from} – ${to}`;
}

/** An exact amount: `1 200 000 kr`. */
export function formatSek(sek: number, language: Language): string {
  const amount = formatWhole(sek, language);
  return language === "sv" ? `${amount}\u00A0kr` : `SEK\u00A0${amount}`;
}

/** A price as somebody wrote it: with its öre, where it has any, so that factors give their sum. */
export function formatPrice(sek: number, language: Language): string {
  if (Number.isInteger(sek)) return formatSek(sek, language);
  const amount = numberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(sek);
  return language === "sv" ? `${amount}\u00A0kr` : `SEK\u00A0${amount}`;
}

/** An estimated amount in the largest fitting unit: `5,6 Mkr`, `340 tkr`, `900 kr`. */
export function formatRoughSek(sek: number, language: Language): string {
  const units: readonly (readonly [number, string, string])[] = [
    [1_000_000, "Mkr", "million"],
    [1_000, "tkr", "thousand"],
  ];
  for (const [size, sv, en] of units) {
    if (rounded(sek) < size) continue;
    const amount = formatRough(sek / size, language);
    return language === "sv" ? `${amount}\u00A0${sv}` : `SEK\u00A0${amount}\u00A0${en}`;
  }
  const amount = formatRough(sek, language);
  return language === "sv" ? `${amount}\u00A0kr` : `SEK\u00A0${amount}`;
}

/** The value after rounding to two significant digits, so that 999 600 becomes a million. */
function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(2));
}

/** An amount in running text, three digits: `1,17 miljoner kronor`, `450 000 kronor`. */
export function spokenSek(sek: number, language: Language): string {
  const amount = sek === 0 ? 0 : Number(sek.toPrecision(3));
  if (amount < 1_000_000)
    return language === "sv"
      ? `${formatWhole(amount, language)} kronor`
      : `SEK\u00A0${formatWhole(amount, language)}`;
  const millions = numberFormat(language, { maximumSignificantDigits: 3 }).format(
    amount / 1_000_000,
  );
  if (language === "en") return `SEK\u00A0${millions}\u00A0million`;
  return `${millions}\u00A0${amount === 1_000_000 ? "miljon" : "miljoner"} kronor`;
}

/** A span of days in the unit that suits it: `14 timmar`, `3,2 dagar`, `41 dagar`. */
export function formatSpan(days: number, language: Language): string {
  const inHours = days < 1;
  const amount = inHours ? days * 24 : days;
  if (inHours && amount < 1) return language === "sv" ? "under en timme" : "under an hour";
  const figure = formatRough(amount, language);
  const isOne = figure === "1";
  if (language === "en") return `${figure}\u00A0${inHours ? "hour" : "day"}${isOne ? "" : "s"}`;
  if (inHours) return `${figure}\u00A0${isOne ? "timme" : "timmar"}`;
  return `${figure}\u00A0${isOne ? "dag" : "dagar"}`;
}

/** The day of an instant in Stockholm: `2026-11-25`; the text itself when it is no instant. */
export function formatDay(instant: string): string {
  const parts = stockholmParts(instant);
  return parts === null ? instant : parts.day;
}

/** Day and minute of an instant in Stockholm: `2026-11-25 14:05`. */
export function formatMinute(instant: string): string {
  const parts = stockholmParts(instant);
  return parts === null ? instant : `${parts.day}\u00A0${parts.minute}`;
}

function stockholmParts(instant: string): { readonly day: string; readonly minute: string } | null {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return null;
  const parts = new Map(
    stockholm()
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  return {
    day: `${get("year")}-${get("month")}-${get("day")}`,
    minute: `${get("hour")}:${get("minute")}`,
  };
}
