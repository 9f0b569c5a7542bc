/** Scripts by which an administrator collects what Vallgrav reads; they stand beside this file. */
import { readFileSync } from "node:fs";

/** What there is a script for. */
export const collectionSources = ["ad", "entra", "hyperv", "intune", "veeam"] as const;

/** A source that is collected by a script. */
export type CollectionSource = (typeof collectionSources)[number];

/**
 * The script of a source, with the byte order mark without which Windows PowerShell 5.1 takes å, ä
 * and ö for something else.
 */
export function collectionScript(source: CollectionSource): string {
  const text = readFileSync(new URL(`./scripts/${source}.ps1`, import.meta.url), "utf8");
  return `\uFEFF${text}`;
}
