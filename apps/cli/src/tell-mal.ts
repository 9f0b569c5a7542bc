/** `mal compile` and `mal graph`: an attack language and the graph of a model, without the data. */
import { createHash } from "node:crypto";
import type { AttackGraph, Language } from "@vallgrav/mal";
import {
  generateGraph,
  languageText,
  nodeKind,
  placedProblems,
  toolboxGraphText,
} from "@vallgrav/mal";
import type { MalCommand } from "./command.ts";
import { table, visible, whole } from "./format.ts";
import { findLanguage, findModel } from "./mal-files.ts";
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

async function graph(
  command: Extract<MalCommand, { readonly act: "graph" }>,
  speaker: Speaker,
): Promise<Told> {
  const found = await findLanguage(command.lang, command.compat);
  const read = await findModel(command.model);
  if (!found.ok || !read.ok)
    return refused([found, read].flatMap((one) => (one.ok ? [] : one.problems)));
  const { language } = found;
  const { model, format } = read.loaded;
  const made = generateGraph(language, model);
  const placed = placedProblems(read.loaded, made.problems);
  const problems = [...found.problems, ...read.problems, ...placed].map((one) =>
    one.at?.file === "" ? { ...one, at: { ...one.at, file: command.model } } : one,
  );
  if (!made.ok) return refused(problems);
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

/** Tells what is asked of a language. */
export async function tellMal(command: MalCommand, speaker: Speaker): Promise<Told> {
  return command.act === "compile" ? compile(command, speaker) : graph(command, speaker);
}
