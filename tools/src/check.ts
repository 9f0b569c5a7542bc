/**
 * `npm test`: every check of the house in turn, all of them even when one fails. Each says what it
 * counted; one that counted nothing has failed. Names as arguments run only those steps.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./tree.ts";
import { addTallies, closingLine, nothing, readVitest, slowestFiles } from "./tally.ts";
import type { Tally } from "./tally.ts";

type Step = {
  readonly name: string;
  readonly command: readonly string[];
  /** Finds what the step counted in what it printed. */
  readonly counted: RegExp;
};

const vitestResult = join(repositoryRoot, ".cache", "vitest.json");

/** The program file of an installed package, to be run by this very Node. */
function program(name: string): string {
  const folder = join(repositoryRoot, "node_modules", name);
  const json: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const bin: unknown = Reflect.get(Object(json), "bin");
  const file: unknown = typeof bin === "string" ? bin : Reflect.get(Object(bin), name);
  if (typeof file !== "string") throw new Error(`${name} has no program`);
  return join(folder, file);
}

function own(name: string): Step {
  const command = [join("tools", "src", `${name}.ts`)];
  return { name, command, counted: new RegExp(`^${name}: (\\d+ \\w+)`, "m") };
}

const knipReporters = ["symbols", "./tools/src/knip-reporter.ts"].flatMap((one) => [
  "--reporter",
  one,
]);

const steps: readonly Step[] = [
  { name: "format", command: [program("oxfmt"), "--check"], counted: /on (\d+ files)/ },
  {
    name: "lint",
    command: [program("oxlint"), "--type-aware", "--deny-warnings"],
    counted: /on (\d+ files)/,
  },
  own("types"),
  own("boundaries"),
  own("tidy"),
  own("api-report"),
  {
    name: "knip",
    command: [program("knip"), "--no-progress", "--no-config-hints", ...knipReporters],
    counted: /^knip: (\d+ files)/m,
  },
  own("smoke"),
  {
    name: "tests",
    command: [program("vitest"), "run", "--reporter=json", `--outputFile=${vitestResult}`],
    counted: /^$/,
  },
];

function show(output: string): void {
  for (const line of output.split("\n"))
    if (line.trim() !== "" && !/^\s+at .*node_modules/.test(line)) console.log(`    ${line}`);
}

function line(name: string, passed: boolean, counted: string, startMs: number): void {
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`${passed ? "ok  " : "FAIL"}  ${name.padEnd(11)} ${counted}, ${seconds} s`);
}

function run(command: readonly string[]): { readonly output: string; readonly ended: boolean } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...command], {
    cwd: repositoryRoot,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return { output: `${stdout}\n${stderr}`, ended: status === 0 };
}

function runStep({ name, command, counted }: Step): Tally {
  const startMs = performance.now();
  const { output, ended } = run(command);
  const count = counted.exec(output)?.[1];
  const passed = ended && count !== undefined && !count.startsWith("0 ");
  line(name, passed, count ?? "counted nothing", startMs);
  // What is not yet there is told even where nothing is wrong.
  show(
    passed
      ? output
          .split("\n")
          .filter((said) => said.startsWith("fuzzed: "))
          .join("\n")
      : output,
  );
  return { ...nothing, passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/** The tests count one by one. The step itself counts only when it broke without a failed test. */
function runTests({ name, command }: Step): Tally {
  const startMs = performance.now();
  rmSync(vitestResult, { force: true });
  mkdirSync(join(repositoryRoot, ".cache"), { recursive: true });
  const { output, ended } = run(command);
  const text = existsSync(vitestResult) ? readFileSync(vitestResult, "utf8") : "{}";
  const report: unknown = JSON.parse(text);
  const { tally, failures, skips } = readVitest(report, repositoryRoot);
  const broke = tally.failed === 0 && (!ended || tally.passed === 0);
  const passed = !broke && tally.failed === 0;
  line(name, passed, `${tally.passed + tally.failed} tests`, startMs);
  for (const { file, seconds } of slowestFiles(report, repositoryRoot, 12))
    console.log(`    ${seconds.toFixed(1).padStart(6)} s  ${file}`);
  for (const skip of skips) console.log(`    skipped: ${skip}`);
  for (const failure of failures) show(failure);
  if (broke) show(output);
  return broke ? { ...tally, failed: 1 } : tally;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((one) => one.name === name));
for (const name of unknown)
  console.log(`no step ${name}; there are ${steps.map((one) => one.name).join(", ")}`);
let sum: Tally = { ...nothing, failed: unknown.length };
for (const step of steps)
  if (wanted.length === 0 || wanted.includes(step.name))
    sum = addTallies(sum, step.name === "tests" ? runTests(step) : runStep(step));
console.log(closingLine(sum));
process.exitCode = sum.failed > 0 ? 1 : 0;
