/**
 * What was taken in, as data that can lie on a disk: taken in once more it costs a fraction of what
 * its statements cost one by one, for each text is looked at once.
 */
import { invariant, spend } from "@vallgrav/kernel";
import type { EvidenceId, Instant, Observation, Statement, Subject, Value } from "@vallgrav/kernel";
import { form, numberOf } from "./columns.ts";
import type { Stamp } from "./columns.ts";
import {
  keepPlace,
  makeRoom,
  numberOfSpelling,
  numberOfStamp,
  observationAt,
  saidColumns,
  valueNumber,
} from "./intake.ts";
import type { Intake } from "./intake.ts";

/** Columns by statement; see `Columns`, and {@link Intake} for those of subjects. */
export type PartColumns = NumberColumns & { readonly form: Uint8Array };

/** Those of them that hold numbers. */
type NumberColumns = { readonly [K in (typeof saidColumns)[number]]: Uint32Array };

/** What the numbers in the columns mean. Where statements stand in their evidence is no part. */
export type PartLists = {
  readonly evidences: readonly EvidenceId[];
  readonly stamps: readonly Stamp[];
  readonly words: readonly string[];
  readonly values: readonly Value[];
  readonly subjects: readonly Subject[];
  /** Words of people by number of the statement. */
  readonly judgements: readonly (readonly [number, Statement])[];
};

/** Statements as an intake has them. */
export type IntakePart = { readonly columns: PartColumns; readonly lists: PartLists };

/** Columns of numbers, each made by its name. */
function byColumn(make: (name: keyof NumberColumns) => Uint32Array): NumberColumns {
  return Object.fromEntries(saidColumns.map((name) => [name, make(name)])) as NumberColumns;
}

/**
 * All that was taken in, not copied: to be used before the intake is. Null where something was
 * wrong with a statement or an id has another form than `<evidence>#<n>`: such are taken in one by
 * one.
 */
export function partOf(from: Intake): IntakePart | null {
  if (from.faults.size > 0 || from.odd.size > 0) return null;
  const cut = <T extends Uint8Array | Uint32Array>(column: T): T =>
    column.subarray(0, from.length) as T;
  return {
    columns: {
      ...byColumn((name) => cut(from[name])),
      form: cut(from.form),
    },
    lists: {
      evidences: from.evidences.list,
      stamps: from.stamps,
      words: from.words.list,
      values: from.values,
      subjects: from.subjects,
      judgements: [...from.judgements],
    },
  };
}

/** By number in a part, its number in the intake that takes it in. */
type Numbers = {
  readonly evidences: readonly number[];
  readonly stamps: readonly number[];
  readonly words: readonly number[];
  readonly subjects: readonly number[];
  readonly values: Int32Array;
};

function numbersFor(into: Intake, lists: PartLists): Numbers {
  return {
    evidences: lists.evidences.map((id) => numberOf(into.evidences, id)),
    stamps: lists.stamps.map((stamp) => numberOfStamp(into, stamp)),
    words: lists.words.map((word) => numberOf(into.words, word)),
    subjects: lists.subjects.map((subject) => numberOfSpelling(into, subject)),
    // Numbers of values are given as their words are known.
    values: new Int32Array(lists.values.length).fill(-1),
  };
}

function at(numbers: readonly number[], number = 0): number {
  return numbers[number] ?? 0;
}

/** Writes what a statement says of something. */
function takeWord(
  into: Intake,
  place: number,
  [{ columns, lists }, { words, values }, nth]: readonly [IntakePart, Numbers, number],
): void {
  const word = at(words, columns.word[nth]);
  into.word[place] = word;
  if (columns.form[nth] !== form.property) return;
  const number = columns.value[nth] ?? 0;
  let value = values[number] ?? -1;
  if (value < 0) {
    // A value is of one property alone.
    value = valueNumber(into, word, lists.values[number] ?? "");
    values[number] = value;
  }
  into.value[place] = value;
}

/** Keeps where the id of a statement stands. */
function takeId(into: Intake, place: number, evidence: number, ordinal: number): void {
  into.evidence[place] = evidence;
  into.ordinal[place] = ordinal;
  if (keepPlace(into, place, { evidence, ordinal })) return;
  const id = `${into.evidences.list[evidence] ?? ""}#${ordinal}`;
  into.oddAt.set(id, place);
}

/**
 * Takes a part in: the same as its statements one by one, without places. Of its evidence nothing
 * may have been taken in. Linear.
 */
export function takePart(into: Intake, part: IntakePart): void {
  const { columns, lists } = part;
  const isNew = lists.evidences.every((id) => !into.evidences.numbers.has(id));
  invariant(isNew && into.asOf === null, "evidence of a part is taken in once");
  const numbers = numbersFor(into, lists);
  const nowhere = numberOf(into.places, "");
  const { length } = columns.form;
  const first = into.length;
  spend(into.work, length);
  makeRoom(into, first + length);
  for (let nth = 0; nth < length; nth += 1) {
    const place = first + nth;
    const evidence = at(numbers.evidences, columns.evidence[nth]);
    takeId(into, place, evidence, columns.ordinal[nth] ?? 0);
    into.stamp[place] = at(numbers.stamps, columns.stamp[nth]);
    const said = columns.form[nth] ?? 0;
    into.form[place] = said;
    into.subject[place] = at(numbers.subjects, columns.subject[nth]);
    const other = columns.other[nth] ?? 0;
    into.other[place] = other === 0 ? 0 : at(numbers.subjects, other - 1) + 1;
    into.place[place] = nowhere;
    if (said === form.property || said === form.relation)
      takeWord(into, place, [part, numbers, nth]);
  }
  into.length += length;
  for (const [nth, says] of lists.judgements) into.judgements.set(first + nth, says);
}

/** What people judged, in the order in which it came. */
export function judgementsIn(from: Intake): readonly Observation[] {
  return [...from.judgements.keys()].map((at) => observationAt(from, at));
}

/** When the newest statement was true; empty where there is none. */
export function newestIn({ stamps }: Intake): Instant {
  return stamps.reduce<Instant>(
    (newest, { validFrom }) => (validFrom > newest ? validFrom : newest),
    "" as Instant,
  );
}
