/**
 * What somebody sees of a table who is to say what its columns mean: headings, some values, and
 * what the headings might be taken for.
 */
import { clipped, limitsOf, refused, withinLimits } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import type { ReaderInput, ReadersProblem, ShapeName, TableMapping } from "../reading.ts";
import { shapes, tableMatcher } from "../shapes.ts";
import { guarded, watchOf } from "./cell-secrets.ts";
import type { Row } from "./csv.ts";
import { foldHeading } from "./fold.ts";
import { headerWithin, type Match } from "./match.ts";
import type { Opened } from "./opened.ts";
import { openTables } from "./read-tables.ts";
import type { Shape } from "./shape.ts";

/** A kind of table that can be chosen, and what its columns can mean. */
export type TableChoice = {
  readonly shape: ShapeName;
  readonly fields: readonly string[];
  /** At least one field of each list must be there. */
  readonly needs: readonly (readonly string[])[];
};

/** A table whose columns somebody is to explain. */
export type LookedTable = {
  /** Name of the sheet; null where the file is one table. */
  readonly sheet: string | null;
  /** Rows below the headings. */
  readonly rows: number;
  /** Columns with a heading, in order, each heading once. */
  readonly columns: readonly {
    readonly heading: string;
    /** Up to three values, without what must not be kept. */
    readonly samples: readonly string[];
  }[];
  /** Per kind of table what each column might mean; the likeliest kind first. */
  readonly guesses: readonly TableMapping[];
};

/** The tables of a file, or why there are none. */
export type TableLook =
  | { readonly ok: true; readonly tables: readonly LookedTable[] }
  | { readonly ok: false; readonly problems: readonly ReadersProblem[] };

/** Every kind of table, in the order in which equals are tried. */
export const tableChoices: readonly TableChoice[] = shapes.map(({ name, headings, needs }) => ({
  shape: name,
  fields: Object.keys(headings),
  needs,
}));

/** Rows from which values are shown. */
const sampledRows = 50;
const mostSamples = 3;
/** Longest value shown, in UTF-16 code units. */
const longestSample = 60;
/** Longest heading; what is longer is text, and no table. */
const longestHeading = 200;

/** Stands for a kind that is not known yet: whatever has headings is taken. */
const anyShape: Shape = {
  name: "systems",
  reader: "system-register",
  counted: "rows",
  lists: null,
  standing: "declared",
  report: "person",
  headings: {},
  needs: [],
  least: 0,
  begin: () => ({ row: () => ({ id: "" }) }),
};

const isValue = /^[\d\s.,:%+\-/]*$/;

/** The distinct headings of a row; none where a cell of it is a figure or a long text. */
function headingsIn({ cells }: Row): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const heading = cell.trim();
    if (heading === "") continue;
    const folded = foldHeading(heading);
    if (isValue.test(heading) || folded === "" || heading.length > longestHeading) return new Map();
    if (!found.has(folded)) found.set(folded, index);
  }
  return found;
}

/** Takes the row with most headings among the first, at least two; of equals the earlier. */
function matchAny(rows: readonly Row[]): Match | null {
  let best: Match | null = null;
  for (const row of rows.slice(0, headerWithin)) {
    const columns = headingsIn(row);
    if (columns.size < 2 || columns.size <= (best?.columns.size ?? 0)) continue;
    best = { shape: anyShape, row, columns, meanings: [], hasLostLetters: false };
  }
  return best;
}

/** A folded heading in the forms by which it is held against others. */
type Form = {
  readonly text: string;
  readonly joined: string;
  readonly words: readonly string[];
  /** Bits of its letters, some on the same: what is part of another has no bit that it lacks. */
  readonly bits: number;
};

function formOf(text: string): Form {
  const joined = text.replaceAll(" ", "");
  let bits = 0;
  for (let at = 0; at < joined.length; at += 1) bits |= 1 << (joined.charCodeAt(at) & 31);
  return { text, joined, words: text.split(" "), bits };
}

/** How far a heading is like a known one: 1 the same, 0 not at all. */
function likeness(heading: Form, known: Form): number {
  if ((heading.bits & ~known.bits) !== 0 && (known.bits & ~heading.bits) !== 0) return 0;
  if (heading.text === known.text) return 1;
  if (heading.joined === known.joined) return 0.9;
  const [few, many] =
    heading.words.length < known.words.length
      ? [heading.words, known.words]
      : [known.words, heading.words];
  if (few.every((word) => word.length > 2 && many.includes(word)))
    return (0.8 * few.length) / many.length;
  const [short, long] =
    heading.text.length < known.text.length
      ? [heading.text, known.text]
      : [known.text, heading.text];
  return short.length > 3 && long.includes(short) ? (0.6 * short.length) / long.length : 0;
}

