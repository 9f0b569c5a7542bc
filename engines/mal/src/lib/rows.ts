/**
 * Lists of a scene as columns. A municipality's scene has a million gates, times and detectors that
 * differ in a node and a name: as objects they take ten times the memory of the runs themselves,
 * and are copied for every thread. Columns are handed over as they are, and a row is made when it
 * is asked for.
 */

import { firstJoined, type PackedRows, type RowShape } from "./packed-rows.ts";
import { RowBook } from "./row-book.ts";
import { textAt } from "./text-book.ts";

/** A list that is only read. An array is one, and so are opened columns. */
export type Rows<T> = Iterable<T> & {
  readonly length: number;
  readonly at: (index: number) => T | undefined;
  readonly forEach: (each: (row: T, index: number) => void) => void;
  readonly map: <U>(of: (row: T, index: number) => U) => U[];
};

/** A text of columns by its place. */
function textIn({ texts, begins, list, joined }: PackedRows, place: number): string {
  if (place < firstJoined) return textAt(texts, place);
  const at = 2 * (place - firstJoined);
  return `${begins[joined[at] ?? 0] ?? ""}${list[joined[at + 1] ?? 0] ?? ""}`;
}

/** Columns that are read as a list: rows `from` … `to` − 1. */
class OpenedRows<T> implements Rows<T> {
  readonly packed: PackedRows;
  readonly #from: number;
  readonly #to: number;
  /** The row that was made last for {@link alike}. */
  #alike: { readonly at: number; readonly row: T | undefined } = { at: 0, row: undefined };

  constructor(packed: PackedRows, from: number, to: number) {
    this.packed = packed;
    this.#from = from;
    this.#to = to;
  }

  get length(): number {
    return this.#to - this.#from;
  }

  get numbers(): Int32Array {
    return this.packed.number.subarray(this.#from, this.#to);
  }

  get isWhole(): boolean {
    return this.#from === 0 && this.#to === this.packed.kind.length;
  }

  /** Where these rows end, if they are of the same columns and begin at `from`; else −1. */
  endAfter(packed: PackedRows, from: number): number {
    return this.packed === packed && this.#from === from ? this.#to : -1;
  }

  readonly at = (index: number): T | undefined => {
    const at = this.#from + index;
    if (index < 0 || at >= this.#to) return undefined;
    const { kind, number, text, names, common } = this.packed;
    const shared = common[kind[at] ?? 0];
    const row: Record<string, unknown> = { ...shared?.members };
    if (shared?.number !== null && shared !== undefined) row[shared.number] = number[at];
    // A plain loop, and one text where two places have the same: rows are made by the million.
    let last = -1;
    let made = "";
    for (let place = 0; place < names.length; place += 1) {
      const own = text[place]?.[at] ?? 0;
      if (own !== last) made = textIn(this.packed, own);
      last = own;
      row[names[place] ?? ""] = made;
    }
    return row as T;
  };

  /** See {@link alikeAt}. */
  alike(index: number): T | undefined {
    const at = this.#from + index;
    const { kind, text } = this.packed;
    const { at: last, row } = this.#alike;
    const isAlike =
      row !== undefined &&
      kind[last] === kind[at] &&
      text.every((column) => column[last] === column[at]);
    if (isAlike) return row;
    const made = this.at(index);
    this.#alike = { at, row: made };
    return made;
  }

  /** A member that rows have in common, without making the row. */
  common(index: number, name: keyof T): unknown {
    const { kind, common } = this.packed;
    return Reflect.get(common[kind[this.#from + index] ?? 0]?.members ?? {}, name);
  }

  /** What rows have in common and the number in which each differs, without making the rows. */
  eachNumber(each: (members: object, number: number) => void): void {
    const { kind, number, common } = this.packed;
    for (let at = this.#from; at < this.#to; at += 1)
      each(common[kind[at] ?? 0]?.members ?? {}, number[at] ?? 0);
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index) as T;
  }

  readonly forEach = (each: (row: T, index: number) => void): void => {
    for (let index = 0; index < this.length; index += 1) each(this.at(index) as T, index);
  };

  readonly map = <U>(of: (row: T, index: number) => U): U[] => {
    const all: U[] = [];
    this.forEach((row, index) => all.push(of(row, index)));
    return all;
  };
}

/**
 * Columns as a list, of which each row is made when it is asked for.
 * @param from @param to which rows; all where left out
 */
export function openRows<T>(
  packed: PackedRows,
  from: number = 0,
  to: number = packed.kind.length,
): Rows<T> {
  return new OpenedRows<T>(packed, from, to);
}

/** A list as columns. Linear; nothing where it was opened from columns. */
export function packRows<T extends object>(rows: Rows<T>, shape: RowShape): PackedRows {
  if (rows instanceof OpenedRows && rows.isWhole) return rows.packed;
  const book = new RowBook<T>(shape);
  rows.forEach((row) => book.push(row));
  return book.pack();
}

/** The columns that lists were opened from one after the other, and where each ends; else null. */
export function openedFrom(
  lists: readonly Rows<unknown>[],
): { readonly packed: PackedRows; readonly ends: Uint32Array } | null {
  const [first] = lists;
  if (!(first instanceof OpenedRows)) return null;
  const { packed } = first;
  const ends = new Uint32Array(lists.length);
  let from = 0;
  for (const [nth, list] of lists.entries()) {
    from = list instanceof OpenedRows ? list.endAfter(packed, from) : -1;
    if (from < 0) return null;
    ends[nth] = from;
  }
  return from === packed.kind.length ? { packed, ends } : null;
}

/** The nodes of rows that have one each; columns make no row for it. */
export function nodesOf(rows: Rows<{ readonly node: number }>): Int32Array | readonly number[] {
  return rows instanceof OpenedRows ? rows.numbers : rows.map(({ node }) => node);
}

/**
 * A row, or the one asked for before where it differs in its number alone: of those that come one
 * after the other and are alike there is one object.
 */
export function alikeAt<T>(rows: Rows<T>, index: number): T | undefined {
  return rows instanceof OpenedRows ? (rows as OpenedRows<T>).alike(index) : rows.at(index);
}

/**
 * Walks rows with the number in which each differs from others of its kind; columns make no row for
 * it, and hand on what its kind has in common.
 * @param numbers names of that number, as in the rows' shape
 */
export function eachNumbered<T extends object, K extends string>(
  rows: Rows<T>,
  numbers: readonly K[],
  each: (row: WithoutNumber<T, K>, number: number) => void,
): void {
  if (rows instanceof OpenedRows) {
    rows.eachNumber((members, number) => each(members as WithoutNumber<T, K>, number));
    return;
  }
  rows.forEach((row) => {
    const name = numbers.find((one) => one in row);
    each(
      row as unknown as WithoutNumber<T, K>,
      name === undefined ? 0 : (Reflect.get(row, name) as number),
    );
  });
}

/** Each kind of row without the number in which it differs. */
export type WithoutNumber<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/**
 * A member of a row that is neither number nor text of its shape; columns make no row for it.
 * @param index from 0 to length − 1
 */
export function memberAt<T, K extends keyof T>(rows: Rows<T>, index: number, name: K): T[K] {
  return rows instanceof OpenedRows
    ? ((rows as OpenedRows<T>).common(index, name) as T[K])
    : (rows.at(index) as T)[name];
}
