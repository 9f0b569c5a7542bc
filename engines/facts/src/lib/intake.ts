/** Takes statements in, one after the other, each id once, as columns. */
import { budget, invariant, spend } from "@vallgrav/kernel";
import type {
  Budget,
  EvidenceId,
  Observation,
  ObservationId,
  RelationKind,
  Statement,
  Subject,
  Value,
} from "@vallgrav/kernel";
import { canonicalText, counts, fault, isJson, laterOf } from "./admit.ts";
import type { AsOf, Faults } from "./admit.ts";
import { form, formOf, numberOf, numbering, ordinalIn } from "./columns.ts";
import type { Columns, Numbering, Stamp } from "./columns.ts";
import { spelling } from "./subjects.ts";

/** Most values remembered to be shared; those beyond are kept as they come. */
const mostShared = 200_000;

/** Longest text of a value that is looked for among those known. */
const longestShared = 40;

/** Most subjects remembered as they came. */
const mostLately = 8_192;

const firstLength = 1_024;

/** What has been taken in; the columns grow. */
export type Intake = {
  readonly work: Budget;
  readonly faults: Faults;
  /** What does not count as of this is left out; null where that shows only at the end. */
  readonly asOf: AsOf | null;
  length: number;
  evidence: Uint32Array;
  ordinal: Uint32Array;
  stamp: Uint32Array;
  form: Uint8Array;
  word: Uint32Array;
  value: Uint32Array;
  /** Number of the subject's spelling. */
  subject: Uint32Array;
  /** One more than the number of the other subject's spelling; 0 for none. */
  other: Uint32Array;
  place: Uint32Array;
  readonly evidences: Numbering<EvidenceId>;
  readonly stampAt: Map<string, number>;
  readonly stamps: Stamp[];
  readonly words: Numbering<string>;
  readonly places: Numbering<string>;
  readonly values: Value[];
  /** By word: numbers of the values that are shared. */
  readonly shared: Map<number, Map<string | boolean, number>>;
  sharedCount: number;
  readonly spellingAt: Map<string, number>;
  /** Spellings of the subjects that came lately: who reads may name one many times. */
  readonly lately: Map<Subject, number>;
  readonly subjects: Subject[];
  readonly odd: Map<number, ObservationId>;
  readonly oddAt: Map<string, number>;
  /** By evidence and ordinal, one higher than the number of the statement; zero is none yet. */
  readonly rows: Int32Array[];
  /** Words of people, which are few, by number. */
  readonly judgements: Map<number, Statement>;
};

/** How much work reconciliation may do unless told otherwise, in steps; enough for 100 million. */
export const defaultWorkLimit = 2_000_000_000;

/**
 * Nothing taken in yet.
 * @param asOf what does not count as of it is left out at once; null: when the model is made
 * @param work spent as statements come
 * @param room statements to have room for from the beginning; there is room for more when they come
 */
export function intake(
  asOf: AsOf | null = null,
  work: Budget = budget(defaultWorkLimit),
  room: number = firstLength,
): Intake {
  const length = Math.max(room, firstLength);
  const column = (): Uint32Array => new Uint32Array(length);
  return {
    work,
    faults: new Map(),
    asOf,
    length: 0,
    evidence: column(),
    ordinal: column(),
    stamp: column(),
    form: new Uint8Array(length),
    word: column(),
    value: column(),
    subject: column(),
    other: column(),
    place: column(),
    evidences: numbering(),
    stampAt: new Map(),
    stamps: [],
    words: numbering(),
    places: numbering(),
    values: [],
    shared: new Map(),
    sharedCount: 0,
    spellingAt: new Map(),
    lately: new Map(),
    subjects: [],
    odd: new Map(),
    oddAt: new Map(),
    rows: [],
    judgements: new Map(),
  };
}

/** Columns of numbers that say what a statement says, in the order in which they are kept. */
export const saidColumns = [
  "evidence",
  "ordinal",
  "stamp",
  "word",
  "value",
  "subject",
  "other",
] as const;

const columnNames = [...saidColumns, "place"] as const;

