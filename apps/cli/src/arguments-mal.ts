/** `mal` with its acts, from words and options to what is asked. */
import type { MalCommand } from "./command.ts";
import type { Given, Line, Option } from "./command-line.ts";
import { whole, Wrong } from "./command-line.ts";

function compatOf(given: Given): "toolbox-2.9" | null {
  const compat = given.get("compat");
  if (compat === undefined) return null;
  if (compat !== "toolbox-2.9") throw new Wrong({ code: "bad-compat", compat });
  return compat;
}

const malOptions: Readonly<Record<MalCommand["act"], readonly Option[]>> = {
  compile: ["json", "compat"],
  graph: ["json", "compat", "lang", "model", "full"],
  simulate: ["json", "compat", "lang", "model", "entry", "goal", "samples", "seed", "threads"],
};

/** The most samples of one command: their times are held in memory, goal by goal. */
const mostSamples = 10_000_000;

/** The values of options that must be there. */
function needed<O extends Option>(
  given: Given,
  verb: string,
  wanted: readonly O[],
): Readonly<Record<O, string>> {
  const missing = wanted.filter((option) => !given.has(option));
  if (missing.length > 0) throw new Wrong({ code: "missing", verb, options: missing });
  return Object.fromEntries(wanted.map((option) => [option, given.get(option) ?? ""])) as Record<
    O,
    string
  >;
}

/** Parses what follows `mal`. */
export function malOf({ given, words, lists }: Line, json: boolean): MalCommand {
  const [, act, path, extra] = words;
  if (act !== "compile" && act !== "graph" && act !== "simulate")
    throw new Wrong({ code: "say-mal" });
  for (const option of given.keys())
    if (!malOptions[act].includes(option))
      throw new Wrong({ code: "unknown-option", option: `--${option}` });
  const compat = compatOf(given);
  if (act === "compile") {
    if (path === undefined) throw new Wrong({ code: "say-mal" });
    if (extra !== undefined) throw new Wrong({ code: "too-much", word: extra });
    return { verb: "mal", act, lang: path, compat, json };
  }
  if (path !== undefined) throw new Wrong({ code: "too-much", word: path });
  const { lang, model } = needed(given, `mal ${act}`, ["lang", "model"]);
  if (act === "graph")
    return { verb: "mal", act, lang, model, full: given.has("full"), compat, json };
  const { seed } = needed(given, "mal simulate", ["entry", "goal", "samples", "seed"]);
  const samples = whole(given, "samples", [1, mostSamples]) ?? 1;
  const threads = whole(given, "threads", [1, 64]);
  const { entry: entries, goal: goals } = lists;
  return { verb: "mal", act, lang, model, entries, goals, samples, seed, threads, compat, json };
}
