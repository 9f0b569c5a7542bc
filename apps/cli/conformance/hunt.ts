/**
 * The public rules over the public logs, from the command line: each recorded case fires its rule,
 * also under another name and in another form; with one field changed it does not; and all that all
 * rules find in all logs is what was found, and looked through, before (hunt-matrix.json).
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareText } from "@vallgrav/kernel";
import { benignLines } from "./benign-events.ts";
import { fewest, type Hunted, ruleOf, silencedBy } from "./hunt-fewest.ts";
import { type Matrix, reviewed } from "./hunt-reviewed.ts";
import { runCommand } from "../src/run-command.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

async function hunt(shared: string, path: string): Promise<Hunted> {
  let out = "";
  const rules = join(shared, "sigma-rules.zip");
  await runCommand(["hunt", "--rules", rules, "--json", "--", path], {
    env: {},
    out: (text) => {
      out += text;
    },
    err: () => {},
    isWatched: false,
  });
  return JSON.parse(out) as Hunted;
}

function below(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

function firing(hunted: Hunted, files: readonly string[], of: (file: string) => string) {
  const keys = new Set(hunted.hits.map(({ file, rule }) => `${file} ${rule}`));
  const silent = files.filter((file) => !keys.has(`${of(file)} ${ruleOf(file)}`));
  return { count: files.length - silent.length, silent };
}

function matrixOf(hunted: readonly Hunted[]): Matrix {
  const matrix: Record<string, Record<string, number>> = {};
  for (const { hits } of hunted)
    for (const { file, rule } of hits)
      if (file.endsWith(".evtx")) {
        const row = (matrix[sumOf(readFileSync(file))] ??= {});
        row[rule] = (row[rule] ?? 0) + 1;
      }
  return matrix;
}

/** Cells of two matrices that are not the same. */
function differences(found: Matrix, wanted: Matrix): readonly string[] {
  const cells = (matrix: Matrix): readonly string[] =>
    Object.entries(matrix).flatMap(([file, row]) =>
      Object.entries(row).map(([rule, count]) => `${file} ${rule} ${count}`),
    );
  const [one, other] = [new Set(cells(found)), new Set(cells(wanted))];
  return [...one.symmetricDifference(other)].sort(compareText);
}

const matrixFile = new URL("hunt-matrix.json", import.meta.url);

async function compare(shared: string, temporary: string): Promise<readonly Comparison[]> {
  const cases = join(shared, "sigma-regression_data");
  const files = below(cases, ".evtx");
  const dumps = below(cases, ".json");
  const hunted = await hunt(shared, cases);
  const own = firing(hunted, files, (file) => file);
  const dumped = firing(hunted, dumps, (file) => file);
  const nameOf = (file: string): string => join(temporary, sumOf(readFileSync(file)));
  for (const file of files) writeFileSync(nameOf(file), readFileSync(file));
  const renamed = firing(await hunt(shared, temporary), files, nameOf);
  const byFewest = await fewest(hunted, files, (text) => {
    const path = join(temporary, "changed");
    writeFileSync(path, text);
    return hunt(shared, path);
  });
  const ordinary = join(temporary, "ordinary");
  writeFileSync(ordinary, benignLines(30));
  const quiet = await hunt(shared, ordinary);
  const alarms = quiet.found.filter(({ level }) => level !== "low" && level !== "informational");
  const attacks = await hunt(shared, join(shared, "evtx-attack-samples"));
  const matrix = matrixOf([hunted, attacks]);
  const wanted = JSON.parse(readFileSync(matrixFile, "utf8")) as Matrix;
  const other = differences(matrix, wanted);
  const all = files.length;
  return [
    {
      name: "each recorded case of EVTX fires its rule",
      passed: all > 100 && own.count === all && hunted.problems.length === 0,
      detail: `${own.count} of ${all}; silent: ${own.silent.join()}`,
    },
    {
      name: "each fires it under another name, alone",
      passed: all > 100 && renamed.count === all,
      detail: `${renamed.count} of ${all}; silent: ${renamed.silent.join()}`,
    },
    {
      name: "each recorded case of JSON fires its rule",
      passed: dumps.length > 100 && dumped.count === dumps.length,
      detail: `${dumped.count} of ${dumps.length}; silent: ${dumped.silent.join()}`,
    },
    silencedBy(byFewest, all),
    {
      name: "with the event's number changed it is silent",
      passed: all > 100 && byFewest.number.size === all,
      detail: `${byFewest.number.size} of ${all}`,
    },
    {
      name: "of an ordinary day no rule above low holds",
      passed: quiet.records > 800 && alarms.length === 0,
      detail: `${quiet.records} events; ${alarms.map(({ title }) => title).join("; ")}`,
    },
    {
      name: "all rules over all EVTX files find what they found before",
      passed: attacks.logs > 90 && attacks.problems.length === 0 && other.length === 0,
      detail: `${attacks.records} attack records, ${attacks.hits.length} hits; ${other.join("; ")}`,
    },
    reviewed(matrix, new Set(files.map((file) => `${sumOf(readFileSync(file))} ${ruleOf(file)}`))),
  ];
}

/** Runs the comparisons. */
export async function run(shared: string): Promise<readonly Comparison[]> {
  const temporary = mkdtempSync(join(tmpdir(), "vallgrav-hunt-"));
  try {
    return await compare(shared, temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
