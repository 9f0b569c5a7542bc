/** Words for checks of domains, each with how it is mended, ready to copy. */
import { domainChecksEn } from "./domain-checks-en.ts";
import { domainChecksSv } from "./domain-checks-sv.ts";
import type { LanguageCode } from "./phrases.ts";

/** What a check asks, and how it is mended. */
export type CheckWords = { readonly title: string; readonly fix: string };

/** Where TLS is asked of web and mail alike, the front of a check's name says of which. */
const fronts: Readonly<Record<LanguageCode, Readonly<Record<string, string>>>> = {
  sv: { "web-": "Webben: ", "mail-": "E-posten: " },
  en: { "web-": "Web: ", "mail-": "Mail: " },
};

/**
 * The words of a check for a domain; null for a check without words.
 * @param domain stands in records that are to be copied
 */
export function checkWords(
  check: string,
  domain: string,
  language: LanguageCode,
): CheckWords | null {
  const all = language === "sv" ? domainChecksSv : domainChecksEn;
  const front = /^(?:web|mail)-/u.exec(check)?.[0] ?? "";
  const words = all[check] ?? all[check.slice(front.length)];
  if (words === undefined) return null;
  const before = all[check] === undefined ? (fronts[language][front] ?? "") : "";
  return { title: before + words.title, fix: words.fix.replaceAll("{domain}", domain) };
}