/** Makes room for so many statements in all. */
export function makeRoom(into: Intake, length: number): void {
  if (into.form.length >= length) return;
  for (const name of columnNames) {
    const longer = new Uint32Array(length);
    longer.set(into[name]);
    into[name] = longer;
  }
  const forms = new Uint8Array(length);
  forms.set(into.form);
  into.form = forms;
}

function isStamped(observation: Observation, stamp: Stamp | undefined): boolean {
  return (
    observation.validFrom === stamp?.validFrom &&
    observation.validUntil === stamp.validUntil &&
    observation.recordedAt === stamp.recordedAt &&
    observation.standing === stamp.standing &&
    observation.report === stamp.report
  );
}

function stampNumber(into: Intake, observation: Observation): number {
  // Most statements were made at one moment with the one before.
  const before = into.stamp[Math.max(into.length - 2, 0)] ?? 0;
  if (isStamped(observation, into.stamps[before])) return before;
  return numberOfStamp(into, observation);
}

/** The number of what statements share, given to it where it has none. */
export function numberOfStamp(
  into: Intake,
  { validFrom, validUntil, recordedAt, standing, report }: Stamp,
): number {
  const key = JSON.stringify([validFrom, validUntil, recordedAt, standing, report]);
  const known = into.stampAt.get(key);
  if (known !== undefined) return known;
  const number = into.stamps.push({ validFrom, validUntil, recordedAt, standing, report }) - 1;
  into.stampAt.set(key, number);
  return number;
}

/** The number of a subject as it is written, given to it where it has none. */
export function numberOfSpelling(into: Intake, subject: Subject): number {
  const text = spelling(subject);
  const known = into.spellingAt.get(text);
  if (known !== undefined) return known;
  const number = into.subjects.push(subject) - 1;
  into.spellingAt.set(text, number);
  return number;
}

function spellingNumber(into: Intake, subject: Subject): number {
  const { lately } = into;
  const known = lately.get(subject);
  if (known !== undefined) return known;
  if (lately.size >= mostLately) lately.clear();
  const number = numberOfSpelling(into, subject);
  lately.set(subject, number);
  return number;
}

function isShort(value: Value): value is string | boolean {
  return typeof value === "boolean" || (typeof value === "string" && value.length <= longestShared);
}

/** The number of a value of a property, given to it where it has none. */
export function valueNumber(into: Intake, word: number, value: Value): number {
  if (!isShort(value)) return into.values.push(value) - 1;
  const ofWord = into.shared.get(word) ?? new Map<string | boolean, number>();
  const known = ofWord.get(value);
  if (known !== undefined) return known;
  const number = into.values.push(value) - 1;
  if (into.sharedCount >= mostShared) return number;
  into.sharedCount += 1;
  into.shared.set(word, ofWord.set(value, number));
  return number;
}

/** Writes a statement under a number. */
function write(into: Intake, at: number, observation: Observation): void {
  const { says, subject } = observation;
  const kind = formOf(says);
  into.stamp[at] = stampNumber(into, observation);
  into.form[at] = kind;
  into.subject[at] = spellingNumber(into, subject);
  into.place[at] = numberOf(into.places, observation.at.place);
  let other = 0;
  if ("relation" in says) {
    into.word[at] = numberOf(into.words, says.relation);
    other = spellingNumber(into, says.to) + 1;
  } else if ("property" in says) {
    const word = numberOf(into.words, says.property);
    into.word[at] = word;
    into.value[at] = valueNumber(into, word, says.value);
  } else if ("sameAs" in says) other = spellingNumber(into, says.sameAs) + 1;
  into.other[at] = other;
  if (kind === form.sameAs || kind === form.trust) into.judgements.set(at, says);
  else into.judgements.delete(at);
}

function statementAt(into: Intake, at: number): Statement {
  const judgement = into.judgements.get(at);
  if (judgement !== undefined) return judgement;
  const word = into.words.list[into.word[at] ?? 0] ?? "";
  const to = into.subjects[(into.other[at] ?? 0) - 1];
  if (to !== undefined) return { relation: word as RelationKind, to };
  if (into.form[at] === form.property)
    return { property: word, value: into.values[into.value[at] ?? 0] ?? "" };
  return { is: into.form[at] === form.present ? "present" : "absent" };
}

