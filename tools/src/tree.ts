/**
 * The repository as a value: relative path → text. Checks read this and never the disk, so each can
 * be tested with a small tree that holds one planted violation.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Relative path with `/` → text; an empty text for files that are not text. */
export type Tree = ReadonlyMap<string, string>;

/** One thing a check found: where, and what to do about it. */
export type Finding = { readonly rule: string; readonly file: string; readonly what: string };

/** What a check read, and what it found. A check that read nothing has failed. */
export type Report = {
  readonly read: number;
  readonly unit: string;
  readonly findings: readonly Finding[];
};

/** Absolute path of the repository. */
export const repositoryRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const foldersNotRead = new Set(["node_modules", "dist", ".git", ".cache", "coverage"]);
const textEndings = /\.(?:[cm]?[jt]sx?|json|md|css|html|ya?ml|toml|mal|csv|xml|sh|ps1|cmd|txt)$/;
const largestTextBytes = 4_000_000;

function isText(path: string, sizeBytes: number): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return sizeBytes <= largestTextBytes && (textEndings.test(name) || !/.\./.test(name));
}

/** Reads every file of the repository below `root`, apart from installed, built and local ones. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!foldersNotRead.has(entry.name) && path !== "data") visit(path);
      } else if (entry.isFile()) {
        const full = join(root, path);
        tree.set(path, isText(path, statSync(full).size) ? readFileSync(full, "utf8") : "");
      }
    }
  };
  visit("");
  return tree;
}

/** Whether `path` names a file or a folder of the tree. */
export function exists(tree: Tree, path: string): boolean {
  if (tree.has(path)) return true;
  const prefix = path.endsWith("/") ? path : `${path}/`;
  for (const file of tree.keys()) if (file.startsWith(prefix)) return true;
  return false;
}

/** Files of program text: what the compiler, the linter and our own checks read. */
export function isSource(path: string): boolean {
  return /\.(?:ts|tsx|mts|mjs|js)$/.test(path) && !path.endsWith(".d.ts");
}

/** Tests, and what is only there to run them: they may use files, clocks and test libraries. */
export function isTest(path: string): boolean {
  return (
    /\.(?:test|fuzz)\.tsx?$/.test(path) ||
    /(?:^|\/)(?:test|bench|conformance|fixtures)\//.test(path) ||
    path.endsWith(".config.ts")
  );
}

/** Prints a report as one line per finding and one last line; returns the exit code. */
export function conclude(name: string, report: Report): number {
  for (const finding of report.findings)
    console.log(`${finding.file}: ${finding.what} [${finding.rule}]`);
  if (report.read === 0) console.log(`${name}: read nothing, so it proves nothing`);
  console.log(`${name}: ${report.read} ${report.unit}, ${report.findings.length} findings`);
  return report.read === 0 || report.findings.length > 0 ? 1 : 0;
}