/** A shape with the forms of what its columns are known to be called. */
type KnownShape = {
  readonly shape: Shape;
  readonly fields: readonly (readonly [field: string, known: readonly Form[]])[];
};

const knownShapes: readonly KnownShape[] = shapes.map((shape) => ({
  shape,
  fields: Object.entries(shape.headings).map(([field, known]) => [field, known.map(formOf)]),
}));

/** Least likeness that is a guess. */
const leastLikeness = 0.25;

type Guess = { readonly mapping: TableMapping; readonly score: number };

/** What the headings might mean in one kind of table: the likest first, each field once. */
function guessOf(
  { shape, fields: known }: KnownShape,
  headings: readonly string[],
  forms: readonly Form[],
): Guess {
  const pairs: { column: number; field: string; score: number }[] = [];
  for (const [column, form] of forms.entries())
    for (const [field, names] of known) {
      let score = 0;
      for (const one of names) score = Math.max(score, likeness(form, one));
      if (score >= leastLikeness) pairs.push({ column, field, score });
    }
  const fields = new Map<number, string>();
  const taken = new Set<string>();
  let sum = 0;
  for (const { column, field, score } of pairs.sort((a, b) => b.score - a.score)) {
    if (fields.has(column) || taken.has(field)) continue;
    fields.set(column, field);
    taken.add(field);
    sum += score;
  }
  // What the kind cannot do without weighs most.
  const met = shape.needs.filter((some) => some.some((field) => taken.has(field))).length;
  const mapping: TableMapping = {
    shape: shape.name,
    fields: headings.map((heading, column) => ({ heading, field: fields.get(column) ?? null })),
  };
  return { mapping, score: sum * (0.5 + met / shape.needs.length) };
}

/** The guesses for every kind; first what the headings are known to mean, if they are. */
function guessesOf(row: Row, headings: readonly string[]): readonly TableMapping[] {
  const known = tableMatcher([row])?.shape.name;
  const forms = headings.map((heading) => formOf(foldHeading(heading)));
  return knownShapes
    .map((one) => guessOf(one, headings, forms))
    .map((guess) => (guess.mapping.shape === known ? { ...guess, score: Infinity } : guess))
    .sort((a, b) => b.score - a.score || 0)
    .map(({ mapping }) => mapping);
}

function samplesOf(rows: readonly Row[], heading: string, index: number): readonly string[] {
  const watch = watchOf(heading, "");
  const found = new Set<string>();
  for (const { cells } of rows) {
    const { cell } = guarded(watch, cells[index] ?? "", false);
    const shown = withoutPersonalNumbers(cell.slice(0, 4 * longestSample)).slice(0, longestSample);
    if (shown !== "") found.add(shown);
    if (found.size === mostSamples) break;
  }
  return [...found];
}

function looked({ table, match }: Opened["tables"][number]): readonly LookedTable[] {
  const body = table.rows.filter(({ number }) => number > match.row.number);
  const some = body.slice(0, sampledRows);
  // A text with commas has no columns, and a list without rows says nothing.
  const wide = some.filter(({ cells }) => cells.filter((cell) => cell.trim() !== "").length > 1);
  if (2 * wide.length < some.length || wide.length === 0) return [];
  const columns = [...match.columns.values()].map((index) => {
    const heading = clipped((match.row.cells[index] ?? "").trim());
    return { heading, samples: samplesOf(some, heading, index) };
  });
  const headings = columns.map(({ heading }) => heading);
  const sheet = table.sheet === null ? null : withoutPersonalNumbers(table.sheet);
  return [{ sheet, rows: body.length, columns, guesses: guessesOf(match.row, headings) }];
}

/**
 * Looks at the tables of a file that nobody need know; none where it holds no tables. Total: any
 * bytes give an answer. Linear in the file, unpacked.
 */
export function lookAtTables(input: ReaderInput): TableLook {
  const { bytes } = limitsOf(input);
  if (input.bytes.length > bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: bytes });
  if (input.bytes.length === 0) return refused(input, "readers/empty-file", {});
  const held: { look: TableLook } = { look: { ok: true, tables: [] } };
  const { mapping: _, ...unmapped } = input;
  const reading = withinLimits(input, () => {
    const opened = openTables(unmapped, matchAny);
    if (opened !== null && "ok" in opened) return opened;
    held.look = { ok: true, tables: (opened?.tables ?? []).flatMap(looked) };
    return refused(input, "readers/unrecognised", {});
  });
  const isRefused = !reading.ok && reading.problems[0]?.code !== "readers/unrecognised";
  return isRefused ? { ok: false, problems: reading.problems } : held.look;
}
