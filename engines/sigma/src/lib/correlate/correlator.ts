/**
 * Runs correlations over matched events in the order in which they happened, whatever the order in
 * which they came: events wait until none before them can come any more. Live and replay are the
 * same code, and give the same alerts.
 */
import type { EventFields } from "../event.ts";
import { findField, textOfScalar } from "../event.ts";
import { fold } from "../fold.ts";
import { numberOf } from "../parse-test.ts";
import type { ActiveCorrelation } from "../rule-set.ts";
import type { Heap } from "./heap.ts";
import { pop, push } from "./heap.ts";
import type { Entry, Question, Window } from "./window.ts";
import { countOf, enter, expire, inside, isForTheEnd, judge, newWindow } from "./window.ts";

/** An event that matched rules. */
export type MatchedEvent = {
  /** Its name, one per event: a log and a record's number. Decides between equal times. */
  readonly id: string;
  /** When it happened, milliseconds since 1970 UTC. */
  readonly timeMs: number;
  readonly fields: EventFields;
  /** Keys of the rules that hold of it. */
  readonly rules: readonly string[];
};

/** A correlation that came true. */
export type CorrelationAlert = {
  /** Key of the correlation. */
  readonly key: string;
  /** When: that of the last event, or the end of the window where only the end could tell. */
  readonly timeMs: number;
  /** Values of the group, by the names the correlation groups by. */
  readonly group: readonly { readonly name: string; readonly value: string }[];
  /** Ids of the events inside the window, oldest first; at most {@link CorrelatorLimits.shown}. */
  readonly events: readonly string[];
  /** What was counted or computed; null of nothing. */
  readonly figure: number | null;
  /** False where it only feeds another correlation. */
  readonly alerts: boolean;
};

/** Limits, so that hostile logs cost bounded memory. */
export type CorrelatorLimits = {
  /** How late an event may come after one that happened later. */
  readonly latenessMs: number;
  /** Events of one group inside its window; beyond it the oldest go. */
  readonly events: number;
  /** Groups of one correlation; beyond it the one that was silent longest is forgotten. */
  readonly groups: number;
  /** Events that wait for others; beyond it the earliest is taken though others might come. */
  readonly waiting: number;
  /** Events named in an alert. */
  readonly shown: number;
};

/** Ten minutes of lateness; some hundred megabytes at most. */
export const defaultCorrelatorLimits: CorrelatorLimits = {
  latenessMs: 600_000,
  events: 10_000,
  groups: 100_000,
  waiting: 500_000,
  shown: 100,
};

/** What was not counted, and why. */
export type CorrelatorCounts = {
  /** Events that came later than allowed. */
  late: number;
  /** Events without a field they are grouped by. */
  ungrouped: number;
  /** Events without the value, or the number, that is asked for. */
  valueless: number;
  /** Events that left a window because it was full. */
  cut: number;
  /** Groups forgotten because there were too many. */
  forgotten: number;
  /** Events taken before all that might precede them had come. */
  hurried: number;
};

/** Correlations at work. */
export type Correlator = {
  /** Takes an event; answers the alerts that are certain by now. */
  readonly take: (event: MatchedEvent) => readonly CorrelationAlert[];
  /** Says that no event before this instant will come any more. */
  readonly advance: (toMs: number) => readonly CorrelationAlert[];
  /** Says that no event will come at all; windows still open at the last event stay undecided. */
  readonly close: () => readonly CorrelationAlert[];
  readonly counts: Readonly<CorrelatorCounts>;
};

type Group = {
  readonly window: Window;
  readonly names: CorrelationAlert["group"];
  isOn: boolean;
  lastMs: number;
  /** End of the window that is open, where only the end can tell. */
  endMs: number | null;
};

type Running = {
  readonly active: ActiveCorrelation;
  readonly question: Question;
  readonly isForTheEnd: boolean;
  readonly groups: Map<string, Group>;
  readonly fields: readonly string[];
};

type Ending = { readonly running: Running; readonly group: Group; readonly key: string };

type State = {
  readonly limits: CorrelatorLimits;
  readonly counts: CorrelatorCounts;
  readonly byRule: ReadonlyMap<string, readonly Running[]>;
  readonly waiting: Heap<MatchedEvent>;
  readonly endings: Heap<Ending & { readonly endMs: number }>;
  watermarkMs: number;
  latestMs: number;
};

function start(active: ActiveCorrelation): Running {
  const { correlation, keyOf, rules } = active;
  const placeOf = new Map(Array.from(keyOf, ([name, key]) => [name, rules.indexOf(key)] as const));
  const { condition, type } = correlation;
  return {
    active,
    question: { type, condition, placeOf },
    isForTheEnd: isForTheEnd(condition),
    groups: new Map(),
    fields: condition.kind === "bounds" ? condition.fields : [],
  };
}

