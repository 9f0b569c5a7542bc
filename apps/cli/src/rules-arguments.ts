/** Arguments of `rules`: checked, imported, explained on an event, and which can fire. */
import type { Command } from "./command.ts";
import type { Line } from "./command-line.ts";
import { Wrong } from "./command-line.ts";
import { coverageCommandOf } from "./hunt/hunt-arguments.ts";

const howRules = [
  "rules check PATH …",
  "rules import FILE|ADDRESS",
  "rules explain --rules PATH --rule ID EVENTS",
  "rules coverage --rules PATH [LOG …]",
];

/** What is asked of rules. @throws {Wrong} */
export function rulesOf({ given, words, lists }: Line, json: boolean): Command {
  const [, act, ...paths] = words;
  if (act === "coverage") return coverageCommandOf({ given, words, lists }, json);
  if (given.has("layer")) throw new Wrong({ code: "unknown-option", option: "--layer" });
  const [first] = paths;
  if (act === "import" && first !== undefined && paths.length === 1)
    return { verb: "rules-import", from: first, json };
  if (first === undefined || (act !== "check" && act !== "explain"))
    throw new Wrong({ code: "say", how: howRules });
  const [rules, rule] = [given.get("rules"), given.get("rule")];
  if (act === "check") {
    const stray = rules === undefined ? (rule === undefined ? null : "rule") : "rules";
    if (stray !== null) throw new Wrong({ code: "unknown-option", option: `--${stray}` });
    return { verb: "rules", act, paths, json };
  }
  const [, extra] = paths;
  if (extra !== undefined) throw new Wrong({ code: "too-much", word: extra });
  const missing = [rules === undefined ? "rules" : [], rule === undefined ? "rule" : []].flat();
  if (rules === undefined || rule === undefined)
    throw new Wrong({ code: "missing", verb: "rules explain", options: missing });
  return { verb: "rules", act, rules, rule, events: first, json };
}
