/**
 * The folder of advisories: one file of them, and a manifest that names it with its size and hash.
 * The manifest is replaced last and in one step, so there is always one whole state or none.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { fail, succeed } from "@vallgrav/kernel";
import type { Problem, Result } from "@vallgrav/kernel";
import type { AdvisoryCounts } from "../storage/advisory-file.ts";

/** A file that was read into the folder. */
export type AdvisorySourceFile = {
  readonly name: string;
  /** SHA-256 of its bytes: the same file is not read twice. */
  readonly sha256: string;
  readonly records: number;
};

/** What the manifest says. */
export type AdvisoryManifest = {
  readonly format: 1;
  /** Rises by one with every update. */
  readonly generation: number;
  readonly updatedAt: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly counts: AdvisoryCounts;
  readonly sources: readonly AdvisorySourceFile[];
};

type None = Readonly<Record<string, never>>;

/** What can be wrong with a folder of advisories and with what is read into it. */
export type AdvisoryFolderProblem =
  /** There is no manifest: nothing has been read into the folder. */
  | Problem<"collect/no-advisories", None>
  /** The manifest or the file it names is not whole. */
  | Problem<"collect/advisories-damaged", None>
  /** Written by a later version of the program. */
  | Problem<"collect/advisories-newer", None>
  /** Somebody else has updated the folder meanwhile. */
  | Problem<"collect/advisories-changed", None>
  /** A file that holds no advisories of a known kind. */
  | Problem<"collect/not-advisories", None>
  /** Records that could not be read; the rest was. */
  | Problem<"collect/records-left-out", { readonly count: number }>;

/** The manifest's name. */
export const manifestName = "advisories.json";

/** A problem with a file of the folder, as the user knows it. */
export function folderProblem(
  code: Exclude<AdvisoryFolderProblem["code"], "collect/records-left-out">,
  file: string,
): AdvisoryFolderProblem {
  return { code, severity: "error", at: { file, place: "" }, args: {} };
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece);
  return hash.digest("hex");
}

function memberOf(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}

function isManifest(value: unknown): value is AdvisoryManifest {
  const file = memberOf(value, "file");
  const texts = ["sha256", "updatedAt"].map((name) => memberOf(value, name));
  const numbers = ["generation", "bytes"].map((name) => memberOf(value, name));
  const counts = ["advisories", "statements", "exploited", "scores"].map((name) =>
    memberOf(memberOf(value, "counts"), name),
  );
  return (
    typeof file === "string" &&
    /^advisories-\d{1,15}\.sqlite$/.test(file) &&
    texts.every((one) => typeof one === "string") &&
    [...numbers, ...counts].every((one) => Number.isSafeInteger(one)) &&
    Array.isArray(memberOf(value, "sources"))
  );
}

/** Reads the manifest of a folder; null where there is none. */
export async function readManifest(
  folder: string,
): Promise<Result<AdvisoryManifest | null, AdvisoryFolderProblem>> {
  const path = join(folder, manifestName);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return succeed(null);
    if (!(error instanceof SyntaxError)) throw error;
    return fail(folderProblem("collect/advisories-damaged", path));
  }
  const format = memberOf(value, "format");
  if (typeof format === "number" && format > 1)
    return fail(folderProblem("collect/advisories-newer", path));
  if (format !== 1 || !isManifest(value))
    return fail(folderProblem("collect/advisories-damaged", path));
  return succeed(value);
}

/** Whether the file a manifest names is there as it was written: its size, then its hash. */
export async function isWhole(folder: string, manifest: AdvisoryManifest): Promise<boolean> {
  const path = join(folder, manifest.file);
  const found = await stat(path).catch(() => null);
  if (found === null || found.size !== manifest.bytes) return false;
  return (await hashOfFile(path)) === manifest.sha256;
}

/** Puts a manifest in place of the one before, in one step. */
export async function writeManifest(folder: string, manifest: AdvisoryManifest): Promise<void> {
  const unfinished = join(folder, `${manifestName}.unfinished`);
  const handle = await open(unfinished, "w");
  try {
    await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, join(folder, manifestName));
}