function textOf(fields: EventFields, name: string): string | null {
  for (const value of findField(fields, name).values) {
    const text = textOfScalar(value);
    if (text !== null) return text;
  }
  return null;
}

/** The values an event is grouped by when it matched a rule; null where one is missing. */
function groupNames(
  { correlation, keyOf }: ActiveCorrelation,
  rule: string,
  fields: EventFields,
): CorrelationAlert["group"] | null {
  const group: { name: string; value: string }[] = [];
  const written = [...keyOf].filter(([, key]) => key === rule).map(([name]) => name);
  for (const name of correlation.groupBy) {
    const alias = correlation.aliases.get(name);
    const field = written.map((one) => alias?.get(one)).find((one) => one !== undefined) ?? name;
    const value = textOf(fields, field);
    if (value === null) return null;
    group.push({ name, value });
  }
  return group;
}

/** What the event is worth to a correlation; null where it lacks the value that is asked for. */
function valueOf(
  { question, fields: names }: Running,
  { fields }: MatchedEvent,
): Pick<Entry, "value" | "number"> | null {
  if (!question.type.startsWith("value_")) return { value: "", number: 0 };
  const texts = names.map((name) => textOf(fields, name));
  if (texts.includes(null)) return null;
  if (question.type === "value_count")
    return { value: JSON.stringify(texts.map((text) => fold(text ?? ""))), number: 0 };
  const number = numberOf(texts[0] ?? "");
  return Number.isFinite(number) ? { value: "", number } : null;
}

function alertOf(
  { limits }: State,
  { active }: Running,
  group: Group,
  timeMs: number,
  figure: number | null,
): CorrelationAlert {
  const entries = inside(group.window);
  return {
    key: active.key,
    timeMs,
    group: group.names,
    events: entries.slice(-limits.shown).map(({ id }) => id),
    figure,
    alerts: active.alerts,
  };
}

/** Forgets groups that are over, and the most silent where there are too many. */
function tidy({ limits, counts }: State, running: Running, nowMs: number): void {
  const { groups, active } = running;
  for (const [key, group] of groups) {
    const isSilent = group.lastMs + active.correlation.timespanMs < nowMs;
    // What became true by silence stays so until something happens.
    const isOver = isSilent && group.endMs === null && !(running.isForTheEnd && group.isOn);
    if (!isOver && groups.size <= limits.groups) return;
    if (!isOver) counts.forgotten += 1;
    groups.delete(key);
  }
}

function groupFor(
  state: State,
  running: Running,
  names: CorrelationAlert["group"],
  nowMs: number,
): Group {
  const key = JSON.stringify(names.map(({ value }) => fold(value)));
  const known = running.groups.get(key);
  const group = known ?? { window: newWindow(), names, isOn: false, lastMs: nowMs, endMs: null };
  // Last used is last in order, so that the first is the most silent.
  running.groups.delete(key);
  running.groups.set(key, group);
  group.lastMs = nowMs;
  if (known === undefined) tidy(state, running, nowMs);
  if (running.isForTheEnd && group.endMs === null)
    openWindow(state, { running, group, key }, nowMs);
  return group;
}

function openWindow(state: State, ending: Ending, fromMs: number): void {
  const endMs = fromMs + ending.running.active.correlation.timespanMs;
  ending.group.endMs = endMs;
  push(state.endings, { ...ending, endMs });
}

/** A group gets an event. Answers an alert where its condition came true by it. */
function enterGroup(
  state: State,
  running: Running,
  group: Group,
  entry: Entry,
): CorrelationAlert | null {
  const { question, active } = running;
  const { type } = question;
  const { timespanMs } = active.correlation;
  if (!running.isForTheEnd) {
    expire(group.window, entry.timeMs - timespanMs, state.limits.events, type);
    const isEmpty = countOf(group.window) === 0;
    group.isOn &&= !isEmpty && judge(question, group.window).holds;
  }
  enter(group.window, entry, type);
  state.counts.cut += expire(group.window, entry.timeMs - timespanMs, state.limits.events, type);
  if (running.isForTheEnd || group.isOn) return null;
  const { holds, figure } = judge(question, group.window);
  group.isOn = holds;
  return holds ? alertOf(state, running, group, entry.timeMs, figure) : null;
}

/** A correlation gets an event: one entry per group its rules put it in. */
function enterCorrelation(
  state: State,
  running: Running,
  event: MatchedEvent,
): readonly CorrelationAlert[] {
  const worth = valueOf(running, event);
  if (worth === null) {
    state.counts.valueless += 1;
    return [];
  }
  const found = new Map<Group, number[]>();
  for (const [place, rule] of running.active.rules.entries()) {
    if (!event.rules.includes(rule)) continue;
    const names = groupNames(running.active, rule, event.fields);
    if (names === null) state.counts.ungrouped += 1;
    else {
      const group = groupFor(state, running, names, event.timeMs);
      found.set(group, [...(found.get(group) ?? []), place]);
    }
  }
  return Array.from(found, ([group, rules]) =>
    enterGroup(state, running, group, { id: event.id, timeMs: event.timeMs, rules, ...worth }),
  ).filter((alert) => alert !== null);
}

