/** A language's files, found by their includes and put together in order. */
import type { Where } from "@vallgrav/kernel";
import { parseSource } from "./parse-source.ts";
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import type { AssociationSyntax, CategorySyntax, DefineSyntax } from "./syntax.ts";
import type { LanguageSyntax } from "./syntax.ts";

/** Where the text comes from: the file of a path, or null where there is none. */
export type ReadFile = (path: string) => string | null;

/**
 * Path `path` as seen from the file `from`: absolute, or relative to its folder; `.` and `..`
 * resolved.
 */
export function resolvePath(path: string, from: string): string {
  const isAbsolute = path.startsWith("/");
  const base = isAbsolute ? [] : from.split("/").slice(0, -1);
  const parts: string[] = [];
  for (const part of [...base, ...path.split("/")]) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const isRooted = isAbsolute || from.startsWith("/");
  return `${isRooted ? "/" : ""}${parts.join("/")}`;
}

/** How many folders a path climbs above where it is seen from. */
function climbOf(path: string): number {
  return path.split("/").filter((part) => part === "..").length;
}

/**
 * Whether an included path leads out of what the main file's path stands in: it climbs higher, or
 * is absolute where that one is not.
 */
function isOutside(path: string, main: string): boolean {
  if (path.startsWith("/") !== main.startsWith("/")) return true;
  return climbOf(path) > climbOf(main);
}

type Gathering = {
  readonly read: ReadFile;
  readonly reporter: Reporter;
  readonly seen: Set<string>;
  /** Files whose reading has begun and not ended, outermost first. */
  readonly open: string[];
  characters: number;
  readonly defines: DefineSyntax[];
  readonly categories: CategorySyntax[];
  readonly associations: AssociationSyntax[];
};

function gatherFile(gathering: Gathering, path: string, at: Where | null): void {
  const { reporter, seen, open } = gathering;
  const { limits } = reporter;
  if (open.includes(path)) reportWarning(reporter, at, "mal/include-cycle", { path });
  if (seen.has(path)) return;
  seen.add(path);
  if (seen.size > limits.files) {
    reportError(reporter, at, "mal/too-large", { what: "files", limit: limits.files });
    return;
  }
  if (open.length >= limits.depth) {
    reportError(reporter, at, "mal/too-deep", { limit: limits.depth });
    return;
  }
  const text = gathering.read(path);
  if (text === null) {
    reportError(reporter, at, "mal/file-missing", { path });
    return;
  }
  gathering.characters += text.length;
  if (gathering.characters > limits.characters) {
    reportError(reporter, at, "mal/too-large", { what: "characters", limit: limits.characters });
    return;
  }
  open.push(path);
  for (const item of parseSource(path, text, reporter)) {
    if (item.kind === "define") gathering.defines.push(item.define);
    else if (item.kind === "category") gathering.categories.push(item.category);
    else if (item.kind === "associations")
      for (const association of item.associations) gathering.associations.push(association);
    else {
      const included = resolvePath(item.path.text, path);
      if (isOutside(included, open[0] ?? path))
        reportError(reporter, item.path.at, "mal/include-outside", { path: included });
      else gatherFile(gathering, included, item.path.at);
    }
  }
  open.pop();
}

/** Reads the main file and all it includes, each once. Problems go to the reporter. */
export function gatherFiles(main: string, read: ReadFile, reporter: Reporter): LanguageSyntax {
  const gathering: Gathering = {
    read,
    reporter,
    seen: new Set(),
    open: [],
    characters: 0,
    defines: [],
    categories: [],
    associations: [],
  };
  gatherFile(gathering, resolvePath(main, ""), null);
  const { defines, categories, associations } = gathering;
  return { defines, categories, associations };
}
