/**
 * Fields of an event by number. Names of rules get slots; each name of an event is worked out once
 * into the slots it fills, so that an event costs one look-up per name it has.
 */
import type { EventFields, EventValue, SigmaEvent } from "../event.ts";
import { closedName, deepestValue, scalarsOf, textOfScalar } from "../event.ts";
import { fold } from "../fold.ts";

/** How well an event's name fits a rule's: own and exact, exact as a path, folded, closed. */
const own = 0;
const unset = 4;

type Target = { readonly slot: number; readonly rank: number };

/** Names of events kept worked out; beyond them each is worked out again. */
const mostNames = 4_096;
/** Letters of a name that is kept: else names alone could fill the memory. */
const longestName = 256;
/** Names of an event whose order is kept. */
const mostPlaces = 256;

/** Slots by name, and what the current event holds in them. */
export type Slots = {
  /** Number of each name that rules use. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly byFolded: ReadonlyMap<string, readonly number[]>;
  readonly byClosed: ReadonlyMap<string, readonly number[]>;
  readonly targets: Map<string, readonly Target[]>;
  /** Names of the last event in their order, with what they fill: most events are alike in form. */
  readonly order: { readonly names: string[]; readonly targets: (readonly Target[])[] };
  /** Slots that the current event fills. */
  readonly used: number[];
  readonly rank: Uint8Array;
  /** The event's name that fills each slot. */
  readonly from: string[];
  /** Texts of each slot; a single one (by far the most) stands in `texts`. */
  readonly texts: (string | null)[];
  readonly folded: (string | null)[];
  /** All texts of a slot that has another number of them than one, else null. */
  readonly many: (string[] | null)[];
  readonly hasNull: Uint8Array;
  /** Whether some rule has keywords, so that texts of all values are kept. */
  readonly hasKeywords: boolean;
  /** Texts of all values of the event and its line, if some rule has keywords. */
  readonly values: string[];
};

function grouped(names: readonly string[], as: (name: string) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [slot, name] of names.entries()) {
    const key = as(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [slot]);
    else group.push(slot);
  }
  return groups;
}

/** Slots for the names that rules use. */
export function newSlots(names: readonly string[], hasKeywords: boolean): Slots {
  return {
    numbers: new Map(names.map((name, slot) => [name, slot])),
    byFolded: grouped(names, fold),
    byClosed: grouped(names, closedName),
    targets: new Map(),
    order: { names: [], targets: [] },
    used: [],
    rank: new Uint8Array(names.length).fill(unset),
    from: names.map(() => ""),
    texts: names.map(() => null),
    folded: names.map(() => null),
    many: names.map(() => null),
    hasNull: new Uint8Array(names.length),
    hasKeywords,
    values: [],
  };
}

/** The slots that a name of an event fills, best fits first; `rank` of an exact one is 1 here. */
function workOut(slots: Slots, name: string): readonly Target[] {
  const targets = new Map<number, number>();
  const put = (slot: number, rank: number): void => {
    if (!targets.has(slot)) targets.set(slot, rank);
  };
  const exact = slots.numbers.get(name);
  if (exact !== undefined) put(exact, 1);
  for (const slot of slots.byFolded.get(fold(name)) ?? []) put(slot, 2);
  for (const slot of slots.byClosed.get(closedName(name)) ?? []) put(slot, 3);
  return Array.from(targets, ([slot, rank]) => ({ slot, rank }));
}

function targetsOf(slots: Slots, name: string): readonly Target[] {
  const known = slots.targets.get(name);
  if (known !== undefined) return known;
  const found = workOut(slots, name);
  if (slots.targets.size < mostNames && name.length <= longestName) slots.targets.set(name, found);
  return found;
}

/** The same, of the name at a place of an event: an event like the last one needs no look-up. */
function targetsAt(slots: Slots, place: number, name: string): readonly Target[] {
  const { names, targets } = slots.order;
  const known = targets[place];
  if (known !== undefined && names[place] === name) return known;
  const found = targetsOf(slots, name);
  if (place >= mostPlaces || place > names.length || name.length > longestName) return found;
  names[place] = name;
  targets[place] = found;
  return found;
}

