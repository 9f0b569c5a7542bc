/**
 * `npm run mutants -- <name> [part of a fault's name]`: plants faults one at a time, and asks
 * whether a test notices. A room names its faults as data in a file `mutants.ts` of its own; they
 * are planted in a copy of the house, never here. A room whose test changes its own rules in turn
 * says in which words that test reports, and is run as it is. Without a name it lists all.
 *
 * A fault counts as found only if a test that passes without it fails with it. One that does not
 * load, or whose text is no longer there, is a failure of its own: it says nothing about the tests.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { copyHouse } from "./mutants/copy.ts";
import { idleFaults, mutated, readPlanting } from "./mutants/planting.ts";
import type { Fault, Own, Planted, Planting } from "./mutants/planting.ts";
import { closingLine, readVitest } from "./tally.ts";
import { readTree, repositoryRoot } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { packagesOf } from "./workspace.ts";

/** What became of a fault. */
export type Fate =
  | { readonly kind: "found"; readonly by: string }
  | { readonly kind: "missed" }
  /** Nothing was proved; why, in words. */
  | { readonly kind: "broken"; readonly why: string };

/** How long one fault may keep the tests busy, and how long they may take without any. */
const slowestMs = 300_000;
const soundMs = 1_800_000;

/** What a run of tests gave: its first failed test, or null; or why it says nothing. */
type Run =
  | { readonly ran: true; readonly failed: string | null }
  | { readonly ran: false; readonly why: string };

