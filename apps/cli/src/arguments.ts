/** The command line as data: verbs with their options; what is wrong is said, not guessed. */
import { collectionSources, interchangeForms } from "@vallgrav/platform/choices";
import { accountOf } from "./account-arguments.ts";
import { alertsOf } from "./alerts-arguments.ts";
import type { CollectCommand } from "./collect-command.ts";
import type {
  AdvisoryCommand,
  Command,
  KeepingCommand,
  ParsedArguments,
  RunOptions,
} from "./command.ts";
import { checkOf, clearOf } from "./hygiene-arguments.ts";
import { affectedOf, findingsOf } from "./findings-arguments.ts";
import { type KnowingCommand, knowingOf } from "./knowing-arguments.ts";
import { committeesOf } from "./committee-arguments.ts";
import { placeCommandOf } from "./place-arguments.ts";
import { releasesCommandOf } from "./release-arguments.ts";
import { opinionsCommandOf } from "./opinion-arguments.ts";
import { malOf } from "./arguments-mal.ts";
import { costsOf } from "./costs-arguments.ts";
import {
  calendarAskedOf,
  planOptions,
  planTermsOf,
  surveyOf,
  termOptions,
} from "./arguments-plan.ts";
import { calculateOf, exampleOf, importedOf, importOf, oneOf, serveOf } from "./arguments-start.ts";
import { huntOf } from "./hunt/hunt-arguments.ts";
import { rulesOf } from "./rules-arguments.ts";
import type { Given, Line, Option } from "./command-line.ts";
import { readLine, whole, Wrong } from "./command-line.ts";

type Verb = Exclude<
  Command["verb"],
  | "check-history"
  | "check-reports"
  | "help"
  | "import-all"
  | "rules-import"
  | "version"
  | "write-example"
>;

const sizes: readonly Option[] = ["threads", "outer", "inner", "seed"];

/** Options that each verb knows. */
const known: Readonly<Record<Verb, readonly Option[]>> = {
  import: ["json", "all", "mapping", "list"],
  status: ["json"],
  withdraw: ["json"],
  mapping: ["json"],
  questions: ["json"],
  plan: ["json", "budget", ...planOptions, ...sizes],
  "what-if": ["json", "budget", "with", "without", ...termOptions, ...sizes],
  costs: ["json", "source", "by", "note", "like", "name", "text"],
  calculate: ["json"],
  paths: ["json", ...sizes],
  ladder: ["json", ...sizes],
  explain: ["json", "run", "sample", ...sizes],
  example: ["json", "to", "size", "seed"],
  collect: ["json", "ldap", "user", "password-file", "ca", "to"],
  mal: ["json", "lang", "model", "compat", "full", "entry", "goal", "samples", "seed", "threads"],
  rules: ["json", "rules", "rule", "layer"],
  hunt: ["json", "rules", "since", "level", "remains", "threads", "report", "resume"],
  update: ["json", "db"],
  match: ["json", "db"],
  clear: ["json", "by", "until", "network"],
  check: ["json", "resolver", "anchor", "profile", "history", "roas", "routes", "reports"],
  account: ["json", "role", "unit"],
  opinions: ["json", "who", "reference", "text"],
  alerts: ["json", "all"],
  committees: ["json", "csv", "unit"],
  place: ["json"],
  releases: ["json", "csv", "text", "who", "by", "unit"],
  same: ["json"],
  trust: ["json"],
  ask: ["json"],
  asset: ["json"],
  affected: ["json"],
  findings: ["json", "csv", "unit", ...sizes],
  audit: ["json", "witness"],
  backup: ["json", "passphrase-file"],
  restore: ["json", "passphrase-file", "recompute", ...sizes],
  export: ["json", "all", ...sizes],
  dispose: ["json", "dry-run"],
  keys: ["json"],
  doctor: ["json"],
  serve: ["port", "host", "organisations"],
};

function isVerb(word: string): word is Verb {
  return Object.hasOwn(known, word);
}

