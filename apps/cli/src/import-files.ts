/** `import` and `example load`: files in, counts out. */
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import {
  compareText,
  type EvidenceId,
  instantFromMs,
  type Json,
  type Problem,
  own,
} from "@vallgrav/kernel";
import type { ImportView } from "@vallgrav/platform/api";
import { filesBelow } from "@vallgrav/platform/collect";
import { type ImportFile, parseMapping, type TableMapping } from "@vallgrav/platform/identify";
import type { Ground } from "@vallgrav/server/facts";
import { followJob } from "./follow-job.ts";
import { table, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";
import type { UnreadableReason } from "./words.ts";

const reasons: Readonly<Record<string, UnreadableReason>> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  EISDIR: "folder",
  EACCES: "forbidden",
  EPERM: "forbidden",
};

/** Why a path cannot be read. */
export function unreadable(path: string, error: unknown): Problem {
  const reason = own(reasons, String(Reflect.get(Object(error), "code"))) ?? "other";
  const at = { file: path, place: "" };
  return { code: "cli/unreadable", severity: "error", at, args: { reason } };
}

/** Most bytes of a file that says what columns mean. */
const mappingBytes = 1_048_576;

/** What a file says that the columns of tables mean, or why it cannot be used. */
export function mappingOf(
  path: string,
): { readonly mapping: TableMapping } | { readonly problems: readonly Problem[] } {
  const at = { file: path, place: "" };
  const bad: Problem = {
    code: "cli/unreadable",
    severity: "error",
    at,
    args: { reason: "no-mapping" },
  };
  try {
    if (statSync(path).size > mappingBytes) return { problems: [bad] };
    const mapping = parseMapping(JSON.parse(readFileSync(path, "utf8")) as Json);
    return mapping === null ? { problems: [bad] } : { mapping };
  } catch (error) {
    return { problems: [error instanceof SyntaxError ? bad : unreadable(path, error)] };
  }
}

/** Most files of one folder: as many as a page takes of one that is dropped. */
const mostInFolder = 1_000;

/** What systems and Office put into folders, beside files whose names begin with a full stop. */
function isBeside(name: string): boolean {
  return /^(?:\.|~\$)/u.test(name) || ["thumbs.db", "desktop.ini"].includes(name.toLowerCase());
}

/** The files of a folder, however deep, in order of their paths; links are not followed. */
function filesIn(folder: string): readonly string[] {
  return filesBelow(folder)
    .filter((path) => !isBeside(basename(path)))
    .toSorted(compareText);
}

/** A path itself, or the files of the folder it is, and how many more lie in that. */
function filesAt(path: string): { readonly files: readonly string[]; readonly more: number } {
  if (!statSync(path).isDirectory()) return { files: [path], more: 0 };
  const found = filesIn(path);
  if (found.length === 0) throw Object.assign(new Error("no files"), { code: "EISDIR" });
  const files = found.slice(0, mostInFolder);
  return { files, more: found.length - files.length };
}

/** Says how many files of a folder are not taken; nothing where all are. */
function moreIn(folder: string, count: number): readonly Problem<string, object>[] {
  const at = { file: folder, place: "" };
  const args = { count, taken: mostInFolder };
  return count === 0 ? [] : [{ code: "cli/more-files", severity: "warning", at, args }];
}

function importFileAt(path: string, mapping: TableMapping | null): ImportFile {
  const found = statSync(path);
  if (!found.isFile()) throw Object.assign(new Error("no file"), { code: "EISDIR" });
  accessSync(path, constants.R_OK);
  return {
    path: resolve(path),
    name: basename(path),
    modifiedAt: instantFromMs(Math.trunc(found.mtimeMs)),
    temporary: false,
    ...(mapping === null ? {} : { mapping }),
  };
}

/** Files to import, and what is said of folders that hold more of them. */
export type GivenFiles = {
  readonly files: readonly ImportFile[];
  readonly more: readonly Problem<string, object>[];
};

/** The files of the paths, and of folders among them; or what cannot be read. */
export function filesOf(
  paths: readonly string[],
  mapping: TableMapping | null = null,
): GivenFiles | { readonly problems: readonly Problem[] } {
  const files: ImportFile[] = [];
  const more: Problem<string, object>[] = [];
  const problems: Problem[] = [];
  for (const path of paths)
    try {
      const found = filesAt(path);
      for (const file of found.files) files.push(importFileAt(file, mapping));
      more.push(...moreIn(path, found.more));
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  return problems.length > 0 ? { problems } : { files, more };
}

function linesOf(report: ImportView, model: string, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const count = (value: number): string => whole(value, language);
  const already = report.files.filter((file) => file.already).length;
  const rows = report.kinds.map(({ kind, declared, read, distinct }) => [
    visible(kind),
    declared === null ? "–" : count(declared),
    count(read),
    count(distinct),
  ]);
  const { read, distinct, repeats } = report.rights;
  rows.push([words.imported.rights, "–", count(read), count(distinct)]);
  return [
    words.imported.files(count(report.files.length), count(already)),
    "",
    ...table([words.imported.head, ...rows], [1, 2, 3]),
    ...(repeats > 0 ? [words.imported.repeats(count(repeats))] : []),
    ...(report.lists.some(({ near }) => near !== null) ? ["", words.imported.lists] : []),
    "",
    `${words.imported.domains}: ${report.domains.map((name) => visible(name)).join(", ") || "–"}`,
    `${words.status.model}: ${model}`,
  ];
}

/** What came of an import, after a word on its lists was taken where one was given. */
async function outcomeOf(
  { identify }: Pick<Ground, "identify">,
  importId: string,
  { is, by }: { readonly is: "own" | "next" | null; readonly by: string },
): Promise<ImportView | null> {
  const found = await identify.outcome(importId);
  if (found === null || is === null) return found;
  for (const { evidence } of found.lists)
    await identify.sayList({ list: evidence as EvidenceId, is }, by);
  return identify.outcome(importId);
}

/** Imports files as one whole and tells what was read, and what has come of it. */
export async function importFiles(
  rooms: Pick<Ground, "identify" | "jobs">,
  { files, more }: GivenFiles,
  speaker: Speaker,
  is: "own" | "next" | null = null,
): Promise<Told> {
  const by = speaker.env["USER"] ?? speaker.env["USERNAME"] ?? "terminal";
  const begun = await rooms.identify.importFiles(
    files.toSorted((a, b) => compareText(a.path, b.path)),
    by,
  );
  const job = await followJob(rooms.jobs, begun, speaker);
  if (job.state === "cancelled")
    return refused([{ code: "cli/cancelled", severity: "error", at: null, args: {} }]);
  const isRefused =
    job.state !== "done" || job.problems.some(({ severity }) => severity === "error");
  const report = isRefused ? null : await outcomeOf(rooms, job.id, { is, by });
  if (report === null) return { ...refused(job.problems), object: job.id };
  const { model } = await rooms.identify.status();
  const problems = [...more, ...report.problems];
  return {
    exit: 0,
    document: { ...report, problems, model },
    lines: linesOf(report, model, speaker),
    problems,
    object: job.id,
  };
}