/** The environment without what a Vitest around this one has put there. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$)/.test(name));
  return { ...Object.fromEntries(entries), NO_COLOR: "1", FORCE_COLOR: undefined };
}

/** Runs the tests of a house whose path holds one of `paths`, until one fails. */
function runTests(house: string, paths: readonly string[], timeout = slowestMs): Run {
  const result = join(house, "result.json");
  rmSync(result, { force: true });
  const program = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
  const options = ["--bail=1", "--maxWorkers=1", "--reporter=json", `--outputFile=${result}`];
  const { stderr, signal } = spawnSync(process.execPath, [program, "run", ...options, ...paths], {
    cwd: house,
    encoding: "utf8",
    env: plainEnvironment(),
    timeout,
    killSignal: "SIGKILL",
    maxBuffer: 1 << 28,
  });
  if (signal !== null) return { ran: false, why: `did not end within ${timeout / 1000} s` };
  if (!existsSync(result)) return { ran: false, why: `no tests ran: ${stderr.slice(-400)}` };
  const report: unknown = JSON.parse(readFileSync(result, "utf8"));
  const { tally, failures } = readVitest(report, house);
  const failed = failures.find((failure) => /: .*\[[A-Z]+\d/.test(failure.split("\n")[0] ?? ""));
  if (failed !== undefined) return { ran: true, failed: failed.split("\n")[0] ?? failed };
  if (tally.failed > 0) return { ran: false, why: `does not load: ${failures[0] ?? ""}` };
  return tally.passed > 0 ? { ran: true, failed: null } : { ran: false, why: "no tests ran" };
}

function fateIn(house: string, { first }: Fault, tests: string): Fate {
  for (const path of [first, tests]) {
    const run = runTests(house, [path]);
    if (!run.ran) return { kind: "broken", why: run.why };
    if (run.failed !== null) return { kind: "found", by: run.failed };
  }
  return { kind: "missed" };
}

/** What a hunt is given. */
export type Hunt = {
  /** Folder of the house. */
  readonly root: string;
  readonly tree: Tree;
  readonly planted: Planted;
  /** Told of each fault as its fate is known. */
  readonly tell: (fault: Fault, fate: Fate, ms: number) => void;
};

/**
 * Plants each fault in a copy of the house and runs the tests there. Before that they must pass
 * without one: the test files that probably notice, or all.
 * @param isWhole whether all the room's tests are tried without faults first
 * @returns what makes the hunt worth nothing; empty where it counts
 */
export function hunt({ root, tree, planted, tell }: Hunt, isWhole: boolean): readonly string[] {
  const idle = idleFaults(planted, tree);
  if (idle.length > 0) return idle;
  // The real path: tests are named by it, and a temporary folder may be a link.
  const house = realpathSync(mkdtempSync(join(tmpdir(), "vallgrav-mutants-")));
  try {
    const houses = [...packagesOf(tree).values()].filter(({ folder }) => folder !== "");
    copyHouse(root, house, houses);
    const likely = [...new Set(planted.faults.map(({ first }) => first))];
    const sound = runTests(house, isWhole ? [planted.tests] : likely, soundMs);
    if (!sound.ran) return [sound.why];
    if (sound.failed !== null) return [`fails without any fault: ${sound.failed}`];
    for (const fault of planted.faults) {
      const startMs = performance.now();
      const path = join(house, fault.file);
      const source = readFileSync(path, "utf8");
      writeFileSync(path, mutated(source, fault) ?? source);
      const fate = fateIn(house, fault, planted.tests);
      writeFileSync(path, source);
      tell(fault, fate, performance.now() - startMs);
    }
    return [];
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

/** Every `mutants.ts` of a tree, but for the one of the tools themselves, read. */
export async function plantings(tree: Tree, root: string): Promise<readonly Planting[]> {
  const files = [...tree.keys()].filter((file) => /^(?!tools\/).*\/mutants\.ts$/.test(file));
  const found: Planting[] = [];
  for (const file of files.toSorted()) {
    const module: unknown = await import(pathToFileURL(join(root, file)).href);
    found.push(readPlanting(Reflect.get(Object(module), "mutants"), file));
  }
  return found;
}

function storyOf(fate: Fate, why: string): readonly [word: string, detail: string] {
  if (fate.kind === "missed") return ["MISSED", why];
  return fate.kind === "found" ? ["found ", fate.by] : ["BROKEN", fate.why];
}

function runPlanted(tree: Tree, planted: Planted, isWhole: boolean): number {
  let [found, lost] = [0, 0];
  const root = repositoryRoot;
  const tell = ({ name, why }: Fault, fate: Fate, ms: number): void => {
    if (fate.kind === "found") found += 1;
    else lost += 1;
    const [word, detail] = storyOf(fate, why);
    console.log(`${word}  ${name}, ${(ms / 1000).toFixed(1)} s`);
    console.log(`        ${detail}`);
  };
  const wrong = hunt({ root, tree, planted, tell }, isWhole);
  for (const what of wrong) console.log(`FAIL    ${what}`);
  console.log(`${planted.name}: ${found} of ${planted.faults.length} planted faults found`);
  console.log(closingLine({ passed: found, failed: lost + wrong.length, skipped: 0 }));
  return lost + wrong.length > 0 ? 1 : 0;
}

function runOwn({ name, test, rule, counted }: Own): number {
  const program = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
  const options = ["run", test, "--testNamePattern", `\\[${rule}\\]`];
  const { stdout, status } = spawnSync(process.execPath, [program, ...options], {
    cwd: repositoryRoot,
    encoding: "utf8",
    env: plainEnvironment(),
  });
  const [, made = "0", missed = "0"] = counted.exec(stdout) ?? [];
  const found = Number(made) - Number(missed);
  const isGood = status === 0 && found > 0 && missed === "0";
  if (!isGood) console.log(stdout);
  console.log(`${name}: ${found} of ${made} planted faults found`);
  console.log(
    closingLine({ passed: found, failed: isGood ? 0 : Math.max(1, Number(missed)), skipped: 0 }),
  );
  return isGood ? 0 : 1;
}

async function main(): Promise<number> {
  const tree = readTree(repositoryRoot);
  const all = await plantings(tree, repositoryRoot);
  const [name, part = ""] = process.argv.slice(2);
  const wanted = all.find((one) => one.name === name);
  if (wanted === undefined) {
    for (const one of all) console.log(one.name);
    console.log("npm run mutants -- <name> [part of a fault's name]");
    return name === undefined ? 0 : 1;
  }
  if (wanted.kind === "own") return runOwn(wanted);
  const faults = wanted.faults.filter((fault) => fault.name.includes(part));
  if (faults.length > 0) return runPlanted(tree, { ...wanted, faults }, part === "");
  console.log(`no fault is called ${part}, so this proves nothing`);
  return 1;
}

if (import.meta.main) process.exitCode = await main();
