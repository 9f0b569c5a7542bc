/** Sizes and first lines of source files, and names no file may have. */
import { isSource } from "../tree.ts";
import type { Finding, Tree } from "../tree.ts";

/** Most lines of a source file, and most columns of a line. */
export const limits = { lines: 400, columns: 100 } as const;

/** Folders whose long lines hold sentences for people in one string, which no formatter breaks. */
export const proseFolders: readonly string[] = [
  "knowledge/src/",
  "platform/src/words/",
  "apps/web/src/words/",
  "apps/cli/src/words/",
  "examples/src/",
];

const forbiddenNames = /(?:^|[-.])(?:utils?|helpers?|common|misc|manager)(?:[-.]|$)/;

function isExcusedLine(file: string, line: string): boolean {
  if (/https?:\/\/\S{40,}/.test(line)) return true;
  const holdsProse = /(["'`])(?:(?!\1).){40,}\1/.test(line);
  return holdsProse && proseFolders.some((folder) => file.startsWith(folder));
}

/** Files that are too long, lines that are too wide, missing first comments, forbidden names. */
export function checkSize(tree: Tree): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of tree) {
    const name = file.slice(file.lastIndexOf("/") + 1);
    if (forbiddenNames.test(name))
      findings.push({ rule: "name", file, what: "name it after the thing or verb inside" });
    if (!isSource(file) || file.includes("/fixtures/")) continue;
    if (/[A-Z_]/.test(name)) findings.push({ rule: "name", file, what: "write it kebab-case" });
    const lines = text.split("\n");
    if (lines.length - 1 > limits.lines)
      findings.push({ rule: "lines", file, what: `${lines.length - 1} lines of ${limits.lines}` });
    for (const [index, line] of lines.entries())
      if (line.length > limits.columns && !isExcusedLine(file, line))
        findings.push({
          rule: "columns",
          file: `${file}:${index + 1}`,
          what: `${line.length} columns of ${limits.columns}`,
        });
    if (!/^(?:\/\*\*|#!)/.test(text))
      findings.push({ rule: "first-comment", file, what: "say first what it is for: /** … */" });
  }
  return findings;
}
