/** One text per language, for hashing and comparing. */
import { canonicalJson } from "@vallgrav/kernel";
import type { Language } from "./language.ts";

/**
 * The language as canonical JSON: equal languages give equal bytes. Identify languages by the hash
 * of this text, not by id and version, which different languages share.
 */
export function languageText(language: Language): string {
  return canonicalJson(language);
}
