/** From the texts of an event to the few rules whose witnesses it holds. */
import { fold, isAscii } from "../fold.ts";
import type { EndingScan } from "./ending-scan.ts";
import { endingScan, scanEnding } from "./ending-scan.ts";
import type { LiteralScan } from "./literal-scan.ts";
import { literalScan, scanLiterals } from "./literal-scan.ts";
import type { SkipScan } from "./skip-scan.ts";
import { scanSkipping, shortestToSkip, skipScan } from "./skip-scan.ts";
import type { Slots } from "./slots.ts";
import { isThere } from "./slots.ts";
import type { Atom, Witness } from "./witness.ts";

/** Rules by number. */
type Rules = number[];
type ByText = Map<string, Rules>;
type Found = (id: number) => void;

/** Texts looked for in one pass, and what to do with each that stands. */
type Looking<Scan> = { readonly scan: Scan; readonly found: Found };

/** What a text spoke for when it was last looked at. */
type Remembered = { readonly text: string; readonly folded: string; readonly rules: Rules };

/** What one field can tell. */
type FieldIndex = {
  /** Texts met last, by a few of their letters: most fields hold what they held a moment ago. */
  readonly remembered: (Remembered | null)[];
  /** What a text spoke for while it is looked through; one for all fields. */
  readonly alone: Candidates;
  readonly slot: number;
  readonly whole: ByText;
  /** Lengths of whole texts, so that others are not looked up. */
  readonly lengths: ReadonlySet<number>;
  readonly endings: Looking<EndingScan> | null;
  readonly inside: Looking<LiteralScan> | null;
  readonly there: Rules;
  readonly strange: Rules;
};

/** What any value can tell: texts that are too short to skip, longer ones, and other letters. */
type KeywordIndex = {
  readonly short: Looking<LiteralScan> | null;
  readonly long: Looking<SkipScan> | null;
  readonly strange: Rules;
};

/** The rules an event may fit, each once; kept from event to event to spare memory. */
type Candidates = {
  readonly rules: Int32Array;
  count: number;
  /** By rule, when it was last taken. */
  readonly turns: Uint32Array;
  turn: number;
};

/** The index of a group of rules. */
export type CandidateIndex = {
  readonly fields: readonly FieldIndex[];
  readonly keywords: KeywordIndex | null;
  /** Rules that any event may fit. */
  readonly always: Rules;
  readonly candidates: Candidates;
};

type Draft = {
  readonly whole: ByText;
  readonly ending: ByText;
  readonly inside: ByText;
  readonly there: Rules;
  readonly strange: Rules;
};

function newDraft(): Draft {
  return { whole: new Map(), ending: new Map(), inside: new Map(), there: [], strange: [] };
}

function put(all: ByText, text: string, rule: number): void {
  const known = all.get(text);
  if (known === undefined) all.set(text, [rule]);
  else if (known.at(-1) !== rule) known.push(rule);
}

function enter(draft: Draft, atom: Atom, rule: number): void {
  if (atom.kind === "there" || atom.kind === "strange") {
    if (draft[atom.kind].at(-1) !== rule) draft[atom.kind].push(rule);
  } else if (atom.kind === "whole") put(draft.whole, atom.text, rule);
  else put(atom.kind === "in" ? draft.inside : draft.ending, atom.text, rule);
}

function newCandidates(length: number): Candidates {
  return {
    rules: new Int32Array(length),
    count: 0,
    turns: new Uint32Array(length),
    turn: 0,
  };
}

/** Forgets what was taken. */
function beginAnew(candidates: Candidates): void {
  candidates.turn = (candidates.turn + 1) >>> 0;
  if (candidates.turn === 0) candidates.turns.fill(1);
  candidates.count = 0;
}

function take(candidates: Candidates, rules: readonly number[]): void {
  const { turns, turn } = candidates;
  for (const rule of rules)
    if (turns[rule] !== turn) {
      turns[rule] = turn;
      candidates.rules[candidates.count] = rule;
      candidates.count += 1;
    }
}

/** Texts with their rules, ready to be looked for; null where there are none. */
function looking<Scan>(
  texts: ReadonlyMap<string, Rules>,
  make: (texts: readonly string[]) => Scan,
  candidates: Candidates,
): Looking<Scan> | null {
  if (texts.size === 0) return null;
  const rules = [...texts.values()];
  return { scan: make([...texts.keys()]), found: (id) => take(candidates, rules[id] ?? []) };
}

