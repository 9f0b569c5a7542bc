/**
 * Lists of a scene as columns. A municipality's scene has a million gates, times and detectors that
 * differ in a node and a name: as objects they take ten times the memory of the runs themselves,
 * and are copied for every thread. Columns are handed over as they are, and a row is made when it
 * is asked for.
 */

/** A list that is only read. An array is one, and so are opened columns. */
export type Rows<T> = Iterable<T> & {
  readonly length: number;
  readonly at: (index: number) => T | undefined;
  readonly forEach: (each: (row: T, index: number) => void) => void;
  readonly map: <U>(of: (row: T, index: number) => U) => U[];
};

/** Texts one after the other; text n begins where n − 1 ends. UTF-16 units. */
type PackedTexts = { readonly units: Uint16Array; readonly ends: Uint32Array };

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

const firstRoom = 64;

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

/** Twice the room. */
function grown<T extends Int32Array | Uint32Array | Uint16Array>(column: T, used: number): T {
  if (used < column.length) return column;
  const wider = new (column.constructor as new (length: number) => T)(
    Math.max(firstRoom, column.length * 2),
  );
  wider.set(column);
  return wider;
}

/** Distinct texts, numbered as they come. */
class TextBook {
  readonly #known = new Map<string, number>();
  #units = new Uint16Array(firstRoom);
  #ends = new Uint32Array(firstRoom);
  #used = 0;

  number(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const number = this.#known.size;
    this.#known.set(text, number);
    while (this.#used + text.length > this.#units.length)
      this.#units = grown(this.#units, this.#units.length);
    for (let at = 0; at < text.length; at += 1) this.#units[this.#used + at] = text.charCodeAt(at);
    this.#used += text.length;
    this.#ends = grown(this.#ends, number);
    this.#ends[number] = this.#used;
    return number;
  }

  pack(): PackedTexts {
    return { units: this.#units.slice(0, this.#used), ends: this.#ends.slice(0, this.#known.size) };
  }
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
  #last: {
    readonly members: ReadonlyMap<string, unknown>;
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
    let left = last.members.size;
    for (const key in row) {
      if (this.#differs.has(key)) continue;
      if (!Object.is(last.members.get(key), row[key])) return null;
      left -= 1;
    }
    return left === 0 ? last.kind : null;
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
    this.#last = { members: new Map(members), number, kind };
    return kind;
  }

  /** @param row every member as its type says; members that differ are numbers and texts */
  push(row: T): void {
    const at = this.#length;
    const number = this.#shape.numbers.find((name) => name in row) ?? null;
    this.#kind = grown(this.#kind, at);
    this.#number = grown(this.#number, at);
    this.#kind[at] = this.#kindOf(row, number);
    this.#number[at] = number === null ? 0 : (Reflect.get(row, number) as number);
    this.#shape.texts.forEach((name, place) => {
      const column = grown(this.#text[place] ?? new Uint32Array(firstRoom), at);
      column[at] = this.#texts.number(Reflect.get(row, name) as string);
      this.#text[place] = column;
    });
    this.#length += 1;
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

/** More than that are not given to one call. */
const unitsAtOnce = 4_096;

function textAt({ units, ends }: PackedTexts, number: number): string {
  const [from, to] = [number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0];
  let text = "";
  // Not spread: that takes four times as long.
  for (let at = from; at < to; at += unitsAtOnce) {
    const part = units.subarray(at, Math.min(at + unitsAtOnce, to));
    text += Reflect.apply(String.fromCharCode, null, part) as string;
  }
  return text;
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
 * A member of a row that is neither number nor text of its shape; columns make no row for it.
 * @param index from 0 to length − 1
 */
export function memberAt<T, K extends keyof T>(rows: Rows<T>, index: number, name: K): T[K] {
  return rows instanceof OpenedRows
    ? ((rows as OpenedRows<T>).common(index, name) as T[K])
    : (rows.at(index) as T)[name];
}
