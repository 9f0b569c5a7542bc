/**
 * The house rules that no linter knows: sizes, names, first comments, documents that lead
 * somewhere, rules and tests that name each other, purity, and no trace of one machine.
 */
import { conclude, readTree, repositoryRoot } from "./tree.ts";
import type { Finding, Report, Tree } from "./tree.ts";
import { checkClaims } from "./tidy/claims.ts";
import { checkDependencies } from "./tidy/dependencies.ts";
import { checkDocuments } from "./tidy/documents.ts";
import { checkFuzzed, tellFuzzed } from "./tidy/fuzzed.ts";
import { checkPurity } from "./tidy/purity.ts";
import { checkRules } from "./tidy/rules.ts";
import { checkSize } from "./tidy/size.ts";
import { checkTables } from "./tidy/tables.ts";
import { checkTraces } from "./tidy/traces.ts";

/** A rule that does not hold for one file or folder (ending in `/`), with its reason. */
export type Exception = { readonly rule: string; readonly file: string; readonly why: string };

/** May only become fewer: one that excuses nothing any more is itself a finding. */
export const exceptions: readonly Exception[] = [
  {
    rule: "pure",
    file: "kernel/src/instant.ts",
    why: "turns milliseconds into text and back by Date, deterministic without a clock",
  },
];

/** Takes out what is excused, and adds the exceptions that excuse nothing. */
export function excuse(
  findings: readonly Finding[],
  allowed: readonly Exception[],
): readonly Finding[] {
  const used = new Set<Exception>();
  const left = findings.filter((finding) => {
    const path = finding.file.replace(/:\d+$/, "");
    const exception = allowed.find(
      ({ rule, file }) =>
        rule === finding.rule && (file.endsWith("/") ? path.startsWith(file) : path === file),
    );
    if (exception !== undefined) used.add(exception);
    return exception === undefined;
  });
  const stale = allowed
    .filter((one) => !used.has(one))
    .map(({ rule, file }) => ({ rule: "exception", file, what: `excuses no ${rule} any more` }));
  return [...left, ...stale];
}

/** Runs every house rule over a tree. */
export function checkTidy(
  tree: Tree,
  checkout: string,
  allowed: readonly Exception[],
): Report & { readonly tests: number } {
  const rules = checkRules(tree);
  const findings = [
    ...checkSize(tree),
    ...checkDocuments(tree),
    ...checkDependencies(tree),
    ...checkClaims(tree),
    ...checkFuzzed(tree),
    ...rules.findings,
    ...checkPurity(tree),
    ...checkTables(tree),
    ...checkTraces(tree, checkout),
  ];
  return { read: tree.size, unit: "files", findings: excuse(findings, allowed), tests: rules.read };
}

if (import.meta.main) {
  const tree = readTree(repositoryRoot);
  const report = checkTidy(tree, repositoryRoot, exceptions);
  for (const line of tellFuzzed(tree)) console.log(line);
  if (report.tests === 0) console.log("tidy: found no test at all");
  process.exitCode = Math.max(conclude("tidy", report), report.tests === 0 ? 1 : 0);
}
