/**
 * `vallgrav import` of files nobody here wrote, each into a home of its own: the report's totals
 * must be what the file holds by a count of another kind. Where they differ it is told why.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { runCommand } from "../src/run-command.ts";
import { type Counts, countFile } from "./count-file.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

/** What a report says that was read, by kind; of tables all rows together. */
export type Totals = {
  readonly kinds: Counts;
  readonly table: number;
  readonly skipped: number;
};

type Document = {
  readonly files: readonly { readonly tables?: readonly { readonly rows: number }[] }[];
  readonly kinds: readonly { readonly kind: string; readonly read: number }[];
  readonly problems: readonly { readonly code: string }[];
};

/** Imports one file as the command line does, into a fresh home. */
export async function importTotals(path: string): Promise<Totals | string> {
  const home = await mkdtemp(join(tmpdir(), "vallgrav-totals-"));
  try {
    let out = "";
    const code = await runCommand(["import", path, "--json"], {
      env: { VALLGRAV_HOME: home },
      out: (some) => {
        out += some;
      },
      err: () => undefined,
      isWatched: false,
    });
    const { files, kinds, problems } = JSON.parse(out) as Document;
    if (code !== 0) return `exit ${code}: ${problems.at(-1)?.code ?? ""}`;
    return {
      kinds: Object.fromEntries(kinds.map(({ kind, read }) => [kind, read])),
      table: files.flatMap(({ tables }) => tables ?? []).reduce((sum, { rows }) => sum + rows, 0),
      skipped: problems.filter(({ code: one }) => one === "readers/row-skipped").length,
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Differences between what a file holds and what was read of it, kind by kind; none is right. */
export function differences(counted: Counts, totals: Totals): readonly string[] {
  return Object.entries(counted).flatMap(([kind, wanted]) => {
    if (kind === "table") {
      const read = Object.values(totals.kinds).reduce((sum, one) => sum + one, totals.skipped);
      return totals.table === wanted && read === wanted
        ? []
        : [`${totals.table} rows of which ${read} are told, not ${wanted}`];
    }
    const found = totals.kinds[kind] ?? 0;
    return found === wanted ? [] : [`${kind}: ${found}, not ${wanted}`];
  });
}

/** Files whose report differs from the count, with the difference and why it is right. */
const explained: Readonly<Record<string, readonly [differences: string, why: string]>> = {
  "scanner-reports/csaf/csaf_many_vuln.json": [
    "exit 1: identify/nothing-read",
    "an advisory says nothing of this municipality: it is read by vallgrav update",
  ],
};

/** Members of an archive, folders left out (APPNOTE 4.3.12). */
function membersOf(zip: Buffer): ReadonlyMap<string, Buffer> {
  const members = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + length);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const content = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    if (!name.endsWith("/")) members.set(name, content);
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}

/** What a file holds; of an archive what all its members hold. */
function countAny(name: string, bytes: Buffer): Counts {
  if (!name.endsWith(".zip")) return countFile(name, bytes);
  const sum: Record<string, number> = {};
  for (const [member, content] of membersOf(bytes))
    for (const [kind, count] of Object.entries(countFile(member, content)))
      sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

async function compare(path: string, name: string): Promise<Comparison> {
  const totals = await importTotals(path);
  const found =
    typeof totals === "string"
      ? totals
      : differences(countAny(name, await readFile(path)), totals).join("; ");
  const [wanted, why] = explained[name] ?? ["", ""];
  return {
    name,
    passed: found === wanted,
    detail: found === wanted ? why : `${found || "no difference"}, not ${wanted || "none"}`,
  };
}

/** Runs every comparison. @param shared folder of the sample data */
export async function run(shared: string): Promise<readonly Comparison[]> {
  const results: Comparison[] = [];
  for (const place of ["sharphound-v6", "scanner-reports", "cyclonedx"]) {
    const all = await readdir(join(shared, place), { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    for (const path of files.sort())
      results.push(await compare(path, path.slice(shared.length + 1)));
  }
  return results;
}
