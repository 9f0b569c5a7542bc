/** The compiled matcher: an event in, the rules that hold of it out. */
import type { LogFacts, SigmaEvent } from "../event.ts";
import { isForSource } from "../event.ts";
import type { Expression } from "../rule.ts";
import type { ActiveRule } from "../rule-set.ts";
import type { CandidateIndex } from "./candidate-index.ts";
import { candidateIndex, findCandidates } from "./candidate-index.ts";
import type { Moment } from "./check.ts";
import type { Jumps } from "./jumps.ts";
import { addExpression, follow, newJumps } from "./jumps.ts";
import { fillSlots, newSlots } from "./slots.ts";
import { witnessOf } from "./witness.ts";

/** What an event was found to be. */
export type Matched = {
  /** Rules that hold, as places in the list the matcher was made of; ascending. */
  readonly rules: readonly number[];
  /** Rules whose regular expressions used up the event's steps, so that nobody knows. */
  readonly undecided: readonly number[];
};

/** How a matcher works. */
export type MatcherOptions = {
  /** Steps that all regular expressions together may take on one event. */
  readonly steps: number;
};

/** Some tens of milliseconds. */
export const defaultMatcherOptions: MatcherOptions = { steps: 2_000_000 };

/** A matcher. Not to be used by two at once: it remembers the event it is on. */
export type Matcher = {
  readonly match: (event: SigmaEvent) => Matched;
  /** Rules tried since it was made, for measuring. */
  readonly tried: () => number;
};

/** Rules that are for one kind of source, compiled. */
type Group = {
  /** Places of the rules in the matcher's list. */
  readonly places: readonly number[];
  readonly conditions: readonly Expression[];
  /** By rule, where its steps begin; {@link notYet} until it is first tried. */
  readonly begins: number[];
  readonly jumps: Jumps;
  readonly index: CandidateIndex;
  readonly moment: Moment;
};

const nothing: Matched = { rules: [], undecided: [] };

/** No step begins there. */
const notYet = -3;

/** Kinds of source kept compiled. */
const mostGroups = 1_000;

/** The fields an expression asks for; null among them where it has keywords. */
function fieldsOf(expression: Expression, fields: Set<string | null>): void {
  if (expression.kind === "leaf") {
    fields.add(expression.field);
    if (expression.test.kind === "field") fields.add(expression.test.other);
  } else if (expression.kind === "not" || expression.kind === "named")
    fieldsOf(expression.part, fields);
  else for (const part of expression.parts) fieldsOf(part, fields);
}

function newGroup(rules: readonly ActiveRule[], places: readonly number[]): Group {
  const conditions = places.flatMap((place) => rules[place]?.condition ?? []);
  const fields = new Set<string | null>();
  for (const condition of conditions) fieldsOf(condition, fields);
  const names = [...fields].filter((name) => name !== null);
  const slots = newSlots(names, fields.has(null));
  return {
    places,
    conditions,
    begins: conditions.map(() => notYet),
    jumps: newJumps(slots),
    index: candidateIndex(conditions.map(witnessOf), (field) => slots.numbers.get(field) ?? -1),
    moment: { slots, turn: 0, purse: { left: 0 }, gaveUp: false },
  };
}

/** Adds the steps of a rule that is tried for the first time. */
function begin({ conditions, begins, jumps }: Group, rule: number): number {
  const condition = conditions[rule];
  const at = condition === undefined ? notYet : addExpression(jumps, condition);
  begins[rule] = at;
  return at;
}

function keyOfFacts({ product, service, categories }: LogFacts): string {
  return JSON.stringify([product, service, [...categories].sort()]);
}

function runGroup(group: Group, event: SigmaEvent, steps: number): Matched {
  const { moment, index } = group;
  const { candidates } = index;
  moment.turn += 1;
  moment.purse.left = steps;
  fillSlots(moment.slots, event);
  findCandidates(index, moment.slots);
  let rules: number[] | null = null;
  let undecided: number[] | null = null;
  for (let at = 0; at < candidates.count; at += 1) {
    const rule = candidates.rules[at] ?? 0;
    const known = group.begins[rule] ?? notYet;
    const holds = follow(group.jumps, known === notYet ? begin(group, rule) : known, moment);
    if (holds === false) continue;
    const place = group.places[rule] ?? 0;
    if (holds) (rules ??= []).push(place);
    else (undecided ??= []).push(place);
  }
  if (rules === null && undecided === null) return nothing;
  const ascending = (a: number, b: number): number => a - b;
  return { rules: (rules ?? []).sort(ascending), undecided: (undecided ?? []).sort(ascending) };
}

/**
 * Compiles rules. Each kind of source is compiled when its first event comes, in time linear in its
 * rules' texts. An event then costs one pass over its fields and the few rules worth trying.
 */
export function compileMatcher(
  rules: readonly ActiveRule[],
  options: Partial<MatcherOptions> = {},
): Matcher {
  const { steps } = { ...defaultMatcherOptions, ...options };
  const groups = new Map<string, Group>();
  const byFacts = new WeakMap<LogFacts, Group>();
  let tried = 0;
  const groupOf = (facts: LogFacts): Group => {
    const key = keyOfFacts(facts);
    const known = groups.get(key);
    if (known !== undefined) return known;
    const places = [...rules.keys()].filter((place) => {
      const rule = rules[place]?.rule;
      return rule !== undefined && isForSource(rule.logSource, facts);
    });
    const group = newGroup(rules, places);
    if (groups.size >= mostGroups) groups.clear();
    groups.set(key, group);
    return group;
  };
  return {
    match: (event) => {
      let group = byFacts.get(event.source);
      if (group === undefined) {
        group = groupOf(event.source);
        byFacts.set(event.source, group);
      }
      const matched = runGroup(group, event, steps);
      tried += group.index.candidates.count;
      return matched;
    },
    tried: () => tried,
  };
}
