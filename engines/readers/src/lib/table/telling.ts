/** From a row's cells to statements: each only where the cell says something that can be read. */
import type { AssetKind, RelationKind, Subject, Value } from "@vallgrav/kernel";
import { observe, report } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import type { Expected } from "../expected.ts";
import * as cells from "./cells.ts";
import type { Words } from "./cells.ts";
import type { HeadedRow } from "./shape.ts";

/** A row under reading. */
export type Telling<Field extends string> = HeadedRow<Field> & { readonly into: Gathering };

/** A way to read a cell, and what it wants: null where the cell is something else. */
export type Take = readonly [take: (cell: string) => Value | null, expected: Expected];

/** The subject of a register claim: `register:<value>`. */
export function registered(kind: AssetKind, value: string): Subject {
  return { kind, claims: [{ space: "register", value }] };
}

/** Warns of a cell that holds something else than its column wants. */
export function badCell<Field extends string>(
  row: Telling<Field>,
  column: Field,
  expected: Expected,
): void {
  report(row.into, "warning", ["readers/bad-cell", { column, expected }, row.place(column)]);
}

/** Says a property if the cell is not empty and the value could be read. */
export function say<Field extends string>(
  row: Telling<Field>,
  [subject, property, column]: readonly [Subject, string, Field],
  [take, expected]: Take,
): void {
  const cell = row.cell(column);
  if (cell === "") return;
  const value = take(cell);
  if (value === null) badCell(row, column, expected);
  else observe(row.into, row.place(column), subject, { property, value });
}

/** Says that two things are related. */
export function relate<Field extends string>(
  row: Telling<Field>,
  column: Field,
  [from, relation, to]: readonly [Subject, RelationKind, Subject],
): void {
  observe(row.into, row.place(column), from, { relation, to });
}

/** A cell as it may be kept. */
export function keptText(cell: string): string {
  return withoutPersonalNumbers(cell);
}

/** The known words of a cell that lists several; each unknown one is a warning. */
export function knownWords<Field extends string>(
  row: Telling<Field>,
  column: Field,
  words: Words,
): readonly string[] {
  const known: string[] = [];
  for (const part of cells.partsOf(row.cell(column))) {
    const word = cells.wordIn(words, part);
    if (word === null) badCell(row, column, "known-word");
    else known.push(word);
  }
  return known;
}

/** Says the known words of a cell as a list. */
export function sayWords<Field extends string>(
  row: Telling<Field>,
  [subject, property, column]: readonly [Subject, string, Field],
  words: Words,
): void {
  const known = knownWords(row, column, words);
  if (known.length > 0)
    observe(row.into, row.place(column), subject, {
      property,
      value: cells.sortedWords(known),
    });
}

/** Something that the row mentions by its name: it is there, and is called so. */
export function mention<Field extends string>(
  row: Telling<Field>,
  column: Field,
  [to, name]: readonly [Subject, string],
): void {
  observe(row.into, row.place(column), to, { is: "present" });
  observe(row.into, row.place(column), to, { property: "name", value: name });
}

/** Ways to read a cell that many kinds of table share. */
export const take: Readonly<
  Record<"wholeNumber" | "hours" | "rating" | "text" | "share" | "date" | "yesNo", Take>
> = {
  wholeNumber: [cells.wholeNumberIn, "whole-number"],
  hours: [cells.decimalIn, "hours"],
  rating: [cells.classIn, "class-0-4"],
  text: [keptText, "text"],
  share: [cells.shareIn, "percent"],
  date: [cells.dayIn, "date"],
  yesNo: [cells.yesNoIn, "boolean"],
};

/** A way to read one word out of a list of known ones. */
export function takeWord(words: Words): Take {
  return [(cell) => cells.wordIn(words, cell), "known-word"];
}

/** Says a supplier named in a cell: that it is there, and that the subject is supplied by it. */
export function saySupplier<Field extends string>(
  row: Telling<Field>,
  column: Field,
  subject: Subject,
): void {
  const name = keptText(row.cell(column));
  if (name === "") return;
  const slug = cells.slugOf(name);
  if (slug === "") {
    badCell(row, column, "name");
    return;
  }
  const supplier = registered("supplier", `supplier/${slug}`);
  mention(row, column, [supplier, name]);
  relate(row, column, [subject, "supplied-by", supplier]);
}
