/**
 * From a model's file to the times of an attack, on an invented municipality of any size:
 * `node engines/mal/bench/municipality.ts LANGUAGE [EMPLOYEES …] [--samples N] [--threads N]
 * [--python PROGRAM]`.
 * LANGUAGE is the path of coreLang as `.mar`. Each size runs in a process of its own, so that its
 * peak of memory is its own. With `--python`, where mal-toolbox and mal-simulator are installed,
 * they do the same beside it, as far as they can. Seconds are processor time of all threads.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { readMember } from "../conformance/archive.ts";
import type { AttackGraph, Contracted, Language } from "../src/index.ts";
import { checkModel, checkScene, contractScene, generateGraph, modelText } from "../src/index.ts";
import { nodeName, placeIn, plainScene, prepare, readLangspec, readModel } from "../src/index.ts";
import { simulate } from "../src/index.ts";
import { municipality } from "../test/employees.ts";
import { runPeer } from "./peer.ts";

const { argv } = process;

/** The value behind an option, which is then no longer among the arguments. */
function option(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}

function readLanguage(path: string): Language {
  const text = readMember(readFileSync(path), "langspec.json") ?? "";
  const read = readLangspec({ file: "langspec.json", text });
  if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
  return read.language;
}

function seconds<T>(name: string, work: () => T): T {
  const since = watch();
  const result = work();
  tell(name, since);
  return result;
}

type Watch = { readonly wall: number; readonly cpu: NodeJS.CpuUsage };

function watch(): Watch {
  return { wall: performance.now(), cpu: process.cpuUsage() };
}

/** Says how long something took: of processor time, all threads together, and by the clock. */
function tell(name: string, since: Watch): void {
  const { user, system } = process.cpuUsage(since.cpu);
  const cpu = ((user + system) / 1e6).toFixed(3).padStart(9);
  const wall = ((performance.now() - since.wall) / 1000).toFixed(3).padStart(9);
  console.log(`  ${name.padEnd(38)} ${cpu} s ${wall} s by the clock`);
}

function say(name: string, value: string | number): void {
  console.log(`  ${name.padEnd(38)} ${String(value).padStart(9)}`);
}

/** One person in a hundred can be deceived, and the first network is the outside. */
function entriesOf(graph: AttackGraph, size: number): readonly number[] {
  const people = nodesNamed(graph, "User", ["attemptSocialEngineering"]);
  const networks = nodesNamed(graph, "Network", ["accessUninspected"]);
  const every = Math.max(1, Math.round(people.length / Math.max(1, size / 100)));
  return [...people.filter((_, nth) => nth % every === 0), ...networks.slice(0, 1)];
}

function nodesNamed(graph: AttackGraph, type: string, steps: readonly string[]): number[] {
  const wanted = new Set<number>();
  graph.steps.forEach(({ assetType, name }, step) => {
    if (assetType === type && steps.includes(name)) wanted.add(step);
  });
  const found: number[] = [];
  graph.stepOf.forEach((step, node) => {
    if (wanted.has(step)) found.push(node);
  });
  return found;
}

/** Plays samples in threads over one contracted scene; gives the times, sample by sample. */
async function playInThreads(
  contracted: Contracted,
  samples: number,
  threads: number,
): Promise<Float64Array> {
  const workerData = placeIn(contracted, (bytes) => new SharedArrayBuffer(bytes));
  const crew = Array.from(
    { length: threads },
    () => new Worker(new URL("./player.ts", import.meta.url), { workerData }),
  );
  const answer = async (worker: Worker): Promise<unknown> =>
    new Promise((resolve) => {
      worker.once("message", resolve);
    });
  await Promise.all(crew.map(answer));
  const since = watch();
  const objectives = contracted.layout.objectives.length;
  const times = new Float64Array(samples * objectives);
  const piece = Math.ceil(samples / (threads * 8));
  let next = 0;
  const work = async (worker: Worker): Promise<void> => {
    for (let from = next; from < samples; from = next) {
      next += piece;
      const range = { outerFrom: from, outerTo: Math.min(samples, from + piece), inner: 1 };
      worker.postMessage(range, []);
      const played = await answer(worker);
      if (played instanceof Float64Array) times.set(played, from * objectives);
    }
  };
  await Promise.all(crew.map(work));
  tell(`play ${samples} samples, ${threads} threads`, since);
  await Promise.all(crew.map(async (worker) => worker.terminate()));
  return times;
}

/** Beside the contracted scene the whole one plays so many samples: the bits must be the same. */
const compared = 10;

type Asked = { readonly size: number; readonly samples: number; readonly threads: number };

