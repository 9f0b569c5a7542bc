/**
 * `vallgrav import` of files nobody here wrote, each into a home of its own: the report's totals
 * must be what the file holds by a count of another kind. Where they differ it is told why.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

async function compare(path: string, name: string): Promise<Comparison> {
  const totals = await importTotals(path);
  const found =
    typeof totals === "string"
      ? totals
      : differences(countFile(name, await readFile(path)), totals).join("; ");
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
