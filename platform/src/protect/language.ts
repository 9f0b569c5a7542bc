/** Loads the municipal attack language from the knowledge; once per process. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { invariant } from "@vallgrav/kernel";
import { compileLanguage, type Language, languageText } from "@vallgrav/mal";

export type LoadedLanguage = { readonly language: Language; readonly hash: string };

/** Hash of any value as text, lower-case hexadecimal SHA-256. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

let loaded: Promise<LoadedLanguage> | null = null;

async function load(): Promise<LoadedLanguage> {
  const main = "municipal.mal";
  const folder = dirname(fileURLToPath(import.meta.resolve(`@vallgrav/knowledge/${main}`)));
  const texts = new Map<string, string>();
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".mal")))
    texts.set(name, await readFile(join(folder, name), "utf8"));
  const compiled = compileLanguage({ main, read: (path) => texts.get(path) ?? null });
  invariant(compiled.ok, "the municipal attack language compiles: knowledge rule W1");
  return { language: compiled.language, hash: hashOf(languageText(compiled.language)) };
}

/** The compiled language and its hash. */
export async function loadLanguage(): Promise<LoadedLanguage> {
  loaded ??= load();
  return loaded;
}