function store(slots: Slots, slot: number, value: EventValue): void {
  if (typeof value === "string") {
    slots.texts[slot] = value;
    return;
  }
  if (typeof value !== "object") {
    slots.texts[slot] = String(value);
    return;
  }
  const scalars = scalarsOf(value);
  const texts = scalars.flatMap((one) => textOfScalar(one) ?? []);
  if (texts.length < scalars.length) slots.hasNull[slot] = 1;
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) slots.texts[slot] = only;
  else slots.many[slot] = texts;
}

function clear(slots: Slots, slot: number): void {
  slots.texts[slot] = null;
  slots.folded[slot] = null;
  slots.many[slot] = null;
  slots.hasNull[slot] = 0;
}

/** The same name again (maps in a list): its values are added. */
function append(slots: Slots, slot: number, value: EventValue): void {
  const before = slots.many[slot] ?? [slots.texts[slot] ?? []].flat();
  const hadNull = slots.hasNull[slot] ?? 0;
  clear(slots, slot);
  store(slots, slot, value);
  const all = [...before, ...(slots.many[slot] ?? [slots.texts[slot] ?? []].flat())];
  const [only] = all;
  slots.hasNull[slot] = hadNull | (slots.hasNull[slot] ?? 0);
  slots.many[slot] = all.length === 1 ? null : all;
  slots.texts[slot] = all.length === 1 && only !== undefined ? only : null;
}

function fill(slots: Slots, name: string, value: EventValue, place: number): void {
  const isOwn = place >= 0;
  for (const target of isOwn ? targetsAt(slots, place, name) : targetsOf(slots, name)) {
    const { slot } = target;
    const rank = isOwn && target.rank === 1 ? own : target.rank;
    const best = slots.rank[slot] ?? unset;
    if (rank > best || (rank === best && slots.from[slot] !== name)) continue;
    if (rank === best) {
      append(slots, slot, value);
      continue;
    }
    if (best === unset) slots.used.push(slot);
    else clear(slots, slot);
    slots.rank[slot] = rank;
    slots.from[slot] = name;
    store(slots, slot, value);
  }
}

function descend(slots: Slots, name: string, value: EventValue, depth: number): void {
  if (Array.isArray(value)) {
    for (const one of value as readonly EventValue[])
      if (typeof one === "object" && one !== null && !Array.isArray(one))
        walk(slots, one as EventFields, `${name}.`, depth);
  } else walk(slots, value as EventFields, `${name}.`, depth);
}

function keep({ values }: Slots, value: EventValue): void {
  if (typeof value === "string") values.push(value);
  else if (typeof value !== "object") values.push(String(value));
  else for (const one of scalarsOf(value)) if (one !== null) values.push(String(one));
}

function walk(slots: Slots, fields: EventFields, prefix: string, depth: number): void {
  if (depth > deepestValue) return;
  let place = depth === 0 ? 0 : -1;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value === undefined) continue;
    fill(slots, depth === 0 ? key : prefix + key, value, place);
    if (place >= 0) place += 1;
    if (slots.hasKeywords) keep(slots, value);
    if (typeof value === "object" && value !== null)
      descend(slots, depth === 0 ? key : prefix + key, value, depth + 1);
  }
}

/** Puts an event's values into the slots, in place of those of the event before. */
export function fillSlots(slots: Slots, { fields, text }: SigmaEvent): void {
  slots.values.length = 0;
  for (const slot of slots.used) {
    clear(slots, slot);
    slots.rank[slot] = unset;
  }
  slots.used.length = 0;
  walk(slots, fields, "", 0);
  if (slots.hasKeywords && text !== null) slots.values.push(text);
}

/** Whether the event has the field. */
export function isThere(slots: Slots, slot: number): boolean {
  return slots.rank[slot] !== unset;
}

/** The folded text of a slot with one text. */
export function foldedText(slots: Slots, slot: number, text: string): string {
  const known = slots.folded[slot];
  if (known !== null && known !== undefined) return known;
  const folded = fold(text);
  slots.folded[slot] = folded;
  return folded;
}
