/**
 * Lists of a scene as columns. A municipality's scene has a million gates, times and detectors that
 * differ in a node and a name: as objects they take ten times the memory of the runs themselves,
 * and are copied for every thread. Columns are handed over as they are, and a row is made when it
 * is asked for.
 */

import { firstRoom, grown, type PackedTexts, TextBook, textAt } from "./text-book.ts";

/** A list that is only read. An array is one, and so are opened columns. */
export type Rows<T> = Iterable<T> & {
  readonly length: number;
  readonly at: (index: number) => T | undefined;
  readonly forEach: (each: (row: T, index: number) => void) => void;
  readonly map: <U>(of: (row: T, index: number) => U) => U[];
};

/** What rows have in common, and the name of the number in which they differ; null for none. */
type Common = { readonly members: object; readonly number: string | null };

/** A list in columns: plain data, for `openRows`. */
export type PackedRows = {
  /** Per row: place in `common`. */
  readonly kind: Uint32Array;
  /** Per row: the number in which it differs from others of its kind. */
  readonly number: Int32Array;
  /** Per name in `names` and row: place of its text. */
  readonly text: readonly Uint32Array[];
  readonly names: readonly string[];
  readonly common: readonly Common[];
  readonly texts: PackedTexts;
};

/** Which members of rows differ from row to row; all others are few, and kept once each. */
export type RowShape = {
  /** The number that differs: the first of these that a row has. Whole, 32 bits. */
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
};

/** A value as a text that only equal values share. */
function nameOf(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : `${value}`;
  if (Array.isArray(value)) return `[${value.map(nameOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const members = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}:${nameOf(one)}`,
  );
  return `{${members.join()}}`;
}

/** Takes rows in one after the other, and keeps none of them. */
export class RowBook<T extends object> {
  readonly #shape: RowShape;
  readonly #differs: ReadonlySet<string>;
  readonly #texts = new TextBook();
  readonly #common: Common[] = [];
  readonly #kinds = new Map<string, number>();
  readonly #objects = new WeakMap<object, string>();
  #kind = new Uint32Array(firstRoom);
  #number = new Int32Array(firstRoom);
  #text: Uint32Array[];
  #length = 0;
  /** Per text column: its last text, and the number of that. */
  readonly #lastTexts: string[] = [];
  readonly #lastNumbers: number[] = [];
  /** The kind of the row before, and its members in their order. */
  #last: {
    readonly names: readonly string[];
    readonly values: readonly unknown[];
    readonly number: string | null;
    readonly kind: number;
  } | null = null;

  constructor(shape: RowShape) {
    this.#shape = shape;
    this.#differs = new Set([...shape.numbers, ...shape.texts]);
    this.#text = shape.texts.map(() => new Uint32Array(firstRoom));
  }

  get length(): number {
    return this.#length;
  }

  /** Members that are objects come again and again as the same object: its name is found once. */
  #nameOf(value: unknown): string {
    if (typeof value !== "object" || value === null) return nameOf(value);
    const known = this.#objects.get(value);
    if (known !== undefined) return known;
    const name = nameOf(value);
    this.#objects.set(value, name);
    return name;
  }

  /** The kind of the row before, where this one has the very same members. */
  #sameKind(row: T, number: string | null): number | null {
    const last = this.#last;
    if (last === null || last.number !== number) return null;
    const { names, values } = last;
    let at = 0;
    for (const key in row) {
      if (this.#differs.has(key)) continue;
      if (names[at] !== key || !Object.is(values[at], row[key])) return null;
      at += 1;
    }
    return at === names.length ? last.kind : null;
  }

  #kindOf(row: T, number: string | null): number {
    const same = this.#sameKind(row, number);
    if (same !== null) return same;
    let name = number ?? "";
    const members: [string, unknown][] = [];
    for (const [key, value] of Object.entries(row)) {
      if (this.#differs.has(key)) continue;
      members.push([key, value]);
      name += `\u0000${key}\u0000${this.#nameOf(value)}`;
    }
    const kind = this.#kinds.get(name) ?? this.#common.length;
    if (kind === this.#common.length) {
      this.#kinds.set(name, kind);
      this.#common.push({ members: Object.fromEntries(members), number });
    }
    const names = members.map(([key]) => key);
    this.#last = { names, values: members.map(([, value]) => value), number, kind };
    return kind;
  }

  /** @param row every member as its type says; members that differ are numbers and texts */
  push(row: T): void {
    const at = this.#length;
    const { numbers, texts } = this.#shape;
    // Plain loops: rows come by the million, and a closure for each shows.
    let number: string | null = null;
    for (const name of numbers) if (number === null && name in row) number = name;
    if (at === this.#kind.length) this.#grow(at);
    this.#kind[at] = this.#kindOf(row, number);
    const members = row as Readonly<Record<string, unknown>>;
    this.#number[at] = number === null ? 0 : (members[number] as number);
    for (let place = 0; place < texts.length; place += 1) {
      const column = this.#text[place];
      const text = members[texts[place] ?? ""] as string;
      if (column !== undefined) column[at] = this.#numberOf(text, place);
    }
    this.#length += 1;
  }

  /**
   * What is drawn for a whole campaign has the text of the row before, and what is drawn for an
   * asset often one text in two places: such are found without reading them again.
   */
  #numberOf(text: string, place: number): number {
    const before = this.#lastTexts.indexOf(text);
    const number = before < 0 ? this.#texts.number(text) : (this.#lastNumbers[before] ?? 0);
    this.#lastTexts[place] = text;
    this.#lastNumbers[place] = number;
    return number;
  }

  /** Makes room for more rows. */
  #grow(used: number): void {
    this.#kind = grown(this.#kind, used);
    this.#number = grown(this.#number, used);
    this.#text = this.#text.map((column) => grown(column, used));
  }

  pack(): PackedRows {
    const cut = (column: Uint32Array): Uint32Array => column.slice(0, this.#length);
    return {
      kind: cut(this.#kind),
      number: this.#number.slice(0, this.#length),
      text: this.#text.map(cut),
      names: this.#shape.texts,
      common: this.#common,
      texts: this.#texts.pack(),
    };
  }
}

/** Columns that are read as a list: rows `from` … `to` − 1. */
class OpenedRows<T> implements Rows<T> {
  readonly packed: PackedRows;
  readonly #from: number;
  readonly #to: number;

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

  readonly at = (index: number): T | undefined => {
    const at = this.#from + index;
    if (index < 0 || at >= this.#to) return undefined;
    const { kind, number, text, names, common, texts } = this.packed;
    const shared = common[kind[at] ?? 0];
    const row: Record<string, unknown> = { ...shared?.members };
    if (shared?.number !== null && shared !== undefined) row[shared.number] = number[at];
    names.forEach((name, place) => {
      row[name] = textAt(texts, text[place]?.[at] ?? 0);
    });
    return row as T;
  };

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

/** The nodes of rows that have one each; columns make no row for it. */
export function nodesOf(rows: Rows<{ readonly node: number }>): Int32Array | readonly number[] {
  return rows instanceof OpenedRows ? rows.numbers : rows.map(({ node }) => node);
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
