/**
 * The rules over received lines, one after the other: what a line says, whether it was sent before,
 * which rules hold of it. The same lines in the same order give the same hits, live and again.
 */
import { createHash } from "node:crypto";
import { eventTimeMs, type LineEvents, type LogEvent, newLineEvents } from "@vallgrav/eventlogs";
import { type Instant, instantFromMs, invariant } from "@vallgrav/kernel";
import {
  type ActiveCorrelation,
  type ActiveRule,
  type CorrelationAlert,
  type Correlator,
  compileMatcher,
  explain,
  type Matcher,
  newCorrelator,
  type RuleSet,
} from "@vallgrav/sigma";
import type { AlertSubject, WatchCounts } from "../api/index.ts";
import type { AlertHit, TuningRecord } from "../storage/index.ts";
import { alertKey, headOf, instantOr, keptFields, keptText, matchedFields } from "./alert-of.ts";
import { newRepeats, type Repeats } from "./repeats.ts";
import type { NumberedLine } from "./spool-format.ts";
import { subjectOf } from "./subject.ts";
import { isTuned } from "./tuned.ts";

/** What some lines came to. */
export type Watched = {
  readonly sources: readonly {
    readonly id: string;
    readonly counts: Partial<WatchCounts>;
    readonly lastMs: number;
  }[];
  readonly hits: readonly AlertHit[];
};

/** The rules at work. */
export type Watcher = {
  /** Goes through lines. */
  readonly take: (lines: readonly NumberedLine[]) => Watched;
};

/** What a watcher is made of. */
export type WatcherInput = {
  readonly rules: RuleSet;
  readonly tunings: readonly TuningRecord[];
};

/** How late an event may come for a correlation; its alert comes that much later. */
const latenessMs = 60_000;
/** Readers of lines kept at once, one per source. */
const mostReaders = 1_000;

type Counting = { -readonly [K in keyof WatchCounts]: number } & { lastMs: number };

type State = {
  readonly rules: readonly ActiveRule[];
  readonly matcher: Matcher;
  correlator: Correlator | null;
  readonly newCorrelator: () => Correlator | null;
  /** When the newest line came. */
  latestMs: number;
  readonly correlations: ReadonlyMap<string, ActiveCorrelation>;
  /** Keys of rules that correlations build on. */
  readonly feeding: ReadonlySet<string>;
  readonly tunings: readonly TuningRecord[];
  readonly readers: Map<string, LineEvents>;
  readonly repeats: Repeats;
  /** By source: how far its events have come, and when its newest line was received. */
  readonly seen: Map<string, { eventMs: number; receivedMs: number }>;
  counts: Map<string, Counting>;
  hits: AlertHit[];
};

function countingOf(state: State, { source, receivedMs }: NumberedLine): Counting {
  const known = state.counts.get(source);
  const counting = known ?? {
    parsed: 0,
    refused: 0,
    repeated: 0,
    matched: 0,
    dropped: 0,
    lastMs: receivedMs,
  };
  counting.lastMs = Math.max(counting.lastMs, receivedMs);
  if (known === undefined) state.counts.set(source, counting);
  return counting;
}

function readerOf(state: State, source: string): LineEvents {
  const known = state.readers.get(source);
  if (known !== undefined) return known;
  if (state.readers.size >= mostReaders) state.readers.clear();
  const made = newLineEvents();
  state.readers.set(source, made);
  return made;
}

function receivedAt({ receivedMs }: NumberedLine): Instant {
  const at = instantFromMs(receivedMs);
  invariant(at !== null, "the clock stands in years 0 to 9999");
  return at;
}

function addHit(state: State, hit: AlertHit): void {
  if (!isTuned(state.tunings, hit)) state.hits.push(hit);
}

function hitOf(rule: ActiveRule, event: LogEvent, line: NumberedLine): AlertHit {
  const received = receivedAt(line);
  const at = instantOr(eventTimeMs(event.fields), received);
  const subject = subjectOf(event.fields);
  const head = headOf(rule.key, rule.rule);
  return {
    ...head,
    key: alertKey(head.rule, subject),
    at,
    receivedAt: received,
    subject,
    event: {
      at,
      source: line.source,
      line: line.number,
      matched: matchedFields(explain(rule.condition, { ...event, timeMs: null })),
      fields: keptFields(event.fields),
      text: keptText(event.text),
    },
  };
}

function correlationHit(
  { correlation, key }: ActiveCorrelation,
  alert: CorrelationAlert,
  line: NumberedLine,
): AlertHit {
  const received = receivedAt(line);
  const at = instantOr(alert.timeMs, received);
  const fields = Object.fromEntries(alert.group.map(({ name, value }) => [name, value]));
  const named = subjectOf(fields);
  const isNamed = Object.values(named).some((one) => one !== null);
  // A group by something else is its own subject, so that groups do not run together.
  const whom = alert.group.map(({ value }) => value).join(" ");
  const subject: AlertSubject = isNamed
    ? named
    : { host: null, account: null, address: whom === "" ? null : whom };
  return {
    ...headOf(key, correlation),
    key: alertKey(key, subject),
    at,
    receivedAt: received,
    subject,
    event: {
      at,
      source: line.source,
      line: line.number,
      matched: alert.group.map(({ name, value }) => ({ field: name, values: [value] })),
      fields: { ...fields, events: alert.events.join(" ") },
      text: null,
    },
  };
}

