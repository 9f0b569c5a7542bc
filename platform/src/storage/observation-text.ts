/**
 * Reads observations of rows by the texts that repeat: the rows of an asset name one subject, those
 * of a file the same times, and most properties have few values. Each such text is parsed once
 * while it comes again. What this gives is what `observationOf` gives of each row by itself.
 */
import type { At, EvidenceId, Observation, Statement, Subject } from "@vallgrav/kernel";
import type { ObservationId } from "@vallgrav/kernel";
import { observationOf } from "./observation-row.ts";

/** Texts remembered of a kind; beyond, those that come again are parsed once more. */
const mostRemembered = 8_192;

/** Longest text remembered: longer ones hardly come again. */
const longestRemembered = 1_024;

/** What stands before the parts of a row. */
const mark = {
  place: '{"place":"',
  subject: ',"subject":',
  times: ',"validFrom":',
  says: ',"says":',
  relation: '{"relation":"',
  to: ',"to":',
} as const;

/** What stands between subject and statement. */
type Stamp = Omit<Observation, "at" | "id" | "says" | "subject">;

/** What texts of a kind are parsed to, and what the last one was. */
type Book<T> = { readonly known: Map<string, T>; text: string; value: T | null };

type Books = {
  readonly subjects: Book<Subject>;
  /** The same texts, in other places. */
  readonly others: Book<Subject>;
  readonly stamps: Book<Stamp>;
  readonly statements: Book<Statement>;
};

function bookOf<T>(known: Map<string, T>): Book<T> {
  return { known, text: "", value: null };
}

/** The value of the text between two places, which mostly is the same as last. */
function valueIn<T>(book: Book<T>, json: string, from: number, until: number): T {
  const { text: last, value, known } = book;
  if (value !== null && until - from === last.length && json.startsWith(last, from)) return value;
  const own = json.slice(from, until);
  let made = known.get(own);
  if (made === undefined) {
    // Times are members of the row, without braces of their own.
    made = JSON.parse(own.startsWith(",") ? `{${own.slice(1)}}` : own) as T;
    if (own.length > longestRemembered) return made;
    if (known.size >= mostRemembered) known.clear();
    // A text of its own: a piece of a row would hold the row.
    known.set(` ${own}`.slice(1), made);
  }
  book.text = own;
  book.value = made;
  return made;
}

/** A statement; one of two things is put together, for the other thing comes again. */
function statementIn({ others, statements }: Books, json: string, from: number): Statement {
  const until = json.length - 1;
  if (json.startsWith(mark.relation, from)) {
    const word = from + mark.relation.length;
    const end = json.indexOf('"', word);
    const relation = json.slice(word, end);
    if (json.startsWith(mark.to, end + 1) && !relation.includes("\\")) {
      const to = valueIn(others, json, end + 1 + mark.to.length, until - 1);
      return { relation, to } as Statement;
    }
  }
  // Texts as values are mostly of one thing alone.
  if (json.endsWith('"}}')) return JSON.parse(json.slice(from, until)) as Statement;
  return valueIn(statements, json, from, until);
}

/**
 * The observation of a row that is written as rows are; null where it is written otherwise. What
 * stands in a text is not taken for what stands between: its quotes have a stroke before them.
 * @throws where what stands between the marks is no JSON
 */
function usualOne(
  books: Books,
  evidence: EvidenceId,
  row: Row,
  placeIn: (at: At) => At,
): Observation | null {
  const { json } = row;
  const end = json.indexOf('"', mark.place.length);
  const subjectAt = end + 1 + mark.subject.length;
  const timesAt = json.indexOf(mark.times, subjectAt);
  const saysAt = timesAt < 0 ? -1 : json.indexOf(mark.says, timesAt);
  const place = json.slice(mark.place.length, end);
  const isUsual =
    saysAt > 0 && json.startsWith(mark.place) && json.startsWith(mark.subject, end + 1);
  if (!isUsual || place.includes("\\")) return null;
  const subject = valueIn(books.subjects, json, subjectAt, timesAt);
  const stamp = valueIn(books.stamps, json, timesAt, saysAt);
  const says = statementIn(books, json, saysAt + mark.says.length);
  const id = `${evidence}#${row.ordinal}` as ObservationId;
  return { ...stamp, id, at: placeIn({ evidence, place }), subject, says };
}

/** A row of a piece of evidence. */
type Row = { readonly ordinal: number; readonly json: string };

/** The observation of a row of a piece of evidence. */
export type ObservationReader = (evidence: EvidenceId, row: Row) => Observation;

/**
 * Reads rows in any order; observations may share parts, which nobody changes.
 * @param hasPlaces whether to say where in its evidence each stands; else the place is empty
 */
export function observationReader(hasPlaces = true): ObservationReader {
  const subjects = new Map<string, Subject>();
  const books: Books = {
    subjects: bookOf(subjects),
    others: bookOf(subjects),
    stamps: bookOf(new Map()),
    statements: bookOf(new Map()),
  };
  let nowhere: At = { evidence: "" as EvidenceId, place: "" };
  const placeIn = (at: At): At => {
    if (hasPlaces) return at;
    if (nowhere.evidence !== at.evidence) nowhere = { evidence: at.evidence, place: "" };
    return nowhere;
  };
  const other = (evidence: EvidenceId, row: Row): Observation => {
    const one = observationOf(evidence, row);
    return { ...one, at: placeIn(one.at) };
  };
  return (evidence, row) => {
    try {
      return usualOne(books, evidence, row, placeIn) ?? other(evidence, row);
    } catch {
      // Its parts are parts of something else.
      return other(evidence, row);
    }
  };
}
