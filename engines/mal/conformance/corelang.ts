/**
 * coreLang's forty scenarios through compiler, graph and simulation. The language itself is read
 * from the samples outside the repository. Its own tests play each scenario once, every time
 * replaced by a fixed one; here each is played many times with the times it has, so that what falls
 * at once or never does so in every run.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AttackGraph, InstanceModel, Language } from "../src/index.ts";
import { findNode, generateGraph, plainScene, prepare, readLangspec } from "../src/index.ts";
import { simulate } from "../src/index.ts";
import { readMember } from "./archive.ts";
import type { Scenario, World } from "./corelang-scenario.ts";
import { scenarios } from "./corelang-scenarios.ts";
import type { ConformanceResult } from "./toolbox.ts";

const runs = 1_000;
const minuteDays = 1 / 1_440;

function parts(list: string): readonly string[] {
  return list.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
}

/** `name step step, …` → one pair for each step. */
function stepsOf(list: string | undefined): readonly (readonly [asset: string, step: string])[] {
  return parts(list ?? "").flatMap((one) => {
    const [asset = "", ...steps] = one.split(/\s+/);
    return steps.map((step) => [asset, step] as const);
  });
}

function modelOf({ assets, links, defences = {} }: World): InstanceModel {
  return {
    name: "scenario",
    assets: parts(assets).map((one) => {
      const [id = "", type = ""] = one.split(" ");
      const own = Object.entries(defences).flatMap(([place, on]) => {
        const [asset, step = ""] = place.split(" ");
        return asset === id ? [[step, on] as const] : [];
      });
      return { id, type, name: id, defences: Object.fromEntries(own) };
    }),
    links: parts(links).map((one) => {
      const [from = "", field = "", to = ""] = one.split(" ");
      return { from, field, to };
    }),
  };
}

/** What an expectation allows: times of one step over all runs. */
type Fits = (times: readonly number[]) => boolean;

const fall: Readonly<Record<"atOnce" | "withEffort" | "reached" | "never", Fits>> = {
  atOnce: (times) => times.every((time) => time <= minuteDays),
  // Chances in the way may fail in a run; those that do not take their time.
  withEffort: (times) => {
    const taken = times.filter(Number.isFinite).toSorted((a, b) => a - b);
    const middle = taken[taken.length >> 1] ?? Number.NaN;
    return taken.length >= times.length / 10 && middle > minuteDays && middle < 1_000;
  },
  reached: (times) => times.filter(Number.isFinite).length >= times.length / 10,
  never: (times) => times.every((time) => time === Number.POSITIVE_INFINITY),
};

const expectations = ["atOnce", "withEffort", "reached", "never"] as const;

function nodeOf(graph: AttackGraph, asset: string, step: string): number {
  const node = findNode(graph, asset, step);
  if (node === null) throw new Error(`no step ${asset}:${step}`);
  return node;
}

/** @returns what does not come out as it should, in words; and how many steps were looked at */
function failuresOf(language: Language, scenario: Scenario): readonly [string[], number] {
  const made = generateGraph(language, modelOf(scenario.world));
  if (!made.ok) throw new Error(JSON.stringify(made.problems.slice(0, 3)));
  const { graph } = made;
  const asked = expectations.flatMap((expected) =>
    stepsOf(scenario[expected]).map(([asset, step]) => ({ expected, asset, step })),
  );
  const entries = stepsOf(scenario.entries).map(([asset, step]) => nodeOf(graph, asset, step));
  const goals = asked.map(({ asset, step }) => nodeOf(graph, asset, step));
  const scene = plainScene(graph, entries, goals, "scenarios");
  const range = { outerFrom: 0, outerTo: runs, inner: 1 };
  const { times } = simulate(prepare(scene, []), new Uint8Array(0), range);
  const failures = asked.flatMap(({ expected, asset, step }, at) => {
    const own = Array.from({ length: runs }, (_, run) => times[run * goals.length + at] ?? 0);
    if (fall[expected](own)) return [];
    const fell = own.filter(Number.isFinite).length;
    return [`${asset}:${step} is not ${expected}: it falls in ${fell} of ${runs} runs`];
  });
  return [failures, asked.length];
}

/** Plays every scenario on the language below `<shared>/mal`. @throws where it cannot be read */
export async function run(shared: string): Promise<readonly ConformanceResult[]> {
  const file = join(shared, "mal", "toolbox", "org.mal-lang.coreLang-1.0.0.mar");
  const text = readMember(await readFile(file), "langspec.json") ?? "";
  const read = readLangspec({ file: "coreLang", text });
  if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
  const results = scenarios.map((scenario) => {
    const [failures, steps] = failuresOf(read.language, scenario);
    const detail = failures.length === 0 ? `${steps} steps` : failures.join("; ");
    return { name: `coreLang: ${scenario.name}`, passed: failures.length === 0, detail };
  });
  const count = new Set(scenarios.map(({ name }) => name)).size;
  return [...results, { name: "40 scenarios", passed: count === 40, detail: `${count}` }];
}
