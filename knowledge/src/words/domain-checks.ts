/** Words for checks of domains, each with how it is mended, ready to copy. */
import { own } from "@vallgrav/kernel";
import type { CheckPhrases, CheckWords } from "./dns-checks.ts";
import { domainChecksEn } from "./domain-checks-en.ts";
import { domainChecksSv } from "./domain-checks-sv.ts";
import type { LanguageCode } from "./phrases.ts";

/** Where TLS is asked of web and mail alike, the front of a check's name says of which. */
const fronts: Readonly<Record<LanguageCode, Readonly<Record<string, string>>>> = {
  sv: { "web-": "Webben: ", "mail-": "E-posten: " },
  en: { "web-": "Web: ", "mail-": "Mail: " },
};

/**
 * The words of a check for a domain; null for a check without words.
 * @param domain stands in records that are to be copied
 */
export function checkWords(check: string, domain: string): CheckWords | null {
  const [sv, en] = [phrasesOf(check, domain, "sv"), phrasesOf(check, domain, "en")];
  if (sv === null || en === null) return null;
  return { asks: { sv: sv.title, en: en.title }, fix: { sv: sv.fix, en: en.fix } };
}

function phrasesOf(check: string, domain: string, language: LanguageCode): CheckPhrases | null {
  const all = language === "sv" ? domainChecksSv : domainChecksEn;
  const front = /^(?:web|mail)-/u.exec(check)?.[0] ?? "";
  const whole = own(all, check);
  const words = whole ?? own(all, check.slice(front.length));
  if (words === undefined) return null;
  const before = whole === undefined ? (own(fronts[language], front) ?? "") : "";
  return { title: before + words.title, fix: words.fix.replaceAll("{domain}", domain) };
}
