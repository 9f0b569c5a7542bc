/** A command line taken apart: words, options and their values; what is wrong is thrown as data. */
import { parseArgs } from "node:util";
import type { UsageProblem } from "./usage-problem.ts";

/** What is wrong with a line, on its way to the one who asked for it to be parsed. */
export class Wrong extends Error {
  readonly problem: UsageProblem;
  constructor(problem: UsageProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

const options = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  budget: { type: "string" },
  with: { type: "string" },
  yearly: { type: "string" },
  hours: { type: "string" },
  objective: { type: "string" },
  by: { type: "string" },
  note: { type: "string" },
  source: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  payer: { type: "string" },
  worlds: { type: "string" },
  frequency: { type: "string" },
  without: { type: "string" },
  threads: { type: "string" },
  outer: { type: "string" },
  inner: { type: "string" },
  seed: { type: "string" },
  run: { type: "string" },
  sample: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  organisations: { type: "string" },
  lang: { type: "string" },
  list: { type: "string" },
  model: { type: "string" },
  compat: { type: "string" },
  full: { type: "boolean" },
  entry: { type: "string", multiple: true },
  goal: { type: "string", multiple: true },
  samples: { type: "string" },
  witness: { type: "string" },
  "passphrase-file": { type: "string" },
  recompute: { type: "boolean" },
  "dry-run": { type: "boolean" },
  all: { type: "boolean" },
  csv: { type: "boolean" },
  db: { type: "string" },
  ldap: { type: "string" },
  user: { type: "string" },
  "password-file": { type: "string" },
  ca: { type: "string" },
  to: { type: "string" },
  role: { type: "string" },
  unit: { type: "string" },
  mapping: { type: "string" },
  rules: { type: "string" },
  rule: { type: "string" },
  size: { type: "string" },
  since: { type: "string" },
  level: { type: "string" },
  remains: { type: "boolean" },
  layer: { type: "boolean" },
  report: { type: "string" },
  resume: { type: "string" },
  resolver: { type: "string" },
  anchor: { type: "string" },
  roas: { type: "string" },
  routes: { type: "string" },
  reports: { type: "boolean" },
  network: { type: "string" },
  history: { type: "boolean" },
  profile: { type: "string" },
  who: { type: "string" },
  reference: { type: "string" },
  text: { type: "string" },
  like: { type: "string" },
  name: { type: "string" },
} as const;

/** Every option of any verb. */
export type Option = keyof typeof options;
/** What was given, by option; a switch holds the empty text. */
export type Given = ReadonlyMap<Option, string>;
/** A line taken apart. */
export type Line = {
  readonly given: Given;
  readonly words: readonly string[];
  /** Values of the options that take several: repeated; of steps also words right after one. */
  readonly lists: Readonly<Record<"entry" | "goal" | "rules", readonly string[]>>;
};

function isOption(name: string): name is Option {
  return Object.hasOwn(options, name);
}

/** Words and options of a line, each option known and with a value where it takes one. */
export function readLine(argv: readonly string[]): Line {
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<Option, string>();
  const words: string[] = [];
  const lists = { entry: [] as string[], goal: [] as string[], rules: [] as string[] };
  let into = words;
  for (const token of tokens) {
    if (token.kind === "positional") into.push(token.value);
    if (token.kind === "option-terminator") into = words;
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isOption(name)) throw new Wrong({ code: "unknown-option", option: rawName });
    if (options[name].type === "boolean") {
      if (value !== undefined) throw new Wrong({ code: "takes-no-value", option: name });
    } else if (value === undefined || value === "" || (value.startsWith("-") && !inlineValue))
      throw new Wrong({ code: "needs-value", option: name });
    given.set(name, value ?? "");
    if (name === "rules") lists.rules.push(value ?? "");
    into = name === "entry" || name === "goal" ? lists[name] : words;
    if (into !== words) into.push(value ?? "");
  }
  return { given, words, lists };
}

/** The whole number of an option within bounds, null where it was not given. */
export function whole(
  given: Given,
  option: Option,
  [low, high]: readonly [number, number],
): number | null {
  const text = given.get(option);
  if (text === undefined) return null;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= low && value <= high)) throw new Wrong({ code: "not-whole", option, low, high });
  return value;
}