function tellCorrelated(
  state: State,
  line: NumberedLine,
  alerts: readonly CorrelationAlert[],
): void {
  for (const alert of alerts) {
    const active = state.correlations.get(alert.key);
    if (alert.alerts && active !== undefined) addHit(state, correlationHit(active, alert, line));
  }
}

function correlate(
  state: State,
  line: NumberedLine,
  event: LogEvent,
  keys: readonly string[],
): void {
  if (state.correlator === null || keys.length === 0) return;
  const { receivedMs } = line;
  const saidMs = eventTimeMs(event.fields) ?? receivedMs;
  const alerts = state.correlator.take({
    id: String(line.number),
    // A time to come would make everything after it too late, and so silence what builds on order.
    timeMs: saidMs > receivedMs + latenessMs ? receivedMs : saidMs,
    fields: event.fields,
    rules: keys,
  });
  tellCorrelated(state, line, alerts);
}

/** The rules over the events that a line is. @returns whether one of them holds */
function match(state: State, line: NumberedLine, events: readonly LogEvent[]): boolean {
  const seen = new Set<number>();
  const keys: string[] = [];
  for (const event of events)
    for (const place of state.matcher.match({ ...event, timeMs: null }).rules) {
      const rule = state.rules[place];
      if (rule === undefined || seen.has(place)) continue;
      seen.add(place);
      if (state.feeding.has(rule.key)) keys.push(rule.key);
      if (rule.alerts) addHit(state, hitOf(rule, event, line));
    }
  const [first] = events;
  if (first !== undefined) correlate(state, line, first, keys);
  return seen.size > 0;
}

/** A source that has been silent so long holds nobody up. */
const restingMs = 600_000;
/** Lines between looks at how far all sources have come. */
const lookEvery = 16;

function see(state: State, line: NumberedLine, events: readonly LogEvent[]): void {
  const { source, receivedMs } = line;
  const eventMs = events[0] === undefined ? null : eventTimeMs(events[0].fields);
  const known = state.seen.get(source);
  // A clock that runs ahead must not make everything else late.
  const ms = Math.min(eventMs ?? receivedMs, receivedMs);
  state.seen.set(source, { eventMs: Math.max(known?.eventMs ?? ms, ms), receivedMs });
}

/** Tells what is certain by now, whether or not anything that matches comes after it. */
function settle(state: State, line: NumberedLine): void {
  if (state.correlator === null || line.number % lookEvery !== 0) return;
  let least = Infinity;
  for (const [source, { eventMs, receivedMs }] of state.seen)
    if (receivedMs + restingMs < line.receivedMs) state.seen.delete(source);
    else least = Math.min(least, eventMs);
  if (least === Infinity) return;
  tellCorrelated(state, line, state.correlator.advance(least - latenessMs));
}

const decoder = new TextDecoder();

/** What a line is known by when it comes again: what its sender calls it, else all of it. */
function repeatKey({ source, key, bytes }: NumberedLine): string {
  const hash = createHash("sha256")
    .update(source)
    .update(key === undefined ? "\n" : "\0");
  return hash
    .update(key ?? bytes)
    .digest()
    .toString("base64url", 0, 12);
}

/** Begins correlations anew where our clock was set back: else all that comes would be too late. */
function followClock(state: State, { receivedMs }: NumberedLine): void {
  if (receivedMs < state.latestMs - latenessMs) {
    state.correlator = state.newCorrelator();
    state.seen.clear();
    state.latestMs = receivedMs;
  } else state.latestMs = Math.max(state.latestMs, receivedMs);
}

function takeLine(state: State, line: NumberedLine): void {
  followClock(state, line);
  const counting = countingOf(state, line);
  if (line.bytes.length === 0) {
    counting.refused += 1;
    return;
  }
  if (state.repeats.add(repeatKey(line)) && line.mayRepeat) {
    counting.repeated += 1;
    return;
  }
  const step = readerOf(state, line.source).line(decoder.decode(line.bytes).trimEnd());
  if (step === null) {
    counting.refused += 1;
    return;
  }
  counting.parsed += 1;
  // What the lines before say together is seen with the line that ends them.
  const events = [...step.before, ...step.now];
  if (match(state, line, events)) counting.matched += 1;
  see(state, line, events);
  settle(state, line);
}

/** Compiles rules for lines that come. */
export function newWatcher({ rules, tunings }: WatcherInput): Watcher {
  const anew = (): Correlator | null =>
    rules.correlations.length === 0 ? null : newCorrelator(rules.correlations, { latenessMs });
  const state: State = {
    rules: rules.rules,
    matcher: compileMatcher(rules.rules),
    correlator: anew(),
    newCorrelator: anew,
    latestMs: -Infinity,
    correlations: new Map(rules.correlations.map((one) => [one.key, one])),
    feeding: new Set(rules.correlations.flatMap((one) => one.rules)),
    tunings,
    readers: new Map(),
    repeats: newRepeats(),
    seen: new Map(),
    counts: new Map(),
    hits: [],
  };
  return {
    take: (lines) => {
      state.counts = new Map();
      state.hits = [];
      for (const line of lines) takeLine(state, line);
      return {
        sources: [...state.counts].map(([id, { lastMs, ...counts }]) => ({ id, counts, lastMs })),
        hits: state.hits,
      };
    },
  };
}
