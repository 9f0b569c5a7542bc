/** The shape of words for problems: a phrase per code; a missing one does not compile. */
import type { Problem } from "@vallgrav/kernel";

/** The languages of the product. */
export type LanguageCode = "sv" | "en";

/** A phrase of one or a few sentences for every code of a union of problems. */
export type Phrases<P extends Problem<string, object>> = {
  readonly [C in P["code"]]: (args: Extract<P, { readonly code: C }>["args"]) => string;
};

/** The word a table has for a key; the key itself where it is newer than the table. */
export function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? key;
}
