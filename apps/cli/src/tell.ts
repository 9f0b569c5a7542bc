/** Says what a verb has to tell, and puts its problems into words. */
import { own, type Problem } from "@vallgrav/kernel";
import { placeText, problemText } from "@vallgrav/knowledge/words";
import { harmless, harmlessJson, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import type { Told } from "./told.ts";

/** Codes of the terminal's own problems. */
const ownCodes: ReadonlySet<string> = new Set(
  [
    "unreadable",
    "exists",
    "no-such-run",
    "no-such-step",
    "no-such-version",
    "cancelled",
    "no-event",
    "more-files",
    "more-records",
    "other-hunt",
  ].map((code) => `cli/${code}`),
);

function sentenceOf(problem: Problem, { language, words }: Speaker): string {
  if (!ownCodes.has(problem.code)) return problemText(problem, language);
  if (problem.code === "cli/no-such-run") return words.noSuchRun;
  if (problem.code === "cli/cancelled") return words.cancelled;
  if (problem.code === "cli/no-event") return words.rules.noEvent;
  if (problem.code === "cli/no-such-version") return words.costs.noSuchVersion;
  if (problem.code === "cli/more-records")
    return words.rules.moreRecords(String(Reflect.get(problem.args, "count")));
  if (problem.code === "cli/more-files") {
    const { count, taken } = problem.args;
    return words.imported.moreFiles(whole(Number(count), language), whole(Number(taken), language));
  }
  if (problem.code === "cli/exists") return words.exists;
  if (problem.code === "cli/other-hunt") return words.hunt.otherHunt;
  const { reason, node } = problem.args;
  if (problem.code === "cli/no-such-step") {
    const isGiven = reason === "several" || reason === "gate";
    return words.mal.noSuchStep[isGiven ? reason : "missing"](String(node));
  }
  return own(words.unreadable, String(reason)) ?? words.unreadable.other;
}

/** Words problems, one line each: how bad, where, what, and its code to search for. */
export function sayProblems(speaker: Speaker, problems: Told["problems"]): void {
  for (const given of problems) {
    const problem = given as Problem;
    const where = placeText(problem.at, speaker.language);
    const said = [speaker.words.severity[problem.severity], where, sentenceOf(problem, speaker)];
    const line = said.filter((part) => part !== "").join(": ");
    speaker.err(`${visible(line)} [${problem.code}]\n`);
  }
}

/** Says what a verb has to tell: one document with `--json`, else lines for people. */
export function tell(speaker: Speaker, told: Told, json: boolean): void {
  sayProblems(speaker, told.problems);
  if (json) speaker.out(harmlessJson(`${JSON.stringify(told.document, null, 2)}\n`));
  else for (const line of told.lines) speaker.out(harmless(`${line}\n`));
}
