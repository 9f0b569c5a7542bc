/** Files of an attack language and of a model, from disk to what the engine reads. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Problem } from "@vallgrav/kernel";
import type { Compat, Language, LanguageSyntax, LoadedModel } from "@vallgrav/mal";
import { compileLanguage, readLangspec, readModel, readScad } from "@vallgrav/mal";
import { defaultUploadLimits, openUpload } from "@vallgrav/platform/collect";
import { filesOf } from "./import-files.ts";

type Refused = { readonly ok: false; readonly problems: readonly Problem<string, object>[] };

/** A language that compiles, or why not. */
export type FoundLanguage =
  | {
      readonly ok: true;
      readonly language: Language;
      readonly syntax: LanguageSyntax;
      readonly problems: readonly Problem<string, object>[];
    }
  | Refused;

/** A model that was read, or why not. */
export type FoundModel =
  | {
      readonly ok: true;
      readonly loaded: LoadedModel;
      readonly problems: readonly Problem<string, object>[];
    }
  | Refused;

/** A language or a model is text of some megabytes, pictures of a `.mar` included. */
const limits = { ...defaultUploadLimits, fileBytes: 268_435_456, totalBytes: 536_870_912 };

/** Included files lie in the folder of the main one or below it, wherever links lead. */
function readBelow(folder: string, path: string): string | null {
  try {
    const real = realpathSync(join(folder, path));
    const inside = relative(realpathSync(folder), real);
    if (path.startsWith("/") || inside.startsWith("..") || resolve(inside) === inside) return null;
    const found = statSync(real);
    return found.isFile() && found.size <= 16_777_216 ? readFileSync(real, "utf8") : null;
  } catch {
    return null;
  }
}

/** The text of a file, or of the archive member whose name fits; empty where there is none. */
async function textOf(path: string, fits: (name: string) => boolean): Promise<string | Refused> {
  const opened = await openUpload(path, basename(path), limits);
  if (!opened.ok) return { ok: false, problems: [opened.problem] };
  for await (const { name, bytes } of opened.value.files)
    if (fits(name)) return new TextDecoder().decode(bytes);
  return "";
}

/** Reads a language: `.mar` and `.json` as its JSON, all else as source. */
export async function findLanguage(path: string, compat: Compat | null): Promise<FoundLanguage> {
  const files = filesOf([path]);
  if ("problems" in files) return { ok: false, problems: files.problems };
  const followed = compat === null ? {} : { compat };
  const file = basename(path);
  if (!/\.(?:mar|json)$/i.test(file)) {
    const folder = dirname(resolve(path));
    return compileLanguage({ main: file, read: (at) => readBelow(folder, at), ...followed });
  }
  const isArchive = /\.mar$/i.test(file);
  const text = await textOf(path, (name) => !isArchive || name === `${file}/langspec.json`);
  if (typeof text !== "string") return text;
  return readLangspec({ file: isArchive ? `${file}/langspec.json` : file, text, ...followed });
}

/** Reads a model: `.sCAD` archives of securiCAD, all else as mal-toolbox's JSON or YAML. */
export async function findModel(path: string): Promise<FoundModel> {
  const files = filesOf([path]);
  if ("problems" in files) return { ok: false, problems: files.problems };
  const file = basename(path);
  const isScad = /\.scad$/i.test(file);
  const text = await textOf(path, (name) => !isScad || name.endsWith(".eom"));
  if (typeof text !== "string") return text;
  return isScad ? readScad({ file, text }) : readModel({ file, text });
}