function sizeOf(given: Given): RunOptions {
  return {
    threads: whole(given, "threads", [1, 64]),
    outer: whole(given, "outer", [2, 10_000]),
    inner: whole(given, "inner", [1, 10_000]),
    seed: given.get("seed") ?? null,
  };
}

function planOf(given: Given, json: boolean): Command {
  const budgetSek = whole(given, "budget", [0, 1e12]);
  if (budgetSek === null) throw new Wrong({ code: "missing", verb: "plan", options: ["budget"] });
  const when = calendarAskedOf(given);
  const asked = { terms: planTermsOf(given), survey: surveyOf(given), when };
  return { verb: "plan", budgetSek, ...asked, size: sizeOf(given), json };
}

/** Ids, separated by commas. */
function listOf(given: Given, option: Option): readonly string[] {
  return (given.get(option) ?? "").split(",").filter((id) => id !== "");
}

function whatIfOf(given: Given, json: boolean): Command {
  const asked = { with: listOf(given, "with"), without: listOf(given, "without") };
  if (asked.with.length + asked.without.length === 0)
    throw new Wrong({ code: "say", how: ["what-if --with ID,…", "what-if --without ID,…"] });
  const budgetSek = whole(given, "budget", [0, 1e12]) ?? 1_200_000;
  const terms = planTermsOf(given);
  return { verb: "what-if", budgetSek, ...asked, terms, size: sizeOf(given), json };
}

function explainOf(given: Given, json: boolean): Command {
  const run = given.get("run");
  const sample = whole(given, "sample", [0, 1e9]);
  const missing = [run === undefined ? "run" : [], sample === null ? "sample" : []].flat();
  if (run === undefined || sample === null)
    throw new Wrong({ code: "missing", verb: "explain", options: missing });
  return { verb: "explain", run, sample, size: sizeOf(given), json };
}

type KeepingVerb = Exclude<KeepingCommand["verb"], "import-all">;

const keepingVerbs: readonly string[] = [
  "audit",
  "backup",
  "restore",
  "export",
  "dispose",
  "keys",
  "doctor",
] satisfies KeepingVerb[];

function keepingOf(verb: KeepingVerb, given: Given, rest: readonly string[]): KeepingCommand {
  const json = given.has("json");
  const passphraseFile = given.get("passphrase-file") ?? null;
  if (verb === "audit") {
    const how = ["audit verify", "audit export", "audit checkpoint"];
    const what = oneOf(rest, ["verify", "export", "checkpoint"], how);
    return { verb, what, witness: given.get("witness") ?? null, json };
  }
  if (verb === "backup")
    return { verb, to: oneOf(rest, null, ["backup TO"]), passphraseFile, json };
  if (verb === "restore") {
    const from = oneOf(rest, null, ["restore FROM"]);
    const recompute = given.has("recompute");
    return { verb, from, passphraseFile, recompute, size: sizeOf(given), json };
  }
  if (verb === "export") {
    const how = ["export --all TO", ...interchangeForms.map((form) => `export ${form} TO`)];
    const form = interchangeForms.find((one) => one === rest[0]) ?? null;
    if (given.has("all") === (form !== null)) throw new Wrong({ code: "say", how });
    const to = oneOf(form === null ? rest : rest.slice(1), null, how);
    return { verb, form, to, size: sizeOf(given), json };
  }
  if (verb === "keys") {
    oneOf(rest, ["rotate"], ["keys rotate"]);
    return { verb, json };
  }
  if (rest[0] !== undefined) throw new Wrong({ code: "too-much", word: rest[0] });
  return verb === "dispose" ? { verb, dryRun: given.has("dry-run"), json } : { verb, json };
}

function isKeeping(verb: Verb): verb is KeepingVerb {
  return keepingVerbs.includes(verb);
}