function fieldIndex(slot: number, draft: Draft, alone: Candidates): FieldIndex {
  const { whole, there, strange } = draft;
  return {
    remembered: Array.from({ length: places }, () => null),
    alone,
    slot,
    whole,
    lengths: new Set([...whole.keys()].map(({ length }) => length)),
    endings: looking(draft.ending, endingScan, alone),
    inside: looking(draft.inside, literalScan, alone),
    there,
    strange,
  };
}

function keywordIndex({ inside, strange }: Draft, candidates: Candidates): KeywordIndex {
  const short = new Map([...inside].filter(([text]) => text.length < shortestToSkip));
  const long = new Map([...inside].filter(([text]) => text.length >= shortestToSkip));
  return {
    short: looking(short, literalScan, candidates),
    long: looking(long, skipScan, candidates),
    strange,
  };
}

/**
 * Makes the index. Linear in the texts of the witnesses.
 * @param witnesses by rule; null: none
 * @param slotOf the slot of a field
 */
export function candidateIndex(
  witnesses: readonly (Witness | null)[],
  slotOf: (field: string) => number,
): CandidateIndex {
  const candidates = newCandidates(witnesses.length);
  const alone = newCandidates(witnesses.length);
  const drafts = new Map<string | null, Draft>();
  const always: Rules = [];
  for (const [rule, witness] of witnesses.entries()) {
    if (witness === null) always.push(rule);
    for (const atom of witness?.atoms ?? []) {
      const draft = drafts.get(atom.field) ?? newDraft();
      drafts.set(atom.field, draft);
      enter(draft, atom, rule);
    }
  }
  const keywords = drafts.get(null);
  const fields = Array.from(drafts, ([field, draft]) =>
    field === null ? [] : [fieldIndex(slotOf(field), draft, alone)],
  ).flat();
  return {
    fields,
    keywords: keywords === undefined ? null : keywordIndex(keywords, candidates),
    always,
    candidates,
  };
}

/** What a text speaks for, by looking at all of it. */
function lookThrough(index: FieldIndex, text: string): Remembered {
  const { alone, lengths, whole, endings, inside, strange } = index;
  beginAnew(alone);
  const isPlain = inside === null ? isAscii(text) : scanLiterals(inside.scan, text, inside.found);
  const folded = isPlain ? text.toLowerCase() : fold(text);
  if (!isPlain) take(alone, strange);
  if (lengths.has(folded.length)) take(alone, whole.get(folded) ?? []);
  if (endings !== null) scanEnding(endings.scan, folded, endings.found);
  const rules: number[] = [];
  for (let at = 0; at < alone.count; at += 1) rules.push(alone.rules[at] ?? 0);
  return { text, folded, rules };
}

/** Texts remembered of each field, and the longest of them. */
const places = 256;
const longest = 512;

function placeOf(text: string): number {
  const { length } = text;
  const middle = text.charCodeAt(length >> 1);
  const late = text.charCodeAt(length - (length >> 2) - 1);
  return (length * 131 + text.charCodeAt(length - 1) * 31 + middle * 7 + late) & (places - 1);
}

/**
 * Takes the rules a text speaks for; answers the folded text. What a text speaks for depends on it
 * alone, so one that is remembered is not looked through again.
 */
function ofText(candidates: Candidates, index: FieldIndex, text: string): string {
  const { remembered } = index;
  const isShort = text.length > 0 && text.length <= longest;
  const place = isShort ? placeOf(text) : 0;
  let known = isShort ? (remembered[place] ?? null) : null;
  if (known === null || known.text !== text) {
    known = lookThrough(index, text);
    if (isShort) remembered[place] = known;
  }
  take(candidates, known.rules);
  return known.folded;
}

function ofField(candidates: Candidates, index: FieldIndex, slots: Slots): void {
  const { slot, there } = index;
  if (!isThere(slots, slot)) return;
  if (there.length > 0) take(candidates, there);
  const text = slots.texts[slot];
  if (text !== null && text !== undefined) slots.folded[slot] = ofText(candidates, index, text);
  for (const one of slots.many[slot] ?? []) ofText(candidates, index, one);
}

function ofKeyword(candidates: Candidates, index: KeywordIndex, text: string): void {
  const { short, long, strange } = index;
  if (short !== null) scanLiterals(short.scan, text, short.found);
  if (long !== null) scanSkipping(long.scan, text, long.found);
  if (strange.length > 0 && !isAscii(text)) take(candidates, strange);
}

/** Finds the rules worth trying: the first `count` of the index's candidates. */
export function findCandidates(index: CandidateIndex, slots: Slots): void {
  const { fields, keywords, always, candidates } = index;
  beginAnew(candidates);
  take(candidates, always);
  for (const field of fields) ofField(candidates, field, slots);
  if (keywords !== null) for (const text of slots.values) ofKeyword(candidates, keywords, text);
}