/** The graph of a model's file. */
function readAndGenerate(language: Language, modelPath: string) {
  const read = seconds("read and parse the model", () =>
    readModel({ file: "model.json", text: readFileSync(modelPath, "utf8") }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
  const { model } = read.loaded;
  const made = seconds("generate, resolving included", () => generateGraph(language, model));
  if (!made.ok) throw new Error(JSON.stringify(made.problems.slice(0, 3)));
  const { graph } = made;
  say("peak until the graph, MiB", Math.round(process.resourceUsage().maxRSS / 1024));
  const problems = seconds("resolve, once more alone", () => checkModel(language, model));
  say("assets", model.assets.length);
  say("nodes", graph.nodeCount);
  say("edges", graph.children.length);
  say("problems of the model", problems.length);
  return { model, graph };
}

/** All that is measured of one size, in this process. */
async function measure(languagePath: string, modelPath: string, asked: Asked): Promise<void> {
  const { size, samples, threads } = asked;
  const { model, graph } = readAndGenerate(readLanguage(languagePath), modelPath);
  const objectives = nodesNamed(graph, "Data", ["read", "write", "deny"]);
  const entries = entriesOf(graph, size);
  const scene = plainScene(graph, entries, objectives, "bench");
  const faults = seconds("check the scene", () => checkScene(scene));
  say("warnings of the scene", faults.length);
  const contracted = seconds("reduce and contract", () => contractScene(scene, []));
  say("goals, all data read, changed, denied", objectives.length);
  say("steps played", contracted.layout.isAnd.length);
  say("edges between them", contracted.layout.children.length);
  const times = await playInThreads(contracted, samples, threads);
  say("peak, MiB", Math.round(process.resourceUsage().maxRSS / 1024));
  let reached = 0;
  for (const time of times) if (time < Number.POSITIVE_INFINITY) reached += 1;
  say("share of goals reached", (reached / times.length).toFixed(4));
  const whole = prepare(scene, []);
  say("steps not contracted", whole.layout.isAnd.length);
  say("edges between them", whole.layout.children.length);
  const slow = seconds(`play ${compared} samples of them, one thread`, () =>
    simulate(whole, new Uint8Array(0), { outerFrom: 0, outerTo: compared, inner: 1 }),
  );
  if (slow.times.some((time, at) => time !== times[at])) throw new Error("the times differ");
  const names = entries.map((node) => fullName(graph, node, model.assets));
  writeFileSync(`${modelPath}.entries`, names.join("\n"));
}

function fullName(
  graph: AttackGraph,
  node: number,
  assets: readonly { readonly name: string }[],
): string {
  const step = nodeName(graph, node).split(":").at(-1) ?? "";
  return `${assets[graph.assetOf[node] ?? -1]?.name ?? ""}:${step}`;
}

/** Beyond it one run of the peer takes more memory than machines have: 9.6 GB at this size. */
const largestPeerRun = 1000;

function measurePeer(
  python: string,
  folder: string,
  languagePath: string,
  { model, size }: { readonly model: string; readonly size: number },
): void {
  const names = readFileSync(`${model}.entries`, "utf8").split("\n");
  const entries = size > largestPeerRun ? [] : names;
  mkdirSync(join(folder, "logs"), { recursive: true });
  const found = runPeer({ python, folder, language: languagePath, model, entries });
  if (found === null) return;
  const row = (name: string, value: number): void => {
    say(`peer: ${name}`, Number.isInteger(value) ? value : value.toFixed(4));
  };
  row("read and parse the model", found.model);
  row("generate", found.generate);
  row("nodes", found.nodes);
  row("edges", found.edges);
  row("peak, MiB", Math.round(found.peak));
  if (entries.length === 0) return;
  row("make one run ready", found.reset);
  row(found.ended ? "steps of it, until its end" : "steps of it, then broken off", found.steps);
  row("seconds per step", found.perStep);
}

async function main(): Promise<void> {
  const args = argv.slice(2);
  const samples = Number(option(args, "--samples") ?? 1000);
  const threads = Number(option(args, "--threads") ?? 2);
  const python = option(args, "--python");
  const only = option(args, "--only");
  const [languagePath, ...sizes] = args;
  if (languagePath === undefined) throw new Error("which language? Give the path of its .mar");
  if (only !== undefined) {
    await measure(languagePath, only, { size: Number(sizes[0]), samples, threads });
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "mal-bench-"));
  try {
    for (const size of sizes.length === 0 ? [1000, 15_000] : sizes.map(Number)) {
      console.log(`${size} employees`);
      const path = join(folder, `${size}.json`);
      writeFileSync(path, modelText(readLanguage(languagePath), municipality(size, 1), "json"));
      const own = [...argv.slice(1, 2), languagePath, String(size), "--only", path];
      const options = ["--samples", String(samples), "--threads", String(threads)];
      const run = spawnSync(process.execPath, [...own, ...options], { stdio: "inherit" });
      if (run.status !== 0) throw new Error(`the size ${size} did not end well`);
      if (python !== undefined) measurePeer(python, folder, languagePath, { model: path, size });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main();