function collectOf(given: Given, rest: readonly string[]): CollectCommand {
  const verb = "collect";
  const how = collectionSources.map((name) => `collect ${name}`);
  const source = oneOf(rest, collectionSources, how);
  const [url, user] = [given.get("ldap"), given.get("user")];
  // Only a directory of one's own is asked over LDAP.
  if (url === undefined || source !== "ad") {
    const [option] = given.keys();
    if (option !== undefined) throw new Wrong({ code: "unknown-option", option: `--${option}` });
    return { verb, source, ldap: null };
  }
  if (user === undefined)
    throw new Wrong({ code: "missing", verb: "collect ad --ldap", options: ["user"] });
  const ldap = {
    url,
    user,
    passwordFile: given.get("password-file") ?? null,
    authoritiesFile: given.get("ca") ?? null,
    to: given.get("to") ?? null,
  };
  return { verb, source, ldap, json: given.has("json") };
}

function advisoryOf(
  verb: AdvisoryCommand["verb"],
  given: Given,
  rest: readonly string[],
): AdvisoryCommand {
  const [db, json] = [given.get("db") ?? null, given.has("json")];
  if (verb === "match")
    return { verb, inventory: oneOf(rest, null, ["match INVENTORY"]), db, json };
  if (rest.length === 0) throw new Wrong({ code: "say", how: ["update FILE …"] });
  return { verb, paths: rest, db, json };
}

/** A command that was said rightly. @throws {Wrong} with how it is said */
function orHow(command: Command | { readonly how: readonly string[] }): Command {
  if ("how" in command) throw new Wrong({ code: "say", how: command.how });
  return command;
}

function accountCommandOf(given: Given, rest: readonly string[]): Command {
  const [role, unit] = [given.get("role") ?? null, given.get("unit") ?? null];
  return orHow(accountOf(rest, { role, unit, json: given.has("json") }));
}

function hygieneOf(verb: "clear" | "check", given: Given, rest: readonly string[]): Command {
  const json = given.has("json");
  const of = (option: Option): string | null => given.get(option) ?? null;
  const command =
    verb === "clear"
      ? clearOf(rest, { by: of("by"), until: of("until"), network: of("network"), json })
      : checkOf(rest, {
          resolver: of("resolver"),
          anchor: of("anchor"),
          profile: of("profile"),
          roas: of("roas"),
          routes: of("routes"),
          history: given.has("history"),
          reports: given.has("reports"),
          json,
        });
  return orHow(command);
}

function opinionsOf(given: Given, rest: readonly string[]): Command {
  const [who, reference, text] = [given.get("who"), given.get("reference"), given.get("text")];
  return orHow(opinionsCommandOf(rest, { who, reference, text, json: given.has("json") }));
}

function alertsCommandOf(given: Given, rest: readonly string[]): Command {
  return orHow(alertsOf(rest, { all: given.has("all"), json: given.has("json") }));
}

function committeesCommandOf(given: Given, rest: readonly string[]): Command {
  const [unit, csv, json] = [given.get("unit") ?? null, given.has("csv"), given.has("json")];
  return orHow(committeesOf(rest, { unit, csv, json }));
}

function knowingCommandOf(
  verb: KnowingCommand["verb"],
  rest: readonly string[],
  json: boolean,
): Command {
  return orHow(knowingOf(verb, rest, json));
}

/** Verbs of what is wrong where. */
type FindingsVerb = "affected" | "findings";

function isOfFindings(verb: Verb): verb is FindingsVerb {
  return verb === "affected" || verb === "findings";
}

function findingsCommandOf(verb: FindingsVerb, given: Given, rest: readonly string[]): Command {
  const [csv, unit, json] = [given.has("csv"), given.get("unit") ?? null, given.has("json")];
  const asked = { csv, unit, json };
  const command = verb === "affected" ? affectedOf(rest, json) : findingsOf(rest, asked);
  if ("how" in command) throw new Wrong({ code: "say", how: command.how });
  return command.verb === "affected" ? command : { ...command, size: sizeOf(given) };
}

