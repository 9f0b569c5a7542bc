/**
 * The public rules over the public logs, from the command line: each recorded case fires its rule,
 * also under another name and in another form; with one field changed it does not; and all that all
 * rules find in all logs is what was found, and looked through, before (hunt-matrix.json).
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compareText } from "@vallgrav/kernel";
import { benignLines } from "./benign-events.ts";
import { runCommand } from "../src/run-command.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

type Hit = {
  readonly rule: string;
  readonly file: string;
  readonly place: string;
  readonly matched: readonly { readonly field: string | null }[];
  readonly event: Readonly<Record<string, unknown>>;
};

type Hunted = {
  readonly found: readonly { readonly title: string; readonly level: string | null }[];
  readonly logs: number;
  readonly records: number;
  readonly hits: readonly Hit[];
  readonly problems: readonly unknown[];
};

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

/** A case is named after the rule that it was recorded for. */
function ruleOf(path: string): string {
  return basename(path).replace(/\.(?:evtx|json)$/, "");
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

function firing(hunted: Hunted, files: readonly string[], of: (file: string) => string) {
  const keys = new Set(hunted.hits.map(({ file, rule }) => `${file} ${rule}`));
  const silent = files.filter((file) => !keys.has(`${of(file)} ${ruleOf(file)}`));
  return { count: files.length - silent.length, silent };
}

/** How an event is changed: one field that the rule held by, all of them, or the event's number. */
type Change = "one" | "all" | "number";

/** The events of the cases, changed, as lines of a JSON log. */
function changed(hunted: Hunted, files: readonly string[]) {
  const lines: string[] = [];
  const kept: { readonly file: string; readonly how: Change; readonly hit: number }[] = [];
  const hits = hunted.hits.filter(
    ({ file, rule }) => files.includes(file) && rule === ruleOf(file),
  );
  for (const [hit, { file, event, matched }] of hits.entries()) {
    const add = (how: Change, names: readonly string[]): void => {
      const other = Object.fromEntries(names.map((name) => [name, "9999"]));
      lines.push(JSON.stringify({ ...event, ...other }));
      kept.push({ file, how, hit });
    };
    const names = matched.flatMap(({ field }) => field ?? []);
    for (const name of names) add("one", [name]);
    add("all", names);
    add("number", ["EventID"]);
  }
  return { text: lines.join("\n"), kept };
}

/** Files in each of whose events that fire the rule some change of that kind silences it. */
function silenced(
  { kept }: ReturnType<typeof changed>,
  still: Hunted,
  how: Change,
): ReadonlySet<string> {
  const firingLines = new Set(still.hits.map(({ rule, place }) => `${place} ${rule}`));
  const quiet = new Map<number, boolean>();
  const fileOf = new Map<number, string>();
  for (const [line, one] of kept.entries()) {
    fileOf.set(one.hit, one.file);
    const isQuiet = one.how === how && !firingLines.has(`${line + 1}:1 ${ruleOf(one.file)}`);
    quiet.set(one.hit, isQuiet || quiet.get(one.hit) === true);
  }
  const loud = [...quiet].flatMap(([hit, isQuiet]) => (isQuiet ? [] : [fileOf.get(hit) ?? ""]));
  return new Set(kept.map(({ file }) => file)).difference(new Set(loud));
}

type Matrix = Readonly<Record<string, Readonly<Record<string, number>>>>;

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

/** Cases of rules that hold by one field alone; the other nine name two either of which does. */
const mostByOne = 92;

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
  const changes = changed(hunted, files);
  const path = join(temporary, "changed");
  writeFileSync(path, changes.text);
  const still = await hunt(shared, path);
  const [byOne, byAll, byNumber] = (["one", "all", "number"] as const).map((how) =>
    silenced(changes, still, how),
  ) as [ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>];
  const ordinary = join(temporary, "ordinary");
  writeFileSync(ordinary, benignLines(30));
  const quiet = await hunt(shared, ordinary);
  const alarms = quiet.found.filter(({ level }) => level !== "low" && level !== "informational");
  const both = [...byAll.difference(byOne)].map(ruleOf);
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
    {
      // Some rules hold by either of two fields, so that no one of them is all there is.
      name: "with a field changed that the rule held by, or both that suffice, it is silent",
      passed: all > 100 && byAll.size === all && byOne.size >= mostByOne,
      detail: `${byOne.size} of ${all} by one field, ${byAll.size} by all: ${both.join()}`,
    },
    {
      name: "with the event's number changed it is silent",
      passed: all > 100 && byNumber.size === all,
      detail: `${byNumber.size} of ${all}`,
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