/** A statement as it came, but for members that no observation has. */
export function observationAt(into: Intake, at: number): Observation {
  const evidence = into.evidences.list[into.evidence[at] ?? 0] ?? ("" as EvidenceId);
  const id = into.odd.get(at) ?? (`${evidence}#${into.ordinal[at]}` as ObservationId);
  const place = into.places.list[into.place[at] ?? 0] ?? "";
  const subject = into.subjects[into.subject[at] ?? 0];
  const stamp = into.stamps[into.stamp[at] ?? 0];
  invariant(subject !== undefined && stamp !== undefined, `statement ${at} was not written`);
  return { id, at: { evidence, place }, subject, ...stamp, says: statementAt(into, at) };
}

/** Ordinals for which there is room from the beginning. */
const firstOrdinals = 64;

/** Room for an ordinal, made where it lies just beyond; null where it lies far beyond. */
function rowFor({ rows }: Intake, evidence: number, ordinal: number): Int32Array | null {
  const row = rows[evidence] ?? new Int32Array(firstOrdinals);
  if (ordinal >= 2 * row.length) return null;
  const longer = ordinal < row.length ? row : new Int32Array(2 * row.length);
  if (longer !== row) longer.set(row);
  rows[evidence] = longer;
  return longer;
}

/** Keeps where an id stands that is new; false where its ordinal lies too far beyond the others. */
export function keepPlace(
  into: Intake,
  at: number,
  { evidence, ordinal }: { readonly evidence: number; readonly ordinal: number },
): boolean {
  const row = rowFor(into, evidence, ordinal);
  if (row === null) return false;
  row[ordinal] = at + 1;
  return true;
}

/** Where an id stands already; else it is remembered to stand at the end, and null. */
function claimPlace(into: Intake, observation: Observation, evidence: number): number | null {
  const known = into.oddAt.size === 0 ? undefined : into.oddAt.get(observation.id);
  if (known !== undefined) return known;
  const at = into.length;
  const ordinal = ordinalIn(observation);
  const row = ordinal < 0 ? null : rowFor(into, evidence, ordinal);
  const there = row?.[ordinal] ?? 0;
  if (there > 0) return there - 1;
  if (row === null) into.oddAt.set(observation.id, at);
  else row[ordinal] = at + 1;
  // Half as many again.
  if (at === into.form.length) makeRoom(into, Math.ceil(at * 1.5));
  into.evidence[at] = evidence;
  into.ordinal[at] = Math.max(ordinal, 0);
  if (ordinal < 0) into.odd.set(at, observation.id);
  into.length += 1;
  return null;
}

/**
 * Takes one statement in, unless it does not count. Of several contents under one id the last
 * recorded stays.
 */
export function takeIn(into: Intake, observation: Observation): void {
  spend(into.work, 1);
  if (into.asOf !== null && !counts(observation, into.asOf)) return;
  if (!isJson(observation)) {
    fault(into.faults, "facts/bad-value", observation.id);
    return;
  }
  const evidence = numberOf(into.evidences, observation.at.evidence);
  const known = claimPlace(into, observation, evidence);
  if (known === null) {
    write(into, into.length - 1, observation);
    return;
  }
  const other = observationAt(into, known);
  if (canonicalText(other) === canonicalText(observation)) return;
  fault(into.faults, "facts/repeated-id", observation.id);
  if (laterOf(other, observation) !== observation) return;
  into.evidence[known] = evidence;
  write(into, known, observation);
}

/** Cuts the columns to the statements there are, one after the other. */
export function cutToLength(from: Intake): void {
  if (from.form.length === from.length) return;
  for (const name of columnNames) from[name] = from[name].slice(0, from.length);
  from.form = from.form.slice(0, from.length);
}

/** The columns of what was taken in, not copied. */
export function columnsOf(from: Intake): Columns {
  return {
    length: from.length,
    evidence: from.evidence,
    ordinal: from.ordinal,
    stamp: from.stamp,
    form: from.form,
    word: from.word,
    value: from.value,
    evidences: from.evidences.list,
    stamps: from.stamps,
    words: from.words.list,
    values: from.values,
    odd: from.odd,
  };
}