/** Verbs of one engine alone, which touch nothing of the data. */
type EngineVerb = "mal" | "rules" | "hunt" | AdvisoryCommand["verb"];

const engineVerbs: readonly string[] = [
  "mal",
  "rules",
  "hunt",
  "match",
  "update",
] satisfies EngineVerb[];

function isOfEngine(verb: Verb): verb is EngineVerb {
  return engineVerbs.includes(verb);
}

const knowingVerbs: readonly string[] = [
  "same",
  "trust",
  "ask",
  "asset",
] satisfies KnowingCommand["verb"][];

function isOfKnowing(verb: Verb): verb is KnowingCommand["verb"] {
  return knowingVerbs.includes(verb);
}

function engineOf(verb: EngineVerb, line: Line, json: boolean): Command {
  if (verb === "mal") return malOf(line, json);
  if (verb === "rules") return rulesOf(line, json);
  if (verb === "hunt") return huntOf(line, json);
  return advisoryOf(verb, line.given, line.words.slice(1));
}

/** Verbs that take words of their own. */
const withWords: Readonly<
  Partial<Record<Verb, (given: Given, rest: readonly string[]) => Command>>
> = {
  import: importOf,
  example: exampleOf,
  collect: collectOf,
  account: accountCommandOf,
  costs: costsOf,
  calculate: calculateOf,
  opinions: opinionsOf,
  alerts: alertsCommandOf,
  committees: committeesCommandOf,
  place: (given, rest) => orHow(placeCommandOf(rest, given.has("json"))),
  releases: (given, rest) => orHow(releasesCommandOf(given, rest)),
};

function commandOf(verb: Verb, line: Line): Command {
  const { given, words } = line;
  const json = given.has("json");
  const rest = words.slice(1);
  if (isKeeping(verb)) return keepingOf(verb, given, rest);
  const worded = withWords[verb];
  if (worded !== undefined) return worded(given, rest);
  if (verb === "withdraw" || verb === "mapping") return importedOf(verb, rest, json);
  if (verb === "clear" || verb === "check") return hygieneOf(verb, given, rest);
  if (isOfKnowing(verb)) return knowingCommandOf(verb, rest, json);
  if (isOfFindings(verb)) return findingsCommandOf(verb, given, rest);
  if (isOfEngine(verb)) return engineOf(verb, line, json);
  if (rest[0] !== undefined) throw new Wrong({ code: "too-much", word: rest[0] });
  if (verb === "status" || verb === "questions") return { verb, json };
  if (verb === "plan") return planOf(given, json);
  if (verb === "what-if") return whatIfOf(given, json);
  if (verb === "paths" || verb === "ladder") return { verb, size: sizeOf(given), json };
  if (verb === "explain") return explainOf(given, json);
  return serveOf(given);
}

/** Help of one command where the line names one, else of all. */
function helpOf(words: readonly string[]): Command {
  const [first, second] = words;
  const about = first === "help" ? second : first;
  if (about === undefined) return { verb: "help" };
  if (!isVerb(about)) throw new Wrong({ code: "unknown-verb", verb: about });
  return { verb: "help", about };
}

function readCommand(argv: readonly string[]): Command {
  const line = readLine(argv);
  const verb = line.words[0] ?? "help";
  if (line.given.has("version")) return { verb: "version" };
  if (line.given.has("help") || verb === "help") return helpOf(line.words);
  if (verb === "version") return { verb: "version" };
  if (!isVerb(verb)) throw new Wrong({ code: "unknown-verb", verb });
  for (const option of line.given.keys())
    if (!known[verb].includes(option))
      throw new Wrong({ code: "unknown-option", option: `--${option}` });
  return commandOf(verb, line);
}

/** Parses the arguments after the program's name. Nothing at all asks for help. */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  try {
    return { ok: true, command: readCommand(argv) };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    // The command comes first, as a rule; where it does not, help of everything is help enough.
    const [about = ""] = argv;
    return { ok: false, problem: error.problem, ...(isVerb(about) ? { about } : {}) };
  }
}
