/** Reads files into a folder of advisories: a new state beside the old, then in its place. */
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { fail, succeed } from "@vallgrav/kernel";
import type { Problem, Result } from "@vallgrav/kernel";
import { writeAdvisoryFile } from "../storage/advisory-file.ts";
import type { AdvisoryWriter } from "../storage/advisory-file.ts";
import { feed, FeedRefused, type OnProgress } from "./feed.ts";
import {
  type AdvisoryManifest,
  type AdvisorySourceFile,
  folderProblem,
  hashOfFile,
  isWhole,
  manifestName,
  readManifest,
  writeManifest,
} from "./manifest.ts";

/** What an update did. */
export type Updated = {
  readonly manifest: AdvisoryManifest;
  /** Per path: what was read of it, or that it was read before. */
  readonly files: readonly {
    readonly name: string;
    readonly records: number;
    readonly changed: number;
    readonly leftOut: number;
    readonly already: boolean;
  }[];
  /** Records that were left out, as warnings. */
  readonly problems: readonly Problem<string, object>[];
};

type Outcome = Result<Updated, Problem<string, object>>;
type Files = Updated["files"][number];

/** Folders have no hash: their records say themselves whether they are newer. */
async function hashOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? "" : hashOfFile(path);
}

type Work = {
  readonly writer: AdvisoryWriter;
  readonly known: readonly AdvisorySourceFile[];
  readonly onProgress: OnProgress;
};

async function feedAll(
  paths: readonly string[],
  { writer, known, onProgress }: Work,
): Promise<Pick<Updated, "files" | "problems"> & { sources: readonly AdvisorySourceFile[] }> {
  const files: Files[] = [];
  const problems: Problem<string, object>[] = [];
  const sources = new Map(known.map((one) => [one.name, one]));
  for (const path of paths) {
    const [name, sha256] = [basename(path), await hashOf(path)];
    const before = sources.get(name);
    if (sha256 !== "" && before?.sha256 === sha256) {
      files.push({ name, records: before.records, changed: 0, leftOut: 0, already: true });
      continue;
    }
    const { records, changed, leftOut, problems: own } = await feed(path, writer, onProgress);
    files.push({ name, records, changed, leftOut, already: false });
    problems.push(...own);
    const args = { count: leftOut - own.length };
    if (args.count > 0)
      problems.push({
        code: "collect/records-left-out",
        severity: "warning",
        at: { file: name, place: "" },
        args,
      });
    sources.set(name, { name, sha256, records });
  }
  return { files, problems, sources: [...sources.values()] };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Takes away states that no manifest names any more. */
async function tidyUp(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^advisories-\d{1,15}\.sqlite$/.test(name) && name !== kept)
      await rm(join(folder, name), { force: true });
}

/** The state to go on from; null for none; a damaged one is refused rather than built upon. */
async function startingPoint(
  folder: string,
): Promise<Result<AdvisoryManifest | null, Problem<string, object>>> {
  const found = await readManifest(folder);
  if (!found.ok || found.value === null) return found;
  if (await isWhole(folder, found.value)) return found;
  return fail(folderProblem("collect/advisories-damaged", join(folder, found.value.file)));
}

async function publish(
  folder: string,
  [unfinished, before]: readonly [unfinished: string, before: AdvisoryManifest | null],
  made: Omit<AdvisoryManifest, "file" | "bytes" | "sha256">,
): Promise<Result<AdvisoryManifest, Problem<string, object>>> {
  const file = `advisories-${made.generation}.sqlite`;
  await sync(unfinished);
  const sha256 = await hashOfFile(unfinished);
  const { size: bytes } = await stat(unfinished);
  const now = await readManifest(folder);
  if (!now.ok || (now.value?.generation ?? 0) !== (before?.generation ?? 0))
    return fail(folderProblem("collect/advisories-changed", join(folder, manifestName)));
  const manifest: AdvisoryManifest = { ...made, file, bytes, sha256 };
  await rename(unfinished, join(folder, file));
  await writeManifest(folder, manifest);
  await tidyUp(folder, file);
  return succeed(manifest);
}

/**
 * Reads files and folders into a folder of advisories, which is made where it is missing: OSV
 * records (`.json`, `.jsonl`, `.zip`), CISA's catalogue of the exploited, FIRST's scores (`.csv`,
 * `.csv.gz`). Files read before are passed over; records replace older ones of their name. The
 * folder changes in one step at the end, or not at all.
 * @param now the moment the state is dated by
 * @throws what the file system throws
 */
export async function updateAdvisories(
  folder: string,
  paths: readonly string[],
  { now, onProgress }: { readonly now: string; readonly onProgress: OnProgress },
): Promise<Outcome> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const start = await startingPoint(folder);
  if (!start.ok) return start;
  const before = start.value;
  const generation = (before?.generation ?? 0) + 1;
  const unfinished = join(folder, `unfinished-${generation}-${process.pid}.sqlite`);
  await rm(unfinished, { force: true });
  try {
    if (before !== null) await copyFile(join(folder, before.file), unfinished);
    const writer = writeAdvisoryFile(unfinished, before === null);
    try {
      const { files, problems, sources } = await feedAll(paths, {
        writer,
        known: before?.sources ?? [],
        onProgress,
      });
      if (before !== null && files.every((one) => one.already)) {
        writer.abandon();
        return succeed({ manifest: before, files, problems });
      }
      const counts = writer.finish();
      const made = { format: 1, generation, updatedAt: now, counts, sources } as const;
      const published = await publish(folder, [unfinished, before], made);
      return published.ok ? succeed({ manifest: published.value, files, problems }) : published;
    } catch (error) {
      writer.abandon();
      if (error instanceof FeedRefused) return fail(error.problem);
      throw error;
    }
  } finally {
    await rm(unfinished, { force: true });
  }
}
