/** What the fields of a cost sheet are called, where versions of it are held against each other. */
import { own } from "@vallgrav/kernel";
import type { LanguageCode } from "./phrases.ts";

const fields: Readonly<Record<string, readonly [sv: string, en: string]>> = {
  onceSek: ["engångskostnad", "cost once"],
  yearlySek: ["kostnad per år", "cost a year"],
  eachOnceSek: ["engångskostnad för var och en", "cost once for each"],
  eachYearlySek: ["kostnad per år för var och en", "cost a year for each"],
  many: ["antal", "how many"],
  source: ["källa", "source"],
  effectSource: ["källa till verkan", "source of the effect"],
  isLeftOut: ["tas inte med i planer", "left out of plans"],
  value: ["värde", "value"],
  like: ["verkar som", "works as"],
  name: ["namn", "name"],
  text: ["vad som ska göras", "what to do"],
};

/** A field in words; null where it has none of its own, as hours and effects. */
export function sheetFieldWord(field: string, language: LanguageCode): string | null {
  return own(fields, field)?.[language === "sv" ? 0 : 1] ?? null;
}
