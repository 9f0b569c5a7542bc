/** `rules coverage`: which rules can fire on the logs at hand, which cannot, and why. */
import { isReadable, type LogFields, type LogSource } from "@vallgrav/eventlogs";
import { ruleLayer } from "@vallgrav/knowledge";
import type { Problem } from "@vallgrav/kernel";
import { compareText } from "@vallgrav/kernel";
import type { ActiveRule, LogFeed, RuleCoverage } from "@vallgrav/sigma";
import { coverageOf } from "@vallgrav/sigma";
import type { CoverageCommand } from "../command.ts";
import { table, visible, whole } from "../format.ts";
import { unreadable } from "../import-files.ts";
import { findRules } from "../rule-files.ts";
import type { Speaker } from "../speaker.ts";
import { refused, type Told } from "../told.ts";
import { logFilesOf, logsOf } from "./log-bytes.ts";
import { readLog } from "./read-log.ts";

/** A source that delivers, and how many events it did. */
type Feed = { readonly facts: LogSource; readonly fields: Set<string>; events: number };

/** Names kept of one source, and how deep they are looked for. */
const mostNames = 20_000;
const deepest = 8;

function addNames(names: Set<string>, fields: LogFields, prefix: string, depth: number): void {
  for (const [key, value] of Object.entries(fields)) {
    if (names.size >= mostNames) return;
    names.add(prefix + key);
    const inner = Array.isArray(value) ? value : [value];
    if (depth < deepest)
      for (const one of inner)
        if (typeof one === "object" && one !== null && !Array.isArray(one))
          addNames(names, one as LogFields, `${prefix}${key}.`, depth + 1);
  }
}

type Fed = {
  readonly feeds: readonly Feed[];
  readonly problems: readonly Problem<string, object>[];
};

/** The sources of the logs of some files, with the names that their fields have. */
async function feedsOf(paths: readonly string[]): Promise<Fed> {
  const feeds = new Map<string, Feed>();
  const problems: Problem<string, object>[] = [];
  for (const path of paths)
    try {
      for await (const log of logsOf(path, (problem) => problems.push(problem)))
        await readLog(log, { remains: false }, ({ events }) => {
          for (const { source, fields } of events) {
            const key = JSON.stringify([source.product, source.service, source.categories]);
            const feed = feeds.get(key) ?? { facts: source, fields: new Set(), events: 0 };
            feeds.set(key, feed);
            feed.events += 1;
            addNames(feed.fields, fields, "", 0);
          }
        });
    } catch (error) {
      problems.push({ ...unreadable(path, error), severity: "warning" });
    }
  return { feeds: [...feeds.values()], problems };
}

/** Without logs: every source that a rule asks for and that can be read, its fields unknown. */
function readableFeeds(rules: readonly ActiveRule[]): readonly LogFeed[] {
  const feeds = new Map<string, LogFeed>();
  for (const { rule } of rules) {
    const { product, service, category } = rule.logSource;
    if (!isReadable({ product, service, category })) continue;
    const facts = { product, service, categories: category === null ? [] : [category] };
    feeds.set(JSON.stringify(facts), { facts, fields: null });
  }
  return [...feeds.values()];
}

const technique = /^attack\.(t\d{4}(?:\.\d{3})?)$/i;

/** How many of the rules look for each technique; zero where only others do. */
function techniquesOf(
  rules: readonly ActiveRule[],
  judged: readonly RuleCoverage[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [place, { rule }] of rules.entries())
    for (const tag of new Set(rule.tags)) {
      const id = technique.exec(tag)?.[1]?.toUpperCase();
      const one = judged[place]?.state === "can-fire" ? 1 : 0;
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + one);
    }
  return new Map([...counts].sort(([a], [b]) => compareText(a, b)));
}

function sourceText({ rule: { logSource } }: ActiveRule): string {
  const { product, service, category } = logSource;
  return [product, category, service].filter((one) => one !== null).join(" / ");
}

/** Rules without a source by the source they lack, most first. */
function lackingOf(idle: readonly ActiveRule[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const rule of idle) {
    const source = sourceText(rule);
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b));
}

const layerName = {
  sv: "Tekniker som detekteringsreglerna letar efter, med loggarna som finns",
  en: "Techniques that the detection rules look for, with the logs at hand",
};

/** Judges the rules and tells. */
export async function tellCoverage(command: CoverageCommand, speaker: Speaker): Promise<Told> {
  const found = await findRules(command.rules);
  if (!found.ok) return refused(found.problems);
  const { files, problems: missing } = await logFilesOf(command.paths);
  if (missing.length > 0) return refused(missing);
  const { rules, inactive } = found.rules;
  const { feeds, problems } = await feedsOf(files.map(({ path }) => path));
  const known = feeds.map(({ facts, fields }) => ({ facts, fields: [...fields] }));
  const judged = coverageOf(rules, command.paths.length === 0 ? readableFeeds(rules) : known);
  const inState = (state: RuleCoverage["state"]): readonly ActiveRule[] =>
    rules.filter((_, place) => judged[place]?.state === state);
  const [idle, never] = [inState("no-source"), inState("never")];
  const techniques = techniquesOf(rules, judged);
  const canFire = rules.length - idle.length - never.length;
  const waiting = inactive.map(({ document: { id, title }, needs }) => ({ id, title, needs }));
  const missingOf = new Map(judged.map(({ key, missing: fields }) => [key, fields]));
  const listed = (one: ActiveRule) => ({ rule: one.key, title: one.rule.title });
  const document = command.layer
    ? ruleLayer(techniques, layerName)
    : {
        rules: rules.length,
        canFire,
        feeds: feeds.map(({ facts, fields, events }) => ({
          ...facts,
          events,
          fields: [...fields].sort(compareText),
        })),
        noSource: idle.map((one) => ({ ...listed(one), source: sourceText(one) })),
        never: never.map((one) => ({ ...listed(one), missing: missingOf.get(one.key) ?? [] })),
        waiting,
        techniques: [...techniques].map(([id, count]) => ({ technique: id, rules: count })),
        problems,
      };
  const { words, language } = speaker;
  const count = (value: number): string => whole(value, language);
  const rows = lackingOf(idle).map(([source, many]) => [visible(source), count(many)]);
  return {
    exit: 0,
    document,
    lines: [
      words.coverage.lead(count(canFire), count(rules.length)),
      words.coverage.why(count(idle.length), count(never.length), count(waiting.length)),
      ...(rows.length === 0 ? [] : ["", ...table([words.coverage.head, ...rows], [1])]),
    ],
    problems,
    object: "",
  };
}
