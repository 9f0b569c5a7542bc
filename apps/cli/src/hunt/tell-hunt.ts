/** `hunt`: Sigma rules over files and folders of logs. */
import { existsSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { instantFromMs, type Problem } from "@vallgrav/kernel";
import type { ActiveCorrelation, CorrelationAlert, RuleSet, SigmaLevel } from "@vallgrav/sigma";
import { newCorrelator } from "@vallgrav/sigma";
import type { HuntCommand } from "../command.ts";
import { share, table, visible, whole } from "../format.ts";
import { unreadable } from "../import-files.ts";
import { findRules } from "../rule-files.ts";
import type { Speaker } from "../speaker.ts";
import { refused, type Told } from "../told.ts";
import { huntFiles, type HuntWork } from "./hunt-files.ts";
import { type FileHunt, type Hit, rulesFrom } from "./hunter.ts";
import { huntReport } from "./hunt-report.ts";
import { openProgress } from "./hunt-progress.ts";
import { logFilesOf } from "./log-bytes.ts";

/** Hits kept in all; the rest are counted. */
const mostHits = 100_000;

/** Names kept of files that are no logs. */
const mostNames = 1_000;

/** Below so many bytes a second thread costs more than it saves: it compiles all rules again. */
const bytesPerThread = 33_554_432;

/** A rule or correlation and how often it held. */
type Counted = {
  readonly rule: string;
  readonly title: string;
  readonly level: SigmaLevel | null;
  readonly tags: readonly string[];
  readonly hits: number;
};

function sum(results: readonly FileHunt[], of: (one: FileHunt) => number): number {
  return results.reduce((total, one) => total + of(one), 0);
}

const levels: readonly (SigmaLevel | null)[] = [
  "critical",
  "high",
  "medium",
  "low",
  "informational",
];

function countedOf(rules: RuleSet["rules"], results: readonly FileHunt[]): readonly Counted[] {
  const hits = new Map<number, number>();
  for (const { counts } of results)
    for (const [place, count] of counts) hits.set(place, (hits.get(place) ?? 0) + count);
  const rank = ({ level }: Counted): number => (level === null ? 5 : levels.indexOf(level));
  return [...hits]
    .flatMap(([place, count]) => {
      const one = rules[place];
      if (one === undefined) return [];
      const { title, level, tags } = one.rule;
      return [{ rule: one.key, title, level, tags, hits: count }];
    })
    .sort((a, b) => rank(a) - rank(b) || b.hits - a.hits || (a.rule < b.rule ? -1 : 1));
}

/** What correlations make of the matches of all files together. */
function correlate(
  correlations: readonly ActiveCorrelation[],
  results: readonly FileHunt[],
): readonly CorrelationAlert[] {
  if (correlations.length === 0) return [];
  const correlator = newCorrelator(correlations);
  const events = results.flatMap(({ correlated }) => correlated);
  const sorted = events.sort((a, b) => a.timeMs - b.timeMs || (a.id < b.id ? -1 : 1));
  return [...sorted.flatMap((event) => correlator.take(event)), ...correlator.close()];
}

function keysIn(correlations: readonly ActiveCorrelation[]): readonly string[] {
  return [...new Set(correlations.flatMap(({ rules }) => rules))];
}

type Hunted = {
  readonly rules: RuleSet["rules"];
  readonly set: RuleSet;
  readonly results: readonly FileHunt[];
  readonly problems: readonly Problem<string, object>[];
};

function documentOf({ rules, set, results, problems }: Hunted) {
  const all: Hit[] = [];
  for (const { hits } of results) for (const hit of hits) if (all.length < mostHits) all.push(hit);
  const byRule = countedOf(rules, results);
  const total = byRule.reduce((before, { hits }) => before + hits, 0);
  const passedOver = results.flatMap((one) => one.passedOver);
  const alerts = correlate(set.correlations, results);
  return {
    rules: rules.length,
    correlations: set.correlations.length,
    waiting: set.inactive.map(({ document: { id, title }, needs }) => ({ id, title, needs })),
    logs: sum(results, ({ logs }) => logs),
    passedOver: { count: passedOver.length, names: passedOver.slice(0, mostNames) },
    records: sum(results, ({ records }) => records),
    recovered: sum(results, ({ recovered }) => recovered),
    damaged: sum(results, ({ damaged }) => damaged),
    undecided: sum(results, ({ undecided }) => undecided),
    found: byRule,
    correlated: alerts.flatMap(({ key, timeMs, group, events, figure, alerts: isTold }) =>
      isTold ? [{ rule: key, time: instantFromMs(timeMs), group, events, figure }] : [],
    ),
    correlatedLeftOut: sum(results, ({ correlatedLeftOut }) => correlatedLeftOut),
    hits: all,
    hitsLeftOut: total - all.length,
    problems,
  };
}

function linesOf(
  document: ReturnType<typeof documentOf>,
  { words: { hunt }, language }: Speaker,
): readonly string[] {
  const count = (value: number): string => whole(value, language);
  const { found, hits, hitsLeftOut, passedOver, undecided, correlated } = document;
  const rows = found.map(({ level, hits: many, title }) => [
    level === null ? "–" : hunt.levels[level],
    count(many),
    visible(title),
  ]);
  const total = hits.length + hitsLeftOut;
  return [
    hunt.lead(count(document.logs), count(document.records), count(document.rules)),
    total === 0 ? hunt.none : hunt.found(count(total), count(found.length)),
    ...(rows.length === 0 ? [] : ["", ...table([hunt.head, ...rows], [1])]),
    ...(correlated.length === 0 ? [] : [hunt.correlated(count(correlated.length))]),
    ...(passedOver.count === 0 ? [] : [hunt.passedOver(count(passedOver.count))]),
    ...(undecided === 0 ? [] : [hunt.undecided(count(undecided))]),
  ];
}

function there(path: string): Problem {
  return { code: "cli/exists", severity: "error", at: { file: path, place: "" }, args: {} };
}

function otherHunt(path: string): Problem {
  return { code: "cli/other-hunt", severity: "error", at: { file: path, place: "" }, args: {} };
}

/** Writes a page that is not there yet; null, or why not. */
function writeReport(path: string, page: string): Problem | null {
  try {
    writeFileSync(path, page, { flag: "wx", mode: 0o600 });
    return null;
  } catch (error) {
    const isThere = Reflect.get(Object(error), "code") === "EEXIST";
    return isThere ? there(path) : unreadable(path, error);
  }
}

/** Hunts what is not done yet, in the order of the files; null: the file is of another hunt. */
async function goOn(
  work: Omit<HuntWork, "onFile">,
  resume: string | null,
  { isWatched, err, language }: Speaker,
): Promise<readonly FileHunt[] | null> {
  const progress = resume === null ? null : openProgress(resume, work.rules, work.options);
  if (progress === "other-hunt") return null;
  const before = work.files.map((file) => progress?.foundIn(file) ?? null);
  const files = work.files.filter((_, place) => before[place] === null);
  const bytes = files.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const found = await huntFiles({
    ...work,
    files,
    threads: Math.max(1, Math.min(files.length, work.threads)),
    onFile: (done, file, result) => {
      progress?.keep(file, result);
      if (isWatched) err(`\r${share(bytes === 0 ? 1 : done / bytes, language)}   `);
    },
  });
  if (isWatched) err("\n");
  const now = found.values();
  return before.flatMap((one) => one ?? now.next().value ?? []);
}

/** Hunts and tells. Rules that are refused do not stop the others. */
export async function tellHunt(command: HuntCommand, speaker: Speaker): Promise<Told> {
  // Said before the work and not after it.
  if (command.report !== null && existsSync(command.report))
    return refused([there(command.report)]);
  const found = await findRules(command.rules);
  if (!found.ok) return refused(found.problems);
  const { files, problems: missing } = await logFilesOf(command.paths);
  if (missing.length > 0) return refused(missing);
  const rules = rulesFrom(found.rules.rules, command.level);
  const bytes = files.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const most = Math.min(availableParallelism(), 8, Math.ceil(bytes / bytesPerThread));
  const threads = Math.max(1, Math.min(files.length, command.threads ?? most));
  const { language, words } = speaker;
  const options = {
    sinceMs: command.sinceMs,
    remains: command.remains,
    mostHits,
    correlated: keysIn(found.rules.correlations),
  };
  const results = await goOn({ rules, options, files, threads }, command.resume, speaker);
  if (results === null) return refused([otherHunt(command.resume ?? "")]);
  // What is only worth a look in a rule is for `rules check` to say.
  const ofRules = found.problems.filter(({ severity }) => severity === "error");
  const problems = [...ofRules, ...results.flatMap((one) => one.problems)];
  const document = documentOf({ rules, set: found.rules, results, problems });
  if (command.report !== null) {
    const failed = writeReport(command.report, huntReport(document, words.hunt, language));
    if (failed !== null) return refused([failed]);
  }
  return { exit: 0, document, lines: linesOf(document, speaker), problems, object: "" };
}
