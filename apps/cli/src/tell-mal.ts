/** `mal compile`, `graph` and `simulate`: an attack language and a model, without the data. */
import { createHash } from "node:crypto";
import type { Problem } from "@vallgrav/kernel";
import type { AttackGraph, Language, LoadedModel } from "@vallgrav/mal";
import {
  generateGraph,
  languageText,
  nodeKind,
  placedProblems,
  toolboxGraphText,
} from "@vallgrav/mal";
import type { MalCommand, SimulateCommand } from "./command.ts";
import { table, visible, whole } from "./format.ts";
import { findLanguage, findModel } from "./mal-files.ts";
import { simulateGraph, simulationLines } from "./simulate.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

type Named = { readonly id: string; readonly version: string; readonly hash: string };

function named(language: Language): Named {
  const hash = createHash("sha256").update(languageText(language)).digest("hex");
  return { id: language.id, version: language.version, hash };
}

function countsTable(heads: readonly string[], counts: readonly number[], speaker: Speaker) {
  return table(
    [[...heads], counts.map((count) => whole(count, speaker.language))],
    heads.map((_, column) => column),
  );
}

async function compile(
  { lang, compat }: Extract<MalCommand, { readonly act: "compile" }>,
  speaker: Speaker,
): Promise<Told> {
  const found = await findLanguage(lang, compat);
  if (!found.ok) return refused(found.problems);
  const { language, syntax, problems } = found;
  const { categories, assets, associations } = language;
  let steps = 0;
  for (const category of syntax.categories)
    for (const asset of category.assets) steps += asset.steps.length;
  const sizes = { types: assets.length, associations: associations.length, steps };
  const { mal } = speaker.words;
  return {
    exit: 0,
    document: {
      language: named(language),
      compat,
      categories: categories.length,
      ...sizes,
      problems,
    },
    lines: [
      mal.compiled(visible(language.id), visible(language.version)),
      ...countsTable(mal.counts, [sizes.types, sizes.associations, sizes.steps], speaker),
    ],
    problems,
    object: "",
  };
}

function kindsOf({ kinds }: AttackGraph): Readonly<Record<string, number>> {
  const counted = Object.keys(nodeKind).map((name) => [name, 0] as [string, number]);
  for (const kind of kinds) {
    const entry = counted[kind];
    if (entry !== undefined) entry[1] += 1;
  }
  return Object.fromEntries(counted);
}

type Generated = {
  readonly language: Language;
  readonly loaded: LoadedModel;
  readonly graph: AttackGraph;
  readonly problems: readonly Problem<string, object>[];
};

/** The graph of a language's file and a model's, or why there is none. */
async function generate(
  command: Exclude<MalCommand, { readonly act: "compile" }>,
): Promise<Generated | Told> {
  const found = await findLanguage(command.lang, command.compat);
  const read = await findModel(command.model);
  if (!found.ok || !read.ok)
    return refused([found, read].flatMap((one) => (one.ok ? [] : one.problems)));
  const { language } = found;
  const { loaded } = read;
  const made = generateGraph(language, loaded.model);
  const placed = placedProblems(loaded, made.problems);
  const problems = [...found.problems, ...read.problems, ...placed].map((one) =>
    one.at?.file === "" ? { ...one, at: { ...one.at, file: command.model } } : one,
  );
  return made.ok ? { language, loaded, graph: made.graph, problems } : refused(problems);
}

async function graph(
  command: Extract<MalCommand, { readonly act: "graph" }>,
  speaker: Speaker,
): Promise<Told> {
  const made = await generate(command);
  if ("exit" in made) return made;
  const { language, problems } = made;
  const { model, format } = made.loaded;
  const sizes = {
    assets: model.assets.length,
    links: model.links.length,
    nodes: made.graph.nodeCount,
    edges: made.graph.children.length,
  };
  const source = { language, model, graph: made.graph };
  const document: unknown = command.full
    ? JSON.parse(toolboxGraphText(source, "json"))
    : {
        language: named(language),
        compat: command.compat,
        format,
        ...sizes,
        kinds: kindsOf(made.graph),
        problems,
      };
  const { mal } = speaker.words;
  const counts = [sizes.assets, sizes.links, sizes.nodes, sizes.edges];
  return {
    exit: 0,
    document,
    lines: countsTable(mal.graph, counts, speaker),
    problems,
    object: "",
  };
}

async function simulate(command: SimulateCommand, speaker: Speaker): Promise<Told> {
  const made = await generate(command);
  if ("exit" in made) return made;
  const { model, format } = made.loaded;
  const { entries, goals, problems } = await simulateGraph(made.graph, model, command);
  const all = [...made.problems, ...problems];
  if (goals.length === 0) return refused(all);
  return {
    exit: 0,
    document: {
      language: named(made.language),
      compat: command.compat,
      format,
      samples: command.samples,
      seed: command.seed,
      entries,
      goals,
      problems: all,
    },
    lines: simulationLines(goals, speaker),
    problems: all,
    object: "",
  };
}

/** Tells what is asked of a language. */
export async function tellMal(command: MalCommand, speaker: Speaker): Promise<Told> {
  if (command.act === "compile") return compile(command, speaker);
  return command.act === "graph" ? graph(command, speaker) : simulate(command, speaker);
}