/** An alert as an event for the correlations that build on it. */
function eventOf({ key, timeMs, group }: CorrelationAlert): MatchedEvent {
  const fields = Object.fromEntries(group.map(({ name, value }) => [name, value]));
  const id = JSON.stringify([key, timeMs, group.map(({ value }) => value)]);
  return { id, timeMs, fields, rules: [key] };
}

/** An event in its turn, and the alerts that follow from alerts. */
function happen(state: State, event: MatchedEvent): readonly CorrelationAlert[] {
  const users = new Set(event.rules.flatMap((rule) => state.byRule.get(rule) ?? []));
  return [...users].flatMap((running) =>
    enterCorrelation(state, running, event).flatMap((alert) => [
      alert,
      ...happen(state, eventOf(alert)),
    ]),
  );
}

/** A window ends. One without events is the last until an event comes. */
function end(
  state: State,
  ending: Ending & { readonly endMs: number },
): readonly CorrelationAlert[] {
  const { running, group, endMs } = ending;
  if (group.endMs !== endMs) return [];
  const { holds, figure } = judge(running.question, group.window);
  const isNew = holds && !group.isOn;
  group.isOn = holds;
  const alert = isNew ? alertOf(state, running, group, endMs, figure) : null;
  const wasEmpty = countOf(group.window) === 0;
  expire(group.window, Infinity, 0, running.question.type);
  group.endMs = null;
  if (!wasEmpty) openWindow(state, ending, endMs);
  return alert === null ? [] : [alert, ...happen(state, eventOf(alert))];
}

/** All that happened before an instant, events and ends of windows, in order. */
function catchUp(state: State, toMs: number): readonly CorrelationAlert[] {
  const alerts: CorrelationAlert[] = [];
  for (;;) {
    const [event] = state.waiting.items;
    const [ending] = state.endings.items;
    const eventMs = event?.timeMs ?? Infinity;
    const endMs = ending?.endMs ?? Infinity;
    if (Math.min(eventMs, endMs) >= toMs) return alerts;
    // A window holds what happens at its very end.
    if (ending !== undefined && endMs < eventMs) {
      pop(state.endings);
      alerts.push(...end(state, ending));
    } else if (event !== undefined) {
      pop(state.waiting);
      alerts.push(...happen(state, event));
    }
  }
}

function take(state: State, event: MatchedEvent): readonly CorrelationAlert[] {
  const { limits, counts, waiting } = state;
  if (!event.rules.some((rule) => state.byRule.has(rule))) return [];
  if (event.timeMs < state.watermarkMs) {
    counts.late += 1;
    return [];
  }
  push(waiting, event);
  state.latestMs = Math.max(state.latestMs, event.timeMs);
  const alerts: CorrelationAlert[] = [];
  if (waiting.items.length > limits.waiting) {
    const [first] = waiting.items;
    counts.hurried += 1;
    alerts.push(...advance(state, (first?.timeMs ?? 0) + 1));
  }
  return [...alerts, ...advance(state, state.latestMs - limits.latenessMs)];
}

function advance(state: State, toMs: number): readonly CorrelationAlert[] {
  if (!(toMs > state.watermarkMs)) return [];
  state.watermarkMs = toMs;
  return catchUp(state, toMs);
}

/** Sets correlations to work. */
export function newCorrelator(
  correlations: readonly ActiveCorrelation[],
  limits: Partial<CorrelatorLimits> = {},
): Correlator {
  const byRule = new Map<string, Running[]>();
  for (const running of correlations.map(start))
    for (const rule of new Set(running.active.rules))
      byRule.set(rule, [...(byRule.get(rule) ?? []), running]);
  const counts = { late: 0, ungrouped: 0, valueless: 0, cut: 0, forgotten: 0, hurried: 0 };
  const state: State = {
    limits: { ...defaultCorrelatorLimits, ...limits },
    counts,
    byRule,
    waiting: {
      items: [],
      before: (a, b) => a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.id < b.id),
    },
    endings: {
      items: [],
      before: (a, b) => a.endMs < b.endMs || (a.endMs === b.endMs && nameOf(a) < nameOf(b)),
    },
    watermarkMs: -Infinity,
    latestMs: -Infinity,
  };
  return {
    take: (event) => take(state, event),
    advance: (toMs) => advance(state, toMs),
    close: () => advance(state, state.latestMs + 1),
    counts,
  };
}

function nameOf({ running, key }: Ending): string {
  return `${running.active.key} ${key}`;
}
