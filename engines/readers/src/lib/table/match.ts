/** Finds the headings of a table, and with them what kind of table it is. */
import { clipped } from "../gathering.ts";
import type { TableMapping } from "../reading.ts";
import type { Row } from "./csv.ts";
import { foldHeading } from "./fold.ts";
import type { Shape } from "./shape.ts";

/** Rows among which the headings are looked for: titles may stand above them. */
export const headerWithin = 10;

/** The headings of a table, and which column each is. */
export type Match = {
  readonly shape: Shape;
  readonly row: Row;
  /** Columns by meaning, from 0. */
  readonly columns: ReadonlyMap<string, number>;
  /** Meaning of each cell of the row of headings; null where it has none. */
  readonly meanings: readonly (string | null)[];
  /** Whether a heading could only be understood by putting å, ä or ö for a question mark. */
  readonly hasLostLetters: boolean;
};

const lost = /[?\uFFFD]/;

/** Finds a heading in which letters became question marks, or null. */
function mended(heading: string, known: ReadonlyMap<string, string>): string | null {
  if (heading.length > 80 || !/\p{L}/u.test(heading)) return null;
  // What was lost stands as a letter of another alphabet, which folding leaves alone.
  const letters = foldHeading(heading.replaceAll(/[?\uFFFD]/g, "\u0430"));
  const pattern = letters.replaceAll("\u0430", "[aoe]");
  const form = new RegExp(`^${pattern}$`);
  return [...known.keys()].find((one) => form.test(one)) ?? null;
}

/** What each heading of a shape means, by its folded form. */
function meaningsOf(shape: Shape): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(shape.headings).flatMap(([field, headings]) =>
      headings.map((heading): [string, string] => [heading, field]),
    ),
  );
}

/** What the given mapping says of a heading: a field, null for none, undefined for nothing. */
function given(
  mapping: TableMapping | undefined,
  shape: Shape,
  cell: string,
): string | null | undefined {
  if (mapping?.shape !== shape.name) return undefined;
  // A mapping names headings as readings tell them, which is not in full where they are long.
  const forms = new Set([cell, clipped(cell.trim())].map(foldHeading));
  const entry = mapping.fields.find(({ heading }) => forms.has(foldHeading(heading)));
  if (entry === undefined) return undefined;
  return entry.field !== null && Object.hasOwn(shape.headings, entry.field) ? entry.field : null;
}

type Known = { readonly shape: Shape; readonly byHeading: ReadonlyMap<string, string> };

/** A row with its cells folded, which all shapes look at. */
type Folded = { readonly row: Row; readonly folds: readonly string[] };

function matchRow(
  { shape, byHeading }: Known,
  { row, folds }: Folded,
  mapping?: TableMapping,
): Match | null {
  const columns = new Map<string, number>();
  const meanings: (string | null)[] = [];
  const isMark = (heading: string): boolean => shape.marks?.has(heading) ?? true;
  let [hasLostLetters, isSaid, isMarked] = [false, false, false];
  for (const [index, heading] of row.cells.entries()) {
    let folded = folds[index] ?? "";
    let field = given(mapping, shape, heading);
    isSaid ||= typeof field === "string";
    if (field === undefined) field = byHeading.get(folded) ?? null;
    if (field === null && lost.test(heading)) {
      const found = mended(heading, byHeading);
      hasLostLetters ||= found !== null;
      folded = found ?? folded;
      field = byHeading.get(folded) ?? null;
    }
    isMarked ||= isMark(folded);
    meanings.push(field);
    if (field !== null && !columns.has(field)) columns.set(field, index);
  }
  const isShape =
    // Whoever says what the columns mean need not say it of many.
    ((columns.size >= shape.least && isMarked) || isSaid) &&
    shape.needs.every((fields) => fields.some((field) => columns.has(field)));
  return isShape ? { shape, row, columns, meanings, hasLostLetters } : null;
}

/** A finder of headings among some shapes. */
export type Matcher = (rows: readonly Row[], mapping?: TableMapping) => Match | null;

/**
 * Makes a finder: of the first {@link headerWithin} rows and all shapes the pair with most known
 * columns; of equals the earlier shape, then the earlier row. A given mapping names the shape.
 */
export function matcherOf(shapes: readonly Shape[]): Matcher {
  const known = shapes.map((shape): Known => ({ shape, byHeading: meaningsOf(shape) }));
  const anyHeading = new Set(known.flatMap(({ byHeading }) => [...byHeading.keys()]));
  // Most rows hold values, which no shape need look at.
  const mayMatch = ({ row, folds }: Folded): boolean =>
    folds.some((one) => anyHeading.has(one)) || row.cells.some((cell) => lost.test(cell));
  return (rows, mapping) => {
    let best: Match | null = null;
    const candidates =
      mapping === undefined ? known : known.filter(({ shape }) => shape.name === mapping.shape);
    const heads = rows
      .slice(0, headerWithin)
      .map((row): Folded => ({ row, folds: row.cells.map(foldHeading) }))
      .filter((one) => mapping !== undefined || mayMatch(one));
    for (const one of candidates)
      for (const row of heads) {
        const match = matchRow(one, row, mapping);
        if (match !== null && match.columns.size > (best?.columns.size ?? 0)) best = match;
      }
    return best;
  };
}
