/** Rules over the logs of files: what was found, in which record, by which of its fields. */
import type { LogEvent } from "@vallgrav/eventlogs";
import { instantFromMs, type Problem } from "@vallgrav/kernel";
import { matchedFields } from "@vallgrav/platform/detect";
import type { ActiveRule, MatchedEvent, SigmaLevel } from "@vallgrav/sigma";
import { compileMatcher, explain, type Matcher } from "@vallgrav/sigma";
import { unreadable } from "../import-files.ts";
import { logsOf, TooMuchUnpacked } from "./log-bytes.ts";
import type { HuntedRecord } from "./read-log.ts";
import { readLog } from "./read-log.ts";

/** A field that a rule holds by. */
export type MatchedField = {
  /** Null: a keyword, found in some field or in the line. */
  readonly field: string | null;
  readonly values: readonly string[];
};

/** A rule that holds of a record. */
export type Hit = {
  readonly rule: string;
  readonly file: string;
  readonly place: string;
  /** The record's own number; empty where it has none. */
  readonly record: string;
  readonly time: string | null;
  readonly recovered: boolean;
  readonly matched: readonly MatchedField[];
  /** The event as the rule saw it. */
  readonly event: LogEvent["fields"];
};

/** What was found in one file. */
export type FileHunt = {
  readonly records: number;
  readonly recovered: number;
  readonly damaged: number;
  /** Logs read: one, or as many as an archive has. */
  readonly logs: number;
  /** Names of what is no log in any known form. */
  readonly passedOver: readonly string[];
  readonly hits: readonly Hit[];
  /** Hits by the rule's place in the list, all of them. */
  readonly counts: readonly (readonly [place: number, hits: number])[];
  /** Events on which regular expressions used up their steps. */
  readonly undecided: number;
  /** Matches of rules that correlations build on. */
  readonly correlated: readonly MatchedEvent[];
  /** Such matches beyond the ceiling, which no correlation sees. */
  readonly correlatedLeftOut: number;
  readonly problems: readonly Problem<string, object>[];
};

/** What is hunted. */
export type HuntOptions = {
  readonly sinceMs: number | null;
  readonly remains: boolean;
  /** Hits kept of one file; the rest are counted. */
  readonly mostHits: number;
  /** Keys of rules that correlations build on. */
  readonly correlated: readonly string[];
};

/** Matches of one file that correlations see. */
const mostCorrelated = 1_000_000;

/** Places of the rules whose level is at least that; a rule without a level is the least. */
export function rulesFrom(
  rules: readonly ActiveRule[],
  level: SigmaLevel | null,
): readonly ActiveRule[] {
  const order: readonly SigmaLevel[] = ["informational", "low", "medium", "high", "critical"];
  const least = level === null ? 0 : order.indexOf(level);
  return rules.filter(({ rule }) => order.indexOf(rule.level ?? "informational") >= least);
}

/** A hunter of one set of rules; it is used for one file after another. */
export type Hunter = { readonly hunt: (path: string) => Promise<FileHunt> };

type Hunt = {
  readonly rules: readonly ActiveRule[];
  readonly matcher: Matcher;
  readonly options: HuntOptions;
  readonly correlated: ReadonlySet<string>;
};

type Finding = {
  readonly hits: Hit[];
  readonly counts: Map<number, number>;
  readonly correlated: MatchedEvent[];
  undecided: number;
  correlatedLeftOut: number;
};

function hitOf(rule: ActiveRule, event: LogEvent, record: HuntedRecord, file: string): Hit {
  const ms = record.timeMs();
  return {
    rule: rule.key,
    file,
    place: record.place,
    record: record.id,
    time: ms === null ? null : instantFromMs(ms),
    recovered: record.isRecovered,
    matched: matchedFields(explain(rule.condition, { ...event, timeMs: null })),
    event: event.fields,
  };
}

function match(hunt: Hunt, record: HuntedRecord, file: string, finding: Finding): void {
  const { matcher, rules, options } = hunt;
  const seen = record.events.length > 1 ? new Set<number>() : null;
  const keys: string[] = [];
  for (const event of record.events) {
    const found = matcher.match({ ...event, timeMs: null });
    if (found.undecided.length > 0) finding.undecided += 1;
    for (const place of found.rules) {
      const rule = rules[place];
      if (rule === undefined || seen?.has(place) === true) continue;
      seen?.add(place);
      if (hunt.correlated.has(rule.key)) keys.push(rule.key);
      if (!rule.alerts) continue;
      finding.counts.set(place, (finding.counts.get(place) ?? 0) + 1);
      if (finding.hits.length < options.mostHits)
        finding.hits.push(hitOf(rule, event, record, file));
    }
  }
  const [first] = record.events;
  if (keys.length === 0 || first === undefined) return;
  if (finding.correlated.length >= mostCorrelated) {
    finding.correlatedLeftOut += 1;
    return;
  }
  const timeMs = record.timeMs() ?? 0;
  const id = `${file} ${record.place}`;
  finding.correlated.push({ id, timeMs, fields: first.fields, rules: keys });
}

function isWanted({ options: { sinceMs } }: Hunt, record: HuntedRecord): boolean {
  if (sinceMs === null) return true;
  const ms = record.timeMs();
  return ms === null || ms >= sinceMs;
}

async function huntFile(hunt: Hunt, path: string): Promise<FileHunt> {
  const finding: Finding = {
    hits: [],
    counts: new Map(),
    correlated: [],
    undecided: 0,
    correlatedLeftOut: 0,
  };
  const problems: Problem<string, object>[] = [];
  const passedOver: string[] = [];
  const sums = { records: 0, recovered: 0, damaged: 0, logs: 0 };
  try {
    for await (const log of logsOf(path, (problem) => problems.push(problem))) {
      const read = await readLog(log, hunt.options, (record) => {
        if (isWanted(hunt, record)) match(hunt, record, log.name, finding);
      });
      if (read.form === null) {
        passedOver.push(log.name);
        continue;
      }
      sums.logs += 1;
      sums.records += read.records;
      sums.recovered += read.recovered;
      sums.damaged += read.damaged;
      problems.push(...read.problems);
    }
  } catch (error) {
    problems.push(problemOf(path, error));
  }
  return { ...sums, ...finding, passedOver, counts: [...finding.counts], problems };
}

/** A file that cannot be read or unpacked does not stop the others. */
function problemOf(path: string, error: unknown): Problem<string, object> {
  const at = { file: path, place: "" };
  if (error instanceof TooMuchUnpacked)
    return {
      code: "eventlogs/too-large",
      severity: "warning",
      at,
      args: { what: "unpacked", limit: 17_179_869_184 },
    };
  const code: unknown = Reflect.get(Object(error), "code");
  if (typeof code === "string" && /^(?:Z_|ZSTD_)/.test(code))
    return { code: "eventlogs/bad-packing", severity: "warning", at, args: {} };
  if (typeof code === "string" && /^E[A-Z]+$/.test(code))
    return { ...unreadable(path, error), severity: "warning" };
  throw error;
}

/** Compiles rules for hunting. */
export function newHunter(rules: readonly ActiveRule[], options: HuntOptions): Hunter {
  const matcher = compileMatcher(rules);
  const correlated = new Set(options.correlated);
  const hunt = { rules, matcher, options, correlated };
  return { hunt: (path) => huntFile(hunt, path) };
}
