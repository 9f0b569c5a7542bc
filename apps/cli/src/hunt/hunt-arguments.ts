/** The command line of `hunt`. */
import { msFromInstant, parseInstant } from "@vallgrav/kernel";
import type { CoverageCommand, HuntCommand } from "../command.ts";
import { type Line, whole, Wrong } from "../command-line.ts";

const howHunt = ["hunt --rules PATH [--rules PATH …] PATH …"];
const levels = ["informational", "low", "medium", "high", "critical"] as const;

/** A day of UTC, or a moment that says its offset. */
function sinceOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const instant = parseInstant(isDay ? `${text}T00:00:00Z` : text);
  if (instant === null) throw new Wrong({ code: "bad-value", option: "since", value: text });
  return msFromInstant(instant);
}

function levelOf(text: string | undefined): HuntCommand["level"] {
  if (text === undefined) return null;
  const level = levels.find((one) => one === text);
  if (level === undefined) throw new Wrong({ code: "bad-value", option: "level", value: text });
  return level;
}

/** What is to be hunted, and where. */
export function huntOf({ given, words, lists }: Line, json: boolean): HuntCommand {
  const paths = words.slice(1);
  if (paths.length === 0) throw new Wrong({ code: "say", how: howHunt });
  if (lists.rules.length === 0)
    throw new Wrong({ code: "missing", verb: "hunt", options: ["rules"] });
  return {
    verb: "hunt",
    rules: lists.rules,
    paths,
    sinceMs: sinceOf(given.get("since")),
    level: levelOf(given.get("level")),
    remains: given.has("remains"),
    threads: whole(given, "threads", [1, 64]),
    report: given.get("report") ?? null,
    resume: given.get("resume") ?? null,
    json,
  };
}

/** Which rules are to be judged, by which logs. */
export function coverageCommandOf({ given, words, lists }: Line, json: boolean): CoverageCommand {
  if (lists.rules.length === 0)
    throw new Wrong({ code: "missing", verb: "rules coverage", options: ["rules"] });
  if (given.has("rule")) throw new Wrong({ code: "unknown-option", option: "--rule" });
  const layer = given.has("layer");
  const paths = words.slice(2);
  return { verb: "rules", act: "coverage", rules: lists.rules, paths, layer, json: json || layer };
}
